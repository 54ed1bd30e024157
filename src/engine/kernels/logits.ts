/**
 * The cross-entropies taken from logits, the weighted sums z: no digit is lost, and nothing overflows.
 */
import { softmax } from "./activations";
import { exponential, logOfOnePlus } from "./exponential";
import { all, choose, inDouble, minusSizeOf, VECTOR } from "./vectors";

/** Σ max(0, z) − yz + ln(1 + e^(−|z|)); δ = share·(σ(z) − y) ⊙ f′. */
export function logits<T>(
  n: i32,
  z: usize,
  y: usize,
  slope: usize,
  width: usize,
  last: v128,
  share: f64,
  δ: usize,
): f64 {
  let sum = f64x2.splat(0);
  const one = all<T>(1);
  for (let i = 0; i < n; i++) {
    for (let j: usize = 0; j < width; j += VECTOR) {
      const logit = v128.load(z + j);
      const target = v128.load(y + j);
      const positive = v128.gt<T>(logit, all<T>(0));
      const e = exponential<T>(minusSizeOf<T>(logit));
      const large = v128.sub<T>(v128.and(logit, positive), v128.mul<T>(target, logit));
      let cost = v128.add<T>(large, logOfOnePlus<T>(e));
      const yes = v128.div<T>(one, v128.add<T>(one, e));
      let error = v128.sub<T>(choose(positive, yes, v128.mul<T>(e, yes)), target);
      if (j + VECTOR == width) {
        cost = v128.and(cost, last);
        error = v128.and(error, last);
      }
      sum = f64x2.add(sum, inDouble<T>(cost));
      error = v128.mul<T>(error, all<T>(share));
      if (slope != 0) error = v128.mul<T>(error, v128.load(slope + j));
      v128.store(δ + j, error);
    }
    z += width;
    y += width;
    δ += width;
    if (slope != 0) slope += width;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/**
 * Σ Σⱼ yⱼ·(ln Σₖ e^zₖ − zⱼ); δⱼ = share·(pⱼ·Σₖ yₖ − yⱼ) ⊙ f′ with p = softmax(z). Its largest p is that of the largest
 * z, m, so that ln Σₖ e^zₖ = m − ln p.
 */
export function classLogits<T>(
  n: i32,
  z: usize,
  y: usize,
  slope: usize,
  units: i32,
  width: usize,
  share: f64,
  δ: usize,
): f64 {
  softmax<T>(z, δ, n, units, width, all<T>(0));
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    let m: f64 = -Infinity;
    let p: f64 = 0;
    let total: f64 = 0;
    for (let j = 0; j < units; j++) {
      const at = <usize>j * sizeof<T>();
      m = max<f64>(m, <f64>load<T>(z + at));
      p = max<f64>(p, <f64>load<T>(δ + at));
      total += <f64>load<T>(y + at);
    }
    const logOfSum = m - Math.log(p);
    for (let j = 0; j < units; j++) {
      const at = <usize>j * sizeof<T>();
      const target = <f64>load<T>(y + at);
      if (target != 0) sum += target * (logOfSum - <f64>load<T>(z + at));
      let error = (<f64>load<T>(δ + at) * total - target) * share;
      if (slope != 0) error *= <f64>load<T>(slope + at);
      store<T>(δ + at, <T>error);
    }
    for (let at = <usize>units * sizeof<T>(); at < width; at += sizeof<T>()) store<T>(δ + at, 0);
    z += width;
    y += width;
    δ += width;
    if (slope != 0) slope += width;
  }
  return sum;
}
