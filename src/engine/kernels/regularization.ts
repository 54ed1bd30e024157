/**
 * What is done to a gradient before the step: penalties, its length, clipping; and to weights after it.
 */
import { all, smallestNormal, sumOfLanes, VECTOR } from "./vectors";

/** Before float32 is squared it is multiplied by this: the square of a tiny number would be subnormal. */
const ENLARGED: f64 = 1073741824; // 2³⁰

/** The bytes of a block, small enough for float32 to add it up. */
export const BLOCK: usize = 2048;

/** Σ g² of a block. */
@inline
function sumOfBlock<T>(g: usize, bytes: usize): f64 {
  let even = all<T>(0);
  let odd = even;
  let at: usize = 0;
  for (; at + 4 * VECTOR <= bytes; at += 4 * VECTOR) {
    const from = g + at;
    const a = enlargedSquare<T>(v128.load(from));
    const b = enlargedSquare<T>(v128.load(from, VECTOR));
    const c = enlargedSquare<T>(v128.load(from, 2 * VECTOR));
    const d = enlargedSquare<T>(v128.load(from, 3 * VECTOR));
    even = v128.add<T>(even, v128.add<T>(a, b));
    odd = v128.add<T>(odd, v128.add<T>(c, d));
  }
  for (; at < bytes; at += VECTOR) even = v128.add<T>(even, enlargedSquare<T>(v128.load(g + at)));
  return sumOfLanes<T>(even) + sumOfLanes<T>(odd);
}

/** g², in float32 enlarged. */
@inline
export function enlargedSquare<T>(g: v128): v128 {
  const large = sizeof<T>() == 4 ? v128.mul<T>(g, all<T>(ENLARGED)) : g;
  return v128.mul<T>(large, large);
}

/** Σ g², in float64; infinite also where float32 has no room for the squares. */
export function sumOfSquares<T>(g: usize, bytes: usize): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < bytes; at += BLOCK) sum += sumOfBlock<T>(g + at, min<usize>(BLOCK, bytes - at));
  return unscaled<T>(sum);
}

/** Σ g² from the sum of enlarged squares. */
@inline
export function unscaled<T>(sum: f64): f64 {
  return sizeof<T>() == 4 ? sum / (ENLARGED * ENLARGED) : sum;
}

/** g ← g + λ₂w + λ₁·sign(w), the slopes of L2 and of L1, and Σ g² in float64. */
export function addPenalties<T>(w: usize, g: usize, bytes: usize, λ2: f64, λ1: f64): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < bytes; at += BLOCK) {
    const size = min<usize>(BLOCK, bytes - at);
    sum += λ1 == 0 ? penalize<T>(w + at, g + at, size, λ2, 0, false) : penalize<T>(w + at, g + at, size, λ2, λ1, true);
  }
  return unscaled<T>(sum);
}

/** The same for a block. Whether there is L1 is known when this is compiled. */
@inline
function penalize<T>(w: usize, g: usize, bytes: usize, λ2: f64, λ1: f64, hasL1: bool): f64 {
  let sum = all<T>(0);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const weight = v128.load(w + at);
    let slope = v128.add<T>(v128.load(g + at), v128.mul<T>(weight, all<T>(λ2)));
    if (hasL1) slope = v128.add<T>(slope, signed<T>(weight, all<T>(λ1)));
    v128.store(g + at, slope);
    sum = v128.add<T>(sum, enlargedSquare<T>(slope));
  }
  return sumOfLanes<T>(sum);
}

/** λ·sign(w), λ ≥ 0. */
@inline
export function signed<T>(w: v128, λ: v128): v128 {
  return v128.andnot(v128.or(v128.and(w, all<T>(-0.0)), λ), v128.eq<T>(w, all<T>(0)));
}

/** L1's proximal step: w ← sign(w)·max(|w| − reach, 0), and 0 where that is no normal number. */
export function pullToZero<T>(w: usize, bytes: usize, reach: f64): void {
  const sign = all<T>(-0.0);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const weight = v128.load(w + at);
    const size = v128.sub<T>(v128.abs<T>(weight), all<T>(reach));
    const left = v128.or(size, v128.and(weight, sign));
    v128.store(w + at, v128.andnot(left, v128.lt<T>(size, all<T>(smallestNormal<T>()))));
  }
}

/** Keeps every component between −limit and limit. */
export function clipByValue<T>(g: usize, bytes: usize, limit: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const above = v128.pmax<T>(v128.load(g + at), all<T>(-limit));
    v128.store(g + at, v128.pmin<T>(above, all<T>(limit)));
  }
}

/** g ← factor·g. */
export function scale<T>(g: usize, bytes: usize, factor: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    v128.store(g + at, v128.mul<T>(v128.load(g + at), all<T>(factor)));
  }
}
