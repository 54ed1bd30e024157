/** TensorFlow.js; its backend, wasm or cpu, is the argument. */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { layersOf, serve } from "./serve.mjs";

await tf.setBackend(process.argv[2]);
await tf.ready();

/** @type {Record<string, (z: tf.Tensor2D) => tf.Tensor2D>} */
const activate = { sigmoid: tf.sigmoid, tanh: tf.tanh, relu: tf.relu, identity: (z) => z, softmax: (z) => z };

serve((job) => {
  const { sizes, learningRate } = job;
  const outputs = sizes[sizes.length - 1];
  const inputs = tf.tensor2d(job.inputs, [job.examples, sizes[0]]);
  const targets = tf.tensor2d(job.targets, [job.examples, outputs]);
  /** @type {tf.Variable[]} */ let variables = [];
  /** @type {tf.Optimizer} */ let optimizer;

  /** @param {number} first @param {number} last @returns {tf.Scalar} */
  function loss(first, last) {
    let a = tf.slice2d(inputs, [first, 0], [last - first, sizes[0]]);
    job.activations.forEach((name, l) => {
      a = activate[name](
        tf.add(tf.matMul(a, /** @type {tf.Tensor2D} */ (variables[2 * l])), variables[2 * l + 1]),
      );
    });
    const wanted = tf.slice2d(targets, [first, 0], [last - first, outputs]);
    if (job.cost === "cross-entropy") return tf.losses.softmaxCrossEntropy(wanted, a);
    return tf.div(tf.sum(tf.squaredDifference(a, wanted)), last - first);
  }

  return {
    restart() {
      variables.forEach((variable) => variable.dispose());
      variables = layersOf(job).flatMap(({ inputs, units, weights, biases }) => [
        tf.variable(tf.tensor2d(weights.slice(), [inputs, units])),
        tf.variable(tf.tensor1d(biases.slice())),
      ]);
      optimizer = job.optimizer === "adam" ? tf.train.adam(learningRate) : tf.train.sgd(learningRate);
    },
    step(first, last) {
      tf.tidy(() => void optimizer.minimize(() => loss(first, last)));
    },
    cost: (examples) => tf.tidy(() => loss(0, examples).dataSync()[0]),
  };
});
