/**
 * Plain gradient descent on W⁽¹⁾, where most parameters are: the penalties' slopes, the gradient's length and the step, all in
 * one pass over the weights.
 */
import { layerAt } from "./layers";
import { BLOCK, enlargedSquare, signed, unscaled } from "./regularization";
import { gradient, l1, l2, proximal, runs, valueLimit } from "./update";
import { all, sumOfLanes, VECTOR } from "./vectors";

/** What a pass does beside the step, as bits: it is known when the loops are compiled, so that nothing is asked in them. */
const MEASURE: i32 = 1;
const CLIP: i32 = 2;
const L2: i32 = 4;
const L1: i32 = 8;
const PULL: i32 = 16;

/**
 * W⁽¹⁾ ← W⁽¹⁾ − η(G + λ₂W + λ₁·sign W), then L1's proximal step; or, where the components of G are limited and there are no
 * penalties, W⁽¹⁾ − ηG with G limited. G ← 0.
 *
 * @param list how many runs of rows are listed that G is not 0 in; −1 for all rows
 * @param isMeasured whether to return Σ of the squares of G with the penalties' slopes, before it is limited; else 0. Only
 *   without penalties and limit it is not
 */
export function descend<T>(list: i32, η: f64, isMeasured: bool): f64 {
  if (!isMeasured) return along<T>(list, η, 0);
  if (valueLimit < Infinity) return along<T>(list, η, MEASURE | CLIP);
  if (l2 == 0 && l1 == 0 && proximal == 0) return along<T>(list, η, MEASURE);
  if (l1 == 0 && proximal == 0) return along<T>(list, η, MEASURE | L2);
  if (l2 == 0 && proximal == 0) return along<T>(list, η, MEASURE | L1);
  if (l2 == 0 && l1 == 0) return along<T>(list, η, MEASURE | PULL);
  return along<T>(-1, η, MEASURE | L2 | L1 | PULL);
}

@inline
function along<T>(list: i32, η: f64, does: i32): f64 {
  const layer = layerAt(0);
  const W = layer.W;
  const width = layer.width;
  const size = <usize>layer.inputs * width;
  if (list < 0) return unscaled<T>(moved<T>(W, gradient, size, η, does));
  let sum: f64 = 0;
  let end: usize = 0;
  for (let k = 0; k < list; k++) {
    const run = runs + (<usize>k << 3);
    const begin = <usize>load<i32>(run) * width;
    const bytes = <usize>load<i32>(run, 4) * width;
    if ((does & (L2 | L1 | PULL)) != 0) sum += pulled<T>(W + end, begin - end, η, does & ~MEASURE);
    sum += moved<T>(W + begin, gradient + begin, bytes, η, does);
    end = begin + bytes;
  }
  if ((does & (L2 | L1 | PULL)) != 0) sum += pulled<T>(W + end, size - end, η, does & ~MEASURE);
  return unscaled<T>(sum);
}

/** The same for some rows with a gradient; the sum of the squares enlarged. */
@inline
function moved<T>(w: usize, g: usize, bytes: usize, η: f64, does: i32): f64 {
  const rate = all<T>(η);
  const λ2 = all<T>(l2);
  const λ1 = all<T>(l1);
  const reach = all<T>(η * proximal);
  const limit = all<T>(valueLimit);
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
      const s0 = slope<T>(w0, v128.load(g), λ2, λ1, does);
      const s1 = slope<T>(w1, v128.load(g, VECTOR), λ2, λ1, does);
      const s2 = slope<T>(w2, v128.load(g, 2 * VECTOR), λ2, λ1, does);
      const s3 = slope<T>(w3, v128.load(g, 3 * VECTOR), λ2, λ1, does);
      v128.store(w, after<T>(w0, s0, rate, reach, limit, does));
      v128.store(w, after<T>(w1, s1, rate, reach, limit, does), VECTOR);
      v128.store(w, after<T>(w2, s2, rate, reach, limit, does), 2 * VECTOR);
      v128.store(w, after<T>(w3, s3, rate, reach, limit, does), 3 * VECTOR);
      if ((does & MEASURE) != 0) {
        even = v128.add<T>(even, enlargedSquare<T>(s0));
        odd = v128.add<T>(odd, enlargedSquare<T>(s1));
        even = v128.add<T>(even, enlargedSquare<T>(s2));
        odd = v128.add<T>(odd, enlargedSquare<T>(s3));
      }
      v128.store(g, all<T>(0));
      v128.store(g, all<T>(0), VECTOR);
      v128.store(g, all<T>(0), 2 * VECTOR);
      v128.store(g, all<T>(0), 3 * VECTOR);
      g += 4 * VECTOR;
    }
    for (; w < end; w += VECTOR) {
      const w0 = v128.load(w);
      const s0 = slope<T>(w0, v128.load(g), λ2, λ1, does);
      v128.store(w, after<T>(w0, s0, rate, reach, limit, does));
      if ((does & MEASURE) != 0) even = v128.add<T>(even, enlargedSquare<T>(s0));
      v128.store(g, all<T>(0));
      g += VECTOR;
    }
    sum += sumOfLanes<T>(v128.add<T>(even, odd));
  }
  return sum;
}

/** g + λ₂w + λ₁·sign(w). */
@inline
function slope<T>(w: v128, g: v128, λ2: v128, λ1: v128, does: i32): v128 {
  if ((does & L2) != 0) g = v128.add<T>(g, v128.mul<T>(w, λ2));
  if ((does & L1) != 0) g = v128.add<T>(g, signed<T>(w, λ1));
  return g;
}

/** w − ηs with s between −limit and limit, and then nearer to 0 by `reach`. */
@inline
function after<T>(w: v128, s: v128, η: v128, reach: v128, limit: v128, does: i32): v128 {
  if ((does & CLIP) != 0) s = between<T>(s, limit);
  w = v128.sub<T>(w, v128.mul<T>(s, η));
  return (does & PULL) != 0 ? v128.sub<T>(w, between<T>(w, reach)) : w;
}

/** x, but not below −limit and not above limit. */
@inline
function between<T>(x: v128, limit: v128): v128 {
  return v128.pmin<T>(v128.pmax<T>(x, v128.neg<T>(limit)), limit);
}

/** What a single penalty does to rows without a gradient; the sum of the squares of its slopes enlarged. */
@inline
function pulled<T>(w: usize, bytes: usize, η: f64, does: i32): f64 {
  const factor = all<T>(1 - η * l2);
  const reach = all<T>(η * (does == PULL ? proximal : l1));
  const one = enlargedSquare<T>(all<T>(1));
  const last = w + bytes;
  let sum: f64 = 0;
  while (w < last) {
    const end = min<usize>(w + BLOCK, last);
    let even = all<T>(0);
    let odd = even;
    for (; w + 2 * VECTOR <= end; w += 2 * VECTOR) {
      const w0 = v128.load(w);
      const w1 = v128.load(w, VECTOR);
      v128.store(w, nearer<T>(w0, factor, reach, does));
      v128.store(w, nearer<T>(w1, factor, reach, does), VECTOR);
      if (does != PULL) even = v128.add<T>(even, squareOfPull<T>(w0, one, does));
      if (does != PULL) odd = v128.add<T>(odd, squareOfPull<T>(w1, one, does));
    }
    for (; w < end; w += VECTOR) {
      const w0 = v128.load(w);
      v128.store(w, nearer<T>(w0, factor, reach, does));
      if (does != PULL) even = v128.add<T>(even, squareOfPull<T>(w0, one, does));
    }
    sum += sumOfLanes<T>(v128.add<T>(even, odd));
  }
  return does == L2 ? sum * l2 * l2 : sum * l1 * l1;
}

/** A weight nearer to 0: (1 − ηλ₂)w with L2, or by so much with L1, which may lead beyond 0, or at most by so much. */
@inline
function nearer<T>(w: v128, factor: v128, reach: v128, does: i32): v128 {
  if (does == L2) return v128.mul<T>(w, factor);
  if (does == L1) return v128.sub<T>(w, signed<T>(w, reach));
  return v128.sub<T>(w, between<T>(w, reach));
}

/** The square of the penalty's slope without its λ, enlarged. */
@inline
function squareOfPull<T>(w: v128, one: v128, does: i32): v128 {
  if (does == L2) return enlargedSquare<T>(w);
  return v128.andnot(one, v128.eq<T>(w, all<T>(0)));
}
