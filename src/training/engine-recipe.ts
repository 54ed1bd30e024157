import type { TrainingRecipe } from "../engine";
import type { Network } from "../network";
import { type OwnPart, passRecipe } from "../network/pass-recipe";
import { kindOf } from "../network/penalty-recipe";
import type { Plan } from "./plan";
import { recipeOf } from "./optimizers/recipe";

/** So that dropout draws other numbers than the order of the examples. */
export const DROPOUT_SEED = 0x9e3779b9;

/**
 * A plan as the engine takes it, if all of its parts are the library's. It is the records that count and not their names.
 *
 * @returns the recipe; or the part that the engine does not know; or undefined if the readable code is to speak, as it
 *   does of targets that are no probabilities
 */
export function engineRecipe(network: Network, plan: Plan): TrainingRecipe | OwnPart | undefined {
  const pass = passRecipe(network, plan.cost, [plan.data, plan.validation]);
  if (!pass || "record" in pass) return pass;
  const hidden = network.sizes.slice(1, -1).map((_, l) => network.activation(l + 2));
  if (plan.dropout > 0 && hidden.some(({ elementwise }) => !elementwise)) return undefined;
  const optimizer = recipeOf(plan.optimizer);
  if (!optimizer) return { name: `the optimizer ${plan.optimizer.name}`, record: plan.optimizer };
  const priced = plan.penalties.find((penalty) => !kindOf(penalty));
  if (priced) return { name: `the penalty ${priced.name}`, record: priced };

  const strengthOf = (kind: string): number =>
    plan.penalties.reduce((sum, penalty) => sum + (kindOf(penalty) === kind ? penalty.strength : 0), 0);
  return {
    ...pass,
    optimizer,
    l2: strengthOf("l2"),
    l1: strengthOf("l1"),
    proximal: strengthOf("proximal"),
    clipValue: plan.clipValue,
    clipNorm: plan.clipNorm,
    dropout: plan.dropout,
    dropoutSeed: (plan.seed ^ DROPOUT_SEED) >>> 0,
  };
}
