/** brain.js, an example at a time. Its squared error is half of ours, so that its rate is twice ours. */
import { NeuralNetwork } from "brain.js";
import { Cannot, expectSigmoidDescent, layersOf, serve } from "./serve.mjs";

serve((job) => {
  expectSigmoidDescent(job, "brain.js");
  if (job.batchSize !== 1) throw new Cannot("brain.js has no mini-batches");
  const { sizes, learningRate } = job;
  const outputs = sizes[sizes.length - 1];
  /** @type {any} */ let net;
  const examples = Array.from({ length: job.examples }, (_, i) => ({
    input: job.inputs.subarray(i * sizes[0], (i + 1) * sizes[0]),
    output: job.targets.subarray(i * outputs, (i + 1) * outputs),
  }));
  return {
    restart() {
      net = new NeuralNetwork({ hiddenLayers: sizes.slice(1, -1), inputSize: sizes[0], outputSize: outputs });
      // Set past its options, which take no momentum of 0.
      Object.assign(net.trainOpts, { learningRate: 2 * learningRate, momentum: 0 });
      net.initialize();
      layersOf(job).forEach(({ inputs, units, weights, biases }, l) => {
        for (let j = 0; j < units; j++) {
          for (let k = 0; k < inputs; k++) net.weights[l + 1][j][k] = weights[k * units + j];
          net.biases[l + 1][j] = biases[j];
        }
      });
    },
    step(first) {
      net.trainPattern(examples[first]);
    },
    cost(count) {
      let sum = 0;
      for (const { input, output } of examples.slice(0, count)) {
        const told = net.runInput(input);
        output.forEach((target, j) => (sum += (told[j] - target) ** 2));
      }
      return sum / count;
    },
  };
});
