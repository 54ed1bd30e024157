/** Backpropagation written with matrices, for ml-matrix and mathjs: the argument says which. */
import { all, create } from "mathjs";
import { Matrix } from "ml-matrix";
import { expectSigmoidDescent, layersOf, serve } from "./serve.mjs";

/**
 * What differs between the two.
 * @typedef {{
 *   take: (rows: number[][]) => any,
 *   product: (a: any, b: any) => any,
 *   transposed: (a: any) => any,
 *   combined: (a: any, b: any, f: (x: number, y: number) => number) => any,
 *   columnSums: (a: any) => any,
 *   repeated: (row: any, times: number) => any,
 *   sum: (a: any) => number,
 * }} Algebra
 */

/** @type {Algebra} */
const mlMatrix = {
  take: (rows) => new Matrix(rows),
  product: (a, b) => a.mmul(b),
  transposed: (a) => a.transpose(),
  combined(a, b, f) {
    const c = Matrix.zeros(a.rows, a.columns);
    for (let i = 0; i < a.rows; i++)
      for (let j = 0; j < a.columns; j++) c.set(i, j, f(a.get(i, j), b.get(i, j)));
    return c;
  },
  columnSums: (a) => Matrix.rowVector(a.sum("column")),
  repeated: (row, times) => row.repeat({ rows: times, columns: 1 }),
  sum: (a) => a.sum(),
};

const math = create(all);
/** @type {Algebra} */
const mathjs = {
  take: (rows) => rows,
  product: (a, b) => math.multiply(a, b),
  transposed: (a) => math.transpose(a),
  combined: (/** @type {number[][]} */ a, b, f) => a.map((row, i) => row.map((x, j) => f(x, b[i][j]))),
  columnSums: (/** @type {number[][]} */ a) => [math.sum(a, 0)],
  repeated: (row, times) => Array.from({ length: times }, () => row[0]),
  sum: (a) => math.sum(a),
};

const algebra = process.argv[2] === "mathjs" ? mathjs : mlMatrix;

serve((job) => {
  expectSigmoidDescent(job, process.argv[2]);
  const { take, product, transposed, combined, columnSums, repeated, sum } = algebra;
  const { sizes, learningRate } = job;
  const outputs = sizes[sizes.length - 1];
  /** @param {Float32Array} values @param {number} columns */
  const rowsOf = (values, columns) =>
    Array.from({ length: values.length / columns }, (_, i) =>
      Array.from(values.subarray(i * columns, (i + 1) * columns)),
    );
  const [inputs, targets] = [rowsOf(job.inputs, sizes[0]), rowsOf(job.targets, outputs)];
  /** @type {any[]} */ let W = [];
  /** @type {any[]} */ let b = [];

  /** @param {any} X @param {number} count */
  function forward(X, count) {
    const a = [X];
    W.forEach((w, l) => {
      const sums = combined(product(a[l], w), repeated(b[l], count), (z, bias) => z + bias);
      a.push(combined(sums, sums, (z) => 1 / (1 + Math.exp(-z))));
    });
    return a;
  }

  return {
    restart() {
      W = layersOf(job).map(({ units, weights }) => take(rowsOf(weights, units)));
      b = layersOf(job).map(({ units, biases }) => take(rowsOf(biases, units)));
    },
    step(first, last) {
      const a = forward(take(inputs.slice(first, last)), last - first);
      const output = a[a.length - 1];
      const difference = combined(output, take(targets.slice(first, last)), (ŷ, y) => ŷ - y);
      let δ = combined(difference, output, (d, σ) => ((2 * d) / (last - first)) * σ * (1 - σ));
      for (let l = W.length - 1; l >= 0; l--) {
        const [dW, db] = [product(transposed(a[l]), δ), columnSums(δ)];
        if (l > 0) δ = combined(product(δ, transposed(W[l])), a[l], (d, σ) => d * σ * (1 - σ));
        W[l] = combined(W[l], dW, (w, g) => w - learningRate * g);
        b[l] = combined(b[l], db, (w, g) => w - learningRate * g);
      }
    },
    cost(count) {
      const a = forward(take(inputs.slice(0, count)), count);
      return sum(combined(a[a.length - 1], take(targets.slice(0, count)), (ŷ, y) => (ŷ - y) ** 2)) / count;
    },
  };
});
