/** What is trained in the comparison, and on which numbers. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Network, Random, loadDigits } from "neural-descent";

/**
 * @typedef {object} Job
 * @property {string} title
 * @property {number[]} sizes
 * @property {import("neural-descent").ActivationName[]} activations
 * @property {"mean-squared-error" | "cross-entropy"} cost
 * @property {"gradient-descent" | "adam"} optimizer
 * @property {number} learningRate
 * @property {number} batchSize
 * @property {"digits" | "dense digits" | "numbers"} data
 */

/** @type {Omit<Job, "batchSize">} */
const digits = {
  title: "784-16-16-10, sigmoid",
  sizes: [784, 16, 16, 10],
  activations: ["sigmoid", "sigmoid", "sigmoid"],
  ...{ cost: "mean-squared-error", optimizer: "gradient-descent", learningRate: 0.25, data: "digits" },
};
/** @type {Omit<Job, "batchSize">} */
const wide = {
  title: "784-128-64-10, ReLU, Adam",
  sizes: [784, 128, 64, 10],
  activations: ["relu", "relu", "softmax"],
  ...{ cost: "cross-entropy", optimizer: "adam", learningRate: 0.001, data: "digits" },
};
/** @type {Omit<Job, "batchSize">} */
const tiny = {
  title: "2-3-1, sigmoid",
  sizes: [2, 3, 1],
  activations: ["sigmoid", "sigmoid"],
  ...{ cost: "mean-squared-error", optimizer: "gradient-descent", learningRate: 0.1, data: "numbers" },
};
/** @type {Omit<Job, "batchSize">} */
const curve = {
  ...tiny,
  title: "1-64-1, tanh",
  sizes: [1, 64, 1],
  activations: ["tanh", "identity"],
  learningRate: 0.01,
};
/** @type {Omit<Job, "batchSize">} */
const deep = {
  ...tiny,
  title: "20 layers of 32, ReLU",
  sizes: [16, ...Array(19).fill(32), 1],
  activations: [...Array(19).fill("relu"), "identity"],
  learningRate: 0.001,
};

/** All jobs, each with a name to ask for it. @type {Record<string, Job>} */
export const jobs = {
  ...inBatches("digits", digits, [1, 10, 32, 100, 10_000]),
  ...inBatches("dense", { ...digits, data: "dense digits" }, [10, 32]),
  ...inBatches("wide", wide, [32]),
  ...inBatches("tiny", tiny, [1, 32]),
  ...inBatches("curve", curve, [1, 32]),
  ...inBatches("deep", deep, [32]),
};

/** @param {string} name @param {Omit<Job, "batchSize">} job @param {number[]} batchSizes */
function inBatches(name, job, batchSizes) {
  return Object.fromEntries(batchSizes.map((batchSize) => [`${name}-${batchSize}`, { ...job, batchSize }]));
}

/**
 * Writes a job's files for the peers to read.
 * @param {Job} job
 * @param {string} folder
 */
export async function writeJob(job, folder) {
  mkdirSync(folder, { recursive: true });
  const { inputs, targets } = await examplesFor(job);
  const network = new Network(job.sizes, { activations: job.activations, seed: 1 });
  writeFileSync(join(folder, "job.json"), JSON.stringify(job));
  for (const [name, values] of Object.entries({ inputs, targets, parameters: network.parameters }))
    writeFileSync(join(folder, `${name}.f32`), Float32Array.from(values));
}

/** @param {Job} job */
async function examplesFor({ data, sizes }) {
  if (data === "numbers") {
    const random = new Random(1);
    const [count, width] = [1000, sizes[0]];
    const inputs = Float64Array.from({ length: count * width }, () => random.uniform(-1, 1));
    const targets = Float64Array.from({ length: count }, (_, i) => {
      const row = inputs.subarray(i * width, (i + 1) * width);
      return 0.5 + 0.4 * Math.sin(3 * row.reduce((sum, x) => sum + x, 0));
    });
    return { inputs, targets };
  }
  const { training } = await loadDigits({ training: 10_000, test: 1 });
  const inputs = training.inputs.values;
  // As an image that was scanned, not cut out: no pixel is quite white.
  const dense = data === "dense digits" ? inputs.map((pixel) => 0.05 + 0.95 * pixel) : inputs;
  return { inputs: dense, targets: training.targets.values };
}
