/** Plain loops in JavaScript, float64, as one writes them who wants them quick; `skip-zeros` leaves zero inputs out. */
import { expectSigmoidDescent, layersOf, serve } from "./serve.mjs";

const skipsZeros = process.argv.includes("skip-zeros");

serve((job) => {
  expectSigmoidDescent(job, "a plain loop");
  const inputs = Float64Array.from(job.inputs);
  const targets = Float64Array.from(job.targets);
  const { sizes } = job;
  const depth = sizes.length - 1;
  const a = sizes.map((size) => new Float64Array(size));
  const δ = sizes.map((size) => new Float64Array(size));
  /** @type {Float64Array[]} */ let W;
  /** @type {Float64Array[]} */ let b;
  const dW = sizes.slice(1).map((units, l) => new Float64Array(sizes[l] * units));
  const db = sizes.slice(1).map((units) => new Float64Array(units));

  /** @param {number} i */
  function forward(i) {
    a[0] = inputs.subarray(i * sizes[0], (i + 1) * sizes[0]);
    for (let l = 0; l < depth; l++) {
      const [from, to, w, units] = [a[l], a[l + 1], W[l], sizes[l + 1]];
      to.set(b[l]);
      for (let k = 0; k < from.length; k++) {
        const x = from[k];
        if (skipsZeros && x === 0) continue;
        for (let j = 0, at = k * units; j < units; j++, at++) to[j] += x * w[at];
      }
      for (let j = 0; j < units; j++) to[j] = 1 / (1 + Math.exp(-to[j]));
    }
  }

  /** @param {number} i */
  function backward(i) {
    const [output, δL] = [a[depth], δ[depth]];
    for (let j = 0, at = i * output.length; j < output.length; j++, at++)
      δL[j] = 2 * (output[j] - targets[at]) * output[j] * (1 - output[j]);
    for (let l = depth - 1; l >= 0; l--) {
      const [from, here, w, g, units] = [a[l], δ[l + 1], W[l], dW[l], sizes[l + 1]];
      for (let j = 0; j < units; j++) db[l][j] += here[j];
      for (let k = 0; k < from.length; k++) {
        const x = from[k];
        if (skipsZeros && x === 0) continue;
        for (let j = 0, at = k * units; j < units; j++, at++) g[at] += x * here[j];
      }
      if (l === 0) break;
      for (let k = 0; k < from.length; k++) {
        let sum = 0;
        for (let j = 0, at = k * units; j < units; j++, at++) sum += w[at] * here[j];
        δ[l][k] = sum * from[k] * (1 - from[k]);
      }
    }
  }

  return {
    restart() {
      W = layersOf(job).map(({ weights }) => Float64Array.from(weights));
      b = layersOf(job).map(({ biases }) => Float64Array.from(biases));
    },
    step(first, last) {
      for (const g of [...dW, ...db]) g.fill(0);
      for (let i = first; i < last; i++) {
        forward(i);
        backward(i);
      }
      const rate = job.learningRate / (last - first);
      for (let l = 0; l < depth; l++) {
        const [w, g] = [W[l], dW[l]];
        for (let at = 0; at < w.length; at++) w[at] -= rate * g[at];
        for (let j = 0; j < b[l].length; j++) b[l][j] -= rate * db[l][j];
      }
    },
    cost(examples) {
      let sum = 0;
      for (let i = 0; i < examples; i++) {
        forward(i);
        a[depth].forEach((output, j) => (sum += (output - targets[i * sizes[depth] + j]) ** 2));
      }
      return sum / examples;
    },
  };
});
