import { copyPoint, expectFinite, Point } from "../calculus";
import { ActivationName, activationNamed, ElementwiseActivation } from "./activations";

/** What a neuron is made of. */
export interface NeuronOptions {
  /** w₁, …, wₙ, one for each input. */
  weights: Point;
  /**
   * b, 0 if not given: what is added to w₁x₁ + … + wₙxₙ. The threshold is −b: z is positive once that sum is above −b,
   * so that the larger b is, the more readily the neuron gets active.
   */
  bias?: number;
  /** f, "sigmoid" if not given. */
  activation?: Exclude<ActivationName, "softmax"> | ElementwiseActivation;
}

/**
 * A neuron: a number that follows from its inputs, a = f(z) with the weighted sum z = w₁x₁ + … + wₙxₙ + b.
 *
 * @example
 * const or = new Neuron({ weights: [1, 1], bias: -0.5, activation: "step" });
 * or.output([0, 1]); // 1
 * or.output([0, 0]); // 0
 */
export class Neuron {
  readonly weights: Float64Array;
  readonly bias: number;
  readonly activation: ElementwiseActivation;

  /**
   * @param options weights, bias and activation
   * @throws RangeError or TypeError if a weight or the bias is not finite, or the activation is not one for a single unit
   */
  constructor({ weights, bias = 0, activation = "sigmoid" }: NeuronOptions) {
    this.weights = copyPoint(weights, "the weights");
    this.bias = expectFinite(bias, "the bias");
    const f = activationNamed(activation);
    if (!f.elementwise) {
      throw new RangeError(
        `expected an activation for a single neuron, got ${f.name}, which takes a whole layer`,
      );
    }
    this.activation = f;
  }

  /**
   * z = Σᵢ wᵢxᵢ + b.
   *
   * @param inputs x₁, …, xₙ
   * @throws RangeError or TypeError if there are not as many inputs as weights, or one is not finite
   */
  weightedSum(inputs: Point): number {
    const x = copyPoint(inputs, "the inputs");
    if (x.length !== this.weights.length) {
      throw new RangeError(
        `expected ${this.weights.length} inputs, one for each weight of the neuron, got ${x.length}`,
      );
    }
    let z = this.bias;
    for (let i = 0; i < x.length; i++) z += this.weights[i] * x[i];
    return z;
  }

  /**
   * a = f(z).
   *
   * @param inputs x₁, …, xₙ
   * @throws as `weightedSum`
   */
  output(inputs: Point): number {
    return this.activation.value(this.weightedSum(inputs));
  }
}
