import { asMatrix, dtypeOf, type Matrix, type MatrixLike, zeros } from "./matrix";

/**
 * Other units for each column of a matrix: x′ = (x − shift) / scale, and back, x = shift + scale·x′.
 *
 * @example
 * const percent = new Scaling([0], [100]);
 * percent.apply([[75], [82]]).values; // Float64Array [0.75, 0.82]
 * percent.undo([[0.75]]).values; // Float64Array [75]
 */
export class Scaling {
  /** What is taken from each column: its new zero. */
  readonly shift: Float64Array;
  /** What each column is divided by: its new unit. */
  readonly scale: Float64Array;

  /**
   * @param shift a finite number for each column
   * @param scale a finite number for each column, none of them 0
   * @throws RangeError if the numbers are others, or not as many
   */
  constructor(shift: ArrayLike<number>, scale: ArrayLike<number>) {
    this.shift = Float64Array.from(shift);
    this.scale = Float64Array.from(scale);
    if (this.shift.length !== this.scale.length || this.scale.length === 0) {
      throw new RangeError(
        `expected a shift and a scale for each column, got ${this.shift.length} shifts and ${this.scale.length} scales`,
      );
    }
    if (!this.shift.every(Number.isFinite) || !this.scale.every((k) => Number.isFinite(k) && k !== 0)) {
      throw new RangeError(
        `expected finite shifts and scales that are not 0, got ${this.shift.join(", ")} and ${this.scale.join(", ")}`,
      );
    }
  }

  /**
   * The matrix in the new units.
   * @param matrix it stays as it is
   * @throws RangeError if it has another number of columns
   */
  apply(matrix: MatrixLike): Matrix {
    return this.mapped(matrix, (x, j) => (x - this.shift[j]) / this.scale[j]);
  }

  /**
   * A matrix in the new units, brought back to the old ones.
   * @param matrix it stays as it is
   * @throws RangeError if it has another number of columns
   */
  undo(matrix: MatrixLike): Matrix {
    return this.mapped(matrix, (x, j) => this.shift[j] + this.scale[j] * x);
  }

  /** First the other scaling, if there is one, then this one, in one. */
  after(first: Scaling | undefined): Scaling {
    if (!first) return this;
    return new Scaling(
      first.shift.map((shift, j) => shift + first.scale[j] * this.shift[j]),
      first.scale.map((scale, j) => scale * this.scale[j]),
    );
  }

  /** The same for some of the columns only. */
  select(columns: readonly number[]): Scaling {
    return new Scaling(
      columns.map((j) => this.shift[j]),
      columns.map((j) => this.scale[j]),
    );
  }

  /** For `JSON.stringify`; `new Scaling(json.shift, json.scale)` brings it back. */
  toJSON(): { shift: number[]; scale: number[] } {
    return { shift: Array.from(this.shift), scale: Array.from(this.scale) };
  }

  private mapped(data: MatrixLike, change: (x: number, column: number) => number): Matrix {
    const matrix = asMatrix(data, undefined, "the data");
    const { rows, columns, values } = matrix;
    if (columns !== this.scale.length) {
      throw new RangeError(
        `expected ${this.scale.length} columns, as in the data scaled before, got ${columns}`,
      );
    }
    const result = zeros(rows, columns, dtypeOf(values));
    for (let k = 0; k < values.length; k++) result.values[k] = change(values[k], k % columns);
    return result;
  }
}

/**
 * The scaling that gives each column the mean 0 and the standard deviation 1: x′ = (x − x̄) / s, with
 * s² = (1/n)·Σ(x − x̄)². A column without variation is only shifted.
 *
 * @param matrix the data that it is made for
 * @example
 * standardScaling([[1, 5], [3, 5]]).apply([[1, 5], [3, 5]]).values; // Float64Array [-1, 0, 1, 0]
 */
export function standardScaling(matrix: MatrixLike): Scaling {
  const columns = columnsOf(matrix);
  const means = columns.map((column) => column.reduce((sum, x) => sum + x, 0) / column.length);
  const deviations = columns.map((column, j) =>
    Math.sqrt(column.reduce((sum, x) => sum + (x - means[j]) ** 2, 0) / column.length),
  );
  // A deviation that is only rounding error would blow this noise up to size 1.
  const varies = (s: number, j: number): boolean => s > 1e-12 * Math.abs(means[j]);
  return new Scaling(
    means,
    deviations.map((s, j) => (varies(s, j) ? s : 1)),
  );
}

/**
 * The scaling that brings each column's smallest number to `low` and its largest to `high`. A column without
 * variation is brought to `low`.
 *
 * @param matrix the data that it is made for
 * @param low the new smallest number, 0 if not given
 * @param high the new largest number, 1 if not given
 * @throws RangeError if low is not below high
 * @example
 * rangeScaling([[1], [3], [5]]).apply([[1], [3], [5]]).values; // Float64Array [0, 0.5, 1]
 */
export function rangeScaling(matrix: MatrixLike, low = 0, high = 1): Scaling {
  if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
    throw new RangeError(`expected a range with low below high, got ${low} to ${high}`);
  }
  const columns = columnsOf(matrix);
  const smallest = columns.map((column) => column.reduce((a, b) => Math.min(a, b)));
  const scales = columns.map((column, j) => {
    const span = column.reduce((a, b) => Math.max(a, b)) - smallest[j];
    return span / (high - low) || 1; // none, or too small to divide by
  });
  return new Scaling(
    smallest.map((x, j) => x - low * scales[j]),
    scales,
  );
}

/**
 * The scaling that divides each column by its largest absolute value, so that 0 stays 0. A column of zeros stays.
 *
 * @param matrix the data that it is made for
 * @example
 * maximumScaling([[3, 5], [5, 1], [10, 2]]).apply([[3, 5], [5, 1], [10, 2]]).values; // Float64Array [0.3, 1, 0.5, 0.2, 1, 0.4]
 */
export function maximumScaling(matrix: MatrixLike): Scaling {
  const largest = columnsOf(matrix).map(
    (column) => column.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1,
  );
  return new Scaling(new Float64Array(largest.length), largest);
}

function columnsOf(data: MatrixLike): Float64Array[] {
  const { rows, columns, values } = asMatrix(data, undefined, "the data");
  return Array.from({ length: columns }, (_, j) =>
    new Float64Array(rows).map((_, i) => values[i * columns + j]),
  );
}
