/**
 * `npm run ledger` prints the claims of the course: which are shown, where, what was measured, and which are still
 * missing. It takes the runs that `npm test` has left, and runs the lessons that have changed since. It fails if a lesson
 * claims what is not its own, calls a claim by another verdict than notebooks/claims.json, does not make a claim that it
 * should make, or makes one that does not hold.
 *
 *     npm run ledger                          all claims
 *     npm run ledger -- --lesson 05           those of a lesson
 *     npm run ledger -- --seed-shift 1        with other seeds: each is moved by a million
 *     npm run --silent ledger -- --json       for programs
 */
import { relative } from "node:path";
import { parseArgs } from "node:util";
import { readSeedShift, seedShiftName } from "../kernel/node/seed-shift.mjs";
import { lessons } from "../setup/lessons.mjs";
import { projectRoot } from "../setup/paths.mjs";
import { setUp } from "../setup/set-up.mjs";
import { ledgerOf, lessonOf, readClaims } from "./claims.mjs";
import { findNotebooks } from "./find.mjs";
import { describeLedger } from "./ledger-text.mjs";
import { runsOf } from "./runs.mjs";

try {
  const { values } = parseArgs({
    options: {
      lesson: { type: "string", multiple: true, default: [] },
      json: { type: "boolean", default: false },
      "seed-shift": { type: "string" },
    },
  });
  const wish = values["seed-shift"];
  const seedShift =
    wish === undefined ? readSeedShift(process.env[seedShiftName]) : readSeedShift(wish, "--seed-shift");
  const chosen = values.lesson.length === 0 ? lessons().map(({ number }) => number) : values.lesson;
  const paths = findNotebooks(chosen);
  // With --json, what is told on the way must not stand in what a program reads.
  await setUp({ log: console.error });

  const runs = [];
  const onStart = (/** @type {string} */ path) => console.error(`Running ${relative(projectRoot, path)} …`);
  for await (const run of runsOf(paths, seedShift, onStart)) runs.push(run);
  const ledger = ledgerOf(readClaims(), runs);
  if (values.lesson.length > 0)
    ledger.entries = ledger.entries.filter(({ lesson }) => paths.some((path) => lessonOf(path) === lesson));
  const { entries, problems } = ledger;
  console.log(
    values.json
      ? JSON.stringify({ seedShift, claims: entries, problems }, null, 2)
      : describeLedger(ledger, runs, seedShift),
  );
  if (problems.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
