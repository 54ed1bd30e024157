/** This library, as a learner calls it: `train`. The arguments: float32 or float64. */
import { Network, Training, costOf } from "neural-descent";
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
  /** @param {typeof all} examples @param {number} epochs */
  const training = (examples, epochs) =>
    new Training(network, examples, {
      ...{ cost, optimizer, learningRate, batchSize, epochs },
      shuffle: false,
    });
  return {
    restart() {
      network = new Network(sizes, { activations, dtype, parameters: Vector.from(job.parameters) });
    },
    async train(examples) {
      const part = examples < job.examples ? data(examples) : all;
      const run = training(part, Math.ceil(examples / part.inputs.rows));
      const begin = performance.now();
      await run.run();
      const seconds = (performance.now() - begin) / 1000;
      network = run.result.network;
      const done = Math.ceil(examples / part.inputs.rows) * part.inputs.rows;
      return (seconds * examples) / done;
    },
    cost(examples) {
      const { inputs, targets } = data(examples);
      return costOf(network, inputs, targets, cost);
    },
  };
});
