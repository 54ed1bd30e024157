/**
 * What is done to a gradient before the step: penalties, its length, clipping; and to weights after it.
 */
import { all, flushed, smallestNormal, sumOfLanes, VECTOR } from "./vectors";

/** g ← g + λ₂w + λ₁·sign(w): the slopes of L2 and of L1. */
export function addPenalties<T>(w: usize, g: usize, bytes: usize, λ2: f64, λ1: f64): void {
  const zero = all<T>(0);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const weight = v128.load(w + at);
    const up = v128.and(all<T>(λ1), v128.gt<T>(weight, zero));
    const down = v128.and(all<T>(λ1), v128.lt<T>(weight, zero));
    const slope = v128.add<T>(v128.mul<T>(weight, all<T>(λ2)), v128.sub<T>(up, down));
    v128.store(g + at, v128.add<T>(v128.load(g + at), slope));
  }
}

/** L1's proximal step: w ← sign(w)·max(|w| − reach, 0). */
export function pullToZero<T>(w: usize, bytes: usize, reach: f64): void {
  const zero = all<T>(0);
  const sign = all<T>(-0.0);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const weight = v128.load(w + at);
    const size = v128.sub<T>(v128.abs<T>(weight), all<T>(reach));
    const left = v128.or(size, v128.and(weight, sign));
    const moved = v128.andnot(left, v128.le<T>(size, zero));
    v128.store(w + at, flushed<T>(moved, all<T>(smallestNormal<T>())));
  }
}

/** Before float32 is squared it is multiplied by this: the square of a tiny number would be subnormal. */
const ENLARGED: f64 = 1073741824; // 2³⁰

/** Σ g² of a block, small enough for float32 to add it up. */
@inline
function sumOfBlock<T>(g: usize, bytes: usize): f64 {
  let even = all<T>(0);
  let odd = even;
  let at: usize = 0;
  for (; at + 2 * VECTOR <= bytes; at += 2 * VECTOR) {
    const a = enlarged<T>(v128.load(g + at));
    const b = enlarged<T>(v128.load(g + at, VECTOR));
    even = v128.add<T>(even, v128.mul<T>(a, a));
    odd = v128.add<T>(odd, v128.mul<T>(b, b));
  }
  if (at < bytes) {
    const a = enlarged<T>(v128.load(g + at));
    even = v128.add<T>(even, v128.mul<T>(a, a));
  }
  return sumOfLanes<T>(even) + sumOfLanes<T>(odd);
}

@inline
function enlarged<T>(g: v128): v128 {
  return sizeof<T>() == 4 ? v128.mul<T>(g, all<T>(ENLARGED)) : g;
}

/** Σ g², in float64; infinite also where float32 has no room for the squares. */
export function sumOfSquares<T>(g: usize, bytes: usize): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 2048) sum += sumOfBlock<T>(g + at, min<usize>(2048, bytes - at));
  return sizeof<T>() == 4 ? sum / (ENLARGED * ENLARGED) : sum;
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
