/**
 * The costs: C for the outputs of n examples, added, and δ⁽ᴸ⁾, its slope by the last weighted sums.
 */
import { classLogits, logits } from "./logits";
import { all, flushed, inDouble, tiny, VECTOR } from "./vectors";

// The numbers are the places in `costKinds` of ../recipe.ts.
const HALF_SUM_OF_SQUARES: i32 = 0;
export const MEAN_SQUARED_ERROR: i32 = 1;
const BINARY_CROSS_ENTROPY: i32 = 2;
export const BINARY_CROSS_ENTROPY_FROM_LOGITS: i32 = 3;
export const CROSS_ENTROPY: i32 = 4;
export const CROSS_ENTROPY_FROM_LOGITS: i32 = 5;

/**
 * Σ of the costs of n examples, and δ = share·∂C/∂ŷ ⊙ f′.
 *
 * @param ŷ the outputs, or the weighted sums where the cost is taken from them: n rows of `width` bytes
 * @param slope f′(z), or 0 where there is none
 * @param last all ones where the last vector of a row belongs to units
 * @param share 1/n of the whole batch, or 1
 * @returns NaN if an output is no probability where the cost takes its logarithm
 */
export function costAndError<T>(
  kind: i32,
  n: i32,
  ŷ: usize,
  y: usize,
  slope: usize,
  units: i32,
  width: usize,
  last: v128,
  share: f64,
  δ: usize,
): f64 {
  if (kind <= MEAN_SQUARED_ERROR) {
    const factor = kind == MEAN_SQUARED_ERROR ? 2 * share : share;
    const sum = squares<T>(n, ŷ, y, slope, width, last, factor, δ);
    return kind == MEAN_SQUARED_ERROR ? sum : sum / 2;
  }
  if (kind == BINARY_CROSS_ENTROPY_FROM_LOGITS) return logits<T>(n, ŷ, y, slope, width, last, share, δ);
  if (kind == CROSS_ENTROPY_FROM_LOGITS) return classLogits<T>(n, ŷ, y, slope, units, width, share, δ);
  return probabilities<T>(kind, n, ŷ, y, slope, units, width, share, δ);
}

/** Σ (ŷ − y)²; δ = factor·(ŷ − y) ⊙ f′. Both become 0 before a square or a product could be subnormal, as where f saturates. */
function squares<T>(
  n: i32,
  ŷ: usize,
  y: usize,
  slope: usize,
  width: usize,
  last: v128,
  factor: f64,
  δ: usize,
): f64 {
  let sum = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    for (let j: usize = 0; j < width; j += VECTOR) {
      let error = v128.sub<T>(v128.load(ŷ + j), v128.load(y + j));
      if (j + VECTOR == width) error = v128.and(error, last);
      error = flushed<T>(error, all<T>(tiny<T>()));
      sum = f64x2.add(sum, inDouble<T>(v128.mul<T>(error, error)));
      error = v128.mul<T>(error, all<T>(factor));
      if (slope != 0) error = v128.mul<T>(error, v128.load(slope + j));
      v128.store(δ + j, flushed<T>(error, all<T>(tiny<T>())));
    }
    ŷ += width;
    y += width;
    δ += width;
    if (slope != 0) slope += width;
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** −y ln ŷ and, for single outputs, −(1 − y) ln(1 − ŷ); a logarithm ends at −100. */
function probabilities<T>(
  kind: i32,
  n: i32,
  ŷ: usize,
  y: usize,
  slope: usize,
  units: i32,
  width: usize,
  share: f64,
  δ: usize,
): f64 {
  let sum: f64 = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < units; j++) {
      const at = <usize>j * sizeof<T>();
      const output = <f64>load<T>(ŷ + at);
      const target = <f64>load<T>(y + at);
      if (output < 0 || output > 1) return NaN;
      let error: f64 = 0;
      if (kind == CROSS_ENTROPY) {
        if (target != 0) sum -= target * boundedLog(output);
        error = -target / max<f64>(output, 1e-38);
      } else {
        sum -= target * boundedLog(output) + (1 - target) * boundedLog(1 - output);
        error = (output - target) / max<f64>(output * (1 - output), 1e-12);
      }
      error *= share;
      if (slope != 0) error *= <f64>load<T>(slope + at);
      store<T>(δ + at, <T>error);
    }
    for (let at = <usize>units * sizeof<T>(); at < width; at += sizeof<T>()) store<T>(δ + at, 0);
    ŷ += width;
    y += width;
    δ += width;
    if (slope != 0) slope += width;
  }
  return sum;
}

@inline
export function boundedLog(probability: f64): f64 {
  return max<f64>(Math.log(probability), -100);
}
