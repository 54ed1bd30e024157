/**
 * Training: whole batches, one after the other, without a way back to JavaScript in between.
 */
import { DRAWN, drawUnits, rowOfBits, seedSteps } from "./dropout";
import { batchSize, examples, forwardPiece, inputs, order, PIECE, rightOf, targetsAt } from "./examples";
import { backward, depth, dropFactor, layerAt, outputError } from "./layers";
import { descendPlainly, descendStraight, flushNowAndThen, forgetSlopes, forgetWeights } from "./plain-descent";
import { goesStraight, noteSlopes, takesOnePass } from "./plain-descent";
import { beginChunk, forget, isLocal, touchedRows, update } from "./update";

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

/** What the first cost of training was, if these kernels have not seen it. */
export function useFirstCost(itsCost: f64): void {
  bound = OUT_OF_BOUNDS * (1 + abs<f64>(itsCost));
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
  forgetWeights();
  for (let k = 0; k < count; k++) {
    const begin = (first + k) * batchSize;
    const n = min<i32>(batchSize, examples - begin);
    const rows = order + (<usize>begin << 2);
    const η = load<f64>(rates + (<usize>k << 3));
    if (!takeBatch<T>(n, rows, η, t + <f64>k, moment + k, report + <usize>k * 24)) return k;
    flushNowAndThen<T>(moment + k);
  }
  return count;
}

function takeBatch<T>(n: i32, rows: usize, η: f64, t: f64, moment: u32, report: usize): bool {
  if (dropFactor != 0) takeMasks(n, drawMasks(n, moment));
  const isStraight = goesStraight(n);
  const isOnePass = !isStraight && takesOnePass();
  if (isOnePass) forgetSlopes();
  passes<T>(n, rows, 0, n, isStraight, isOnePass, report);
  const isListed = inputs == 0 && (isOnePass || isLocal()) && !isStraight;
  const list = isListed ? touchedRows(n, rows) : -1;
  let norm: f64 = NaN;
  if (isSound(n, report)) {
    if (isStraight) norm = descendStraight<T>(rows, η);
    else norm = isOnePass ? descendPlainly<T>(list, η) : update<T>(list, η, t);
  }
  // where a gradient may be left: nowhere, as none was written; in the listed rows; in all, if penalties were added to it
  return finish(isStraight ? 0 : isLocal() ? list : -1, norm, report);
}

/**
 * `count` examples of a batch of n forth and back.
 *
 * @param rows the numbers of the batch's examples
 * @param first how many examples of the batch come before
 * @param isStraight whether the gradient of W⁽¹⁾ is not written down
 * @param isOnePass whether the step needs to know how large it can be
 * @param report C, not divided by anything, and the number of right answers
 */
function passes<T>(
  n: i32,
  rows: usize,
  first: i32,
  count: i32,
  isStraight: bool,
  isOnePass: bool,
  report: usize,
): void {
  const share = shareOf(n);
  let cost: f64 = 0;
  let right = 0;
  for (let done = 0; done < count; done += PIECE) {
    const part = min<i32>(PIECE, count - done);
    const these = rows + (<usize>(first + done) << 2);
    const X = forwardPiece<T>(part, these, first + done);
    cost += outputError<T>(part, targetsAt, share);
    backward<T>(part, these, X, done > 0, isStraight);
    if (isOnePass) noteSlopes<T>(part);
    right += rightOf<T>(part, these);
  }
  store<f64>(report, cost);
  store<f64>(report, <f64>right, 8);
}

@inline
function shareOf(n: i32): f64 {
  return meanCost ? 1 / <f64>n : 1;
}

/** Whether the cost that a report has of a batch of n is in bounds. It becomes C. */
function isSound(n: i32, report: usize): bool {
  const cost = load<f64>(report) * shareOf(n);
  store<f64>(report, cost);
  if (isNaN(bound)) bound = OUT_OF_BOUNDS * (1 + abs<f64>(cost));
  return abs<f64>(cost) <= bound && abs<f64>(cost) < Infinity;
}

/**
 * Ends a batch.
 *
 * @param list which rows of W⁽¹⁾ may have a gradient if there was no step, as in `update`
 * @param norm ‖∇C + ∇R‖; not finite if there was no step
 * @param report C and the number of right answers; see `takeBatches` for what it becomes
 * @returns whether there was a step
 */
function finish(list: i32, norm: f64, report: usize): bool {
  if (!(norm < Infinity)) {
    forget(list);
    return false;
  }
  store<f64>(report, load<f64>(report, 8), 16);
  store<f64>(report, norm, 8);
  return true;
}

/**
 * Begins a batch of n that is taken in chunks.
 *
 * @returns which of the steps that dropout has drawn at once it is
 */
export function beginLargeBatch(n: i32, moment: u32): i32 {
  return dropFactor != 0 ? drawMasks(n, moment) : 0;
}

/**
 * A chunk of a batch of n: `count` examples after the `first` of it, forth and back.
 *
 * @param begin where the batch begins in the order
 * @param drawn what `beginLargeBatch` returned
 * @param gradient where the chunk's gradient is written; 0 for that of the batch
 * @param report C, not divided by anything, and the number of right answers
 */
export function takeChunk<T>(
  n: i32,
  begin: i32,
  drawn: i32,
  first: i32,
  count: i32,
  gradient: usize,
  report: usize,
): void {
  if (dropFactor != 0) takeMasks(n, drawn);
  beginChunk(gradient);
  passes<T>(n, order + (<usize>begin << 2), first, count, false, false, report);
}

/** The step of a batch whose chunks were added. The report and what is returned are as in `takeBatches`, for one batch. */
export function finishLargeBatch<T>(n: i32, η: f64, t: f64, report: usize): bool {
  return finish(-1, isSound(n, report) ? update<T>(-1, η, t) : NaN, report);
}

/**
 * Which units are off: for batches of n examples from this step on, in the order in which the layers would ask for them.
 *
 * @returns which of the steps that were drawn it is
 */
export function drawMasks(n: i32, moment: u32): i32 {
  if (drawnFor != n || moment - drawnFrom >= <u32>DRAWN) {
    seedSteps(dropSeed, moment);
    drawnFrom = moment;
    drawnFor = n;
    for (let l = 0; l < depth - 1; l++) {
      const layer = layerAt(l);
      drawUnits(layer.choices, <usize>n * rowOfBits(layer.units), n, layer.units, dropRate);
    }
  }
  return <i32>(moment - drawnFrom);
}

/** Makes the choices of one of the steps that were drawn those that count. */
export function takeMasks(n: i32, drawn: i32): void {
  for (let l = 0; l < depth - 1; l++) {
    const layer = layerAt(l);
    layer.choice = layer.choices + <usize>drawn * <usize>n * rowOfBits(layer.units);
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
