/**
 * Blocks of a matrix product that are four vectors wide: oᵣⱼ = sᵣⱼ + Σₖ pᵣₖ·qₖⱼ for two rows r or one, whose sums stay in
 * registers. The parameters are those of `product`; o, q and s begin at the block's first j.
 */
import { everywhere, plus, VECTOR } from "./vectors";

export function twoRowsFourVectors<T>(
  o: usize,
  p: usize,
  pRow: usize,
  pStep: usize,
  q: usize,
  length: i32,
  width: usize,
  s: usize,
  sRow: usize,
): void {
  let a0 = v128.load(s);
  let a1 = v128.load(s, VECTOR);
  let a2 = v128.load(s, 2 * VECTOR);
  let a3 = v128.load(s, 3 * VECTOR);
  s += sRow;
  let b0 = v128.load(s);
  let b1 = v128.load(s, VECTOR);
  let b2 = v128.load(s, 2 * VECTOR);
  let b3 = v128.load(s, 3 * VECTOR);
  let second = p + pRow;
  for (let left = length; left > 0; left--) {
    const q0 = v128.load(q);
    const q1 = v128.load(q, VECTOR);
    const q2 = v128.load(q, 2 * VECTOR);
    const q3 = v128.load(q, 3 * VECTOR);
    const pa = everywhere<T>(p);
    a0 = plus<T>(a0, pa, q0);
    a1 = plus<T>(a1, pa, q1);
    a2 = plus<T>(a2, pa, q2);
    a3 = plus<T>(a3, pa, q3);
    const pb = everywhere<T>(second);
    b0 = plus<T>(b0, pb, q0);
    b1 = plus<T>(b1, pb, q1);
    b2 = plus<T>(b2, pb, q2);
    b3 = plus<T>(b3, pb, q3);
    p += pStep;
    second += pStep;
    q += width;
  }
  v128.store(o, a0);
  v128.store(o, a1, VECTOR);
  v128.store(o, a2, 2 * VECTOR);
  v128.store(o, a3, 3 * VECTOR);
  v128.store(o + width, b0);
  v128.store(o + width, b1, VECTOR);
  v128.store(o + width, b2, 2 * VECTOR);
  v128.store(o + width, b3, 3 * VECTOR);
}

export function oneRowFourVectors<T>(
  o: usize,
  p: usize,
  pStep: usize,
  q: usize,
  length: i32,
  width: usize,
  s: usize,
): void {
  let a = v128.load(s);
  let b = v128.load(s, VECTOR);
  let c = v128.load(s, 2 * VECTOR);
  let d = v128.load(s, 3 * VECTOR);
  for (let left = length; left > 0; left--) {
    const factor = everywhere<T>(p);
    a = plus<T>(a, factor, v128.load(q));
    b = plus<T>(b, factor, v128.load(q, VECTOR));
    c = plus<T>(c, factor, v128.load(q, 2 * VECTOR));
    d = plus<T>(d, factor, v128.load(q, 3 * VECTOR));
    p += pStep;
    q += width;
  }
  v128.store(o, a);
  v128.store(o, b, VECTOR);
  v128.store(o, c, 2 * VECTOR);
  v128.store(o, d, 3 * VECTOR);
}
