/** ConvNetJS. Its squared error is half of ours, so that its rate is twice ours. */
import convnet from "convnetjs";
import { Cannot, expectSigmoidDescent, layersOf, serve } from "./serve.mjs";

serve((job) => {
  expectSigmoidDescent(job, "ConvNetJS");
  const { sizes, learningRate, batchSize } = job;
  if (1000 % batchSize !== 0) throw new Cannot("ConvNetJS makes a step after a whole batch only");
  const outputs = sizes[sizes.length - 1];
  const rows = (/** @type {Float32Array} */ values, /** @type {number} */ size) =>
    Array.from({ length: job.examples }, (_, i) => values.subarray(i * size, (i + 1) * size));
  const volumes = rows(job.inputs, sizes[0]).map((row) => {
    const volume = new convnet.Vol(1, 1, sizes[0], 0);
    volume.w.set(row);
    return volume;
  });
  const targets = rows(job.targets, outputs).map((row) => Array.from(row));
  const net = new convnet.Net();
  /** @type {{ trainer?: any }} */ const state = {};
  return {
    restart() {
      const fully = sizes
        .slice(1, -1)
        .map((units) => ({ type: "fc", num_neurons: units, activation: "sigmoid" }));
      net.makeLayers([
        { type: "input", out_sx: 1, out_sy: 1, out_depth: sizes[0] },
        ...fully,
        { type: "regression", num_neurons: outputs },
      ]);
      // Its layer of regression has no activation: ours goes before it.
      net.layers.splice(-1, 0, new convnet.SigmoidLayer({ in_sx: 1, in_sy: 1, in_depth: outputs }));
      const layers = net.layers.filter((/** @type {any} */ layer) => layer.layer_type === "fc");
      layersOf(job).forEach(({ units, weights, biases }, l) => {
        const { filters, biases: its } = layers[l];
        for (let j = 0; j < units; j++) {
          for (let k = 0; k < filters[j].w.length; k++) filters[j].w[k] = weights[k * units + j];
          its.w[j] = biases[j];
        }
      });
      state.trainer = new convnet.SGDTrainer(net, {
        ...{ learning_rate: 2 * learningRate, momentum: 0, l1_decay: 0, l2_decay: 0 },
        batch_size: batchSize,
      });
    },
    step(first, last) {
      for (let i = first; i < last; i++) state.trainer.train(volumes[i], targets[i]);
    },
    cost(examples) {
      let sum = 0;
      for (let i = 0; i < examples; i++) {
        const { w } = net.forward(volumes[i]);
        targets[i].forEach((target, j) => (sum += (w[j] - target) ** 2));
      }
      return sum / examples;
    },
  };
});
