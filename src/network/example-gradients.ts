import { Matrix, MatrixLike, rowOf, zeros } from "../data";
import { backpropagate } from "./backpropagation";
import { Cost, CostName, costNamed } from "./costs";
import { inputsOf } from "./forward";
import type { Network } from "./network";
import { targetsOf } from "./output";
import { Workspace } from "./workspace";

/**
 * The gradient of every single example's cost, Cᵢ, one a row. For a cost that averages over the examples the mean of
 * the rows is the batch's gradient, for one that adds them their sum. Their spread is the noise of descent in
 * mini-batches.
 *
 * A row has as many numbers as the network has parameters: 1,000 examples of a network with 13,002 fill 104 MB.
 *
 * @param network the network
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @returns a new matrix, n × parameters
 * @throws RangeError or TypeError as `backpropagate`
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [3, 0] });
 * rowsOf(exampleGradients(network, [[2], [1]], [[5], [4]], "half-sum-of-squares")); // [[2, 1], [-1, -1]]
 */
export function exampleGradients(
  network: Network,
  inputs: MatrixLike,
  targets: MatrixLike,
  cost: Cost | CostName,
): Matrix {
  const C = costNamed(cost);
  const X = inputsOf(network, inputs);
  const y = targetsOf(network, targets, X.rows);
  const gradients = zeros(X.rows, network.parameterCount, network.dtype);
  const workspace = new Workspace(network);
  for (let i = 0; i < X.rows; i++) {
    const gradient = rowOf(gradients, i);
    backpropagate(network, single(X, i), single(y, i), C, { gradient, workspace });
  }
  return gradients;
}

/** Row i as a matrix of one row. */
function single(matrix: Matrix, i: number): Matrix {
  return { rows: 1, columns: matrix.columns, values: rowOf(matrix, i) };
}
