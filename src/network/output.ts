import { asMatrix, Matrix, MatrixLike } from "../data";
import { Activation, activations } from "./activations";
import { Cost, CostName, costNamed, costs } from "./costs";
import { ForwardPass, forwardPass, PassOptions } from "./forward";
import type { Network } from "./network";

/**
 * The cost of a network on examples: C(ŷ, y) with ŷ the network's outputs.
 *
 * @param network the network
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @param options memory to use again
 * @returns C, for all examples as the cost's `reduction` says
 * @throws RangeError or TypeError if shapes do not fit, data is empty or not finite, or the cost cannot be taken
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [3, 0] });
 * costOf(network, [[2], [1]], [[5], [3]], "half-sum-of-squares"); // 0.5
 */
export function costOf(
  network: Network,
  inputs: MatrixLike,
  targets: MatrixLike,
  cost: Cost | CostName,
  options: PassOptions = {},
): number {
  const C = costNamed(cost);
  const pass = forwardPass(network, inputs, options);
  const y = targetsOf(network, targets, pass.outputs.rows);
  const value = outputCost(network, pass, y, C);
  network.counts.costEvaluations++;
  network.counts.costExamples += y.rows;
  return value;
}

/** C, from the outputs; or, where the cost and the last activation are fused, from the last weighted sums. */
export function outputCost(network: Network, pass: ForwardPass, y: Matrix, C: Cost): number {
  const L = network.sizes.length;
  const fused = fusedWith(network.activation(L), C);
  return fused ? fused.value(pass.z(L), y) : C.value(pass.a(L), y);
}

/** δ⁽ᴸ⁾ = ∂C/∂z⁽ᴸ⁾ = ∂C/∂a⁽ᴸ⁾ ⊙ f′(z⁽ᴸ⁾), written into δ. */
export function outputError(network: Network, pass: ForwardPass, y: Matrix, C: Cost, δ: Matrix): void {
  const L = network.sizes.length;
  const fused = fusedWith(network.activation(L), C);
  if (fused) return fused.derivative(pass.z(L), y, δ);
  C.derivative(pass.a(L), y, δ);
  timesDerivative(network.activation(L), pass.z(L), pass.a(L), δ);
}

/** δ ← δ ⊙ f′(z): what was ∂C/∂a becomes ∂C/∂z. */
export function timesDerivative(activation: Activation, z: Matrix, a: Matrix, δ: Matrix): void {
  if (!activation.elementwise) return activation.timesDerivative(z, a, δ);
  for (let k = 0; k < z.values.length; k++) δ.values[k] *= activation.derivative(z.values[k]);
}

/**
 * The targets as a matrix of the network's dtype, checked.
 *
 * @throws RangeError or TypeError if they do not fit the network's last layer or the number of examples
 */
export function targetsOf(network: Network, targets: MatrixLike, examples: number): Matrix {
  const y = asMatrix(targets, network.dtype, "the targets");
  const expected = network.sizes[network.sizes.length - 1];
  if (y.rows !== examples || y.columns !== expected) {
    throw new RangeError(
      `expected targets of ${examples} rows, one for each example, with ${expected} numbers (the network's last ` +
        `layer), got ${y.rows} rows of ${y.columns}`,
    );
  }
  return y;
}

/**
 * After these activations these costs are other ones of the weighted sums z themselves, which neither lose digits nor
 * overflow. It is the records that count and not their names: one's own "sigmoid" may have another slope.
 */
export function fusedWith(activation: Activation, C: Cost): Cost | undefined {
  if (activation === activations.sigmoid && C === costs["binary-cross-entropy"]) {
    return costs["binary-cross-entropy-from-logits"];
  }
  if (activation === activations.softmax && C === costs["cross-entropy"]) {
    return costs["cross-entropy-from-logits"];
  }
  return undefined;
}
