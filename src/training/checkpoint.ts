import type { Vector } from "../data/matrix";
import type { OptimizerState } from "./optimizers";

/** Where training stands, with all that it needs to go on as if it had never stopped. */
export interface Checkpoint {
  /** The number of whole epochs done; of batches of the epoch after these; and how many batches it has. */
  epoch: number;
  batch: number;
  batches: number;
  /** The number of steps done. */
  step: number;
  /** How often an example went forth and back through the network, and the seconds that it took. */
  work: number;
  seconds: number;
  /** η of the last step; NaN before the first. */
  learningRate: number;
  /** All weights and biases. */
  parameters: Vector;
  /** The name of the optimizer, and what it remembers. */
  optimizer: string;
  state: OptimizerState;
  /** Sums over the batches of the unfinished epoch. */
  sums: EpochSums;
  /** The lowest cost so far at the end of an epoch, if there was one. */
  best: Best | undefined;
}

/** What an epoch's numbers are made of. */
export interface EpochSums {
  cost: number;
  right: number;
  examples: number;
  gradientNorm: number;
}

/** The lowest cost at the end of an epoch, and the parameters that had it. */
export interface Best {
  epoch: number;
  cost: number;
  parameters: Vector;
}

/** A copy that shares no vector with what goes on changing. */
export function copyCheckpoint(checkpoint: Checkpoint): Checkpoint {
  const { parameters, state, sums } = checkpoint;
  return { ...checkpoint, parameters: parameters.slice(), state: copyState(state), sums: { ...sums } };
}

/** The sums before the first batch of an epoch. */
export function noSums(): EpochSums {
  return { cost: 0, right: 0, examples: 0, gradientNorm: 0 };
}

function copyState(state: OptimizerState): OptimizerState {
  const copied = Object.entries(state).map(([name, value]: [string, unknown]) => {
    return [name, ArrayBuffer.isView(value) ? (value as Vector).slice() : value];
  });
  return Object.fromEntries(copied) as OptimizerState;
}

/** Checks that training by other options can go on where a checkpoint stands. */
export function expectContinuable(
  { parameters, optimizer, batch, batches }: Checkpoint,
  parameterCount: number,
  optimizerName: string,
  batchCount: number,
): void {
  if (parameters.length !== parameterCount) {
    throw new RangeError(
      `expected a run of a network with ${parameterCount} parameters to continue, got one with ${parameters.length}`,
    );
  }
  if (optimizer !== optimizerName) {
    throw new RangeError(
      `expected the optimizer ${optimizer}, as in the run to continue, got ${optimizerName}: ` +
        "to change it, begin a new run with this run's network",
    );
  }
  if (batch > 0 && batches !== batchCount) {
    throw new RangeError(
      `expected ${batches} batches an epoch, since the run to continue ended within one, got ${batchCount}: ` +
        "keep data and batch size until the epoch's end",
    );
  }
}
