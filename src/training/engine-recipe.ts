import { activationKinds, costKinds, PassRecipe, TrainingRecipe } from "../engine";
import { Activation, activations, Cost, costs, Network } from "../network";
import { fusedWith } from "../network/output";
import { kindOf } from "../network/penalty-recipe";
import type { Examples } from "./batches";
import type { Plan } from "./plan";
import { recipeOf } from "./optimizers/recipe";

/** So that dropout draws other numbers than the order of the examples. */
export const DROPOUT_SEED = 0x9e3779b9;

/** What of a plan is one's own and not the library's, so that only the readable code can run it. */
export interface OwnPart {
  /** Such as "the activation swish". */
  name: string;
  record: object;
}

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

/** The same for a network and a cost alone, to be taken on examples. */
export function passRecipe(
  network: Network,
  C: Cost,
  data: readonly (Examples | undefined)[],
): PassRecipe | OwnPart | undefined {
  const { sizes, biases, dtype } = network;
  if (Object.getPrototypeOf(network) !== Network.prototype) {
    return { name: `the network's class ${network.constructor.name}`, record: network.constructor };
  }
  const used = sizes.slice(1).map((_, l) => network.activation(l + 2));
  const kinds = used.map((f) => activationKinds.find((name) => activations[name] === f));
  const own = used.find((_, l) => kinds[l] === undefined);
  if (own) return { name: `the activation ${own.name}`, record: own };

  const cost = costOf(used[used.length - 1], C);
  if (!cost) return { name: `the cost ${C.name}`, record: C };
  const areShares = data.every((part) => part?.targets.values.every((y) => y >= 0 && y <= 1) ?? true);
  if (cost.kind.includes("cross-entropy") && !areShares) return undefined;
  const known = kinds as PassRecipe["network"]["activations"];
  return { network: { sizes, activations: known, biases, dtype }, cost };
}

function costOf(last: Activation, cost: Cost): PassRecipe["cost"] | undefined {
  const fused = fusedWith(last, cost);
  const kind = costKinds.find((name) => costs[name] === (fused ?? cost));
  return kind && { kind, fromSums: fused !== undefined, isMean: cost.reduction === "mean" };
}
