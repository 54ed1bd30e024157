import type { Vector } from "../data/matrix";
import type { Optimizer, OptimizerState } from "./optimizers";
import type { StepReport } from "./steps";

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

/** Where training begins. */
export function beginning(parameters: Vector, optimizer: Optimizer, batches: number): Checkpoint {
  return {
    ...{ epoch: 0, batch: 0, batches, step: 0, work: 0, seconds: 0, learningRate: NaN },
    ...{ parameters, optimizer: optimizer.name, state: optimizer.initialState(parameters) },
    ...{ sums: noSums(), best: undefined },
  };
}

/** A copy that shares no vector with what goes on changing. */
export function copyCheckpoint(checkpoint: Checkpoint): Checkpoint {
  const { parameters, state, sums, best } = checkpoint;
  const copied = Object.entries(state).map(([name, value]: [string, unknown]) => {
    return [name, isVector(value) ? value.slice() : value];
  });
  return {
    ...checkpoint,
    parameters: parameters.slice(),
    state: Object.fromEntries(copied) as OptimizerState,
    sums: { ...sums },
    best: best && { ...best, parameters: best.parameters.slice() },
  };
}

/** Writes a later checkpoint of the same training over a copy, without new memory; the best is shared. */
export function overwriteCheckpoint(copy: Checkpoint, later: Checkpoint): void {
  const { parameters, state, sums } = copy;
  parameters.set(later.parameters);
  const values = state as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(later.state) as [string, unknown][]) {
    if (isVector(value)) (values[name] as Vector).set(value);
    else values[name] = value;
  }
  Object.assign(copy, later, { parameters, state, sums: Object.assign(sums, later.sums) });
}

/** The best so far: the one before, unless the cost is lower by more than the gain; in the memory that it has. */
export function betterOf(best: Best | undefined, now: Best, gain: number): Best {
  if (!best) return { ...now, parameters: now.parameters.slice() };
  if (now.cost < best.cost - gain) {
    best.parameters.set(now.parameters);
    Object.assign(best, { epoch: now.epoch, cost: now.cost });
  }
  return best;
}

function isVector(value: unknown): value is Vector {
  return ArrayBuffer.isView(value);
}

/** Counts a step: its batch, so many examples, goes into the epoch's cost with a weight. */
export function countStep(at: Checkpoint, report: StepReport, examples: number, weight: number): void {
  at.batch++;
  at.step++;
  at.work += examples;
  at.sums.cost += report.cost * weight;
  at.sums.gradientNorm += report.gradientNorm;
  at.sums.right += report.right;
  at.sums.examples += examples;
  at.learningRate = report.learningRate;
}

/** The sums before the first batch of an epoch. */
export function noSums(): EpochSums {
  return { cost: 0, right: 0, examples: 0, gradientNorm: 0 };
}

/** Whether the parameters are numbers that one can go on with. */
export function isSound({ parameters }: Checkpoint): boolean {
  for (let i = 0; i < parameters.length; i++) if (!Number.isFinite(parameters[i])) return false;
  return true;
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
