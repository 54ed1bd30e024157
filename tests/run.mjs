/**
 * `npm test` and `npm run test:full`. Each does the set-up that it needs, so both work in a fresh clone.
 *
 *     npm test                         everything that a user should see pass
 *     npm test -- kernel notebooks     these steps only (types lint reference unit kernel notebooks clean grading browser)
 *     npm run test:full                what takes longer
 *
 * The last line is `N passed, N failed`, with `, N skipped` where something was.
 */
import { parseArgs } from "node:util";
import { endCommands } from "./runner/command.mjs";
import { count, oneResult, sum, withoutSkips } from "./runner/results.mjs";

/**
 * @typedef {import("./runner/results.mjs").Results} Results
 * @typedef {{ title: string, seconds: number, results: Results }} Done
 */

/** @type {Done[]} */
const done = [];

for (const [signal, code] of /** @type {[NodeJS.Signals, number][]} */ ([
  ["SIGINT", 130],
  ["SIGTERM", 143],
]))
  process.once(signal, () => {
    endCommands();
    done.push({ title: "Test run", seconds: 0, results: oneResult("test run", `was stopped by ${signal}`) });
    summarize(done);
    process.exit(code);
  });

try {
  await main();
} catch (error) {
  done.push({ title: "Test run", seconds: 0, results: oneResult("test run", reasonOf(error)) });
}
process.exitCode = summarize(done) ? 0 : 1;

async function main() {
  const { values, positionals } = parseArgs({
    options: { full: { type: "boolean" } },
    allowPositionals: true,
  });
  await perform("Set-up", async () => {
    // Loaded here, so that whatever is wrong with the machine ends in a message and the last line.
    const { setUp } = await import("../environment/setup/set-up.mjs");
    await setUp();
    return { passed: 0, failures: [], skips: [] };
  });
  if (done[0].results.failures.length > 0) return;

  const { shortSteps, fullSteps } = await import("./runner/steps.mjs");
  const steps = values.full ? fullSteps : shortSteps;
  const unknown = positionals.find((name) => !steps.some((step) => step.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no step "${unknown}": choose from ${steps.map(({ name }) => name).join(", ")}`);
  for (const { name, title, run } of steps)
    if (positionals.length === 0 || positionals.includes(name)) await perform(title, run);
}

/**
 * Runs a step; one that breaks does not hide the later ones.
 * @param {string} title
 * @param {() => Promise<Results>} run
 */
async function perform(title, run) {
  console.log(`\n── ${title} ──`);
  const begin = performance.now();
  let results;
  try {
    results = await run();
  } catch (error) {
    results = oneResult(title, reasonOf(error));
  }
  if (process.env.CI === "true") results = withoutSkips(results);
  const seconds = (performance.now() - begin) / 1000;
  for (const { name, why } of results.failures) console.log(`FAILED ${name}: ${why}`);
  for (const { name, why } of results.skips) console.log(`skipped ${name}: ${why}`);
  console.log(`${title}: ${count(results)} in ${seconds.toFixed(1)} s`);
  done.push({ title, seconds, results });
}

/**
 * @param {Done[]} done
 * @returns {boolean} whether nothing failed
 */
function summarize(done) {
  const total = sum(done.map(({ results }) => results));
  const width = Math.max(...done.map(({ title }) => title.length));
  console.log("\n── Summary ──");
  for (const { title, seconds, results } of done)
    console.log(`${title.padEnd(width)} ${seconds.toFixed(1).padStart(7)} s   ${count(results)}`);
  for (const { name, why } of total.skips) console.log(`skipped ${name}: ${why}`);
  for (const { name, why } of total.failures) console.log(`FAILED ${name}: ${why}`);
  console.log(`\n${count(total)}`);
  return total.failures.length === 0;
}

/** @param {unknown} error */
function reasonOf(error) {
  return error instanceof Error ? error.message : String(error);
}
