import { type Dtype, type Matrix, zeros } from "./matrix";

/**
 * Labels as targets: a row for each label, 1 in the column of its class and 0 elsewhere.
 *
 * @param labels n classes, each a whole number from 0 to `classes` − 1
 * @param classes the number of classes; by default one more than the largest label
 * @param dtype how the numbers are stored, "float64" if not given
 * @returns an n × classes matrix
 * @throws RangeError if there are no labels, or one is not such a number
 * @example
 * oneHot([2, 0]).values; // Float64Array [0, 0, 1, 1, 0, 0]
 */
export function oneHot(labels: ArrayLike<number>, classes?: number, dtype: Dtype = "float64"): Matrix {
  const checked = expectLabels(labels, classes);
  const targets = zeros(checked.length, classes ?? checked.reduce((a, b) => Math.max(a, b)) + 1, dtype);
  checked.forEach((label, i) => (targets.values[i * targets.columns + label] = 1));
  return targets;
}

/**
 * A checked copy of labels.
 *
 * @param labels one or more whole numbers from 0 to `classes` − 1
 * @param classes the number of classes, unlimited if not given
 * @throws RangeError if there are none, or one is not such a number
 * @example
 * expectLabels([2, 0], 3); // Int32Array [2, 0]
 */
export function expectLabels(labels: ArrayLike<number>, classes?: number): Int32Array {
  if (classes !== undefined && (!Number.isInteger(classes) || classes < 1)) {
    throw new RangeError(`expected 1 or more classes, got ${classes}`);
  }
  if (typeof labels?.length !== "number" || labels.length === 0) {
    throw new RangeError("expected one or more labels such as [3, 0, 7], got none");
  }
  const highest = (classes ?? 2 ** 31) - 1;
  const wrong = Array.from(labels).findIndex((k) => !(Number.isInteger(k) && k >= 0 && k <= highest));
  if (wrong >= 0) {
    const range = classes === undefined ? "0 or more" : `from 0 to ${highest}`;
    throw new RangeError(
      `expected labels that are whole numbers, ${range}, got ${labels[wrong]} for example ${wrong}`,
    );
  }
  return Int32Array.from(labels);
}
