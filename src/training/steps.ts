import type { Checkpoint } from "./checkpoint";
import type { Evaluation } from "./evaluate";
import type { Pace } from "./pace";

/** What a step saw before it changed the parameters. */
export interface StepReport {
  cost: number;
  gradientNorm: number;
  learningRate: number;
  /** How many examples of the batch the network had right. */
  right: number;
}

/** How training has diverged. */
export interface Divergence {
  diverged: string;
}

/** The steps of training: each takes a batch forth and back through the network and changes the parameters. */
export interface Steps {
  /**
   * Takes batches of an epoch, one or more.
   *
   * @param at where training stands; the optimizer's state goes on counting
   * @param most take no more than so many
   * @param report hears of every batch, in their order; what it is given may be overwritten by the next
   * @returns how training has diverged, if it has: the batch that showed it has changed nothing
   */
  take(at: Checkpoint, most: number, report: (step: StepReport) => void): Divergence | undefined;
  /** Brings the network's parameters up to date. */
  update(): void;
  /** Brings where training stands up to date, with the parameters and what the optimizer remembers. */
  updateAll(at: Checkpoint): void;
  /** The cost of validation; undefined if these steps have no way of their own to it. */
  evaluate(at: Checkpoint, pace: Pace): Promise<Evaluation> | undefined;
  /** Forgets all that is kept besides where training stands, which was changed from outside. */
  abandon(): void;
  /** Frees what is not needed until the next batch. */
  rest(at: Checkpoint): void;
}
