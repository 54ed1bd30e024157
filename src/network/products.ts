import { Matrix } from "../data";

/*
 * The three matrix products of a network, written so that they can be read. Numbers that are 0, most pixels of a digit
 * for instance, add nothing and are left out. Sums are taken in the order of the indices, always.
 */

/**
 * z = a·W + b: the weighted sums of a layer, for every example of a batch.
 *
 * @param a activations, n × inputs
 * @param W weights, inputs × units
 * @param b biases, 1 × units, or undefined if there are none
 * @param z where the sums are written, n × units
 */
export function weightedSums(a: Matrix, W: Matrix, b: Matrix | undefined, z: Matrix): void {
  for (let i = 0; i < a.rows; i++) weightedSumsOfRow(a, W, b, z, i);
}

/** The same for one example, row i. */
export function weightedSumsOfRow(a: Matrix, W: Matrix, b: Matrix | undefined, z: Matrix, i: number): void {
  const units = W.columns;
  const at = i * units;
  for (let j = 0; j < units; j++) z.values[at + j] = b ? b.values[j] : 0;
  for (let k = 0; k < a.columns; k++) {
    const aik = a.values[i * a.columns + k];
    if (aik === 0) continue;
    for (let j = 0; j < units; j++) z.values[at + j] += aik * W.values[k * units + j];
  }
}

/** The same for one unit of one example, row i and column j: the same additions in the same order. */
export function weightedSum(
  a: Matrix,
  W: Matrix,
  b: Matrix | undefined,
  z: Matrix,
  i: number,
  j: number,
): void {
  const at = i * W.columns + j;
  z.values[at] = b ? b.values[j] : 0;
  for (let k = 0; k < a.columns; k++) {
    const aik = a.values[i * a.columns + k];
    if (aik === 0) continue;
    z.values[at] += aik * W.values[k * W.columns + j];
  }
}

/**
 * G = aᵀδ: the gradient by the weights, added over the examples of a batch. For biases, whose input is always 1, a is
 * undefined and G is the sum of the rows of δ.
 *
 * @param a activations, n × inputs, or undefined
 * @param δ errors, n × units
 * @param G where the result is written, inputs × units, or 1 × units
 */
export function transposedTimes(a: Matrix | undefined, δ: Matrix, G: Matrix): void {
  const units = δ.columns;
  G.values.fill(0);
  for (let i = 0; i < δ.rows; i++) {
    const at = i * units;
    for (let k = 0; k < G.rows; k++) {
      const aik = a ? a.values[i * a.columns + k] : 1;
      if (aik === 0) continue;
      for (let j = 0; j < units; j++) G.values[k * units + j] += aik * δ.values[at + j];
    }
  }
}

/**
 * D = δWᵀ: the errors of a layer carried back to the layer before it.
 *
 * @param δ errors, n × units
 * @param W weights, inputs × units
 * @param D where the result is written, n × inputs
 */
export function timesTransposed(δ: Matrix, W: Matrix, D: Matrix): void {
  const units = W.columns;
  for (let i = 0; i < δ.rows; i++) {
    for (let k = 0; k < W.rows; k++) {
      let sum = 0;
      for (let j = 0; j < units; j++) sum += δ.values[i * units + j] * W.values[k * units + j];
      D.values[i * W.rows + k] = sum;
    }
  }
}

/** A ← A ⊙ M, number by number. */
export function timesElementwise(A: Matrix, M: Matrix): void {
  for (let k = 0; k < A.values.length; k++) A.values[k] *= M.values[k];
}
