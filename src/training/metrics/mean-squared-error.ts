import { asMatrix, MatrixLike } from "../../data/matrix";

/**
 * The mean squared error of n examples, 1/n · Σ‖y − ŷ‖²: summed over the outputs, as `costs["mean-squared-error"]` is,
 * averaged over the examples. PyTorch's `MSELoss` averages over the outputs too.
 *
 * @param outputs ŷ, what the network gave, one example a row
 * @param targets y, of the same shape
 * @returns a number, zero or more, in squared units of the targets
 * @throws RangeError or TypeError if shapes differ, or a number is NaN or infinite
 * @example
 * meanSquaredError([[1, 2], [3, 4]], [[1, 1], [3, 7]]); // 5
 */
export function meanSquaredError(outputs: MatrixLike, targets: MatrixLike): number {
  const ŷ = asMatrix(outputs, undefined, "the outputs");
  const y = asMatrix(targets, undefined, "the targets");
  if (ŷ.rows !== y.rows || ŷ.columns !== y.columns) {
    throw new RangeError(
      `expected targets of ${ŷ.rows} × ${ŷ.columns}, as the outputs are, got ${y.rows} × ${y.columns}`,
    );
  }
  let sum = 0;
  for (let k = 0; k < y.values.length; k++) sum += (y.values[k] - ŷ.values[k]) ** 2;
  return sum / y.rows;
}
