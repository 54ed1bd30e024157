/**
 * The comparisons that README and docs quote: `npm run bench`, or `npm run bench -- kernel` for one of them, with what
 * it is to compare behind its name. Each measures its rivals in the same run, in turn, and prints ratios.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { jupyterEnvironment, venvPython } from "../environment/setup/jupyter.mjs";
import { setUp } from "../environment/setup/set-up.mjs";

/** Each with its program. @type {Record<string, () => [program: string, arguments: string[]]>} */
const benchmarks = {
  kernel: () => [venvPython(), [script("kernel.py"), process.execPath]],
  differences: () => [process.execPath, [script("differences.mjs")]],
  live: () => [process.execPath, [script("live.mjs")]],
  together: () => [process.execPath, [script("together.mjs")]],
  training: () => [process.execPath, [script("training/benchmark.mjs")]],
};

/** @param {string} name */
function script(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

const [asked, ...details] = process.argv.slice(2);
if (asked !== undefined && !Object.hasOwn(benchmarks, asked)) {
  console.error(`expected a benchmark out of ${Object.keys(benchmarks).join(", ")}, got ${asked}`);
  process.exit(1);
}
await setUp({ log: console.log });
for (const name of asked === undefined ? Object.keys(benchmarks) : [asked]) {
  console.log(`\n${name}\n`);
  const [program, args] = benchmarks[name]();
  const { status } = spawnSync(program, [...args, ...details], {
    stdio: "inherit",
    env: { ...jupyterEnvironment(), ROUNDS: process.env.ROUNDS },
  });
  if (status !== 0) process.exitCode = 1;
}
