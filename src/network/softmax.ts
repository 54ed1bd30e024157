import { Matrix, zeros } from "../data";

/** An activation in which every output depends on all weighted sums of the example. */
export interface RowActivation {
  /** Its name in options and in JSON. */
  readonly name: string;
  /** f as one would write it. */
  readonly formula: string;
  /** Each a depends on all z of its row. */
  readonly elementwise: false;
  /** a = f(z) for the weighted sums z of one example. */
  value(z: ArrayLike<number>): Float64Array;
  /** The Jacobian matrix of one example: ∂aᵢ/∂zⱼ in row i, column j. */
  derivative(z: ArrayLike<number>): Matrix;
  /** Writes a = f(z) for one example of a batch, row i. */
  activateRow(z: Matrix, a: Matrix, i: number): void;
  /** Turns ∂C/∂a into ∂C/∂z for every row of a batch, in place. */
  timesDerivative(z: Matrix, a: Matrix, δ: Matrix): void;
  readonly notDifferentiableAt: readonly number[];
}

/**
 * Softmax: aᵢ = e^zᵢ / Σⱼ e^zⱼ, positive numbers that add up to 1. The largest z is taken out first, which changes
 * nothing (e^(zᵢ−m) / Σⱼ e^(zⱼ−m)) and keeps the exponentials at most 1.
 *
 * Its derivative is ∂aᵢ/∂zⱼ = aᵢ([i = j] − aⱼ), so that ∂C/∂zⱼ = aⱼ(∂C/∂aⱼ − Σᵢ aᵢ·∂C/∂aᵢ).
 */
export const softmax: RowActivation = {
  name: "softmax",
  formula: "e^zᵢ / Σⱼ e^zⱼ",
  elementwise: false,
  notDifferentiableAt: [],

  value(z) {
    const a = Float64Array.from(z);
    softmaxOfRow(a, a, 0, a.length);
    return a;
  },

  derivative(z) {
    const a = softmax.value(z);
    const jacobian = zeros(a.length, a.length);
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < a.length; j++) {
        jacobian.values[i * a.length + j] = a[i] * ((i === j ? 1 : 0) - a[j]);
      }
    }
    return jacobian;
  },

  activateRow(z, a, i) {
    softmaxOfRow(z.values, a.values, i * z.columns, (i + 1) * z.columns);
  },

  timesDerivative(_z, a, δ) {
    for (let i = 0; i < a.rows; i++) {
      const [from, to] = [i * a.columns, (i + 1) * a.columns];
      let sum = 0;
      for (let j = from; j < to; j++) sum += a.values[j] * δ.values[j];
      for (let j = from; j < to; j++) δ.values[j] = a.values[j] * (δ.values[j] - sum);
    }
  },
};

function softmaxOfRow(z: Matrix["values"], a: Matrix["values"], from: number, to: number): void {
  let m = -Infinity;
  for (let j = from; j < to; j++) m = Math.max(m, z[j]);
  let sum = 0;
  for (let j = from; j < to; j++) {
    a[j] = Math.exp(z[j] - m);
    sum += a[j];
  }
  for (let j = from; j < to; j++) a[j] /= sum;
}
