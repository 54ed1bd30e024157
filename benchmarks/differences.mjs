/**
 * The gradient of one digit's cost by all 13,002 parameters: `npm run bench -- differences`. By central differences, with
 * the whole cost anew for each (in this library and in NumPy) or only what a parameter reaches; and by backpropagation.
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
const { input, target, pixels } = typical();
const network = new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 1 });
const options = { method: /** @type {const} */ ("central"), h };
const naive = () => numericalGradient(network, [input], [target], "half-sum-of-squares", options);
const incremental = () => incrementalGradient(network, [input], [target], "half-sum-of-squares", options);
const back = () => backpropagate(network, [input], [target], "half-sum-of-squares");

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

/** The digit with as many pixels that are not 0 as most: these decide how much there is to do. */
function typical() {
  const digits = Array.from({ length: training.inputs.rows }, (_, i) => {
    const input = rowOf(training.inputs, i);
    return { input, target: rowOf(training.targets, i), pixels: input.filter((x) => x !== 0).length };
  });
  return digits.sort((a, b) => a.pixels - b.pixels)[digits.length >> 1];
}

/** @param {Buffer} written by NumPy */
function expectAgreement(written) {
  const [plain, quick, slopes] = [naive().gradient, incremental().gradient, back().gradient];
  const theirs = new Float64Array(new Uint8Array(written).buffer);
  if (!plain.every((slope, i) => Object.is(slope, quick[i])))
    throw new Error(
      "expected the same gradient to the last bit, with the whole cost anew and with what is reached",
    );
  for (const [name, others] of Object.entries({ backpropagation: slopes, NumPy: theirs })) {
    const worst = plain.reduce((most, slope, i) => Math.max(most, Math.abs(slope - others[i])), 0);
    if (!(worst < 1e-8))
      throw new Error(`expected the gradient of ${name} within 10⁻⁸, got ${worst} from it`);
    console.log(`${name} is within ${worst.toExponential(0)} of the differences.`);
  }
  console.log("The incremental differences are the naive ones, to the last bit.");
  console.log(`${pixels} of 784 pixels are not 0.\n`);
}

/** In turn, so that all meet the same minutes; the processor's time. */
async function measure() {
  /** @type {Record<string, () => number | Promise<number>>} */
  const contestants = {
    "NumPy, naive": async () => (await numpy.ask({ job: folder })).seconds,
    naive: () => secondsOf(naive, 1),
    incremental: () => secondsOf(incremental, 20),
    backpropagation: () => secondsOf(back, 1000),
  };
  const times = new Map(Object.keys(contestants).map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = -1; round < ROUNDS; round++)
    for (const [name, seconds] of Object.entries(contestants)) {
      const took = await seconds();
      if (round >= 0) times.get(name)?.push(took); // the round before is for the compiler
    }
  const quick = times.get("incremental") ?? [];
  for (const [name, took] of times) {
    const ratio = median(took.map((seconds, round) => seconds / quick[round])).toPrecision(3);
    const milliseconds = (1000 * median(took)).toPrecision(3);
    console.log(`${name.padEnd(16)} ${milliseconds.padStart(7)} ms  ${ratio.padStart(7)} × incremental`);
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
