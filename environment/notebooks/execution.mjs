/** Executes notebooks in fresh kernels of the project's own environment. The notebooks themselves stay as they are. */
import { spawn } from "node:child_process";
import { basename, dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { readSeedShift, seedShiftName } from "../kernel/node/seed-shift.mjs";
import { jupyterEnvironment, venvPython } from "../setup/jupyter.mjs";
import { notebooksFolder } from "../setup/paths.mjs";

/**
 * @typedef {{ cell: string | null, line: string, message: string, stderr?: string }} Problem an error of a cell, or
 *   what it wrote to stderr; `cell` is its id and `line` its first line of code
 * @typedef {{ cell: string, id: string, statement: string, verdict: string, measured: unknown, said: string,
 *   expected: string }} ShownClaim a claim that holds: the cell that shows it, and its record; `said` is the measured
 *   value as the cell shows it
 * @typedef {{ cell: string, id: string, message: string }} RefutedClaim a claim that does not hold
 * @typedef {{ path: string, seconds: number, problems: Problem[], claims: ShownClaim[],
 *   refuted: RefutedClaim[] }} Execution
 * @typedef {object} ExecutionOptions
 * @property {string} [output] a folder for executed copies
 * @property {number} [limit] seconds of processor time that a notebook may take; by the clock it may take five times as
 *   many
 * @property {number} [seedShift] moves every seed by so many millions; without it the setting
 *   NEURAL_DESCENT_SEED_SHIFT, if there is one
 * @property {boolean} [toEnd] whether the cells below one that fails are run as well
 * @property {string} [kernels] a folder whose `kernels/` are taken before the project's own
 */

/**
 * How long a lesson may take, in seconds of processor time, with its kernel's start; the three that train on digits may
 * take longer.
 */
export const limitOf = (/** @type {string} */ path) => (/^1[0-2]-/.test(basename(path)) ? 90 : 30);

/**
 * Yields the result of each notebook when it is there.
 * @param {string[]} paths absolute paths
 * @param {ExecutionOptions} [options]
 * @returns {AsyncGenerator<Execution>}
 */
export async function* executeNotebooks(paths, { output, limit, seedShift, toEnd = false, kernels } = {}) {
  const shift = seedShift ?? readSeedShift(process.env[seedShiftName]);
  const jobs = paths.map((path) => ({
    path,
    limit: limit ?? limitOf(path),
    output: output === undefined ? null : join(output, placeInside(path)),
    to_end: toEnd,
  }));
  const program = fileURLToPath(new URL("execute.py", import.meta.url));
  const python = spawn(venvPython(), [program], {
    env: { ...jupyterEnvironment(), [seedShiftName]: String(shift), JUPYTER_PATH: kernels },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaints = "";
  python.stderr.on("data", (chunk) => (complaints += chunk));
  const ended = new Promise((resolve) => {
    python.on("close", resolve);
    python.on("error", (error) => {
      complaints += error.message;
      resolve(-1);
    });
  });
  // A Python that cannot start closes its input; `ended` says so.
  python.stdin.on("error", () => {});
  python.stdin.end(JSON.stringify(jobs));

  let done = 0;
  try {
    for await (const line of createInterface({ input: python.stdout })) {
      done++;
      yield JSON.parse(line);
    }
    const code = await ended;
    for (const path of paths.slice(done)) {
      const message = `was not executed: ${venvPython()} ended with exit code ${code}\n${complaints.trim()}`;
      yield { path, seconds: 0, problems: [{ cell: null, line: "", message }], claims: [], refuted: [] };
    }
  } finally {
    python.kill();
  }
}

/**
 * `02-gradient-descent.ipynb       3.1 s`, and below it what went wrong.
 * @param {Execution} execution
 */
export function describe({ path, seconds, problems }) {
  const name = basename(path).padEnd(40);
  const verdict = problems.length === 0 ? "" : "  FAILED";
  return [`${name} ${seconds.toFixed(1).padStart(5)} s${verdict}`, ...problems.map(describeProblem)].join(
    "\n",
  );
}

/** @param {Problem} problem */
function describeProblem({ cell, line, message, stderr }) {
  const where =
    cell === null ? "" : `cell ${cell}, "${line}"${stderr === undefined ? "" : ", wrote to stderr"}:\n`;
  return `${where}${(stderr ?? message).trimEnd()}`.replace(/^/gm, "    ");
}

/**
 * A problem in one line: `cell claim-b7: ClaimError: claim B7 does not hold: …`.
 * @param {Problem} problem
 */
export function summarize({ cell, message, stderr }) {
  const text = stderr === undefined ? message : `wrote to stderr: ${stderr}`;
  const [line] = stripVTControlCharacters(text.trim()).split("\n");
  return cell === null ? line : `cell ${cell}: ${line}`;
}

/**
 * Where a copy lies in the output folder: as in notebooks/.
 * @param {string} path
 */
function placeInside(path) {
  const inside = relative(notebooksFolder, path);
  return inside.startsWith("..") || dirname(inside) === inside ? basename(path) : inside;
}
