/**
 * Examples trained in a second, by this library and by others: `npm run bench -- training`. Behind it, what is to be
 * compared: names of jobs (`digits`, or `digits-10`) and parts of the names of libraries (`PyTorch`); all if none are given.
 *
 * All work in the same minutes, in turn; a round gives each about a quarter of a second. First each trains on the same
 * thousand examples from the same weights, and must come to the same cost.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPeers } from "../peers/install.mjs";
import { contestants } from "./contestants.mjs";
import { jobs, writeJob } from "./jobs.mjs";
import { table } from "./report.mjs";

/** @typedef {import("./contestants.mjs").Contestant} Contestant */

const ROUNDS = Number(process.env.ROUNDS ?? "7");
const SLICE_SECONDS = 0.25;
const CHECKED_EXAMPLES = 1000;

const asked = process.argv.slice(2);
const isMeant = (/** @type {string} */ name, /** @type {string} */ part) => `${name}-`.startsWith(`${part}-`);
const chosen = Object.keys(jobs).filter((name) => asked.some((part) => isMeant(name, part)));
const others = asked.filter((part) => !Object.keys(jobs).some((name) => isMeant(name, part)));
await installPeers(console.log);
const folder = mkdtempSync(join(tmpdir(), "neural-descent-bench-"));
const runners = contestants(others);
try {
  for (const name of chosen.length > 0 ? chosen : Object.keys(jobs)) {
    await writeJob(jobs[name], join(folder, name));
    const { title, batchSize, data } = jobs[name];
    console.log(`\n${name}: ${title}, mini-batch ${batchSize}, ${data}\n`);
    console.log(table(await compare(join(folder, name))));
  }
} finally {
  runners.forEach((runner) => runner.end());
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Examples per second of each in each round.
 * @param {string} job its folder
 * @returns {Promise<Map<string, number[]>>}
 */
async function compare(job) {
  /** @type {[Contestant, number][]} */ const inRace = [];
  /** @type {{ name: string, cost: number }[]} */ const checked = [];
  for (const runner of runners) {
    const { cannot } = await runner.ask({ job });
    if (cannot !== undefined) continue;
    const { cost } = await runner.ask({ check: CHECKED_EXAMPLES });
    checked.push({ name: runner.name, cost });
    inRace.push([runner, await examplesInSlice(runner)]);
  }
  expectAgreement(checked);
  const speeds = new Map(inRace.map(([{ name }]) => [name, /** @type {number[]} */ ([])]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [runner, examples] of inRace) {
      const { seconds } = await runner.ask({ train: examples });
      speeds.get(runner.name)?.push(examples / seconds);
    }
  return speeds;
}

/** How many examples take a slice of time. @param {Contestant} runner */
async function examplesInSlice(runner) {
  for (let examples = 100; ; examples *= 4) {
    const { seconds } = await runner.ask({ train: examples });
    if (seconds > SLICE_SECONDS / 4) return Math.ceil((examples * SLICE_SECONDS) / seconds);
  }
}

/** @param {{ name: string, cost: number }[]} checked */
function expectAgreement(checked) {
  const costs = checked.map(({ cost }) => cost).sort((a, b) => a - b);
  const middle = costs[Math.floor(costs.length / 2)];
  for (const { name, cost } of checked)
    if (!(Math.abs(cost - middle) <= 1e-4 * middle))
      throw new Error(
        `expected the cost ${middle} after ${CHECKED_EXAMPLES} examples, as most have it; ${name} has ${cost}`,
      );
  console.log(
    `All ${checked.length} have the cost ${middle.toPrecision(5)} after ${CHECKED_EXAMPLES} examples.\n`,
  );
}
