/**
 * The course with one thing in its library wrong: an installation of its own that links what is right and holds what is
 * not, with its kernel.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { executeNotebooks, type Execution } from "../../environment/notebooks/execution.mjs";
import { notebooksFolder, projectRoot } from "../../environment/setup/paths.mjs";

/** A text of a file of src/, to be replaced by one that is wrong. */
export interface Mutation {
  /** The file's path below src/. */
  file: string;
  /** What stands there, exactly once. */
  right: string;
  wrong: string;
}

/** The file's text with the mistake in it. */
export function mutate(text: string, { file, right, wrong }: Mutation): string {
  const times = text.split(right).length - 1;
  if (times !== 1)
    throw new Error(
      `expected src/${file} to hold the text that a mutation replaces exactly once, found it ${times} times: ` +
        `bring the mutation up to date\n  ${right}`,
    );
  return text.replace(right, () => wrong);
}

/** Runs a lesson, to its end, with the mistake in the library. */
export async function runWithMistake(lesson: string, mutation: Mutation): Promise<Execution> {
  const wrongText = mutate(readFileSync(join(projectRoot, "src", mutation.file), "utf8"), mutation);
  const folder = mkdtempSync(join(tmpdir(), "nd-mutated-"));
  try {
    install(folder);
    writeFileSync(
      join(folder, "dist", "library", mutation.file.replace(/\.ts$/, ".js")),
      compile(wrongText, mutation.file),
    );
    const path = join(notebooksFolder, `${lesson}.ipynb`);
    // A mistake may make it slow.
    const options = { toEnd: true, seedShift: 0, limit: 180, kernels: join(folder, "jupyter") };
    for await (const execution of executeNotebooks([path], options)) return execution;
    throw new Error(`${lesson} was not run`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An installation with a copy of what is built, which can be changed, and links to all the rest. */
function install(folder: string): void {
  const link = (...path: string[]) =>
    symlinkSync(join(projectRoot, ...path), join(folder, ...path), "junction");
  mkdirSync(join(folder, "dist"));
  for (const part of readdirSync(join(projectRoot, "dist")))
    // The kernel finds its installation from where it lies itself.
    if (part !== "library" && part !== "kernel") link("dist", part);
    else cpSync(join(projectRoot, "dist", part), join(folder, "dist", part), { recursive: true });
  link("datasets");
  cpSync(join(projectRoot, "symbolic"), join(folder, "symbolic"), { recursive: true });
  cpSync(join(projectRoot, "package.json"), join(folder, "package.json"));
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(projectRoot, "node_modules")))
    if (!name.startsWith(".") && name !== "neural-descent") link("node_modules", name);
  symlinkSync(folder, join(folder, "node_modules", "neural-descent"), "junction");

  const kernel = join(folder, "jupyter", "kernels", "tslab");
  mkdirSync(kernel, { recursive: true });
  const program = join(folder, "dist", "kernel", "main.js");
  const registration = {
    argv: [process.execPath, program, "{connection_file}"],
    display_name: "TypeScript, with a mistake",
    language: "typescript",
    interrupt_mode: "message",
  };
  writeFileSync(join(kernel, "kernel.json"), JSON.stringify(registration));
}

/** One file of the library as the build compiles it. */
function compile(text: string, file: string): string {
  const { config } = ts.readConfigFile(join(projectRoot, "src", "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, target: "ES2022", sourceMap: false },
    projectRoot,
  );
  return ts.transpileModule(text, { compilerOptions: options, fileName: file }).outputText;
}
