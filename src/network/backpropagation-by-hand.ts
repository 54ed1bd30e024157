import { matrixOf, rowsOf } from "../data";
import { Activation } from "./activations";
import { Cost, CostName, costNamed } from "./costs";
import { inputsOf } from "./forward";
import type { Network } from "./network";
import { targetsOf } from "./output";

/**
 * Backpropagation of one example with every intermediate kept. The index of a list is the number of the layer:
 * `z[2]` is z⁽²⁾, `dW[1]` is ∂C/∂W⁽¹⁾. Places that mean nothing, such as `z[1]`, are empty.
 */
export interface BackpropagationByHand {
  /** C for this example. */
  cost: number;
  /** a⁽ˡ⁾ for l = 1 (the inputs) to L. */
  a: number[][];
  /** z⁽ˡ⁾ for l = 2 to L. */
  z: number[][];
  /** f′(z⁽ˡ⁾) for l = 2 to L; empty for softmax, whose derivative is a matrix. */
  slopes: number[][];
  /** ∂C/∂a⁽ˡ⁾ for l = L down to 1; at 1 it is the gradient with respect to the inputs. */
  dCda: number[][];
  /** δ⁽ˡ⁾ = ∂C/∂z⁽ˡ⁾ for l = L down to 2. */
  δ: number[][];
  /** ∂C/∂W⁽ˡ⁾ for l = 1 to L − 1, with the shape of W⁽ˡ⁾. */
  dW: number[][][];
  /** ∂C/∂b⁽ˡ⁾ for l = 1 to L − 1, also for a network without biases. */
  db: number[][];
}

/**
 * Backpropagation for one example, link by link as one does it by hand, in plain arrays. `backpropagate` gives the same
 * cost and gradient for a batch at once, with one exception: after sigmoid "binary-cross-entropy", and after softmax
 * "cross-entropy", it computes from z directly, without ∂C/∂a and f′(z). On paper that is the same. In the computer
 * the links break where ŷ is rounded to 0 or 1 and the logarithm ends at −100: at z = 40 and y = 0 the sigmoid unit
 * costs 100 here, with δ = 4·10⁻⁶, and 40 there, with δ = 1.
 *
 *     zⱼ⁽ˡ⁺¹⁾ = Σₖ aₖ⁽ˡ⁾Wₖⱼ⁽ˡ⁾ + bⱼ⁽ˡ⁾,   aⱼ⁽ˡ⁺¹⁾ = f(zⱼ⁽ˡ⁺¹⁾)
 *     δⱼ⁽ˡ⁺¹⁾ = ∂C/∂aⱼ⁽ˡ⁺¹⁾ · f′(zⱼ⁽ˡ⁺¹⁾)
 *     ∂C/∂Wₖⱼ⁽ˡ⁾ = aₖ⁽ˡ⁾δⱼ⁽ˡ⁺¹⁾,   ∂C/∂bⱼ⁽ˡ⁾ = δⱼ⁽ˡ⁺¹⁾
 *     ∂C/∂aₖ⁽ˡ⁾ = Σⱼ Wₖⱼ⁽ˡ⁾δⱼ⁽ˡ⁺¹⁾
 *
 * @param network the network
 * @param input x, the inputs of one example
 * @param target y, as many numbers as the network has outputs
 * @param cost a cost, or its name
 * @returns every a, z, f′(z), ∂C/∂a, δ and the gradients, by layer
 * @throws RangeError or TypeError as `backpropagate`
 * @example
 * const network = new Network([1, 1, 1], { activations: "identity", parameters: [2, 0, 3, 0] });
 * const steps = backpropagateByHand(network, [1], [5], "half-sum-of-squares");
 * steps.a[3]; // [6]
 * steps.δ[2]; // [3]
 */
export function backpropagateByHand(
  network: Network,
  input: ArrayLike<number>,
  target: ArrayLike<number>,
  cost: Cost | CostName,
): BackpropagationByHand {
  const C = costNamed(cost);
  const L = network.sizes.length;
  const [x] = rowsOf(inputsOf(network, [input]));
  const [y] = rowsOf(targetsOf(network, [target], 1));
  const [a, z, slopes, dCda, δ, db]: number[][][] = [[], [], [], [], [], []];
  const dW: number[][][] = [];

  a[1] = x;
  for (let l = 1; l < L; l++) {
    const W = rowsOf(network.W(l));
    const b = network.b(l)?.values;
    z[l + 1] = W[0].map((_, j) => (b?.[j] ?? 0) + sum(a[l].map((ak, k) => ak * W[k][j])));
    a[l + 1] = outputsOf(network.activation(l + 1), z[l + 1]);
  }

  const outputs = matrixOf([a[L]]);
  const slopesOfCost = matrixOf([y]);
  const costOfExample = C.value(outputs, matrixOf([y]));
  C.derivative(outputs, matrixOf([y]), slopesOfCost);
  dCda[L] = Array.from(slopesOfCost.values);

  for (let l = L - 1; l >= 1; l--) {
    const W = rowsOf(network.W(l));
    const f = network.activation(l + 1);
    slopes[l + 1] = f.elementwise ? z[l + 1].map((zj) => f.derivative(zj)) : [];
    δ[l + 1] = f.elementwise
      ? dCda[l + 1].map((d, j) => d * slopes[l + 1][j])
      : throughSoftmax(rowsOf(f.derivative(z[l + 1])), dCda[l + 1]);
    dW[l] = a[l].map((ak) => δ[l + 1].map((δj) => ak * δj));
    db[l] = [...δ[l + 1]];
    dCda[l] = W.map((row) => sum(row.map((w, j) => w * δ[l + 1][j])));
  }
  return { cost: costOfExample, a, z, slopes, dCda, δ, dW, db };
}

function outputsOf(f: Activation, z: number[]): number[] {
  return f.elementwise ? z.map((zj) => f.value(zj)) : Array.from(f.value(z));
}

/** ∂C/∂zⱼ = Σᵢ ∂C/∂aᵢ · ∂aᵢ/∂zⱼ, with the Jacobian's ∂aᵢ/∂zⱼ in row i, column j. */
function throughSoftmax(jacobian: number[][], dCda: number[]): number[] {
  return dCda.map((_, j) => sum(dCda.map((d, i) => d * jacobian[i][j])));
}

function sum(terms: number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
