import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanNotebook } from "../../environment/notebooks/format.mjs";
import { jupyterEnvironment, venvPython } from "../../environment/setup/jupyter.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { code, notebook, prose } from "./fixtures.js";

const clean = notebook(prose("why", "# Descent", "One step."), code("step", "const η = 0.1;", "1 - η * 2"));

/** The same notebook after somebody has run it, changed in one place. */
function changed(change: (file: ReturnType<typeof JSON.parse>) => void): string {
  const file = JSON.parse(clean);
  change(file);
  return JSON.stringify(file, null, 1) + "\n";
}

describe("a notebook is cleaned of", () => {
  const cases: [string, (file: ReturnType<typeof JSON.parse>) => void, string][] = [
    [
      "outputs",
      ({ cells }) => cells[1].outputs.push({ output_type: "stream", name: "stdout", text: "0.8" }),
      "outputs",
    ],
    ["execution counts", ({ cells }) => (cells[1].execution_count = 7), "execution counts"],
    [
      "what an editor left in a cell",
      ({ cells }) => (cells[1].metadata = { scrolled: true, vscode: {} }),
      "metadata of cells that editors leave",
    ],
    ["empty tags", ({ cells }) => (cells[1].metadata.tags = []), "metadata of cells that editors leave"],
    [
      "a kernel of one machine",
      ({ metadata }) => (metadata.kernelspec.name = "ts-2"),
      "other metadata than the course's",
    ],
    [
      "the kernel's version",
      ({ metadata }) => (metadata.language_info.version = "5.0"),
      "other metadata than the course's",
    ],
    ["an older format", (file) => (file.nbformat_minor = 4), "notebook format 4.4 instead of 4.5"],
    [
      "another order of the keys",
      (file) => Object.assign(file, { cells: file.cells.map(reversed) }),
      "another layout of the file",
    ],
    [
      "source in one string",
      ({ cells }) => (cells[1].source = cells[1].source.join("")),
      "another layout of the file",
    ],
  ];

  test.each(cases)("%s", (_name, change, reason) => {
    const result = cleanNotebook(changed(change));
    expect(result.changes).toEqual([reason]);
    expect(result.text).toBe(clean);
  });

  test("Windows line ends", () => {
    expect(cleanNotebook(clean.replaceAll("\n", "\r\n")).text).toBe(clean);
    expect(cleanNotebook(clean.replaceAll("\\n", "\\r\\n")).text).toBe(clean);
  });
});

describe("cleaning", () => {
  test("leaves a clean notebook as it is", () => {
    expect(cleanNotebook(clean)).toEqual({ text: clean, changes: [] });
  });

  test("keeps what nbgrader and the author mean: grading cells, tags, hidden code, locked cells", () => {
    const metadata = {
      deletable: false,
      editable: false,
      jupyter: { source_hidden: true },
      nbgrader: {
        grade: true,
        grade_id: "test-1",
        locked: true,
        points: 2,
        schema_version: 3,
        solution: false,
      },
      slideshow: { slide_type: "slide" },
      tags: ["exercise"],
    };
    const text = changed(({ cells }) => (cells[1].metadata = metadata));
    expect(cleanNotebook(text)).toEqual({ text, changes: [] });
  });

  test("gives cells without an id, or with another cell's, an id that stays the same", () => {
    const text = changed(({ cells }) => {
      delete cells[0].id;
      cells.push(structuredClone(cells[1]));
    });
    const first = cleanNotebook(text);
    const ids = JSON.parse(first.text).cells.map(({ id }: { id: string }) => id);
    expect(first.changes).toEqual(["cells without an id of their own"]);
    expect(new Set(ids).size).toBe(3);
    expect(ids[1]).toBe("step");
    expect(ids.every((id: string) => /^[\w-]{1,64}$/.test(id))).toBe(true);
    expect(cleanNotebook(text).text).toBe(first.text);
    expect(cleanNotebook(first.text).changes).toEqual([]);
  });

  test("writes what Jupyter itself writes", async () => {
    const cells = [
      prose("a", '∇C, naïve, "quoted", 日本', "\\\\(η\\\\)"),
      code("b", ""),
      code("c", "// €\t", "", "1;", ""),
    ];
    const { text } = cleanNotebook(notebook(...cells));
    const program =
      "import nbformat, sys; n = nbformat.reads(sys.argv[1], 4); nbformat.validate(n); nbformat.write(n, sys.stdout)";
    const { stdout } = await promisify(execFile)(venvPython(), ["-c", program, text], {
      env: jupyterEnvironment(),
    });
    expect(text).toBe(stdout);
  });

  test.each([
    ["no JSON", "<<<<<<< HEAD\n", /not a notebook, which is a JSON file/],
    ["other JSON", "[1, 2]", /expected a notebook of format 4 with its cells, got other JSON/],
    [
      "a notebook of format 3",
      '{"nbformat": 3, "worksheets": []}',
      /got format 3: open and save it in JupyterLab/,
    ],
  ])("refuses %s", (_name, text, message) => {
    expect(() => cleanNotebook(text)).toThrow(message);
  });
});

describe("npm run clean", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clean-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Runs the command; `code` is its exit code. */
  async function run(...args: string[]): Promise<{ code: number; output: string }> {
    const program = join(projectRoot, "environment", "notebooks", "clean.mjs");
    try {
      const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, ...args]);
      return { code: 0, output: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, output: stdout + stderr };
    }
  }

  test("--check lists what is not clean, changes nothing and fails; without it they are cleaned", async () => {
    const dirty = changed(({ cells }) => (cells[1].execution_count = 1));
    await writeFile(join(folder, "dirty.ipynb"), dirty);
    await writeFile(join(folder, "clean.ipynb"), clean);

    const check = await run("--check", folder);
    expect(check.code).toBe(1);
    expect(check.output).toMatch(/dirty\.ipynb: has execution counts/);
    expect(check.output).not.toMatch(/clean\.ipynb/);
    expect(check.output).toMatch(/npm run clean/);
    expect(await readFile(join(folder, "dirty.ipynb"), "utf8")).toBe(dirty);

    expect((await run(folder)).code).toBe(0);
    expect(await readFile(join(folder, "dirty.ipynb"), "utf8")).toBe(clean);
    expect(await run("--check", folder)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/2 notebooks are clean/),
    });
  });

  test("says which file is no notebook, and which is not there", async () => {
    await writeFile(join(folder, "broken.ipynb"), "<<<<<<<");
    expect(await run(folder)).toMatchObject({
      code: 2,
      output: expect.stringMatching(/broken\.ipynb: not a notebook/),
    });
    expect(await run("nowhere.ipynb")).toMatchObject({
      code: 2,
      output: expect.stringMatching(/nowhere\.ipynb was not found/),
    });
    expect(await run("98")).toMatchObject({
      code: 2,
      output: expect.stringMatching(/no lesson has the number 98/),
    });
  });
});

/** The same object with its keys the other way round. */
function reversed(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).reverse());
}
