import { Matrix, MatrixLike, zeros } from "../data";
import { carryBack } from "./backpropagation";
import { Cost, CostName, costNamed } from "./costs";
import { ForwardPass, forwardPass } from "./forward";
import type { Network } from "./network";
import { outputError, targetsOf } from "./output";
import { timesTransposed } from "./products";

/**
 * The gradient of the cost with respect to the inputs, ∂C/∂X = δ⁽²⁾(W⁽¹⁾)ᵀ: how each pixel should change to change
 * the cost, the weights as they are.
 *
 * @param network the network
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @returns a new matrix with the shape of X
 * @throws RangeError or TypeError as `backpropagate`
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [3, 0] });
 * inputGradient(network, [[2]], [[5]], "half-sum-of-squares").values; // Float64Array [3]
 */
export function inputGradient(
  network: Network,
  inputs: MatrixLike,
  targets: MatrixLike,
  cost: Cost | CostName,
): Matrix {
  const pass = forwardPass(network, inputs);
  const y = targetsOf(network, targets, pass.outputs.rows);
  const δ = zeros(y.rows, y.columns, network.dtype);
  outputError(network, pass, y, costNamed(cost), δ);
  return backToInputs(network, pass, δ);
}

/**
 * The gradient of one logit with respect to the inputs, ∂zₖ/∂X with zₖ the last weighted sum of unit k: the direction
 * in which the network sees more of class k. It does not vanish where the output itself is close to 0 or 1.
 *
 * @param network the network
 * @param inputs X, n × inputs, one example a row
 * @param unit k, a unit of the last layer, counted from 0
 * @returns a new matrix with the shape of X
 * @throws RangeError or TypeError if the inputs do not fit or there is no such unit
 * @example
 * const network = new Network([2, 1], { activations: "sigmoid", parameters: [30, -40, 0] });
 * logitGradient(network, [[5, 1]], 0).values; // Float64Array [30, -40]
 */
export function logitGradient(network: Network, inputs: MatrixLike, unit: number): Matrix {
  const outputs = network.sizes[network.sizes.length - 1];
  if (!Number.isInteger(unit) || unit < 0 || unit >= outputs) {
    throw new RangeError(`expected a unit of the last layer, 0 to ${outputs - 1}, got ${unit}`);
  }
  const pass = forwardPass(network, inputs);
  const δ = zeros(pass.outputs.rows, outputs, network.dtype);
  for (let i = 0; i < δ.rows; i++) δ.values[i * outputs + unit] = 1; // ∂zₖ/∂zₖ
  return backToInputs(network, pass, δ);
}

/** Carries δ⁽ᴸ⁾ back through all layers, to ∂/∂a⁽¹⁾. */
function backToInputs(network: Network, pass: ForwardPass, δLast: Matrix): Matrix {
  let δ = δLast;
  for (let l = network.sizes.length - 1; l > 1; l--) {
    const δBefore = zeros(δ.rows, network.sizes[l - 1], network.dtype);
    carryBack(network, pass, l, δ, δBefore);
    δ = δBefore;
  }
  const gradient = zeros(δ.rows, network.sizes[0], network.dtype);
  timesTransposed(δ, network.W(1), gradient);
  network.counts.gradientEvaluations++;
  network.counts.gradientExamples += δ.rows;
  return gradient;
}
