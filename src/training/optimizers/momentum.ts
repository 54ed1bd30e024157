import type { Vector } from "../../data/matrix";
import { expectShare, expectStep, Optimizer, OptimizerState, zerosBeside } from "./optimizer";
import { withRecipe } from "./recipe";

/** What momentum remembers. */
export interface MomentumState extends OptimizerState {
  /** v, the velocity: past gradients, the older the less. */
  velocity: Vector;
}

/**
 * Gradient descent with momentum, a heavy ball: v ← μ·v + (1 − d)·g, then θ ← θ − η·v. The first velocity is g itself.
 *
 * Where the slope keeps its direction the ball becomes up to 1/(1 − μ) times as fast; where it changes from step to step
 * the velocities cancel.
 *
 * @param options `momentum` μ, from 0 to below 1, by default 0.9; `dampening` d, by default 0
 * @returns the optimizer
 * @throws RangeError or TypeError if an option is out of range
 * @see Polyak, "Some methods of speeding up the convergence of iteration methods" (1964)
 * @example
 * const parameters = Float64Array.of(0);
 * const ball = momentum({ momentum: 0.5 });
 * const state = ball.initialState(parameters);
 * ball.step(parameters, Float64Array.of(1), state, 1);
 * ball.step(parameters, Float64Array.of(1), state, 1);
 * // v was 1, then 1.5
 * parameters; // Float64Array [-2.5]
 */
export function momentum(options: { momentum?: number; dampening?: number } = {}): Optimizer<MomentumState> {
  const { momentum: μ = 0.9, dampening = 0 } = options;
  expectShare(μ, "momentum");
  expectShare(dampening, "dampening");
  return withRecipe(
    { kind: "momentum", first: μ, second: dampening, vectors: ["velocity"] },
    {
      name: "momentum",
      defaultLearningRate: 1e-3,
      initialState: (parameters) => ({ t: 0, velocity: zerosBeside(parameters) }),
      step(parameters, gradient, state, learningRate) {
        const { velocity: v } = state;
        expectStep(parameters, gradient, learningRate, [v]);
        const fresh = state.t === 0 ? 1 : 1 - dampening;
        state.t++;
        for (let i = 0; i < parameters.length; i++) {
          v[i] = μ * v[i] + fresh * gradient[i];
          parameters[i] -= learningRate * v[i];
        }
      },
    },
  );
}
