/** Runs the test files of a suite: TypeScript by vitest, Python by unittest. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { jupyterEnvironment, venvPython } from "../../environment/setup/jupyter.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { runCommand } from "./command.mjs";
import { noResults, oneResult, sum } from "./results.mjs";
import { testFiles } from "./suites.mjs";

/**
 * @param {"unit" | "kernel" | "grading" | "browser"} suite
 * @param {{ full: boolean, together?: boolean, minutes?: number, retries?: number }} options `full`: the files that
 *   take longer; `together`: several files at a time; `retries`: how often a test that fails is tried again, which the
 *   report says
 */
export async function runSuite(suite, { full, together = false, minutes = 30, retries = 0 }) {
  const { typescript, python } = testFiles(suite, full);
  const results = [];
  if (typescript.length > 0) {
    const report = reportFile(`${suite}-vitest.json`);
    const options = ["--reporter=default", `--reporter=${join("tests", "runner", "vitest-report.mjs")}`];
    if (retries > 0) options.push(`--retry=${retries}`);
    // By itself vitest leaves one processor free, which of two is half.
    options.push(together ? `--maxWorkers=${availableParallelism()}` : "--no-file-parallelism");
    const outcome = await runCommand(
      process.execPath,
      [join("node_modules", "vitest", "vitest.mjs"), "run", ...options, ...typescript],
      { cwd: projectRoot, env: { ...process.env, VITEST_REPORT: report }, minutes },
    );
    results.push(read(report, "vitest", outcome));
  }
  if (python.length > 0) {
    const report = reportFile(`${suite}-unittest.json`);
    const outcome = await runCommand(
      venvPython(),
      ["-u", join("tests", "runner", "unittest_report.py"), report, ...python],
      { cwd: projectRoot, env: jupyterEnvironment(), minutes },
    );
    results.push(read(report, "unittest", outcome));
  }
  if (results.length > 0) return sum(results);
  // A suite whose files are not found must not look like one that passes.
  if (!full) return oneResult(suite, `expected test files of the suite "${suite}" below tests/, found none`);
  console.log("There are no long tests of this kind.");
  return noResults();
}

/**
 * A fresh place for a report: one that an earlier run left must not be read.
 * @param {string} name
 */
function reportFile(name) {
  const folder = join(projectRoot, "test-results");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  rmSync(path, { force: true });
  return path;
}

/**
 * @param {string} report
 * @param {string} runner
 * @param {import("./command.mjs").Outcome} outcome
 * @returns {import("./results.mjs").Results}
 */
function read(report, runner, outcome) {
  /** @type {import("./results.mjs").Results} */
  const results = existsSync(report) ? JSON.parse(readFileSync(report, "utf8")) : noResults();
  const isExplained = outcome.ok || results.failures.length > 0;
  return isExplained ? results : sum([results, oneResult(runner, outcome.failure)]);
}
