/** The steps of `npm test` and of `npm run test:full`, in their order. */
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readSeedShift, seedShiftName } from "../../environment/kernel/node/seed-shift.mjs";
import { ledgerOf, lessonOf, readClaims } from "../../environment/notebooks/claims.mjs";
import { describe, summarize } from "../../environment/notebooks/execution.mjs";
import { findNotebooks } from "../../environment/notebooks/find.mjs";
import { cleanNotebook } from "../../environment/notebooks/format.mjs";
import { executeAndKeep } from "../../environment/notebooks/runs.mjs";
import { lessons } from "../../environment/setup/lessons.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { findChromium, howToInstallChromium } from "../browser/chromium.mjs";
import { runCommand } from "./command.mjs";
import { oneResult, sum } from "./results.mjs";
import { runSuite } from "./suite-run.mjs";

/**
 * @typedef {import("./results.mjs").Results} Results
 * @typedef {{ name: string, title: string, run: () => Promise<Results> }} Step
 */

/** What every user runs. @type {Step[]} */
export const shortSteps = [
  { name: "types", title: "Type check", run: checkTypes },
  { name: "lint", title: "Lint", run: lint },
  { name: "reference", title: "Reference of the library", run: makeReference },
  { name: "unit", title: "Unit tests", run: () => runSuite("unit", { full: false, together: true }) },
  { name: "kernel", title: "Kernel tests", run: () => runSuite("kernel", { full: false, retries: 1 }) },
  { name: "notebooks", title: "Notebooks run from top to bottom and show their claims", run: execute },
  { name: "clean", title: "Notebooks are committed clean", run: checkClean },
  { name: "grading", title: "Grading", run: () => runSuite("grading", { full: false }) },
  { name: "browser", title: "One lesson and the widgets in a real browser", run: () => inBrowser(false) },
];

/** What takes longer, and nothing of the above. @type {Step[]} */
export const fullSteps = [
  {
    name: "unit",
    title: "Long unit tests",
    // Each lesson three times: with two shifts of the seeds, and with a mistake in the library.
    run: () => runSuite("unit", { full: true, together: true, minutes: 60 }),
  },
  { name: "kernel", title: "Long kernel tests", run: () => runSuite("kernel", { full: true, retries: 1 }) },
  {
    name: "grading",
    title: "Long grading tests",
    run: () => runSuite("grading", { full: true }),
  },
  { name: "browser", title: "All lessons in a real browser", run: () => inBrowser(true) },
];

/** The project's own compiler, by path: tslab puts an older `tsc` into node_modules/.bin. */
async function checkTypes() {
  const projects = [".", "src"];
  const results = [];
  for (const project of projects)
    results.push(await runTool(`tsc -p ${project}`, "typescript/bin/tsc", ["--noEmit", "-p", project]));
  return sum(results);
}

async function lint() {
  return sum([
    await runTool("eslint", "eslint/bin/eslint.js", ["--max-warnings", "0", "."]),
    await runTool("prettier --check (npm run format mends it)", "prettier/bin/prettier.cjs", [
      "--check",
      ".",
    ]),
  ]);
}

/** Every public name has a doc comment, every type that one needs is public: typedoc.json makes its warnings errors. */
function makeReference() {
  return runTool("typedoc", "typedoc/bin/typedoc", []);
}

/**
 * @param {string} name
 * @param {string} program inside node_modules/
 * @param {string[]} args
 */
async function runTool(name, program, args) {
  const path = join("node_modules", ...program.split("/"));
  const { failure } = await runCommand(process.execPath, [path, ...args], { cwd: projectRoot });
  return oneResult(name, failure);
}

/** Every notebook runs, and every claim that belongs to a lesson is shown there, by its verdict. */
async function execute() {
  const seedShift = readSeedShift(process.env[seedShiftName]);
  const names = lessons().map(({ name }) => name);
  const results = [];
  const runs = [];
  for await (const execution of executeAndKeep(findNotebooks([]), { seedShift })) {
    console.log(describe(execution));
    const [problem] = execution.problems;
    results.push(oneResult(relative(projectRoot, execution.path), problem && summarize(problem)));
    // Of a lesson that failed somewhere, all later claims are missing.
    if (problem === undefined && names.includes(lessonOf(execution.path))) runs.push(execution);
  }
  const { problems } = ledgerOf(readClaims(), runs);
  for (const name of runs.map(({ path }) => lessonOf(path))) {
    const wrong = problems.filter(({ lesson }) => lesson === name).map(({ text }) => text);
    results.push(oneResult(`claims of ${name}`, wrong.join("; ")));
  }
  return sum(results);
}

async function checkClean() {
  const results = findNotebooks([]).map((path) => {
    const name = relative(projectRoot, path);
    try {
      const { changes } = cleanNotebook(readFileSync(path, "utf8"));
      return oneResult(name, changes.length === 0 ? undefined : `has ${changes.join(", ")}: npm run clean`);
    } catch (error) {
      return oneResult(name, String(error));
    }
  });
  return sum(results);
}

/** @param {boolean} full */
async function inBrowser(full) {
  // A browser on a busy machine loses a key or a click now and then; what is broken fails twice.
  if (findChromium() !== undefined) return runSuite("browser", { full, minutes: full ? 60 : 30, retries: 1 });
  return {
    passed: 0,
    failures: [],
    skips: [{ name: "browser tests", why: `no Chromium: ${howToInstallChromium}` }],
  };
}
