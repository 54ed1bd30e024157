import type { Network } from "../network";
import type { History } from "./history";
import type { TrainingRun } from "./run";

/** What training tells after every batch and every epoch. */
export interface Progress {
  /** The network in training, to look at: it goes on changing. */
  network: Network;
  /** What happened so far, this included: it goes on growing. */
  history: History;
  /** Which epoch this is, counted from 1, and how many there will be. */
  epoch: number;
  epochs: number;
  /** The number of steps so far: one for each batch. */
  step: number;
  /** C: that of the batch before the step; for an epoch, over its batches while the network was changing. */
  cost: number;
  /** The share of right answers, likewise; undefined if the targets name no classes. */
  accuracy: number | undefined;
  /** ‖∇C + ∇R‖ of the batch, with the penalties R, before clipping; for an epoch, the mean over its batches. */
  gradientNorm: number;
  /** η, as the schedule gave it last. */
  learningRate: number;
  /** The work so far: how often an example went forth and back through the network. */
  work: number;
  /** The time spent on that work, without validation, pauses and callbacks. */
  seconds: number;
}

/** After a batch. */
export interface BatchEvent extends Progress {
  type: "batch";
  /** Which batch of the epoch this is, counted from 1, and how many an epoch has. */
  batch: number;
  batches: number;
}

/** After an epoch. */
export interface EpochEvent extends Progress {
  type: "epoch";
  /** C and accuracy on the validation set as the network is now, if there is one. */
  validationCost: number | undefined;
  validationAccuracy: number | undefined;
}

/** At the end, whatever it is. */
export interface EndEvent {
  type: "end";
  run: TrainingRun;
}

/** Everything that training tells. */
export type TrainingEvent = BatchEvent | EpochEvent | EndEvent;

/**
 * Hears of every event. If it returns "stop", training ends; a promise is waited for; anything else does not matter.
 *
 * One that is `sampled` hears of the latest batch or epoch about every 50 ms, and of the end: enough for what is looked
 * at, and next to nothing in time, however short a batch is.
 */
export interface TrainingListener<E extends TrainingEvent = TrainingEvent> {
  (event: E): unknown;
  readonly sampled?: boolean;
}
