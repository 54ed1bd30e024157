/**
 * `npm run execute` runs notebooks from top to bottom, each in a fresh kernel, and fails where one shows an error,
 * writes to stderr or takes too long. The files stay as they are:
 *
 *     npm run execute                        all notebooks of the course
 *     npm run execute 2 11                   these lessons
 *     npm run execute -- some/file.ipynb     this file
 *     npm run execute -- --output runs 2     puts the executed copy into runs/
 *     npm run execute -- --seed-shift 1      with other seeds: each is moved by a million
 *     npm run execute -- --limit 300         seconds of processor time that a notebook may take (else 30,
 *                                            lessons 10 to 12: 90)
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { readSeedShift } from "../kernel/node/seed-shift.mjs";
import { setUp } from "../setup/set-up.mjs";
import { describe, executeNotebooks } from "./execution.mjs";
import { findNotebooks } from "./find.mjs";

try {
  const { values, positionals } = parseArgs({
    options: { output: { type: "string" }, limit: { type: "string" }, "seed-shift": { type: "string" } },
    allowPositionals: true,
  });
  const limit = values.limit === undefined ? undefined : Number(values.limit);
  if (limit !== undefined && !(limit > 0))
    throw new Error(`--limit: expected a number of seconds above 0, got "${values.limit}"`);
  const wish = values["seed-shift"];
  const seedShift = wish === undefined ? undefined : readSeedShift(wish, "--seed-shift");
  const notebooks = findNotebooks(positionals);
  const output = values.output && resolve(process.env.INIT_CWD ?? "", values.output);
  await setUp();
  for await (const execution of executeNotebooks(notebooks, { output, limit, seedShift })) {
    console.log(describe(execution));
    if (execution.problems.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
