/**
 * The gradient of one digit's cost by all 13,002 parameters: `npm run bench -- differences`. By central differences, with
 * the whole cost anew for each (in this library and in NumPy) or only what a parameter reaches, in the readable code and in
 * the engine; and by backpropagation.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Network, backpropagate, incrementalGradient, loadDigits } from "neural-descent";
import { numericalGradient, rowOf } from "neural-descent";
import { installPeers } from "./peers/install.mjs";
import { Contestant } from "./training/contestants.mjs";

const ROUNDS = Number(process.env.ROUNDS ?? "7");
const h = 1e-5;

const { training } = await loadDigits({ training: 100, test: 1 });
const digits = sorted();
const { input, target, pixels } = digits[digits.length >> 1];
const cost = "half-sum-of-squares";
const network = new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 1 });
const single = new Network(network.sizes, {
  activations: "sigmoid",
  parameters: network.parameters,
  dtype: "float32",
});

/** @param {typeof numericalGradient} gradient @param {"readable" | "engine"} path */
const differences = (gradient, path, of = network, digit = digits[digits.length >> 1]) => {
  const step = of === single ? undefined : h; // in float32 the one that is recommended
  return () => gradient(of, [digit.input], [digit.target], cost, { method: "central", h: step, path });
};
const naive = differences(numericalGradient, "readable");
const incremental = differences(incrementalGradient, "readable");
const engineNaive = differences(numericalGradient, "engine");
const engine = differences(incrementalGradient, "engine");
const everyDigit = () => {
  for (const digit of digits) differences(incrementalGradient, "engine", network, digit)();
};
const back = () => backpropagate(network, [input], [target], cost);

await installPeers(console.log);
const folder = mkdtempSync(join(tmpdir(), "neural-descent-bench-"));
for (const [name, values] of Object.entries({ input, target, parameters: network.parameters }))
  writeFileSync(join(folder, `${name}.f64`), Float64Array.from(values));
const numpy = new Contestant("NumPy", "numpy_differences.py", []);
writeFileSync(join(folder, "job.json"), JSON.stringify({ sizes: network.sizes, h }));
try {
  await numpy.ask({ job: folder });
  expectAgreement(readFileSync(join(folder, "gradient.f64")));
  await measure();
} finally {
  numpy.end();
  rmSync(folder, { recursive: true, force: true });
}

/** A hundred digits by the number of pixels that are not 0, which decide how much there is to do. */
function sorted() {
  return Array.from({ length: training.inputs.rows }, (_, i) => {
    const input = rowOf(training.inputs, i);
    return { input, target: rowOf(training.targets, i), pixels: input.filter((x) => x !== 0).length };
  }).sort((a, b) => a.pixels - b.pixels);
}

/** @param {Buffer} written by NumPy */
function expectAgreement(written) {
  const plain = naive().gradient;
  expectSame(plain, incremental().gradient);
  expectSame(engineNaive().gradient, engine().gradient);
  expectSame(
    differences(numericalGradient, "engine", single)().gradient,
    differences(incrementalGradient, "engine", single)().gradient,
  );
  const theirs = new Float64Array(new Uint8Array(written).buffer);
  const all = { backpropagation: back().gradient, NumPy: theirs, "the engine": engine().gradient };
  for (const [name, others] of Object.entries(all)) {
    const worst = plain.reduce((most, slope, i) => Math.max(most, Math.abs(slope - others[i])), 0);
    if (!(worst < 1e-8))
      throw new Error(`expected the gradient of ${name} within 10⁻⁸, got ${worst} from it`);
    console.log(`The gradient of ${name} is within ${worst.toExponential(0)} of the readable differences.`);
  }
  console.log("The incremental differences are the naive ones, to the last bit, on each path.");
  console.log(`${pixels} of 784 pixels are not 0, with ${new Set(input).size - 1} different values.\n`);
}

/** @param {Float64Array} naive @param {Float64Array} incremental */
function expectSame(naive, incremental) {
  if (!naive.every((slope, i) => Object.is(slope, incremental[i])))
    throw new Error(
      "expected the same gradient to the last bit, with the whole cost anew and with what is reached",
    );
}

/** In turn, so that all meet the same minutes; the processor's time. */
async function measure() {
  /** @type {Record<string, () => number | Promise<number>>} */
  const contestants = {
    "NumPy, naive": async () => (await numpy.ask({ job: folder })).seconds,
    naive: () => secondsOf(naive, 1),
    incremental: () => secondsOf(incremental, 20),
    "engine, naive": () => secondsOf(engineNaive, 10),
    "engine, incremental": () => secondsOf(engine, 200),
    "engine, a hundred digits": () => secondsOf(everyDigit, 3) / digits.length,
    backpropagation: () => secondsOf(back, 1000),
    "float32: naive": () => secondsOf(differences(numericalGradient, "readable", single), 1),
    "float32: engine, naive": () => secondsOf(differences(numericalGradient, "engine", single), 20),
    "float32: engine, incremental": () => secondsOf(differences(incrementalGradient, "engine", single), 200),
  };
  const times = new Map(Object.keys(contestants).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = -1; round < ROUNDS; round++)
    for (const [name, seconds] of Object.entries(contestants)) {
      const took = await seconds();
      if (round >= 0) times.get(name)?.push(took); // the round before is for the compiler
    }
  const quick = times.get("engine, incremental") ?? [];
  for (const [name, took] of times) {
    const ratio = median(took.map((seconds, round) => seconds / quick[round])).toPrecision(3);
    const milliseconds = (1000 * median(took)).toPrecision(3);
    console.log(`${name.padEnd(28)} ${milliseconds.padStart(7)} ms  ${ratio.padStart(7)} × the engine's`);
  }
}

/** @param {() => unknown} compute @param {number} times */
function secondsOf(compute, times) {
  const begin = process.cpuUsage();
  for (let k = 0; k < times; k++) compute();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1e6 / times;
}

/** @param {number[]} values */
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
