import type { Checkpoint } from "./checkpoint";
import type { Plan } from "./plan";
import type { Stopped } from "./run";

/** Why training ends: in a word, and as a sentence. */
export interface Ending {
  stopped: Stopped;
  reason: string;
}

/** Whether to end before the next batch: all epochs are done, or somebody wants it. */
export function endNow(at: Checkpoint, plan: Plan): Ending | undefined {
  if (at.epoch >= plan.epochs) return { stopped: "epochs", reason: `all ${plan.epochs} epochs were done` };
  return plan.stopNow();
}

/** Whether to end after an epoch: for as many epochs as the patience lasts there was no gain. */
export function outOfPatience({ best, epoch }: Checkpoint, plan: Plan): Ending | undefined {
  const { patience, validation } = plan;
  if (!best || epoch - best.epoch < patience) return undefined;
  const which = validation ? "the cost of validation" : "the cost";
  const reason = `for ${patience} epochs ${which} was not below that of epoch ${best.epoch}, ${best.cost}`;
  return { stopped: "patience", reason };
}

/** How an epoch ended whose last step led out of bounds. */
export function divergedAfter({ epoch, learningRate }: Checkpoint, cost: number): Ending {
  const what = Number.isFinite(cost)
    ? "a parameter is no finite number"
    : `the cost of validation is ${cost}`;
  const reason =
    `after epoch ${epoch + 1} ${what}: the learning rate ${learningRate} may be too large. ` +
    `Try ${learningRate / 10}. The parameters are those after epoch ${epoch}`;
  return { stopped: "diverged", reason };
}
