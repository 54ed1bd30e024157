/** Parts of a matrix. */
import { dtypeOf, type Matrix, zeros } from "./matrix";

/** The rows from `first` up to, not including, `last`, as a view: nothing is copied. */
export function rowsBetween({ columns, values }: Matrix, first: number, last: number): Matrix {
  return { rows: last - first, columns, values: values.subarray(first * columns, last * columns) };
}

/** Copies of the rows with these indices, in this order. */
export function rowsAt(matrix: Matrix, indices: ArrayLike<number>): Matrix {
  const { columns, values } = matrix;
  const chosen = zeros(indices.length, columns, dtypeOf(values));
  for (let k = 0; k < indices.length; k++) {
    chosen.values.set(values.subarray(indices[k] * columns, (indices[k] + 1) * columns), k * columns);
  }
  return chosen;
}

/** Copies of the columns with these indices, in this order. */
export function columnsAt({ rows, columns, values }: Matrix, indices: ArrayLike<number>): Matrix {
  const chosen = zeros(rows, indices.length, dtypeOf(values));
  for (let i = 0; i < rows; i++)
    for (let k = 0; k < indices.length; k++)
      chosen.values[i * indices.length + k] = values[i * columns + indices[k]];
  return chosen;
}
