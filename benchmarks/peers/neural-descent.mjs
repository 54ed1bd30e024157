/** This library, as a learner calls it: `train`. The arguments: float32 or float64. */
import { Network, costOf, train } from "neural-descent";
import { serve } from "./serve.mjs";

const dtype = /** @type {"float32" | "float64"} */ (process.argv[2]);

serve((job) => {
  const { sizes, activations, cost, optimizer, learningRate, batchSize } = job;
  const Vector = dtype === "float32" ? Float32Array : Float64Array;
  /** @param {number} count */
  const data = (count) => ({
    inputs: { rows: count, columns: sizes[0], values: Vector.from(job.inputs.subarray(0, count * sizes[0])) },
    targets: {
      rows: count,
      columns: sizes[sizes.length - 1],
      values: Vector.from(job.targets.subarray(0, count * sizes[sizes.length - 1])),
    },
  });
  const all = data(job.examples);
  /** @type {Network} */ let network;
  /** @param {typeof all} examples @param {number} epochs @param {() => void} [onEpoch] */
  const trained = (examples, epochs, onEpoch) =>
    train(network, examples, {
      ...{ cost, optimizer, learningRate, batchSize, epochs, onEpoch },
      shuffle: false,
    });
  return {
    restart() {
      network = new Network(sizes, { activations, dtype, parameters: Vector.from(job.parameters) });
    },
    async train(examples) {
      network = (await trained(data(examples), 1)).network;
    },
    /** What is timed begins after an epoch, in which `train` makes its engine: others have their data in place too. */
    async time(examples) {
      const part = examples < job.examples ? data(examples) : all;
      const epochs = Math.ceil(examples / part.inputs.rows);
      /** @type {number[]} */ const ends = [];
      network = (await trained(part, epochs + 1, () => void ends.push(performance.now()))).network;
      const seconds = (ends[epochs] - ends[0]) / 1000;
      return (seconds * examples) / (epochs * part.inputs.rows);
    },
    cost(examples) {
      const { inputs, targets } = data(examples);
      return costOf(network, inputs, targets, cost);
    },
  };
});
