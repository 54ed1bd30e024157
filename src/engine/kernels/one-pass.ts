/**
 * Plain gradient descent on W⁽¹⁾, where most parameters are: the penalties' slopes, the gradient's length and the step, all in
 * one pass over the weights.
 */
import { layerAt } from "./layers";
import { BLOCK, enlargedSquare, signed, unscaled } from "./regularization";
import { all, flushed, sizeOf, smallestNormal, sumOfLanes, VECTOR } from "./vectors";

/** What is done beside the step along the cost's gradient: λ₂ and λ₁, and how much nearer to 0 each weight comes. */
let l2: f64 = 0;
let l1: f64 = 0;
let pull: f64 = 0;

/**
 * W⁽¹⁾ ← W⁽¹⁾ − η(G + λ₂W + λ₁·sign W), then each weight nearer to 0 by `pull`; G ← 0.
 *
 * @param runs of rows that G is not 0 in: for each the first row and the number of rows
 * @param count how many runs there are; −1 for all rows
 * @returns Σ of the squares of what the step goes along
 */
export function descend<T>(G: usize, runs: usize, count: i32, η: f64, λ2: f64, λ1: f64, itsPull: f64): f64 {
  l2 = λ2;
  l1 = λ1;
  pull = itsPull;
  if (λ2 == 0 && λ1 == 0 && itsPull == 0) return along<T>(G, runs, count, η, false, false, false);
  if (λ1 == 0 && itsPull == 0) return along<T>(G, runs, count, η, true, false, false);
  if (λ2 == 0 && λ1 == 0) return along<T>(G, runs, count, η, false, false, true);
  return along<T>(G, runs, count, η, true, true, true);
}

/** The same, where what is done is known when this is compiled. */
@inline
function along<T>(G: usize, runs: usize, count: i32, η: f64, hasL2: bool, hasL1: bool, isPulled: bool): f64 {
  const layer = layerAt(0);
  const W = layer.W;
  const width = layer.width;
  const size = <usize>layer.inputs * width;
  const pulls = hasL2 || hasL1 || isPulled;
  if (count < 0) return unscaled<T>(through<T>(W, G, size, η, true, hasL2, hasL1, isPulled));
  let sum: f64 = 0;
  let end: usize = 0;
  for (let k = 0; k < count; k++) {
    const run = runs + (<usize>k << 3);
    const begin = <usize>load<i32>(run) * width;
    const bytes = <usize>load<i32>(run, 4) * width;
    if (pulls) sum += through<T>(W + end, 0, begin - end, η, false, hasL2, hasL1, isPulled);
    sum += through<T>(W + begin, G + begin, bytes, η, true, hasL2, hasL1, isPulled);
    end = begin + bytes;
  }
  if (pulls) sum += through<T>(W + end, 0, size - end, η, false, hasL2, hasL1, isPulled);
  return unscaled<T>(sum);
}

/** The same for neighboring weights, with a gradient that is 0 or not; the squares enlarged. */
@inline
function through<T>(
  w: usize,
  g: usize,
  bytes: usize,
  η: f64,
  isTouched: bool,
  hasL2: bool,
  hasL1: bool,
  isPulled: bool,
): f64 {
  const rate = all<T>(η);
  const last = w + bytes;
  let sum: f64 = 0;
  while (w < last) {
    const end = min<usize>(w + BLOCK, last);
    let even = all<T>(0);
    let odd = even;
    for (; w + 4 * VECTOR <= end; w += 4 * VECTOR) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, VECTOR);
      const w2 = v128.load(w, 2 * VECTOR);
      const w3 = v128.load(w, 3 * VECTOR);
      const s0 = slope<T>(w0, isTouched ? v128.load(g) : all<T>(0), hasL2, hasL1);
      const s1 = slope<T>(w1, isTouched ? v128.load(g, VECTOR) : all<T>(0), hasL2, hasL1);
      const s2 = slope<T>(w2, isTouched ? v128.load(g, 2 * VECTOR) : all<T>(0), hasL2, hasL1);
      const s3 = slope<T>(w3, isTouched ? v128.load(g, 3 * VECTOR) : all<T>(0), hasL2, hasL1);
      v128.store(w, moved<T>(w0, s0, rate, isPulled));
      v128.store(w, moved<T>(w1, s1, rate, isPulled), VECTOR);
      v128.store(w, moved<T>(w2, s2, rate, isPulled), 2 * VECTOR);
      v128.store(w, moved<T>(w3, s3, rate, isPulled), 3 * VECTOR);
      even = v128.add<T>(even, enlargedSquare<T>(s0));
      odd = v128.add<T>(odd, enlargedSquare<T>(s1));
      even = v128.add<T>(even, enlargedSquare<T>(s2));
      odd = v128.add<T>(odd, enlargedSquare<T>(s3));
      if (isTouched) {
        v128.store(g, all<T>(0));
        v128.store(g, all<T>(0), VECTOR);
        v128.store(g, all<T>(0), 2 * VECTOR);
        v128.store(g, all<T>(0), 3 * VECTOR);
      }
      g += 4 * VECTOR;
    }
    for (; w < end; w += VECTOR) {
      const w0 = v128.load(w);
      const s0 = slope<T>(w0, isTouched ? v128.load(g) : all<T>(0), hasL2, hasL1);
      v128.store(w, moved<T>(w0, s0, rate, isPulled));
      even = v128.add<T>(even, enlargedSquare<T>(s0));
      if (isTouched) v128.store(g, all<T>(0));
      g += VECTOR;
    }
    sum += sumOfLanes<T>(v128.add<T>(even, odd));
  }
  return sum;
}

/** g + λ₂w + λ₁·sign(w). */
@inline
function slope<T>(w: v128, g: v128, hasL2: bool, hasL1: bool): v128 {
  if (hasL2) g = v128.add<T>(g, v128.mul<T>(w, all<T>(l2)));
  if (hasL1) g = v128.add<T>(g, signed<T>(w, all<T>(l1)));
  return g;
}

/** w − ηs, and nearer to 0 by `pull`. */
@inline
function moved<T>(w: v128, s: v128, η: v128, isPulled: bool): v128 {
  w = v128.sub<T>(w, v128.mul<T>(s, η));
  if (!isPulled) return w;
  return v128.sub<T>(w, v128.pmin<T>(v128.pmax<T>(w, all<T>(-pull)), all<T>(pull)));
}

/** Σ |x|: none of the numbers is larger; not finite if one of them is not. */
export function sumOfSizes<T>(x: usize, bytes: usize): f64 {
  let sum = all<T>(0);
  for (let at: usize = 0; at < bytes; at += VECTOR) sum = v128.add<T>(sum, sizeOf<T>(v128.load(x + at)));
  return sumOfLanes<T>(sum);
}

/** The largest |w| of W⁽¹⁾; NaN if one is. */
export function farthestWeight<T>(): f64 {
  const layer = layerAt(0);
  const size = <usize>layer.inputs * layer.width;
  let most = all<T>(0);
  for (let at: usize = 0; at < size; at += VECTOR) most = v128.max<T>(most, sizeOf<T>(v128.load(layer.W + at)));
  let largest = max<T>(v128.extract_lane<T>(most, 0), v128.extract_lane<T>(most, 1));
  if (sizeof<T>() == 4) {
    largest = max<T>(largest, max<T>(v128.extract_lane<T>(most, 2), v128.extract_lane<T>(most, 3)));
  }
  return <f64>largest;
}

/** Every weight of W⁽¹⁾ that is subnormal becomes 0. */
export function flushWeights<T>(): void {
  const layer = layerAt(0);
  const size = <usize>layer.inputs * layer.width;
  for (let at: usize = 0; at < size; at += VECTOR) {
    v128.store(layer.W + at, flushed<T>(v128.load(layer.W + at), all<T>(smallestNormal<T>())));
  }
}
