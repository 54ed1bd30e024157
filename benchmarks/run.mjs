/**
 * The comparisons that README and docs quote: `npm run bench`, or `npm run bench -- kernel` for one of them. Each measures its
 * rivals in the same run, in turn, and prints ratios.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { jupyterEnvironment, venvPython } from "../environment/setup/jupyter.mjs";
import { setUp } from "../environment/setup/set-up.mjs";

/** @type {Record<string, () => [program: string, arguments: string[]]>} */
const benchmarks = {
  kernel: () => [venvPython(), [script("kernel.py"), process.execPath]],
};

/** @param {string} name */
function script(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(
    `expected benchmarks out of ${Object.keys(benchmarks).join(", ")}, got ${unknown.join(", ")}`,
  );
  process.exit(1);
}
await setUp({ log: console.log });
for (const name of asked.length > 0 ? asked : Object.keys(benchmarks)) {
  console.log(`\n${name}\n`);
  const [program, args] = benchmarks[name]();
  const { status } = spawnSync(program, args, {
    stdio: "inherit",
    env: { ...jupyterEnvironment(), ROUNDS: process.env.ROUNDS },
  });
  if (status !== 0) process.exitCode = 1;
}
