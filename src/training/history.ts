import type { Checkpoint } from "./checkpoint";
import type { EpochEvent } from "./events";
import type { StepReport } from "./steps";

/** So many batches a history has at most. */
const MOST_BATCHES = 2 ** 15;

/** What happened, in columns: `history.cost[i]` belongs to `history.epoch[i]`. */
export interface History {
  /** 1, 2, 3, … */
  epoch: number[];
  /** The number of steps at the end of the epoch. */
  step: number[];
  cost: number[];
  /** Empty if the targets name no classes. */
  accuracy: number[];
  /** Empty without a validation set. */
  validationCost: number[];
  /** Empty without a validation set, or if its targets name no classes. */
  validationAccuracy: number[];
  gradientNorm: number[];
  learningRate: number[];
  work: number[];
  seconds: number[];
  /**
   * The same for every batch, with time as the number of epochs so far, such as 1.5. Of more than 32,768 batches it is
   * every second, then every fourth, and so on, so that it never takes more than some megabytes.
   */
  batches: {
    epoch: number[];
    step: number[];
    cost: number[];
    gradientNorm: number[];
    learningRate: number[];
  };
}

/** A history in which nothing has happened yet. */
export function emptyHistory(): History {
  return {
    epoch: [],
    step: [],
    cost: [],
    accuracy: [],
    validationCost: [],
    validationAccuracy: [],
    gradientNorm: [],
    learningRate: [],
    work: [],
    seconds: [],
    batches: { epoch: [], step: [], cost: [], gradientNorm: [], learningRate: [] },
  };
}

/** A copy of what happened up to a step, to go on from there. */
export function historyUntil(step: number, { batches, ...epochs }: History): History {
  return { ...columnsUntil(step, epochs), batches: columnsUntil(step, batches) };
}

function columnsUntil<Columns extends { step: number[] }>(step: number, columns: Columns): Columns {
  const later = columns.step.findIndex((recorded) => recorded > step);
  const length = later < 0 ? columns.step.length : later;
  const entries = Object.entries(columns).map(([name, column]) => [name, column.slice(0, length)]);
  return Object.fromEntries(entries) as Columns;
}

/** Takes back what happened after a step, also if that was recorded in part only. */
export function cutHistory({ batches, ...epochs }: History, step: number): void {
  for (const columns of [epochs, batches]) {
    const later = columns.step.findIndex((recorded) => recorded > step);
    const length = later < 0 ? columns.step.length : later;
    for (const column of Object.values(columns)) column.length = Math.min(column.length, length);
  }
}

/** Adds a batch to the history, the last before where training stands, if it is one of those that are kept. */
export function recordBatch({ batches }: History, at: Checkpoint, report: StepReport): void {
  if (batches.step.length >= MOST_BATCHES) keepEverySecond(batches);
  const stride = strideOf(batches.step);
  if (stride > 1 && at.step % stride !== 0) return;
  batches.epoch.push(at.epoch + at.batch / at.batches);
  batches.step.push(at.step);
  batches.cost.push(report.cost);
  batches.gradientNorm.push(report.gradientNorm);
  batches.learningRate.push(at.learningRate);
}

/** The steps from a batch that is kept to the next. */
function strideOf(step: readonly number[]): number {
  return step.length > 1 ? step[1] - step[0] : 1;
}

function keepEverySecond(batches: History["batches"]): void {
  const { step } = batches;
  const first = step[0] % (2 * strideOf(step)) === 0 ? 0 : 1;
  const everySecond = (column: number[]): number[] => {
    const kept: number[] = [];
    for (let k = first; k < column.length; k += 2) kept.push(column[k]);
    return kept;
  };
  const kept = Object.entries(batches).map(([name, column]) => [name, everySecond(column)]);
  Object.assign(batches, Object.fromEntries(kept)); // all columns at once
}

/** Adds an epoch to the history. */
export function recordEpoch(history: History, event: EpochEvent): void {
  const { accuracy, validationCost, validationAccuracy } = event;
  history.epoch.push(event.epoch);
  history.step.push(event.step);
  history.cost.push(event.cost);
  if (accuracy !== undefined) history.accuracy.push(accuracy);
  if (validationCost !== undefined) history.validationCost.push(validationCost);
  if (validationAccuracy !== undefined) history.validationAccuracy.push(validationAccuracy);
  history.gradientNorm.push(event.gradientNorm);
  history.learningRate.push(event.learningRate);
  history.work.push(event.work);
  history.seconds.push(event.seconds);
}
