/**
 * Training many networks at once: a group, as many as a strip has lanes, after the other. Each goes its way as if it were
 * alone; those that diverge are left behind.
 */
import { batchSize, examples, gathered, gatheredTargets, inputs, order, rowsOf, targets } from "./examples";
import { depth, dropFactor, layerAt } from "./layers";
import { step } from "./optimizers";
import { shuffle } from "./random";
import { addPenalties, clipByValue, pullToZero } from "./regularization";
import { costsAndErrors } from "./strip-costs";
import { backwardStrips, forwardStrips, STRIP } from "./strips";
import { clipLanes, forget, isAnyoneLeft, judge, keep } from "./survivors";
import { drawMasks, meanCost, takeMasks } from "./training";
import { l1, l2, normLimit, proximal, valueLimit } from "./update";

/** Of all groups, one after the other: θ, what was kept of it after the last whole epoch, what the optimizer remembers. */
let parameters: usize = 0;
let kept: usize = 0;
let mean: usize = 0;
let squares: usize = 0;
/** The bytes of one group in each of them. */
let bytes: usize = 0;
/** The gradient, of the group that is at work. */
let gradient: usize = 0;

/** So many examples go through the networks at once. */
let piece: i32 = 1;
let shuffles: bool = false;
let seed: u32 = 0;
let orderedFor: i32 = -1;

export function useGroups(θ: usize, itsKept: usize, m: usize, v: usize, g: usize, size: usize): void {
  parameters = θ;
  kept = itsKept;
  mean = m;
  squares = v;
  gradient = g;
  bytes = size;
}

export function usePasses(itsPiece: i32, isShuffled: bool, itsSeed: u32): void {
  piece = itsPiece;
  shuffles = isShuffled;
  seed = itsSeed;
  orderedFor = -1;
}

/**
 * Takes `count` batches with each of some groups, over the ends of epochs.
 *
 * @param epoch the first of the batches is the batch `first` of this epoch
 * @param rates η for each batch
 */
export function takeTogether<T>(
  firstGroup: i32,
  groups: i32,
  epoch: i32,
  first: i32,
  count: i32,
  rates: usize,
): void {
  const batches = (examples + batchSize - 1) / batchSize;
  while (count > 0) {
    if (shuffles && orderedFor != epoch) shuffle(order, examples, seed, epoch);
    orderedFor = epoch;
    const end = min<i32>(batches, first + count);
    for (let k = firstGroup; k < firstGroup + groups; k++) {
      if (!isAnyoneLeft(k)) continue;
      for (let batch = first; batch < end; batch++) {
        const η = load<f64>(rates + (<usize>(batch - first) << 3));
        takeBatch<T>(k, epoch, batch, η, <f64>epoch * <f64>batches + <f64>batch);
      }
      if (end == batches) keep<T>(k, parameters + <usize>k * bytes, kept + <usize>k * bytes, bytes);
    }
    rates += <usize>(end - first) << 3;
    count -= end - first;
    first = 0;
    epoch++;
  }
}

/** θ ← optimizer(θ, ∇C + ∇R) in every network of group k; t are the steps so far. */
function takeBatch<T>(k: i32, epoch: i32, batch: i32, η: f64, t: f64): void {
  const θ = parameters + <usize>k * bytes;
  const begin = batch * batchSize;
  const n = min<i32>(batchSize, examples - begin);
  const share = meanCost ? 1 / <f64>n : 1;
  if (dropFactor != 0) takeMasks(n, drawMasks(n, <u32>t));
  const sums = forget<T>();
  for (let done = 0; done < n; done += piece) {
    const part = min<i32>(piece, n - done);
    const X = forwardPart<T>(part, begin + done, θ, done, share, sums);
    backwardStrips<T>(part, X, θ, gradient, done > 0);
  }
  if (l2 != 0 || l1 != 0) {
    for (let l = 0; l < depth; l++) {
      const W = layerAt(l).W;
      addPenalties<T>(θ + W, gradient + W, bytesOfW(l), l2, l1);
    }
  }
  judge<T>(k, share, gradient, bytes, t == 0);
  if (valueLimit < Infinity) clipByValue<T>(gradient, bytes, valueLimit);
  if (normLimit < Infinity) clipLanes<T>(gradient, bytes, normLimit);
  step<T>(θ, gradient, mean + <usize>k * bytes, squares + <usize>k * bytes, bytes, η, t);
  if (proximal == 0) return;
  for (let l = 0; l < depth; l++) pullToZero<T>(θ + layerAt(l).W, bytesOfW(l), η * proximal);
}

/** A piece forward, with its costs and errors; its inputs. */
@inline
function forwardPart<T>(part: i32, first: i32, θ: usize, drawn: i32, share: f64, sums: usize): usize {
  const rows = order + (<usize>first << 2);
  const X = rowsOf<T>(inputs, <usize>layerAt(0).inputs * sizeof<T>(), part, rows, gathered);
  const y = rowsOf<T>(targets, <usize>layerAt(depth - 1).units * sizeof<T>(), part, rows, gatheredTargets);
  forwardStrips<T>(part, X, θ, drawn);
  costsAndErrors<T>(part, y, share, sums);
  return X;
}

@inline
function bytesOfW(l: i32): usize {
  return <usize>layerAt(l).inputs * layerAt(l).width;
}

/**
 * Adds the costs of `count` examples, from the place `first` in the order on, for the kept parameters of some groups.
 *
 * @param sums a number in float64 for each network, for those of group 0 first
 */
export function evaluateTogether<T>(firstGroup: i32, groups: i32, first: i32, count: i32, sums: usize): void {
  for (let k = firstGroup; k < firstGroup + groups; k++) {
    const these = sums + <usize>k * (STRIP / sizeof<T>()) * 8;
    for (let done = 0; done < count; done += piece) {
      const part = min<i32>(piece, count - done);
      forwardPart<T>(part, first + done, kept + <usize>k * bytes, -1, 1, these);
    }
  }
}
