/**
 * Blocks of a matrix product that are one or two vectors wide: oᵣⱼ = sᵣⱼ + Σₖ pᵣₖ·qₖⱼ for four rows r or one. The
 * parameters are those of `product`; o, q and s begin at the block's first j.
 */
import { everywhere, plus, VECTOR } from "./vectors";

export function fourRowsTwoVectors<T>(
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
  let b0 = v128.load(s + sRow);
  let b1 = v128.load(s + sRow, VECTOR);
  let c0 = v128.load(s + 2 * sRow);
  let c1 = v128.load(s + 2 * sRow, VECTOR);
  let d0 = v128.load(s + 3 * sRow);
  let d1 = v128.load(s + 3 * sRow, VECTOR);
  const second = p + pRow;
  const third = second + pRow;
  const fourth = third + pRow;
  let k: usize = 0;
  for (let left = length; left > 0; left--) {
    const q0 = v128.load(q);
    const q1 = v128.load(q, VECTOR);
    const pa = everywhere<T>(p + k);
    a0 = plus<T>(a0, pa, q0);
    a1 = plus<T>(a1, pa, q1);
    const pb = everywhere<T>(second + k);
    b0 = plus<T>(b0, pb, q0);
    b1 = plus<T>(b1, pb, q1);
    const pc = everywhere<T>(third + k);
    c0 = plus<T>(c0, pc, q0);
    c1 = plus<T>(c1, pc, q1);
    const pd = everywhere<T>(fourth + k);
    d0 = plus<T>(d0, pd, q0);
    d1 = plus<T>(d1, pd, q1);
    k += pStep;
    q += width;
  }
  v128.store(o, a0);
  v128.store(o, a1, VECTOR);
  v128.store(o + width, b0);
  v128.store(o + width, b1, VECTOR);
  v128.store(o + 2 * width, c0);
  v128.store(o + 2 * width, c1, VECTOR);
  v128.store(o + 3 * width, d0);
  v128.store(o + 3 * width, d1, VECTOR);
}

export function fourRows<T>(
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
  let a = v128.load(s);
  let b = v128.load(s + sRow);
  let c = v128.load(s + 2 * sRow);
  let d = v128.load(s + 3 * sRow);
  for (let left = length; left > 0; left--) {
    const q0 = v128.load(q);
    a = plus<T>(a, everywhere<T>(p), q0);
    b = plus<T>(b, everywhere<T>(p + pRow), q0);
    c = plus<T>(c, everywhere<T>(p + 2 * pRow), q0);
    d = plus<T>(d, everywhere<T>(p + 3 * pRow), q0);
    p += pStep;
    q += width;
  }
  v128.store(o, a);
  v128.store(o + width, b);
  v128.store(o + 2 * width, c);
  v128.store(o + 3 * width, d);
}

export function oneRow<T>(
  o: usize,
  p: usize,
  pStep: usize,
  q: usize,
  length: i32,
  width: usize,
  s: usize,
): void {
  let sum = v128.load(s);
  for (let left = length; left > 0; left--) {
    sum = plus<T>(sum, everywhere<T>(p), v128.load(q));
    p += pStep;
    q += width;
  }
  v128.store(o, sum);
}
