import { asMatrix, Matrix, MatrixLike, zeros } from "../data/matrix";

/** The eigenvalues of a symmetric matrix and the directions that belong to them. */
export interface Eigenvalues {
  /** λ₁ ≤ λ₂ ≤ … ≤ λₙ. */
  values: Float64Array;
  /** n × n: row k is a direction d of length 1 with Ad = λₖd. Any two of them are at right angles. */
  directions: Matrix;
}

/** More sweeps than these are never needed: the off-diagonal numbers vanish quadratically. */
const MOST_SWEEPS = 50;

/**
 * All eigenvalues of a symmetric matrix A, by Jacobi's rotations: each turns two axes so that one number beside the
 * diagonal becomes 0, until all have vanished and the eigenvalues stand on the diagonal. The eigenvalues of a Hessian
 * are the curvatures along its own axes; descent with the rate η is stable on a bowl as long as η < 2/λₙ.
 *
 * @param matrix A, n × n and symmetric
 * @returns the eigenvalues in ascending order and their directions
 * @throws RangeError or TypeError if the matrix is not square, not symmetric or not finite
 * @see Jacobi (1846); Golub and Van Loan, "Matrix Computations", chapter 8.5
 * @example
 * Array.from(eigenvaluesOf([[2, 1], [1, 2]]).values, (value) => value.toFixed(9)); // ["1.000000000", "3.000000000"]
 */
export function eigenvaluesOf(matrix: MatrixLike): Eigenvalues {
  const { rows: n, values } = expectSymmetric(asMatrix(matrix));
  const A = Array.from({ length: n }, (_, i) => Float64Array.from(values.subarray(i * n, (i + 1) * n)));
  const D = Array.from({ length: n }, (_, i) => new Float64Array(n).fill(1, i, i + 1));
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(A); sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) if (A[p][q] !== 0) rotate(A, D, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => A[i][i] - A[j][j]);
  const directions = zeros(n, n);
  order.forEach((i, k) => directions.values.set(D[i], k * n));
  return { values: Float64Array.from(order, (i) => A[i][i]), directions };
}

/** Turns the axes p and q by the angle φ that makes A[p][q] zero; the rows of D turn with them. */
function rotate(A: Float64Array[], D: Float64Array[], p: number, q: number): void {
  const cot2φ = (A[q][q] - A[p][p]) / (2 * A[p][q]);
  // The smaller of the two angles: tan φ = ±1 / (|cot 2φ| + √(cot² 2φ + 1)).
  const tan = (cot2φ < 0 ? -1 : 1) / (Math.abs(cot2φ) + Math.hypot(cot2φ, 1));
  const cos = 1 / Math.hypot(tan, 1);
  const sin = tan * cos;
  const turn = (a: Float64Array, b: Float64Array): void => {
    for (let k = 0; k < a.length; k++) [a[k], b[k]] = [cos * a[k] - sin * b[k], sin * a[k] + cos * b[k]];
  };
  turn(A[p], A[q]); // the rows
  for (const row of A) [row[p], row[q]] = [cos * row[p] - sin * row[q], sin * row[p] + cos * row[q]];
  A[p][q] = A[q][p] = 0;
  turn(D[p], D[q]);
}

function isDiagonal(A: Float64Array[]): boolean {
  let beside = 0;
  let all = 0;
  A.forEach((row, i) =>
    row.forEach((value, j) => {
      all += value ** 2;
      if (i !== j) beside += value ** 2;
    }),
  );
  return beside <= (Number.EPSILON / 16) ** 2 * all;
}

function expectSymmetric(matrix: Matrix): Matrix {
  const { rows, columns, values } = matrix;
  if (rows !== columns) throw new RangeError(`expected a square matrix, got ${rows} × ${columns}`);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [values[i * rows + j], values[j * rows + i]];
      if (Math.abs(a - b) > 1e-9 * largest)
        throw new RangeError(
          `expected a symmetric matrix, got ${a} in row ${i}, column ${j} and ${b} opposite`,
        );
    }
  return matrix;
}
