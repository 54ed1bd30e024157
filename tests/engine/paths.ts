/** The same steps of training on both paths: the engine's, and the readable code's. */
import { Network } from "../../src/network";
import { Matrix, Random, zeros } from "../../src/data";
import { BatchStep } from "../../src/training/batch-step";
import { beginning, Checkpoint } from "../../src/training/checkpoint";
import { engineRecipe } from "../../src/training/engine-recipe";
import { EngineSteps } from "../../src/training/engine-steps";
import type { TrainingOptions } from "../../src/training/options";
import { planFor } from "../../src/training/plan";
import type { StepReport, Steps } from "../../src/training/steps";

export type Path = "engine" | "readable";

export interface Taken {
  network: Network;
  checkpoint: Checkpoint;
  reports: StepReport[];
  diverged: string | undefined;
}

/** Takes so many steps; the engine as many at once as it likes. */
export function take(
  path: Path,
  start: Network,
  data: { inputs: Matrix; targets: Matrix },
  options: TrainingOptions,
  count: number,
): Taken {
  const network = start.copy();
  const plan = planFor(network, data, options);
  const at = beginning(network.parameters, plan.optimizer, plan.batches.count);
  const reports: StepReport[] = [];
  let steps: Steps = new BatchStep(network, plan);
  if (path === "engine") {
    const recipe = engineRecipe(network, plan);
    if (!recipe || !("network" in recipe)) throw new Error("the engine does not know this plan");
    steps = new EngineSteps(network, plan, recipe);
  }
  let diverged: string | undefined;
  while (at.step < count && diverged === undefined) {
    const found = steps.take(at, count - at.step, (report) => {
      reports.push({ ...report });
      at.batch++;
      at.step++;
    });
    diverged = found?.diverged;
    if (at.batch === plan.batches.count) Object.assign(at, { epoch: at.epoch + 1, batch: 0 });
  }
  steps.updateAll(at);
  steps.rest(at);
  return { network, checkpoint: at, reports, diverged };
}

/** Examples from chance, a share of the inputs not 0. */
export function examples(
  count: number,
  inputs: number,
  outputs: number,
  { share = 1, classes = false, seed = 0, dtype = "float64" as "float32" | "float64" } = {},
): { inputs: Matrix; targets: Matrix } {
  const random = new Random(seed);
  const X = zeros(count, inputs, dtype);
  const Y = zeros(count, outputs, dtype);
  for (let k = 0; k < X.values.length; k++) {
    X.values[k] = random.uniform() < share ? random.normal() : 0;
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < outputs; j++) Y.values[i * outputs + j] = classes ? 0 : random.uniform();
    if (classes) Y.values[i * outputs + Math.floor(random.uniform(0, outputs))] = 1;
  }
  return { inputs: X, targets: Y };
}

/** The largest difference of two vectors, as a share of the larger number there or of 1/100 of the largest of all. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const all = Array.from(a, (value, i) => Math.max(Math.abs(value), Math.abs(b[i])));
  const least = 1e-2 * Math.max(...all) || 1;
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i]) / Math.max(all[i], least)));
}
