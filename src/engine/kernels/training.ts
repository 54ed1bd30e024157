/**
 * Training: whole batches, one after the other, without a way back to JavaScript in between.
 */
import { DRAWN, drawUnits, rowOfBits, seedSteps } from "./dropout";
import { batchSize, examples, forwardPiece, order, PIECE, rightOf, targetsAt } from "./examples";
import { backward, depth, dropFactor, layerAt, outputError } from "./layers";
import { change, clip, forget, lengthOf, touchedRows } from "./update";

/** Above so many times the first cost it is divergence. */
export const OUT_OF_BOUNDS: f64 = 1e12;

/** What the first cost allows; NaN before it. */
let bound: f64 = NaN;

export let meanCost: bool = true;
let dropRate: f64 = 0;
let dropSeed: u32 = 0;

/** The first of the steps whose units are drawn, and the examples of a batch for which they are; 0 if there are none. */
let drawnFrom: u32 = 0;
let drawnFor: i32 = 0;

export function useCourse(isMean: bool, rate: f64, seed: u32): void {
  meanCost = isMean;
  dropRate = rate;
  dropSeed = seed;
  drawnFor = 0;
  bound = NaN;
}

/**
 * Takes up to `count` batches of an epoch, from the batch `first` on: θ ← optimizer(θ, ∇C + ∇R) for each.
 *
 * @param t the steps that the optimizer has taken so far, and `moment` those of training
 * @param rates η for each batch
 * @param report for each batch C, ‖∇C + ∇R‖ and the number of right answers, float64
 * @returns how many were taken. Before one whose cost or gradient is out of bounds it stops, and changes nothing
 */
export function takeBatches<T>(
  first: i32,
  count: i32,
  t: f64,
  moment: u32,
  rates: usize,
  report: usize,
): i32 {
  for (let k = 0; k < count; k++) {
    const begin = (first + k) * batchSize;
    const n = min<i32>(batchSize, examples - begin);
    const rows = order + (<usize>begin << 2);
    const η = load<f64>(rates + (<usize>k << 3));
    if (!takeBatch<T>(n, rows, η, t + <f64>k, moment + k, report + <usize>k * 24)) return k;
  }
  return count;
}

function takeBatch<T>(n: i32, rows: usize, η: f64, t: f64, moment: u32, report: usize): bool {
  if (dropFactor != 0) drawMasks(n, moment);
  const share = meanCost ? 1 / <f64>n : 1;
  let cost: f64 = 0;
  let right = 0;
  for (let done = 0; done < n; done += PIECE) {
    const part = min<i32>(PIECE, n - done);
    const these = rows + (<usize>done << 2);
    const X = forwardPiece<T>(part, these, done);
    cost += outputError<T>(part, targetsAt, share);
    backward<T>(part, these, X, done > 0);
    right += rightOf<T>(part, these);
  }
  cost *= share;
  if (isNaN(bound)) bound = OUT_OF_BOUNDS * (1 + abs<f64>(cost));
  const isSound = abs<f64>(cost) <= bound && abs<f64>(cost) < Infinity;
  const list = touchedRows(n, rows);
  const norm = isSound ? lengthOf<T>(list) : NaN;
  if (!(norm < Infinity)) {
    forget(list);
    return false;
  }
  clip<T>(list, norm);
  change<T>(list, η, t);
  store<f64>(report, cost);
  store<f64>(report, norm, 8);
  store<f64>(report, <f64>right, 16);
  return true;
}

/** Which units are off: for batches of n examples from this step on, in the order in which the layers would ask for them. */
export function drawMasks(n: i32, moment: u32): void {
  const isDrawn = drawnFor == n && moment - drawnFrom < <u32>DRAWN;
  if (!isDrawn) {
    seedSteps(dropSeed, moment);
    drawnFrom = moment;
    drawnFor = n;
  }
  for (let l = 0; l < depth - 1; l++) {
    const layer = layerAt(l);
    const bytes = <usize>n * rowOfBits(layer.units);
    if (!isDrawn) drawUnits(layer.choices, bytes, n, layer.units, dropRate);
    layer.choice = layer.choices + <usize>(moment - drawnFrom) * bytes;
  }
}

/**
 * The cost of `count` examples, the first of which stands at place `first` in the order; nothing changes.
 *
 * @param report C, not divided by anything, and the number of right answers
 */
export function evaluateExamples<T>(first: i32, count: i32, report: usize): void {
  let cost: f64 = 0;
  let right = 0;
  for (let done = 0; done < count; done += PIECE) {
    const part = min<i32>(PIECE, count - done);
    const these = order + (<usize>(first + done) << 2);
    forwardPiece<T>(part, these, -1);
    cost += outputError<T>(part, targetsAt, 1);
    right += rightOf<T>(part, these);
  }
  store<f64>(report, cost);
  store<f64>(report, <f64>right, 8);
}
