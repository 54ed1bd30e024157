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

/** What Adam remembers. */
export interface AdamState extends OptimizerState {
  /** m, the running mean of the gradients. */
  mean: Vector;
  /** v, the running mean of their squares. */
  squares: Vector;
}

/** The hyperparameters of Adam. */
export interface AdamOptions {
  /** β₁, from 0 to below 1, by default 0.9: how much of the mean of the gradients is kept in a step. */
  beta1?: number;
  /** β₂, from 0 to below 1, by default 0.999: how much of the mean of their squares is kept. */
  beta2?: number;
  /** ε, by default 10⁻⁸. */
  epsilon?: number;
}

/**
 * Adam: m ← β₁·m + (1 − β₁)·g and v ← β₂·v + (1 − β₂)·g². Both start at zero and are too small at first, which
 * m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) make good at step t = 1, 2, …; then θ ← θ − η·m̂ / (√v̂ + ε).
 *
 * It is momentum and RMSProp together: while gradients keep their sign every parameter moves by about η a step, whatever
 * their size.
 *
 * @param options the hyperparameters, if not the usual ones
 * @returns the optimizer
 * @throws RangeError or TypeError if an option is out of range
 * @see Kingma and Ba, "Adam: a method for stochastic optimization" (2015)
 * @example
 * const parameters = Float64Array.of(0, 0);
 * const both = adam();
 * both.step(parameters, Float64Array.of(100, -0.01), both.initialState(parameters), 0.5);
 * Array.from(parameters, (θ) => θ.toFixed(4)); // ["-0.5000", "0.5000"]
 */
export function adam(options: AdamOptions = {}): Optimizer<AdamState> {
  const { beta1: β1 = 0.9, beta2: β2 = 0.999, epsilon = 1e-8 } = options;
  expectShare(β1, "beta1");
  expectShare(β2, "beta2");
  expectNotNegative(epsilon, "epsilon");
  return withRecipe(
    { kind: "adam", first: β1, second: β2, epsilon, vectors: ["mean", "squares"] },
    {
      name: "Adam",
      defaultLearningRate: 1e-3,
      initialState: (parameters) => ({
        t: 0,
        mean: zerosBeside(parameters),
        squares: zerosBeside(parameters),
      }),
      step(parameters, gradient, state, learningRate) {
        const { mean: m, squares: v } = state;
        expectStep(parameters, gradient, learningRate, [m, v]);
        const t = ++state.t;
        const shareOfMean = 1 - β1 ** t;
        const shareOfSquares = 1 - β2 ** t;
        for (let i = 0; i < parameters.length; i++) {
          const g = gradient[i];
          m[i] = β1 * m[i] + (1 - β1) * g;
          v[i] = β2 * v[i] + (1 - β2) * g * g;
          if (m[i] === 0) continue; // no gradient so far: with ε = 0, 0/0
          parameters[i] -=
            (learningRate * (m[i] / shareOfMean)) / (Math.sqrt(v[i] / shareOfSquares) + epsilon);
        }
      },
    },
  );
}
