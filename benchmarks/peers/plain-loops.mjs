/**
 * Plain loops in JavaScript, float64, as one writes them who wants them quick: four sums at a time stay in variables.
 * With `skip-zeros` the inputs that are not 0 are listed once, and only they are multiplied.
 */
import { Cannot, layersOf, serve } from "./serve.mjs";

const skipsZeros = process.argv.includes("skip-zeros");

/** f(z), and f′ as a function of f(z). @type {Record<string, [(z: number) => number, (a: number) => number]>} */
const activations = {
  sigmoid: [(z) => 1 / (1 + Math.exp(-z)), (a) => a * (1 - a)],
  tanh: [Math.tanh, (a) => 1 - a * a],
  relu: [(z) => (z > 0 ? z : 0), (a) => (a > 0 ? 1 : 0)],
  identity: [(z) => z, () => 1],
};

/** o = b + Σ aₖ·Wₖ. @param {Float64Array} a @param {Float64Array} W @param {Float64Array} b @param {Float64Array} o */
function sums(a, W, b, o) {
  const units = o.length;
  let j = 0;
  for (; j + 3 < units; j += 4) {
    let [s0, s1, s2, s3] = [b[j], b[j + 1], b[j + 2], b[j + 3]];
    for (let k = 0, at = j; k < a.length; k++, at += units) {
      const x = a[k];
      s0 += x * W[at];
      s1 += x * W[at + 1];
      s2 += x * W[at + 2];
      s3 += x * W[at + 3];
    }
    o[j] = s0;
    o[j + 1] = s1;
    o[j + 2] = s2;
    o[j + 3] = s3;
  }
  for (; j < units; j++) {
    let sum = b[j];
    for (let k = 0, at = j; k < a.length; k++, at += units) sum += a[k] * W[at];
    o[j] = sum;
  }
}

/** G += aᵀδ. @param {Float64Array} a @param {Float64Array} δ @param {Float64Array} G */
function addProducts(a, δ, G) {
  const units = δ.length;
  let j = 0;
  for (; j + 3 < units; j += 4) {
    const [δ0, δ1, δ2, δ3] = [δ[j], δ[j + 1], δ[j + 2], δ[j + 3]];
    for (let k = 0, at = j; k < a.length; k++, at += units) {
      const x = a[k];
      G[at] += x * δ0;
      G[at + 1] += x * δ1;
      G[at + 2] += x * δ2;
      G[at + 3] += x * δ3;
    }
  }
  for (; j < units; j++) {
    for (let k = 0, at = j; k < a.length; k++, at += units) G[at] += a[k] * δ[j];
  }
}

/** The inputs of all examples that are not 0. */
class Lists {
  /** @param {Float64Array} inputs @param {number} width */
  constructor(inputs, width) {
    const count = inputs.reduce((sum, x) => (x === 0 ? sum : sum + 1), 0);
    this.starts = new Int32Array(inputs.length / width + 1);
    this.places = new Int32Array(count);
    this.values = new Float64Array(count);
    for (let at = 0, found = 0; at < inputs.length; at++) {
      if (inputs[at] !== 0) {
        this.places[found] = at % width;
        this.values[found++] = inputs[at];
      }
      this.starts[Math.floor(at / width) + 1] = found;
    }
  }

  /** `sums` for example i. @param {number} i @param {Float64Array} W @param {Float64Array} b @param {Float64Array} o */
  sums(i, W, b, o) {
    const { places, values } = this;
    const [first, last, units] = [this.starts[i], this.starts[i + 1], o.length];
    let j = 0;
    for (; j + 3 < units; j += 4) {
      let [s0, s1, s2, s3] = [b[j], b[j + 1], b[j + 2], b[j + 3]];
      for (let n = first; n < last; n++) {
        const x = values[n];
        const at = places[n] * units + j;
        s0 += x * W[at];
        s1 += x * W[at + 1];
        s2 += x * W[at + 2];
        s3 += x * W[at + 3];
      }
      o[j] = s0;
      o[j + 1] = s1;
      o[j + 2] = s2;
      o[j + 3] = s3;
    }
    for (; j < units; j++) {
      let sum = b[j];
      for (let n = first; n < last; n++) sum += values[n] * W[places[n] * units + j];
      o[j] = sum;
    }
  }

  /** `addProducts` for example i. @param {number} i @param {Float64Array} δ @param {Float64Array} G */
  addProducts(i, δ, G) {
    const { places, values } = this;
    const [first, last, units] = [this.starts[i], this.starts[i + 1], δ.length];
    let j = 0;
    for (; j + 3 < units; j += 4) {
      const [δ0, δ1, δ2, δ3] = [δ[j], δ[j + 1], δ[j + 2], δ[j + 3]];
      for (let n = first; n < last; n++) {
        const x = values[n];
        const at = places[n] * units + j;
        G[at] += x * δ0;
        G[at + 1] += x * δ1;
        G[at + 2] += x * δ2;
        G[at + 3] += x * δ3;
      }
    }
    for (; j < units; j++) {
      for (let n = first; n < last; n++) G[places[n] * units + j] += values[n] * δ[j];
    }
  }
}

serve((job) => {
  if (job.cost !== "mean-squared-error" || job.optimizer !== "gradient-descent")
    throw new Cannot("plain loops are compared on plain descent with the squared error only");
  const { sizes } = job;
  const depth = sizes.length - 1;
  const inputs = Float64Array.from(job.inputs);
  const targets = Float64Array.from(job.targets);
  const examples = Array.from({ length: job.examples }, (_, i) =>
    inputs.subarray(i * sizes[0], (i + 1) * sizes[0]),
  );
  const lists = skipsZeros ? new Lists(inputs, sizes[0]) : undefined;
  const a = sizes.map((size) => new Float64Array(size));
  const δ = sizes.map((size) => new Float64Array(size));
  const f = job.activations.map((name) => activations[name]);
  /** @type {Float64Array[]} */ let W;
  /** @type {Float64Array[]} */ let b;
  const dW = sizes.slice(1).map((units, l) => new Float64Array(sizes[l] * units));
  const db = sizes.slice(1).map((units) => new Float64Array(units));

  /** @param {number} i */
  function forward(i) {
    for (let l = 0; l < depth; l++) {
      const o = a[l + 1];
      if (l === 0 && lists) lists.sums(i, W[0], b[0], o);
      else sums(l === 0 ? examples[i] : a[l], W[l], b[l], o);
      const activation = f[l][0];
      for (let j = 0; j < o.length; j++) o[j] = activation(o[j]);
    }
  }

  /** @param {number} i */
  function backward(i) {
    const output = a[depth];
    const slope = f[depth - 1][1];
    for (let j = 0, at = i * output.length; j < output.length; j++, at++)
      δ[depth][j] = 2 * (output[j] - targets[at]) * slope(output[j]);
    for (let l = depth - 1; l >= 0; l--) {
      const [here, w, units] = [δ[l + 1], W[l], sizes[l + 1]];
      for (let j = 0; j < units; j++) db[l][j] += here[j];
      if (l === 0 && lists) lists.addProducts(i, here, dW[0]);
      else addProducts(l === 0 ? examples[i] : a[l], here, dW[l]);
      if (l === 0) break;
      const before = f[l - 1][1];
      for (let k = 0; k < a[l].length; k++) {
        let sum = 0;
        for (let j = 0, at = k * units; j < units; j++, at++) sum += w[at] * here[j];
        δ[l][k] = sum * before(a[l][k]);
      }
    }
  }

  return {
    restart() {
      W = layersOf(job).map(({ weights }) => Float64Array.from(weights));
      b = layersOf(job).map(({ biases }) => Float64Array.from(biases));
    },
    step(first, last) {
      for (const g of dW) g.fill(0);
      for (const g of db) g.fill(0);
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
    cost(count) {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        forward(i);
        a[depth].forEach((output, j) => (sum += (output - targets[i * sizes[depth] + j]) ** 2));
      }
      return sum / count;
    },
  };
});
