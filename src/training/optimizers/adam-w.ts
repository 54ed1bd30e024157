import { adam, AdamOptions, AdamState } from "./adam";
import { expectNotNegative, expectStep, Optimizer } from "./optimizer";
import { withRecipe } from "./recipe";

/**
 * AdamW: θ ← θ − η·λ·θ, then Adam's step.
 *
 * L2 regularization adds λθ to the gradient, and Adam divides it by the gradient's size: weights with large gradients
 * decay less. Here all decay by the same factor 1 − ηλ.
 *
 * @param options Adam's, and `weightDecay` λ, by default 0.01
 * @returns the optimizer
 * @throws RangeError or TypeError if an option is out of range
 * @see Loshchilov and Hutter, "Decoupled weight decay regularization" (2019)
 * @example
 * const parameters = Float64Array.of(2);
 * const decaying = adamW({ weightDecay: 0.5 });
 * decaying.step(parameters, Float64Array.of(0), decaying.initialState(parameters), 0.5);
 * parameters; // Float64Array [1.5]
 */
export function adamW(options: AdamOptions & { weightDecay?: number } = {}): Optimizer<AdamState> {
  const { weightDecay = 0.01, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = options;
  expectNotNegative(weightDecay, "weightDecay");
  const { initialState, step, defaultLearningRate } = adam(options);
  return withRecipe(
    { kind: "adamw", first: beta1, second: beta2, epsilon, decay: weightDecay, vectors: ["mean", "squares"] },
    {
      name: "AdamW",
      defaultLearningRate,
      initialState,
      step(parameters, gradient, state, learningRate) {
        expectStep(parameters, gradient, learningRate, [state.mean, state.squares]);
        for (let i = 0; i < parameters.length; i++) parameters[i] *= 1 - learningRate * weightDecay;
        step(parameters, gradient, state, learningRate);
      },
    },
  );
}
