import type { Matrix } from "../data";
import { activationKinds, costKinds, type PassRecipe } from "../engine";
import { type Activation, activations } from "./activations";
import { type Cost, costs } from "./costs";
import { Network } from "./network";
import { fusedWith } from "./output";

/** What is one's own and not the library's, so that only the readable code can run it. */
export interface OwnPart {
  /** Such as "the activation swish". */
  name: string;
  record: object;
}

/**
 * A network and a cost as the engine takes them, if all their parts are the library's. It is the records that count and
 * not their names.
 *
 * @returns the recipe; or the part that the engine does not know; or undefined if the readable code is to speak, as it
 *   does of targets that are no probabilities
 */
export function passRecipe(
  network: Network,
  C: Cost,
  data: readonly ({ targets: Matrix } | undefined)[],
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
