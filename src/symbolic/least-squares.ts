import { Matrix } from "../data";
import { dot, norm } from "../calculus";

/** The columns of X, each as a vector of n numbers. */
export type Columns = readonly Float64Array[];

/**
 * The error for a column that the others make superfluous: infinitely many solutions are equally good.
 *
 * @example
 * const error = new SingularError(2, "column 2 is the sum of columns 0 and 1");
 * error.column; // 2
 */
export class SingularError extends RangeError {
  override readonly name = "SingularError";

  constructor(
    /** Its index. */
    readonly column: number,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The columns of a matrix.
 *
 * @example
 * columnsOf(matrixOf([[1, 2], [3, 4]]))[1]; // Float64Array [2, 4]
 */
export function columnsOf({ rows, columns, values }: Matrix): Float64Array[] {
  return Array.from({ length: columns }, (_, j) =>
    new Float64Array(rows).map((_, i) => values[i * columns + j]),
  );
}

/**
 * Least squares by the normal equations: the w that makes ‖Xw − y‖ smallest solves XᵀXw = Xᵀy. The matrix XᵀX is
 * symmetric and positive, so it is split by Cholesky into LLᵀ, and two triangular systems are left. Quick, but squaring
 * X squares what makes it delicate: columns that are nearly alike, to 8 digits, are already too much.
 *
 * @param columns the d columns of X, n numbers each
 * @param y n numbers
 * @returns w, d numbers
 * @throws SingularError if a column is a combination of those before it, as far as XᵀX can tell
 * @see Golub and Van Loan, "Matrix Computations", chapter 5.3
 * @example
 * const w = solveNormalEquations([Float64Array.of(1, 2, 3), Float64Array.of(1, 1, 1)], Float64Array.of(3, 5, 7));
 * Array.from(w, (weight) => weight.toFixed(9)); // ["2.000000000", "1.000000000"]
 */
export function solveNormalEquations(columns: Columns, y: Float64Array): Float64Array {
  const d = columns.length;
  const A = columns.map((a) => Float64Array.from(columns, (b) => dot(a, b))); // XᵀX
  const L = A.map((row) => row.slice());
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < j; k++) L[j][j] -= L[j][k] ** 2;
    // What is left of the column's square, beside all of it, is the sine, squared, of its angle to those before it.
    if (!(L[j][j] > 8 * d * Number.EPSILON * A[j][j])) throw dependent(j);
    L[j][j] = Math.sqrt(L[j][j]);
    for (let i = j + 1; i < d; i++) {
      for (let k = 0; k < j; k++) L[i][j] -= L[i][k] * L[j][k];
      L[i][j] /= L[j][j];
    }
  }
  const w = Float64Array.from(columns, (column) => dot(column, y)); // Xᵀy
  for (let i = 0; i < d; i++) {
    for (let k = 0; k < i; k++) w[i] -= L[i][k] * w[k];
    w[i] /= L[i][i];
  }
  for (let i = d - 1; i >= 0; i--) {
    for (let k = i + 1; k < d; k++) w[i] -= L[k][i] * w[k];
    w[i] /= L[i][i];
  }
  return w;
}

/**
 * Least squares by X = QR: reflections (Householder's) turn one column after the other until X is an upper triangle R,
 * and y with it. Nothing is squared, so columns may be alike to nearly 16 digits.
 *
 * @param columns the d columns of X, n ≥ d numbers each, which stay as they are
 * @param y n numbers, which stay as they are
 * @returns w, d numbers
 * @throws SingularError if a column is a combination of those before it
 * @see Householder, "Unitary triangularization of a nonsymmetric matrix" (1958); Golub and Van Loan, chapter 5.3
 * @example
 * const w = solveByQR([Float64Array.of(1, 2, 3), Float64Array.of(1, 1, 1)], Float64Array.of(3, 5, 7));
 * Array.from(w, (weight) => weight.toFixed(9)); // ["2.000000000", "1.000000000"]
 */
export function solveByQR(columns: Columns, y: Float64Array): Float64Array {
  const d = columns.length;
  const R = columns.map((column) => column.slice());
  const target = y.slice();
  for (let j = 0; j < d; j++) {
    const rest = R[j].subarray(j);
    const length = norm(rest);
    if (!(length > 8 * Math.sqrt(y.length) * Number.EPSILON * norm(columns[j]))) throw dependent(j);
    // The mirror stands so that the rest of the column falls on its first axis, on the side away from it.
    const mirror = rest.slice();
    mirror[0] += mirror[0] < 0 ? -length : length;
    for (const vector of [...R.slice(j), target]) reflect(vector.subarray(j), mirror);
  }
  const w = new Float64Array(d);
  for (let i = d - 1; i >= 0; i--) {
    w[i] = target[i];
    for (let k = i + 1; k < d; k++) w[i] -= R[k][i] * w[k];
    w[i] /= R[i][i];
  }
  return w;
}

/** v ← v − 2·m·(m·v)/(m·m). */
function reflect(v: Float64Array, m: Float64Array): void {
  const twice = (2 * dot(m, v)) / dot(m, m);
  for (let i = 0; i < v.length; i++) v[i] -= twice * m[i];
}

function dependent(column: number): SingularError {
  return new SingularError(column, `column ${column} is a combination of those before it`);
}
