import { expectStep, Optimizer, OptimizerState } from "./optimizer";
import { withRecipe } from "./recipe";

/**
 * Gradient descent: θ ← θ − η·g.
 *
 * With the gradient of all examples it is the batch method, with that of one example or a few, stochastic gradient
 * descent.
 *
 * @returns the optimizer; it has no hyperparameters but the learning rate η
 * @see Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847);
 *   Robbins and Monro, "A stochastic approximation method" (1951)
 * @example
 * const parameters = Float64Array.of(1, 2);
 * const descent = gradientDescent();
 * descent.step(parameters, Float64Array.of(10, -10), descent.initialState(parameters), 0.5);
 * parameters; // Float64Array [-4, 7]
 */
export function gradientDescent(): Optimizer {
  return withRecipe(
    { kind: "gradient-descent", vectors: [] },
    {
      name: "gradient descent",
      defaultLearningRate: 1e-3,
      initialState: () => ({ t: 0 }),
      step(parameters, gradient, state: OptimizerState, learningRate) {
        expectStep(parameters, gradient, learningRate);
        state.t++;
        for (let i = 0; i < parameters.length; i++) {
          parameters[i] -= learningRate * gradient[i];
        }
      },
    },
  );
}
