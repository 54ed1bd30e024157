import { adadelta } from "./adadelta";
import { adagrad } from "./adagrad";
import { adam } from "./adam";
import { adamW } from "./adam-w";
import { gradientDescent } from "./gradient-descent";
import { momentum } from "./momentum";
import { nesterov } from "./nesterov";
import type { Optimizer } from "./optimizer";
import { rmsProp } from "./rms-prop";

/** The optimizers that have a name in the options of `train`. */
export type OptimizerName =
  "gradient-descent" | "momentum" | "nesterov" | "adagrad" | "rmsprop" | "adadelta" | "adam" | "adamw";

/** Each optimizer with its usual hyperparameters, by name. */
export const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  "gradient-descent": gradientDescent(),
  momentum: momentum(),
  nesterov: nesterov(),
  adagrad: adagrad(),
  rmsprop: rmsProp(),
  adadelta: adadelta(),
  adam: adam(),
  adamw: adamW(),
};

/** The optimizer meant: one of the names, or itself. */
export function optimizerOf(optimizer: OptimizerName | Optimizer): Optimizer {
  if (typeof optimizer === "object" && optimizer !== null && typeof optimizer.step === "function") {
    return optimizer;
  }
  if (typeof optimizer === "string" && Object.hasOwn(optimizers, optimizer)) return optimizers[optimizer];
  throw new RangeError(
    `expected an optimizer such as adam(), or one of ${Object.keys(optimizers).join(", ")}, got ${describe(optimizer)}`,
  );
}

function describe(value: unknown): string {
  if (typeof value === "function") return `the function ${value.name}: call it, as in ${value.name}()`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
