/**
 * Vectors of 128 bits: four numbers of float32 or two of float64. T is the type of a number.
 */

/** The bytes of a vector. */
export const VECTOR: i32 = 16;

/** The same number in every lane. */
@inline
export function all<T>(value: f64): v128 {
  return v128.splat<T>(<T>value);
}

/** Below it activations and errors count as 0: the product of two such would be subnormal, and slow a hundredfold. */
@inline
export function tiny<T>(): f64 {
  return sizeof<T>() == 4 ? 1.0842021724855044e-19 : 1.491668146240041e-154; // 2⁻⁶³, 2⁻⁵¹¹
}

/** Below it no number is stored with all its digits: 2⁻¹²⁶ or 2⁻¹⁰²². */
@inline
export function smallestNormal<T>(): f64 {
  return sizeof<T>() == 4 ? 1.1754943508222875e-38 : 2.2250738585072014e-308;
}

/** Below it what an optimizer remembers of gradients counts as 0: 2⁻¹⁰⁰ or 2⁻¹⁰⁰⁰. */
@inline
export function faint<T>(): f64 {
  return sizeof<T>() == 4 ? 7.888609052210118e-31 : 9.332636185032189e-302;
}

/** Every lane that is smaller than a limit becomes 0; NaN stays. */
@inline
export function flushed<T>(x: v128, limit: v128): v128 {
  return v128.andnot(x, v128.lt<T>(sizeOf<T>(x), limit));
}

/** The same for x ≥ 0. */
@inline
export function orZero<T>(x: v128, limit: v128): v128 {
  return v128.andnot(x, v128.lt<T>(x, limit));
}

/** −|x|: the sign set. */
@inline
export function minusSizeOf<T>(x: v128): v128 {
  return v128.or(x, all<T>(-0.0));
}

/** |x|: all bits but the sign. */
@inline
export function sizeOf<T>(x: v128): v128 {
  return v128.and(x, sizeof<T>() == 4 ? i32x4.splat(0x7fffffff) : i64x2.splat(0x7fffffffffffffff));
}

/** Where the mask is set a, else b. */
@inline
export function choose(mask: v128, a: v128, b: v128): v128 {
  return v128.bitselect(a, b, mask);
}

/** All ones in the lanes of the last vector of a row that belong to units, zeros in those that fill it up. */
export function lastMask<T>(units: i32): v128 {
  const lanes = VECTOR / <i32>sizeof<T>();
  const used = units % lanes == 0 ? lanes : units % lanes;
  let mask = i32x4.splat(0);
  if (sizeof<T>() == 4) {
    mask = i32x4.replace_lane(mask, 0, -1);
    if (used > 1) mask = i32x4.replace_lane(mask, 1, -1);
    if (used > 2) mask = i32x4.replace_lane(mask, 2, -1);
    if (used > 3) mask = i32x4.replace_lane(mask, 3, -1);
  } else {
    mask = i64x2.replace_lane(mask, 0, -1);
    if (used > 1) mask = i64x2.replace_lane(mask, 1, -1);
  }
  return mask;
}

/** Σ of the lanes, in float64. */
@inline
export function sumOfLanes<T>(x: v128): f64 {
  const pairs = inDouble<T>(x);
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}

/** The lanes in float64; of four, the first two and the last two added. */
@inline
export function inDouble<T>(x: v128): v128 {
  if (sizeof<T>() == 4) {
    return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1)));
  }
  return x;
}

/** Adds every lane to a sum of its own in float64. */
@inline
export function addInDouble<T>(sums: usize, x: v128): void {
  if (sizeof<T>() == 4) {
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.promote_low_f32x4(x)));
    const others = f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
    v128.store(sums, f64x2.add(v128.load(sums, VECTOR), others), VECTOR);
  } else {
    v128.store(sums, f64x2.add(v128.load(sums), x));
  }
}

/** The number at a place, in every lane. */
@inline
export function everywhere<T>(at: usize): v128 {
  return sizeof<T>() == 4 ? v128.load32_splat(at) : v128.load64_splat(at);
}

/** sum + a·b. */
@inline
export function plus<T>(sum: v128, a: v128, b: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(a, b));
}
