import type { Network } from "../network";
import type { Checkpoint } from "./checkpoint";
import type { Evaluation } from "./evaluate";
import type { BatchEvent, EpochEvent } from "./events";
import type { History } from "./history";

/** What every event has: the network, what happened so far, and where training stands. */
export interface Scene {
  network: Network;
  history: History;
  epochs: number;
  at: Checkpoint;
}

/** What a batch or an epoch gave. */
export interface Outcome {
  cost: number;
  accuracy: number | undefined;
  gradientNorm: number;
}

/**
 * The event of the batch that was taken last.
 *
 * @param update brings the network's parameters up to date: only who looks at the network waits for it
 */
export function batchEvent(
  { network, history, epochs, at }: Scene,
  outcome: Outcome,
  update: () => void,
): BatchEvent {
  return {
    type: "batch",
    get network() {
      update();
      return network;
    },
    history,
    epoch: at.epoch + 1,
    epochs,
    step: at.step,
    batch: at.batch,
    batches: at.batches,
    cost: outcome.cost,
    accuracy: outcome.accuracy,
    gradientNorm: outcome.gradientNorm,
    learningRate: at.learningRate,
    work: at.work,
    seconds: at.seconds,
  };
}

/** The event of the epoch that was done last. */
export function epochEvent(
  { network, history, epochs, at }: Scene,
  outcome: Outcome,
  validation: Evaluation | undefined,
): EpochEvent {
  return {
    type: "epoch",
    network,
    history,
    epoch: at.epoch,
    epochs,
    step: at.step,
    cost: outcome.cost,
    accuracy: outcome.accuracy,
    gradientNorm: outcome.gradientNorm,
    learningRate: at.learningRate,
    work: at.work,
    seconds: at.seconds,
    validationCost: validation?.cost,
    validationAccuracy: validation?.accuracy,
  };
}
