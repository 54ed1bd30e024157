/**
 * What live figures cost the training that they show: `npm run bench -- live`. The same training with and without them, in
 * turn; the ratio of the processor's time, which a busy machine changes less than it does the clock's.
 */
import { decisionRegions, liveFigure, loadDigits, Network, progress } from "neural-descent";
import { train, trainingCurves, twoMoons, weightImages } from "neural-descent";

const ROUNDS = Number(process.env.ROUNDS ?? "9");

/** How long a training lasts, in milliseconds of the processor's time. */
const LENGTH = 1000;

/**
 * @typedef {import("neural-descent").TrainingListener} TrainingListener
 * @typedef {object} Job
 * @property {Network} network
 * @property {{ inputs: any, targets: any }} data
 * @property {number | "full"} batchSize
 * @property {() => TrainingListener[]} live
 */

// A notebook's kernel takes a copy of what is shown, and sends it from another thread.
let shown = 0;
const display = (/** @type {object} */ bundle) => void (structuredClone(bundle), shown++);
Object.defineProperty(globalThis, Symbol.for("neural-descent.kernel"), { value: { version: 1, display } });

const title = "A figure";
const curve = () => liveFigure((history) => trainingCurves({ history, title }));
const moons = twoMoons({ count: 200, seed: 1 });
const students = { inputs: [[0.3, 1], [0.5, 0.2], [1, 0.4]], targets: [[0.75], [0.82], [0.93]] }; // prettier-ignore
const small = new Network([2, 3, 1], { activations: "sigmoid", seed: 1 });

/** @type {Record<string, Job>} */
const jobs = {
  "2-3-1, all 3 examples a batch: bar and curve": {
    ...{ network: small, data: students, batchSize: "full" },
    live: () => [progress(), curve()],
  },
  "2-3-1, 1 example a batch: bar and curve": {
    ...{ network: small, data: students, batchSize: 1 },
    live: () => [progress(), curve()],
  },
  "2-16-1, 10 of 200: bar, curve, regions": {
    network: new Network([2, 16, 1], { activations: ["tanh", "sigmoid"], seed: 1 }),
    ...{ data: moons, batchSize: 10 },
    live: () => [
      ...[progress(), curve()],
      liveFigure((_, network) => decisionRegions({ network, data: moons, title })),
    ],
  },
  "784-16-16-10, 32 digits: bar, curve, weights": {
    network: new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 1 }),
    ...{ data: (await loadDigits()).training, batchSize: 32 },
    live: () => [
      ...[progress(), curve()],
      liveFigure((_, network) => weightImages({ weights: network.W(1), title })),
    ],
  },
};

/**
 * The processor's time of a training, until its end is told.
 *
 * @param {Job} job
 * @param {number} epochs
 * @param {readonly TrainingListener[]} live
 */
async function cost({ network, data, batchSize }, epochs, live) {
  const now = () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000;
  let end = NaN;
  /** @type {TrainingListener} */
  const first = Object.assign(
    (/** @type {{ type: string }} */ event) => {
      if (event.type === "end") end = now();
    },
    { sampled: true },
  );
  const begin = now();
  await train(network, data, { batchSize, epochs, learningRate: 0.01, listeners: [first, ...live] });
  return end - begin;
}

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[values.length >> 1];

for (const [name, job] of Object.entries(jobs)) {
  let epochs = 1;
  for (let took = 0; took < LENGTH / 2; took = await cost(job, epochs, [])) epochs *= 2;
  await cost(job, epochs, job.live());
  /** @type {number[]} */
  const ratios = [];
  shown = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // In turn the one first and the other.
    const before = round % 2 === 0 ? await cost(job, epochs, []) : undefined;
    const live = await cost(job, epochs, job.live());
    ratios.push(live / (before ?? (await cost(job, epochs, []))));
  }
  const pictures = Math.round(shown / ROUNDS);
  console.log(`${name.padEnd(48)} ${median(ratios).toFixed(3)}  (${pictures} pictures)`);
}
