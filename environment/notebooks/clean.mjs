/**
 * `npm run clean` puts notebooks into the form in which they are committed (see format.mjs):
 *
 *     npm run clean                    all notebooks of the course
 *     npm run clean -- 02 some.ipynb   these
 *     npm run clean -- --check         changes nothing, lists what is not clean, and fails if anything is
 */
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { findNotebooks } from "./find.mjs";
import { cleanNotebook } from "./format.mjs";

try {
  const { values, positionals } = parseArgs({
    options: { check: { type: "boolean" } },
    allowPositionals: true,
  });
  const notebooks = findNotebooks(positionals);
  const unclean = notebooks.filter((path) => !clean(path, Boolean(values.check)));
  if (unclean.length === 0) console.log(`${notebooks.length} notebooks are clean.`);
  else if (values.check) console.error("To clean them: npm run clean");
  if (values.check && unclean.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}

/**
 * @param {string} path
 * @param {boolean} check
 * @returns {boolean} whether it was clean
 */
function clean(path, check) {
  const before = readFileSync(path, "utf8");
  const name = relative(process.cwd(), path);
  let result;
  try {
    result = cleanNotebook(before);
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
  if (result.changes.length === 0) return true;
  console.log(`${name}: ${check ? "has" : "cleaned of"} ${result.changes.join(", ")}`);
  if (!check) writeFileSync(path, result.text);
  return false;
}
