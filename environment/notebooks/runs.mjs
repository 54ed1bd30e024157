/**
 * Runs of lessons that are kept, so that `npm run ledger` need not run again what `npm test` has just run. A run is
 * kept if nothing failed in it, and stands for the lesson until anything changes that it depends on.
 */
import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { projectRoot } from "../setup/paths.mjs";
import { readJson, readText, writeJson } from "../setup/stored-file.mjs";
import { executeNotebooks, limitOf } from "./execution.mjs";

/**
 * @typedef {import("./execution.mjs").Execution} Execution
 * @typedef {import("./execution.mjs").ExecutionOptions} ExecutionOptions
 * @typedef {{ state: string, execution: Execution }} Kept
 */

/** Where runs are kept. */
const folder = join(projectRoot, "test-results", "lessons");

/** @param {string} path */
const fileOf = (path) => join(folder, `${basename(path, ".ipynb")}.json`);

/**
 * Executes notebooks, and keeps the runs in which nothing failed.
 * @param {string[]} paths
 * @param {ExecutionOptions & { seedShift: number }} options
 * @returns {AsyncGenerator<Execution>}
 */
export async function* executeAndKeep(paths, options) {
  // What they are now: an author may go on writing while they run.
  const states = new Map(paths.map((path) => [path, stateOf(path, options.seedShift)]));
  for await (const execution of executeNotebooks(paths, options)) {
    const state = /** @type {string} */ (states.get(execution.path));
    if (execution.problems.length === 0)
      writeJson(fileOf(execution.path), /** @type {Kept} */ ({ state, execution }));
    yield execution;
  }
}

/**
 * The runs of notebooks: what was kept if it is what a run would give now, and else a fresh one, which goes on after a
 * cell that fails, to the end.
 * @param {string[]} paths
 * @param {number} seedShift
 * @param {(path: string) => void} onStart told of each notebook that has to be run
 * @returns {AsyncGenerator<Execution>} in the order of the paths
 */
export async function* runsOf(paths, seedShift, onStart) {
  for (const path of paths) {
    const kept = /** @type {Kept | undefined} */ (readJson(fileOf(path)));
    if (kept?.state === stateOf(path, seedShift)) {
      yield kept.execution;
    } else {
      onStart(path);
      // How long a lesson takes is not the question here.
      yield* executeAndKeep([path], { seedShift, toEnd: true, limit: 4 * limitOf(path) });
    }
  }
}

/**
 * What a run depends on, as one hash: the notebook, the builds of library and kernel, the data, the seeds.
 * @param {string} path
 * @param {number} seedShift
 */
function stateOf(path, seedShift) {
  const hash = createHash("sha256").update(
    `${process.version} ${seedShift} ${process.env.NEURAL_DESCENT_MNIST}`,
  );
  for (const file of [
    path,
    ...["library", "kernel"].map((part) => join(projectRoot, "dist", part, ".stamp")),
  ])
    hash.update(`\0${readText(file) ?? ""}`);
  const data = join(projectRoot, "datasets");
  for (const file of readdirSync(data, { recursive: true }).map(String).sort()) {
    const { size, mtimeMs } = statSync(join(data, file));
    hash.update(`\0${file} ${size} ${mtimeMs}`);
  }
  return hash.digest("hex");
}
