import type { Penalty } from "./penalties";

/** The library's penalties as the engine knows them: L2, L1 by its subgradient, L1 by its proximal step. */
export type PenaltyKind = "l2" | "l1" | "proximal";

/** The kind, and the code that says the same. */
interface Entry {
  readonly kind: PenaltyKind;
  readonly addGradient: unknown;
  readonly afterStep: unknown;
}

const entries = new WeakMap<object, Entry>();

/** A penalty of which the engine knows what it does. */
export function withKind(kind: PenaltyKind, penalty: Penalty): Penalty {
  const { addGradient, afterStep } = penalty;
  entries.set(penalty, { kind, addGradient, afterStep });
  return penalty;
}

/** What the engine knows of a penalty; undefined for one's own, even if it has the name of another. */
export function kindOf(penalty: Penalty): PenaltyKind | undefined {
  const entry = entries.get(penalty);
  const isAsItWas = entry?.addGradient === penalty.addGradient && entry?.afterStep === penalty.afterStep;
  return isAsItWas ? entry?.kind : undefined;
}
