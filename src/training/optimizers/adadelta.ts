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

/** What Adadelta remembers. */
export interface AdadeltaState extends OptimizerState {
  /** s, the running mean of the squares of the gradients. */
  squares: Vector;
  /** u, the running mean of the squares of the changes Δ. */
  changes: Vector;
}

/**
 * Adadelta: s ← ρ·s + (1 − ρ)·g², Δ = √(u + ε) / √(s + ε) · g, u ← ρ·u + (1 − ρ)·Δ², then θ ← θ − η·Δ,
 * each parameter for itself.
 *
 * The change is measured in units of earlier changes, so that it has the unit of θ and η needs no tuning: its default
 * is 1. From √ε, the first steps are small.
 *
 * @param options `rho` ρ, from 0 to below 1, by default 0.9; `epsilon` ε > 0, by default 10⁻⁶
 * @returns the optimizer
 * @throws RangeError or TypeError if an option is out of range
 * @see Zeiler, "ADADELTA: an adaptive learning rate method" (2012)
 * @example
 * const parameters = Float64Array.of(0);
 * const changes = adadelta({ rho: 0.75, epsilon: 1 });
 * changes.step(parameters, Float64Array.of(2), changes.initialState(parameters), 1);
 * // s = 1 and Δ = 2/√2
 * parameters[0].toFixed(6); // "-1.414214"
 */
export function adadelta(options: { rho?: number; epsilon?: number } = {}): Optimizer<AdadeltaState> {
  const { rho: ρ = 0.9, epsilon: ε = 1e-6 } = options;
  expectShare(ρ, "rho");
  expectNotNegative(ε, "epsilon");
  if (ε === 0) throw new RangeError("expected epsilon to be positive, got 0: with it no first step is taken");
  return withRecipe(
    { kind: "adadelta", first: ρ, epsilon: ε, vectors: ["squares", "changes"] },
    {
      name: "Adadelta",
      defaultLearningRate: 1,
      initialState: (parameters) => ({
        t: 0,
        squares: zerosBeside(parameters),
        changes: zerosBeside(parameters),
      }),
      step(parameters, gradient, state, learningRate) {
        const { squares: s, changes: u } = state;
        expectStep(parameters, gradient, learningRate, [s, u]);
        state.t++;
        for (let i = 0; i < parameters.length; i++) {
          const g = gradient[i];
          s[i] = ρ * s[i] + (1 - ρ) * g * g;
          const Δ = (Math.sqrt(u[i] + ε) / Math.sqrt(s[i] + ε)) * g;
          u[i] = ρ * u[i] + (1 - ρ) * Δ * Δ;
          parameters[i] -= learningRate * Δ;
        }
      },
    },
  );
}
