import type { Vector } from "../../data/matrix";
import {
  expectNotNegative,
  expectShare,
  expectStep,
  Optimizer,
  OptimizerState,
  zerosBeside,
} from "./optimizer";
import { withRecipe } from "./recipe";

/** What RMSProp remembers. */
export interface RmsPropState extends OptimizerState {
  /** s, the running mean of the squares of the gradients. */
  squares: Vector;
}

/**
 * RMSProp: s ← α·s + (1 − α)·g², then θ ← θ − η·g / (√s + ε), each parameter for itself.
 *
 * It is Adagrad with a memory that fades, so that the rates need not shrink forever: the gradient is divided by its
 * root mean square of the last 1/(1 − α) steps or so. It has no momentum.
 *
 * @param options `alpha` α, from 0 to below 1, by default 0.99; `epsilon` ε, by default 10⁻⁸
 * @returns the optimizer
 * @throws RangeError or TypeError if an option is out of range
 * @see Tieleman and Hinton, lecture 6.5 of "Neural networks for machine learning" (2012)
 * @example
 * const parameters = Float64Array.of(0, 0);
 * const rates = rmsProp({ alpha: 0.75, epsilon: 0 });
 * rates.step(parameters, Float64Array.of(100, -0.01), rates.initialState(parameters), 0.5);
 * parameters; // Float64Array [-1, 1]
 */
export function rmsProp(options: { alpha?: number; epsilon?: number } = {}): Optimizer<RmsPropState> {
  const { alpha: α = 0.99, epsilon = 1e-8 } = options;
  expectShare(α, "alpha");
  expectNotNegative(epsilon, "epsilon");
  return withRecipe(
    { kind: "rmsprop", first: α, epsilon, vectors: ["squares"] },
    {
      name: "RMSProp",
      defaultLearningRate: 1e-2,
      initialState: (parameters) => ({ t: 0, squares: zerosBeside(parameters) }),
      step(parameters, gradient, state, learningRate) {
        const { squares: s } = state;
        expectStep(parameters, gradient, learningRate, [s]);
        state.t++;
        for (let i = 0; i < parameters.length; i++) {
          const g = gradient[i];
          s[i] = α * s[i] + (1 - α) * g * g;
          if (g !== 0) parameters[i] -= (learningRate * g) / (Math.sqrt(s[i]) + epsilon); // never 0/0
        }
      },
    },
  );
}
