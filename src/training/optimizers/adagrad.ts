import type { Vector } from "../../data/matrix";
import { expectNotNegative, expectStep, Optimizer, OptimizerState, zerosBeside } from "./optimizer";
import { withRecipe } from "./recipe";

/** What Adagrad remembers. */
export interface AdagradState extends OptimizerState {
  /** s, the sum of the squares of all gradients so far. */
  squares: Vector;
}

/**
 * Adagrad: s ← s + g², then θ ← θ − η·g / (√s + ε), each parameter for itself.
 *
 * Every parameter has a rate of its own, which is large where gradients were small or rare. The rates only shrink. It has
 * no momentum.
 *
 * @param options `initialAccumulator`, s before the first step, by default 0; `learningRateDecay`, by default 0: at step
 *   t = 0, 1, … the learning rate is η / (1 + t·decay); `epsilon` ε, by default 10⁻¹⁰
 * @returns the optimizer
 * @throws RangeError or TypeError if an option is out of range
 * @see Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and stochastic optimization" (2011)
 * @example
 * const parameters = Float64Array.of(0, 0);
 * const rates = adagrad({ epsilon: 0 });
 * rates.step(parameters, Float64Array.of(100, -0.01), rates.initialState(parameters), 0.5);
 * parameters; // Float64Array [-0.5, 0.5]
 */
export function adagrad(
  options: { initialAccumulator?: number; learningRateDecay?: number; epsilon?: number } = {},
): Optimizer<AdagradState> {
  const { initialAccumulator = 0, learningRateDecay = 0, epsilon = 1e-10 } = options;
  expectNotNegative(initialAccumulator, "initialAccumulator");
  expectNotNegative(learningRateDecay, "learningRateDecay");
  expectNotNegative(epsilon, "epsilon");
  return withRecipe(
    { kind: "adagrad", epsilon, decay: learningRateDecay, vectors: ["squares"] },
    {
      name: "Adagrad",
      defaultLearningRate: 1e-2,
      initialState: (parameters) => ({ t: 0, squares: zerosBeside(parameters).fill(initialAccumulator) }),
      step(parameters, gradient, state, learningRate) {
        const { squares: s } = state;
        expectStep(parameters, gradient, learningRate, [s]);
        const η = learningRate / (1 + state.t * learningRateDecay);
        state.t++;
        for (let i = 0; i < parameters.length; i++) {
          const g = gradient[i];
          if (g === 0) continue; // with ε = 0, a parameter without a gradient so far would become 0/0
          s[i] += g * g;
          parameters[i] -= (η * g) / (Math.sqrt(s[i]) + epsilon);
        }
      },
    },
  );
}
