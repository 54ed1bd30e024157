/** JupyterLab as `npm start` starts it, on a folder of its own with fresh copies of lessons. */
import { spawn, type ChildProcess } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { notebooksFolder, projectRoot } from "../../environment/setup/paths.mjs";

export interface Server {
  /** Its address, with the token. */
  readonly url: string;
  /** The types of the traces of each figure that a saved notebook holds. */
  savedFigures(notebook: string): Promise<string[][]>;
  /** Puts another fresh copy of a lesson beside those that are there; its name. */
  copy(lesson: string): Promise<string>;
  /** Puts an empty file beside the notebooks, for a cell that waits for it. */
  signal(name: string): Promise<void>;
  /** Stops it as Ctrl-C does, with its kernels. */
  stop(): Promise<void>;
}

/**
 * Starts the server and waits until it answers.
 *
 * @param lessons files of notebooks/
 */
export async function startJupyterLab(lessons: string[]): Promise<Server> {
  const folder = await mkdtemp(join(tmpdir(), "lessons-"));
  for (const lesson of lessons) await copyFile(join(notebooksFolder, lesson), join(folder, lesson));
  // What a learner has in this clone stays apart: a server that may be running, the layout, the settings.
  const state = await mkdtemp(join(tmpdir(), "nd-"));
  const settings = join(state, "settings", "@jupyterlab", "docmanager-extension");
  await mkdir(settings, { recursive: true });
  // A save by the clock and one by the test at the same time would end in JupyterLab's question which of them to keep.
  await writeFile(join(settings, "plugin.jupyterlab-settings"), JSON.stringify({ autosave: false }));
  const options = [
    "--no-browser",
    "--port=0",
    `--ServerApp.root_dir=${folder}`,
    `--LabApp.workspaces_dir=${join(state, "layouts")}`,
    `--LabApp.user_settings_dir=${join(state, "settings")}`,
  ];
  const child = spawn(
    process.execPath,
    [join(projectRoot, "environment", "setup", "start.mjs"), ...options],
    {
      env: { ...process.env, TMPDIR: state },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const url = await addressOf(child);
  let copies = 0;
  return {
    url,
    savedFigures: (notebook) => savedFigures(join(folder, notebook)),
    async copy(lesson) {
      const name = `${++copies}-${lesson}`;
      await copyFile(join(notebooksFolder, lesson), join(folder, name));
      return name;
    },
    signal: (name) => writeFile(join(folder, name), ""),
    async stop() {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGTERM");
      await ended;
      for (const made of [folder, state]) await rm(made, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** The address that the server prints when it is ready. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /http:\/\/(localhost|127\.0\.0\.1):\d+\S*token=\w+/.exec(output);
      if (address) resolve(address[0]);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("error", reject);
    child.once("close", (code) => reject(new Error(`JupyterLab ended with exit code ${code}:\n${output}`)));
  });
}

async function savedFigures(path: string): Promise<string[][]> {
  const { cells } = JSON.parse(await readFile(path, "utf8")) as SavedNotebook;
  return cells
    .flatMap(({ outputs = [] }) => outputs)
    .flatMap(({ data }) => data?.["application/vnd.plotly.v1+json"] ?? [])
    .map((figure) => figure.data.map(({ type = "scatter" }) => type));
}

/** A notebook file, as far as the figures in it go. */
interface SavedNotebook {
  cells: {
    outputs?: { data?: { "application/vnd.plotly.v1+json"?: { data: { type?: string }[] } } }[];
  }[];
}
