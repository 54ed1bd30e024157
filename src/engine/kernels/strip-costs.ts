/**
 * The costs of many networks at once: C for each, added in float64, and δ⁽ᴸ⁾, its slope by the last weighted sums. As in
 * `costs.ts` and `logits.ts`, with strips for numbers; the targets y are single numbers, the same for every network.
 */
import { IDENTITY, SOFTMAX } from "./activations";
import {
  BINARY_CROSS_ENTROPY_FROM_LOGITS,
  boundedLog,
  CROSS_ENTROPY,
  CROSS_ENTROPY_FROM_LOGITS,
  MEAN_SQUARED_ERROR,
} from "./costs";
import { exponential, logarithm, logOfOnePlus } from "./exponential";
import { cost, depth, fromSums, layerAt } from "./layers";
import { largestOf, softmaxErrorOfStrips, STRIP, timesSlope } from "./strips";
import { addInDouble, all, choose, minusSizeOf, VECTOR } from "./vectors";

/**
 * Adds the cost of n examples to the sum of every network, and writes the last layer's δ.
 *
 * @param y n rows of targets
 * @param share 1/n of the whole batch, or 1
 * @param sums a number in float64 for each network
 */
export function costsAndErrors<T>(n: i32, y: usize, share: f64, sums: usize): void {
  const layer = layerAt(depth - 1);
  const units = layer.units;
  const ŷ = fromSums ? layer.z : layer.a;
  const δ = layer.δ;
  for (let i = 0; i < n; i++) {
    const at = <usize>i * layer.width;
    if (cost <= MEAN_SQUARED_ERROR) squares<T>(ŷ + at, y, units, share, δ + at, sums);
    else if (cost == BINARY_CROSS_ENTROPY_FROM_LOGITS) logits<T>(ŷ + at, y, units, share, δ + at, sums);
    else if (cost == CROSS_ENTROPY_FROM_LOGITS) classLogits<T>(ŷ + at, y, units, share, δ + at, sums);
    else probabilities<T>(ŷ + at, y, units, share, δ + at, sums);
    y += <usize>units * sizeof<T>();
  }
  if (fromSums || layer.kind == IDENTITY) return;
  if (layer.kind == SOFTMAX) softmaxErrorOfStrips<T>(layer.a, δ, n, units);
  else timesSlope<T>(δ, layer.z, <usize>n * layer.width);
}

/** Where the sums are that belong to a vector of a strip. */
@inline
function sumsOf<T>(sums: usize, v: usize): usize {
  return sums + v * (8 / sizeof<T>());
}

@inline
function target<T>(y: usize, j: i32): T {
  return load<T>(y + <usize>j * sizeof<T>());
}

/** (ŷ − y)², or half of it. */
function squares<T>(ŷ: usize, y: usize, units: i32, share: f64, δ: usize, sums: usize): void {
  const isMean = cost == MEAN_SQUARED_ERROR;
  const factor = all<T>(isMean ? 2 * share : share);
  const part = all<T>(isMean ? 1 : 0.5);
  for (let v: usize = 0; v < STRIP; v += VECTOR) {
    let sum = all<T>(0);
    for (let j = 0; j < units; j++) {
      const at = <usize>j * STRIP + v;
      const error = v128.sub<T>(v128.load(ŷ + at), v128.splat<T>(target<T>(y, j)));
      sum = v128.add<T>(sum, v128.mul<T>(error, error));
      v128.store(δ + at, v128.mul<T>(error, factor));
    }
    addInDouble<T>(sumsOf<T>(sums, v), v128.mul<T>(sum, part));
  }
}

/** max(0, z) − yz + ln(1 + e^(−|z|)). */
function logits<T>(z: usize, y: usize, units: i32, share: f64, δ: usize, sums: usize): void {
  const one = all<T>(1);
  for (let v: usize = 0; v < STRIP; v += VECTOR) {
    let sum = all<T>(0);
    for (let j = 0; j < units; j++) {
      const at = <usize>j * STRIP + v;
      const logit = v128.load(z + at);
      const yj = v128.splat<T>(target<T>(y, j));
      const positive = v128.gt<T>(logit, all<T>(0));
      const e = exponential<T>(minusSizeOf<T>(logit));
      const large = v128.sub<T>(v128.and(logit, positive), v128.mul<T>(yj, logit));
      sum = v128.add<T>(sum, v128.add<T>(large, logOfOnePlus<T>(e)));
      const yes = v128.div<T>(one, v128.add<T>(one, e));
      const error = v128.sub<T>(choose(positive, yes, v128.mul<T>(e, yes)), yj);
      v128.store(δ + at, v128.mul<T>(error, all<T>(share)));
    }
    addInDouble<T>(sumsOf<T>(sums, v), sum);
  }
}

/** Σⱼ yⱼ·(m + ln Σₖ e^(zₖ−m) − zⱼ). */
function classLogits<T>(z: usize, y: usize, units: i32, share: f64, δ: usize, sums: usize): void {
  for (let v: usize = 0; v < STRIP; v += VECTOR) {
    const m = largestOf<T>(z + v, units);
    let powers = all<T>(0);
    let total: T = 0;
    for (let j = 0; j < units; j++) {
      const at = <usize>j * STRIP + v;
      const e = exponential<T>(v128.sub<T>(v128.load(z + at), m));
      powers = v128.add<T>(powers, e);
      total += target<T>(y, j);
      v128.store(δ + at, e);
    }
    const log = logarithm<T>(powers);
    const scale = v128.div<T>(v128.splat<T>(total), powers);
    let sum = all<T>(0);
    for (let j = 0; j < units; j++) {
      const at = <usize>j * STRIP + v;
      const yj = v128.splat<T>(target<T>(y, j));
      const below = v128.sub<T>(m, v128.load(z + at));
      sum = v128.add<T>(sum, v128.mul<T>(yj, v128.add<T>(log, below)));
      const error = v128.sub<T>(v128.mul<T>(v128.load(δ + at), scale), yj);
      v128.store(δ + at, v128.mul<T>(error, all<T>(share)));
    }
    addInDouble<T>(sumsOf<T>(sums, v), sum);
  }
}

/** −y ln ŷ and, for single outputs, −(1 − y) ln(1 − ŷ), number by number. */
function probabilities<T>(ŷ: usize, y: usize, units: i32, share: f64, δ: usize, sums: usize): void {
  for (let j = 0; j < units; j++) {
    const yj = <f64>target<T>(y, j);
    for (let lane: usize = 0; lane < STRIP / sizeof<T>(); lane++) {
      const at = <usize>j * STRIP + lane * sizeof<T>();
      const output = <f64>load<T>(ŷ + at);
      let error: f64 = 0;
      let value: f64 = 0;
      if (cost == CROSS_ENTROPY) {
        if (yj != 0) value = -yj * boundedLog(output);
        error = -yj / max<f64>(output, 1e-38);
      } else {
        value = -(yj * boundedLog(output) + (1 - yj) * boundedLog(1 - output));
        error = (output - yj) / max<f64>(output * (1 - output), 1e-12);
      }
      store<T>(δ + at, <T>(error * share));
      store<f64>(sums + (lane << 3), load<f64>(sums + (lane << 3)) + value);
    }
  }
}
