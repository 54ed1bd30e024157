import { Matrix, MatrixLike, rowOf, zeros } from "../data";
import { carryBack } from "./backpropagation";
import { Cost, CostName, costNamed } from "./costs";
import { ForwardPass, forwardPass } from "./forward";
import type { Network } from "./network";
import { outputError, targetsOf } from "./output";
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
  const pass = forwardPass(network, inputs);
  const n = pass.outputs.rows;
  const y = targetsOf(network, targets, n);
  const gradients = zeros(n, network.parameterCount, network.dtype);
  const δ = new Workspace(network).forBatch(n).δ as Matrix[];
  const L = network.sizes.length;

  for (let i = 0; i < n; i++) outputError(network, passOfOne(pass, i), single(y, i), C, single(δ[L], i));
  for (let l = L - 1; l >= 1; l--) {
    writeOuterProducts(pass.a(l), δ[l + 1], gradients, network.W(l).offset);
    const b = network.b(l);
    if (b) writeRows(δ[l + 1], gradients, b.offset);
    if (l > 1) carryBack(network, pass, l, δ[l + 1], δ[l]);
  }

  network.counts.gradientEvaluations += n;
  network.counts.gradientExamples += n;
  return gradients;
}

/** The pass of example i alone: a cost that averages over a batch divides by 1. */
function passOfOne(pass: ForwardPass, i: number): ForwardPass {
  return {
    outputs: single(pass.outputs, i),
    a: (l) => single(pass.a(l), i),
    z: (l) => single(pass.z(l), i),
    mask: () => undefined,
  };
}

/** Row i as a matrix of one row. */
function single(matrix: Matrix, i: number): Matrix {
  return { rows: 1, columns: matrix.columns, values: rowOf(matrix, i) };
}

/**
 * Writes aᵢᵀδᵢ, the gradient of Cᵢ by the weights, into row i from a column on, for every example i. Memory that stays 0 is
 * not touched, nor read before it is written, which would cost more than all products.
 */
function writeOuterProducts(a: Matrix, δ: Matrix, gradients: Matrix, column: number): void {
  const [inputs, units] = [a.columns, δ.columns];
  const [A, Δ, G] = [a.values, δ.values, gradients.values];
  for (let i = 0; i < a.rows; i++) {
    const from = i * gradients.columns + column;
    for (let k = 0; k < inputs; k++) {
      const aik = A[i * inputs + k];
      if (aik === 0) continue;
      for (let j = 0; j < units; j++) G[from + k * units + j] = aik * Δ[i * units + j] + 0; // + 0: not −0
    }
  }
}

/** Writes δᵢ, the gradient of Cᵢ by the biases, likewise. */
function writeRows(δ: Matrix, gradients: Matrix, column: number): void {
  const units = δ.columns;
  for (let i = 0; i < δ.rows; i++) {
    const from = i * gradients.columns + column;
    for (let j = 0; j < units; j++) gradients.values[from + j] = δ.values[i * units + j] + 0;
  }
}
