/** Which test files there are, and which suite each belongs to. */
import { readdirSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

const tests = fileURLToPath(new URL("..", import.meta.url));

/** Folders of tests/ that have a step of their own; all others together are the unit tests. */
const ownStep = ["kernel", "grading", "browser"];

/**
 * The test files of a suite, as paths from the project's root. Files named `*.full.test.ts` and `*_full_test.py`
 * are those that take longer, for `npm run test:full`.
 * @param {"unit" | "kernel" | "grading" | "browser"} suite
 * @param {boolean} full
 * @returns {{ typescript: string[], python: string[] }}
 */
export function testFiles(suite, full) {
  const files = readdirSync(tests, { recursive: true })
    .map((file) => String(file).split(sep).join("/"))
    .filter((file) => {
      const folder = file.split("/")[0];
      return suite === "unit" ? !ownStep.includes(folder) : folder === suite;
    })
    .filter((file) => /(\.full\.test\.ts|_full_test\.py)$/.test(file) === full)
    .sort()
    .map((file) => `tests/${file}`);
  return {
    typescript: files.filter((file) => file.endsWith(".test.ts")),
    python: files.filter((file) => file.endsWith("_test.py")),
  };
}
