import { areFinite } from "./finite";
import { Dtype, dtypeOf, Vector, vectorOfZeros } from "./vector";

export * from "./vector";

/** A table of numbers, row after row in one flat vector. A data set has one example a row. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  /** The number in row i and column j is `values[i * columns + j]`. */
  readonly values: Vector;
}

/** A matrix as a caller may give it: one of ours, or rows such as `[[3, 5], [5, 1]]`. */
export type MatrixLike = Matrix | ArrayLike<ArrayLike<number>>;

/**
 * A matrix of zeros.
 *
 * @param rows the number of rows, 1 or more
 * @param columns the number of columns, 1 or more
 * @param dtype how the numbers are stored, "float64" if not given
 * @throws RangeError if a number of rows or columns is no whole number, 1 or more, or the dtype is unknown
 * @example
 * zeros(2, 3).values.length; // 6
 */
export function zeros(rows: number, columns: number, dtype: Dtype = "float64"): Matrix {
  for (const [name, count] of Object.entries({ rows, columns })) {
    if (!Number.isInteger(count) || count < 1) {
      throw new RangeError(`expected a matrix with 1 or more ${name}, got ${count}`);
    }
  }
  return { rows, columns, values: vectorOfZeros(rows * columns, dtype) };
}

/**
 * A matrix from its rows, copied and checked.
 *
 * @param rows one or more rows of equally many finite numbers
 * @param dtype how the numbers are stored, "float64" if not given
 * @param name what the matrix is called in an error message
 * @returns a new matrix
 * @throws TypeError if it is not a list of rows of numbers; RangeError if it is empty, the rows differ in length or a
 *   number is NaN or infinite
 * @example
 * matrixOf([[3, 5], [5, 1], [10, 2]]).rows; // 3
 * matrixOf([[3, 5], [5, 1], [10, 2]]).values; // Float64Array [3, 5, 5, 1, 10, 2]
 */
export function matrixOf(
  rows: ArrayLike<ArrayLike<number>>,
  dtype: Dtype = "float64",
  name = "the matrix",
): Matrix {
  if (!isList(rows)) {
    throw new TypeError(`expected ${name} as rows such as [[3, 5], [5, 1]], got ${describe(rows)}`);
  }
  if (rows.length === 0) throw new RangeError(`expected ${name} to have at least one row, got none`);
  if (!isList(rows[0])) {
    throw new TypeError(
      `expected ${name} as rows such as [[3, 5], [5, 1]], got a list that holds ${describe(rows[0])}: ` +
        `put a single row into brackets, [row]`,
    );
  }
  const matrix = zeros(rows.length, expectColumns(rows[0].length, name), dtype);
  for (let i = 0; i < matrix.rows; i++) {
    if (!isList(rows[i]) || rows[i].length !== matrix.columns) {
      throw new RangeError(
        `expected ${name} to have ${matrix.columns} numbers in every row, as in row 0, got ` +
          `${isList(rows[i]) ? rows[i].length : describe(rows[i])} in row ${i}`,
      );
    }
    for (let j = 0; j < matrix.columns; j++) {
      const value: unknown = rows[i][j];
      if (typeof value !== "number") {
        throw new TypeError(
          `expected ${name} to hold numbers only, got ${describe(value)} in row ${i}, column ${j}`,
        );
      }
      matrix.values[i * matrix.columns + j] = value;
    }
  }
  expectFiniteValues(matrix, name);
  return matrix;
}

/**
 * Data as a matrix: one of ours is checked and taken as it is (its numbers are not copied unless the dtype differs),
 * anything else is read as rows.
 *
 * @param data a matrix, or one or more rows of numbers
 * @param dtype how the numbers are to be stored; if not given, as they are
 * @param name what the data is called in an error message
 * @throws what `matrixOf` throws, and RangeError if a matrix has not rows × columns values
 * @example
 * asMatrix([[1, 2]], "float32").values; // Float32Array [1, 2]
 */
export function asMatrix(data: MatrixLike, dtype?: Dtype, name = "the matrix"): Matrix {
  if (!isMatrix(data)) return matrixOf(data, dtype, name);
  const { rows, columns, values } = data;
  if (rows < 1 || values.length !== rows * columns) {
    throw new RangeError(
      `expected ${name}, ${rows} × ${columns}, to hold ${rows * columns} values and at least one, got ${values.length}`,
    );
  }
  expectFiniteValues(data, name);
  if (dtype === undefined || dtype === dtypeOf(values)) return data;
  const converted = zeros(rows, columns, dtype);
  converted.values.set(values);
  return converted;
}

/**
 * One row of a matrix, as a view: what is written to it is written to the matrix.
 *
 * @param matrix the matrix
 * @param i which row, counted from 0
 * @throws RangeError if there is no such row
 * @example
 * rowOf(matrixOf([[3, 5], [5, 1]]), 1); // Float64Array [5, 1]
 */
export function rowOf(matrix: Matrix, i: number): Vector {
  if (!Number.isInteger(i) || i < 0 || i >= matrix.rows) {
    throw new RangeError(`expected a row from 0 to ${matrix.rows - 1}, got ${i}`);
  }
  return matrix.values.subarray(i * matrix.columns, (i + 1) * matrix.columns);
}

/**
 * The rows of a matrix as plain arrays, to look at or to send as JSON.
 *
 * @example
 * rowsOf(matrixOf([[3, 5], [5, 1]])); // [[3, 5], [5, 1]]
 */
export function rowsOf(matrix: Matrix): number[][] {
  return Array.from({ length: matrix.rows }, (_, i) => Array.from(rowOf(matrix, i)));
}

/**
 * Whether a value is a matrix: rows, columns, and a flat vector of values.
 *
 * @example
 * isMatrix(zeros(2, 3)); // true
 * isMatrix([[1, 2]]); // false
 */
export function isMatrix(value: unknown): value is Matrix {
  if (typeof value !== "object" || value === null) return false;
  const { rows, columns, values } = value as Partial<Matrix>;
  return (
    Number.isInteger(rows) &&
    Number.isInteger(columns) &&
    // By name, not by instanceof: a vector made in another frame or cell counts too.
    ["Float64Array", "Float32Array"].includes(values?.[Symbol.toStringTag] as string)
  );
}

function expectFiniteValues({ values, columns }: Matrix, name: string): void {
  if (areFinite(values)) return;
  const k = Array.from(values).findIndex((value) => !Number.isFinite(value));
  const place = `row ${Math.floor(k / columns)}, column ${k % columns}`;
  throw new RangeError(`expected ${name} to hold finite numbers, got ${values[k]} in ${place}`);
}

function expectColumns(columns: number, name: string): number {
  if (columns === 0)
    throw new RangeError(`expected ${name} to have at least one column, got rows of no numbers`);
  return columns;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return (
    typeof value === "object" && value !== null && typeof (value as { length?: unknown }).length === "number"
  );
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  return typeof value === "number" ? `the number ${value}` : `a ${typeof value}`;
}
