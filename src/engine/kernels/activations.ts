/**
 * The activations: for a vector of weighted sums z both a = f(z) and f′(z), which the way back needs.
 */
import { bounded, exponential, logOfOnePlus, powerOfTwo, roundedLog2, series } from "./exponential";
import { density, probability } from "./normal";
import { all, choose, flushed, minusSizeOf, orZero, VECTOR } from "./vectors";

// The numbers are the places in `activationKinds` of ../recipe.ts.
export const IDENTITY: i32 = 0;
const STEP: i32 = 1;
const SIGMOID: i32 = 2;
const TANH: i32 = 3;
const RELU: i32 = 4;
const LEAKY_RELU: i32 = 5;
const ELU: i32 = 6;
const SOFTPLUS: i32 = 7;
const GELU: i32 = 8;
export const SOFTMAX: i32 = 9;

/**
 * a = f(z) and f′(z) for `bytes` of weighted sums, a whole number of vectors; f′ may be written over z.
 *
 * @param limit what is smaller becomes 0
 */
export function activate<T>(kind: i32, z: usize, a: usize, slope: usize, bytes: usize, limit: v128): void {
  if (kind == SIGMOID) each<T>(SIGMOID, z, a, slope, bytes, limit);
  else if (kind == TANH) each<T>(TANH, z, a, slope, bytes, limit);
  else if (kind == RELU) each<T>(RELU, z, a, slope, bytes, limit);
  else if (kind == IDENTITY) each<T>(IDENTITY, z, a, slope, bytes, limit);
  else if (kind == STEP) each<T>(STEP, z, a, slope, bytes, limit);
  else if (kind == LEAKY_RELU) each<T>(LEAKY_RELU, z, a, slope, bytes, limit);
  else if (kind == ELU) each<T>(ELU, z, a, slope, bytes, limit);
  else if (kind == SOFTPLUS) each<T>(SOFTPLUS, z, a, slope, bytes, limit);
  else if (kind == GELU) each<T>(GELU, z, a, slope, bytes, limit);
}

@inline
function each<T>(kind: i32, z: usize, a: usize, slope: usize, bytes: usize, limit: v128): void {
  let at: usize = 0;
  do {
    one<T>(kind, v128.load(z + at), a + at, slope + at, limit);
    at += VECTOR;
  } while (at < bytes);
}

/** a = f(z) and f′(z), stored. The kind is known when this is compiled: nothing asks for it in the loop. */
@inline
function one<T>(kind: i32, z: v128, a: usize, slope: usize, limit: v128): void {
  const zero = all<T>(0);
  const unit = all<T>(1);
  if (kind == IDENTITY) {
    v128.store(a, z);
    v128.store(slope, unit);
  } else if (kind == STEP) {
    v128.store(a, v128.and(unit, v128.ge<T>(z, zero)));
    v128.store(slope, zero);
  } else if (kind == RELU) {
    // not max: NaN must stay what it is
    v128.store(a, v128.andnot(z, v128.le<T>(z, zero)));
    v128.store(slope, v128.and(unit, v128.gt<T>(z, zero)));
  } else if (kind == LEAKY_RELU) {
    const positive = v128.gt<T>(z, zero);
    v128.store(a, choose(positive, z, v128.mul<T>(z, all<T>(0.01))));
    v128.store(slope, choose(positive, unit, all<T>(0.01)));
  } else if (kind == SIGMOID) {
    // σ(z) = 1/(1 + e) or e/(1 + e), σ′(z) = e/(1 + e)², with e = e^(−|z|)
    const e = exponential<T>(minusSizeOf<T>(z));
    const share = v128.div<T>(unit, v128.add<T>(unit, e));
    const other = v128.mul<T>(e, share);
    v128.store(a, orZero<T>(choose(v128.ge<T>(z, zero), share, other), limit));
    v128.store(slope, orZero<T>(v128.mul<T>(other, share), limit));
  } else if (kind == TANH) {
    // with e = e^(−2|z|): tanh |z| = (1 − e)/(1 + e), tanh′(z) = 4e/(1 + e)²; 1 − e without loss of digits
    const x = bounded<T>(v128.mul<T>(v128.abs<T>(z), all<T>(-2)));
    const n = roundedLog2<T>(x);
    const power = powerOfTwo<T>(n);
    const rest = v128.mul<T>(power, series<T>(x, n));
    const e = v128.add<T>(power, rest);
    const share = v128.div<T>(unit, v128.add<T>(unit, e));
    const size = v128.mul<T>(v128.sub<T>(v128.sub<T>(unit, power), rest), share);
    v128.store(a, flushed<T>(choose(v128.lt<T>(z, zero), v128.neg<T>(size), size), limit));
    const slopes = v128.mul<T>(v128.mul<T>(all<T>(4), v128.mul<T>(e, share)), share);
    v128.store(slope, orZero<T>(slopes, limit));
  } else if (kind == ELU) {
    const positive = v128.gt<T>(z, zero);
    const x = bounded<T>(v128.andnot(z, positive));
    const n = roundedLog2<T>(x);
    const power = powerOfTwo<T>(n);
    const rest = v128.mul<T>(power, series<T>(x, n));
    const below = v128.add<T>(v128.sub<T>(power, unit), rest);
    v128.store(a, flushed<T>(choose(positive, z, below), limit));
    v128.store(slope, orZero<T>(choose(positive, unit, v128.add<T>(power, rest)), limit));
  } else if (kind == SOFTPLUS) {
    const e = exponential<T>(minusSizeOf<T>(z));
    const positive = v128.gt<T>(z, zero);
    const share = v128.div<T>(unit, v128.add<T>(unit, e));
    const value = v128.add<T>(v128.and(z, positive), logOfOnePlus<T>(e));
    v128.store(a, orZero<T>(value, limit));
    v128.store(slope, orZero<T>(choose(positive, share, v128.mul<T>(e, share)), limit));
  } else if (kind == GELU) {
    const φ = density<T>(z);
    const Φ = probability<T>(z, φ);
    v128.store(a, flushed<T>(v128.mul<T>(z, Φ), limit));
    v128.store(slope, flushed<T>(v128.add<T>(Φ, v128.mul<T>(z, φ)), limit));
  }
}

/** aᵢ = e^(zᵢ−m) / Σⱼ e^(zⱼ−m), m the largest z, for rows of `units` numbers that are `stride` bytes apart. */
export function softmax<T>(z: usize, a: usize, rows: i32, units: i32, stride: usize, limit: v128): void {
  for (let i = 0; i < rows; i++) {
    const from = z + <usize>i * stride;
    const to = a + <usize>i * stride;
    let largest = load<T>(from);
    for (let j = 1; j < units; j++) {
      const value = load<T>(from + <usize>j * sizeof<T>());
      if (!(value <= largest)) largest = value;
    }
    const m = v128.splat<T>(largest);
    for (let at: usize = 0; at < stride; at += VECTOR) {
      v128.store(to + at, exponential<T>(v128.sub<T>(v128.load(from + at), m)));
    }
    let sum: T = 0;
    for (let j = 0; j < units; j++) sum += load<T>(to + <usize>j * sizeof<T>());
    const share = v128.splat<T>(sum);
    for (let at: usize = 0; at < stride; at += VECTOR) {
      v128.store(to + at, orZero<T>(v128.div<T>(v128.load(to + at), share), limit));
    }
  }
}

/** What was ∂C/∂a of softmax becomes ∂C/∂z: δⱼ ← aⱼ(δⱼ − Σᵢ aᵢδᵢ). */
export function softmaxError<T>(a: usize, δ: usize, rows: i32, units: i32, stride: usize): void {
  for (let i = 0; i < rows; i++) {
    const shares = a + <usize>i * stride;
    const errors = δ + <usize>i * stride;
    let sum: T = 0;
    for (let j = 0; j < units; j++) {
      sum += load<T>(shares + <usize>j * sizeof<T>()) * load<T>(errors + <usize>j * sizeof<T>());
    }
    for (let j = 0; j < units; j++) {
      const at = <usize>j * sizeof<T>();
      store<T>(errors + at, load<T>(shares + at) * (load<T>(errors + at) - sum));
    }
  }
}
