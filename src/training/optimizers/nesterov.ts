import { expectShare, expectStep, Optimizer, zerosBeside } from "./optimizer";
import type { MomentumState } from "./momentum";
import { withRecipe } from "./recipe";

/**
 * Nesterov's momentum: v ← μ·v + g, then θ ← θ − η·(g + μ·v).
 *
 * Nesterov takes the gradient where the ball will be, at θ − ημv. This form, of Sutskever and others, follows those
 * points ahead, so that the gradient is taken at θ as in all other methods.
 *
 * @param options `momentum` μ, from 0 to below 1, by default 0.9
 * @returns the optimizer
 * @throws RangeError or TypeError if μ is out of range
 * @see Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k²)" (1983);
 *   Sutskever et al., "On the importance of initialization and momentum in deep learning" (2013)
 * @example
 * const parameters = Float64Array.of(0);
 * const ball = nesterov({ momentum: 0.5 });
 * ball.step(parameters, Float64Array.of(1), ball.initialState(parameters), 1);
 * parameters; // Float64Array [-1.5]
 */
export function nesterov(options: { momentum?: number } = {}): Optimizer<MomentumState> {
  const { momentum: μ = 0.9 } = options;
  expectShare(μ, "momentum");
  return withRecipe(
    { kind: "nesterov", first: μ, vectors: ["velocity"] },
    {
      name: "Nesterov",
      defaultLearningRate: 1e-3,
      initialState: (parameters) => ({ t: 0, velocity: zerosBeside(parameters) }),
      step(parameters, gradient, state, learningRate) {
        const { velocity: v } = state;
        expectStep(parameters, gradient, learningRate, [v]);
        state.t++;
        for (let i = 0; i < parameters.length; i++) {
          v[i] = μ * v[i] + gradient[i];
          parameters[i] -= learningRate * (gradient[i] + μ * v[i]);
        }
      },
    },
  );
}
