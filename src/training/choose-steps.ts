import type { Network } from "../network";
import { BatchStep } from "./batch-step";
import { engineRecipe } from "./engine-recipe";
import { EngineSteps } from "./engine-steps";
import type { Plan } from "./plan";
import type { Steps } from "./steps";

/** One's own parts that were spoken of. */
const told = new WeakSet<object>();

/**
 * The steps for a plan: the engine's, if it knows all parts of the plan, else those of the readable code, which is said
 * once for each part that is one's own.
 */
export function chooseSteps(network: Network, plan: Plan): Steps {
  const recipe = engineRecipe(network, plan);
  if (!recipe) return new BatchStep(network, plan);
  if ("network" in recipe) return new EngineSteps(network, plan, recipe);
  if (!told.has(recipe.record)) {
    told.add(recipe.record);
    console.info(`Training takes the readable code, which is slower: ${recipe.name} is your own.`);
  }
  return new BatchStep(network, plan);
}
