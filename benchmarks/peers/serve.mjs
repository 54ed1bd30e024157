/**
 * A peer as a program: it is asked over its standard input, a line of JSON a question, and answers likewise.
 *
 *     {"job": "/a/folder"}   takes the job whose files lie there
 *     {"check": 1000}        begins anew, trains on the first examples, and gives their cost
 *     {"train": 5000}        trains on, and gives the seconds
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/**
 * @typedef {object} Job what is to be trained
 * @property {number[]} sizes
 * @property {string[]} activations of each layer but the inputs
 * @property {"mean-squared-error" | "cross-entropy"} cost
 * @property {"gradient-descent" | "adam"} optimizer
 * @property {number} learningRate
 * @property {number} batchSize
 * @property {number} examples
 * @property {Float32Array} inputs one example a row
 * @property {Float32Array} targets one example a row
 * @property {Float32Array} parameters W⁽¹⁾ row after row, b⁽¹⁾, W⁽²⁾, …
 */

/**
 * @typedef {object} Peer
 * @property {() => unknown} restart begins anew
 * @property {(first: number, last: number) => unknown} [step] a step on the examples from first to before last
 * @property {(examples: number) => Promise<unknown>} [train] in place of `step`: takes the first examples, once
 * @property {(examples: number) => Promise<number>} [time] in place of `step`: trains on, and gives the seconds
 * @property {(examples: number) => number | Promise<number>} cost of the first examples
 */

/** Thrown by a peer that has no means for a job. */
export class Cannot extends Error {}

/** @param {string} folder @returns {Job} */
function readJob(folder) {
  const job = JSON.parse(readFileSync(join(folder, "job.json"), "utf8"));
  for (const name of ["inputs", "targets", "parameters"]) {
    const { buffer, byteOffset, byteLength } = readFileSync(join(folder, `${name}.f32`));
    job[name] = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength));
  }
  job.examples = job.inputs.length / job.sizes[0];
  return job;
}

/**
 * [first, last] of each batch, round and round; never over the end of the data.
 * @param {Job} job @param {number} count @param {number} [first]
 */
export function* batchesOf(job, count, first = 0) {
  while (count > 0) {
    const last = Math.min(first + Math.min(job.batchSize, count), job.examples);
    yield /** @type {const} */ ([first, last]);
    count -= last - first;
    first = last % job.examples;
  }
}

/**
 * Answers until nothing more is asked.
 * @param {(job: Job) => Peer | Promise<Peer>} peerFor
 */
export async function serve(peerFor) {
  /** @type {Job} */ let job;
  /** @type {Peer} */ let peer;
  let at = 0;

  /** @param {number} count */
  async function train(count) {
    const steps = [...batchesOf(job, count, at)];
    const begin = performance.now();
    for (const [first, last] of steps) {
      const waits = peer.step?.(first, last);
      if (waits instanceof Promise) await waits;
    }
    at = steps[steps.length - 1][1] % job.examples;
    return (performance.now() - begin) / 1000;
  }

  /** @param {{ job?: string, check?: number, train?: number }} question */
  async function answer(question) {
    if (question.job !== undefined) {
      job = readJob(question.job);
      peer = await peerFor(job);
      await peer.restart();
      at = 0;
      return {};
    }
    if (question.check !== undefined) {
      await peer.restart();
      at = 0;
      await (peer.train?.(question.check) ?? train(question.check));
      return { cost: await peer.cost(question.check) };
    }
    const examples = /** @type {number} */ (question.train);
    return { seconds: await (peer.time?.(examples) ?? train(examples)) };
  }

  for await (const line of createInterface({ input: process.stdin })) {
    const told = await answer(JSON.parse(line)).catch((error) => {
      if (error instanceof Cannot) return { cannot: error.message };
      throw error;
    });
    console.log(JSON.stringify(told));
  }
}

/**
 * For peers that know one network only.
 * @param {Job} job @param {string} name
 */
export function expectSigmoidDescent(job, name) {
  const fits =
    job.activations.every((activation) => activation === "sigmoid") &&
    job.cost === "mean-squared-error" &&
    job.optimizer === "gradient-descent";
  if (!fits) throw new Cannot(`${name} is compared on sigmoid networks with the squared error only`);
}

/**
 * The weights and biases of each layer, as views.
 * @param {Job} job
 */
export function layersOf({ sizes, parameters }) {
  let at = 0;
  return sizes.slice(1).map((units, i) => {
    const inputs = sizes[i];
    const weights = parameters.subarray(at, (at += inputs * units));
    const biases = parameters.subarray(at, (at += units));
    return { inputs, units, weights, biases };
  });
}
