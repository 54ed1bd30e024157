import type { Network } from "../network";
import type { Checkpoint } from "./checkpoint";
import type { Evaluation } from "./evaluate";
import type { BatchEvent, EpochEvent } from "./events";
import type { History } from "./history";
import type { Steps } from "./steps";

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

/** The event of the batch that was taken last. */
export class BatchRecord implements BatchEvent {
  readonly type = "batch";
  readonly history: History;
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly batch: number;
  readonly batches: number;
  readonly cost: number;
  readonly accuracy: number | undefined;
  readonly gradientNorm: number;
  readonly learningRate: number;
  readonly work: number;
  readonly seconds: number;
  readonly #network: Network;
  readonly #steps: Pick<Steps, "update">;

  constructor({ network, history, epochs, at }: Scene, outcome: Outcome, steps: Pick<Steps, "update">) {
    this.history = history;
    this.epoch = at.epoch + 1;
    this.epochs = epochs;
    this.step = at.step;
    this.batch = at.batch;
    this.batches = at.batches;
    this.cost = outcome.cost;
    this.accuracy = outcome.accuracy;
    this.gradientNorm = outcome.gradientNorm;
    this.learningRate = at.learningRate;
    this.work = at.work;
    this.seconds = at.seconds;
    this.#network = network;
    this.#steps = steps;
  }

  /** Only who looks at the network waits until it is up to date. */
  get network(): Network {
    this.#steps.update();
    return this.#network;
  }
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
