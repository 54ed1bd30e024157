import type { OptimizerRecipe } from "../../engine";
import type { Optimizer, OptimizerState } from "./optimizer";

/** How the engine takes the steps of an optimizer: its kind and hyperparameters, and the code that says the same. */
interface Entry {
  readonly recipe: OptimizerRecipe;
  readonly step: unknown;
}

const entries = new WeakMap<object, Entry>();

/**
 * An optimizer of which the engine knows how to take its steps. It is the record that counts and not its name: one's own
 * "Adam" may take other steps.
 */
export function withRecipe<State extends OptimizerState>(
  recipe: OptimizerRecipe,
  optimizer: Optimizer<State>,
): Optimizer<State> {
  entries.set(optimizer, { recipe, step: optimizer.step });
  return optimizer;
}

/** What the engine knows of an optimizer; undefined for one's own. */
export function recipeOf(optimizer: Optimizer): OptimizerRecipe | undefined {
  const entry = entries.get(optimizer);
  return entry?.step === optimizer.step ? entry?.recipe : undefined;
}
