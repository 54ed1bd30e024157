import { dtypeOf, Matrix, MatrixLike, Vector, vectorOfZeros } from "../data";
import { Cost, CostName, costNamed } from "./costs";
import { ForwardPass, forwardPass, PassOptions } from "./forward";
import type { Network } from "./network";
import { outputCost, outputError, targetsOf, timesDerivative } from "./output";
import { sumOfRows, timesElementwise, timesTransposed, transposedTimes } from "./products";
import { workspaceFor } from "./workspace";

/** What backpropagation may be given besides network, data and cost. */
export interface BackpropagationOptions extends PassOptions {
  /** Where the gradient is written, as long as the network's parameters; without it a new vector. */
  gradient?: Vector;
}

/** A cost and its gradient. */
export interface CostAndGradient {
  /** C for the whole batch. */
  cost: number;
  /** ∂C/∂(every parameter), in the order of `network.parameters`. */
  gradient: Vector;
}

/**
 * Backpropagation: the gradient of the cost by all weights and biases, in one pass forward and one back. With layers
 * 1 (the inputs) to L, X one example a row, and ⊙ the product number by number, its four equations are
 *
 *     δ⁽ᴸ⁾ = ∂C/∂a⁽ᴸ⁾ ⊙ f′(z⁽ᴸ⁾)
 *     δ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾(W⁽ˡ⁾)ᵀ ⊙ f′(z⁽ˡ⁾)
 *     ∂C/∂W⁽ˡ⁾ = (a⁽ˡ⁾)ᵀδ⁽ˡ⁺¹⁾
 *     ∂C/∂b⁽ˡ⁾ = Σ δ⁽ˡ⁺¹⁾, over the examples
 *
 * It computes the gradient and changes no parameter: descent does that.
 *
 * @param network the network
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @param options memory to use again, where to write the gradient, dropout
 * @returns the cost of the batch and its gradient, in the order of `network.parameters`
 * @throws RangeError or TypeError if shapes do not fit, data is empty or not finite, or the cost cannot be taken
 * @see Rumelhart, Hinton and Williams, "Learning representations by back-propagating errors" (1986); Nielsen,
 *   "Neural Networks and Deep Learning", chapter 2
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [3, 0] });
 * backpropagate(network, [[2]], [[5]], "half-sum-of-squares").gradient; // Float64Array [2, 1]
 */
export function backpropagate(
  network: Network,
  inputs: MatrixLike,
  targets: MatrixLike,
  cost: Cost | CostName,
  options: BackpropagationOptions = {},
): CostAndGradient {
  const C = costNamed(cost);
  const gradient = gradientFor(network, options.gradient);
  const workspace = workspaceFor(network, options.workspace);
  const pass = forwardPass(network, inputs, { ...options, workspace });
  const y = targetsOf(network, targets, pass.outputs.rows);
  const δ = workspace.forBatch(y.rows).δ as Matrix[];
  const L = network.sizes.length;

  const value = outputCost(network, pass, y, C);
  outputError(network, pass, y, C, δ[L]);
  for (let l = L - 1; l >= 1; l--) {
    transposedTimes(pass.a(l), δ[l + 1], network.W(l, gradient));
    const b = network.b(l, gradient);
    if (b) sumOfRows(δ[l + 1], b);
    if (l > 1) carryBack(network, pass, l, δ[l + 1], δ[l]);
  }

  network.counts.gradientEvaluations++;
  network.counts.gradientExamples += y.rows;
  return { cost: value, gradient };
}

/** δ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾(W⁽ˡ⁾)ᵀ ⊙ f′(z⁽ˡ⁾); where dropout multiplied a⁽ˡ⁾, it multiplies the error too. */
export function carryBack(network: Network, pass: ForwardPass, l: number, δAfter: Matrix, δ: Matrix): void {
  timesTransposed(δAfter, network.W(l), δ);
  const mask = pass.mask(l);
  if (mask) timesElementwise(δ, mask);
  timesDerivative(network.activation(l), pass.z(l), pass.a(l), δ);
}

function gradientFor(network: Network, gradient: Vector | undefined): Vector {
  const { parameterCount, dtype } = network;
  if (!gradient) return vectorOfZeros(parameterCount, dtype);
  if (gradient.length !== parameterCount || dtypeOf(gradient) !== dtype) {
    throw new RangeError(
      `expected a gradient of ${parameterCount} numbers in ${dtype}, as the network's parameters, got ` +
        `${gradient.length} in ${dtypeOf(gradient)}`,
    );
  }
  return gradient;
}
