/**
 * eˣ for x ≤ 0, a vector at a time, to about the last digit. With n the whole number nearest to x/ln 2,
 *
 *     x = n·ln 2 + r,  |r| ≤ ½ ln 2,   eˣ = 2ⁿ·eʳ = 2ⁿ + 2ⁿ·(eʳ − 1)
 *
 * and eʳ − 1 by its Taylor series, which needs no more than 7 terms in float32 and 13 in float64.
 */
import { all, choose, plus } from "./vectors";

/** No smaller x is looked at: e^x would be subnormal there. */
@inline
function lowest<T>(): f64 {
  return sizeof<T>() == 4 ? -87.0 : -708.0;
}

/**
 * 1.5 times so much that a number added to it is rounded to a whole one, which then stands in the lowest bits; and what an
 * exponent of 0 is kept as.
 */
@inline
function rounder<T>(): v128 {
  return all<T>(sizeof<T>() == 4 ? 12583039.0 : 6755399441056767.0); // 1.5·2²³ + 127, 1.5·2⁵² + 1023
}

/** n, still on top of the rounder. */
@inline
export function roundedLog2<T>(x: v128): v128 {
  return v128.add<T>(v128.mul<T>(x, all<T>(1.4426950408889634)), rounder<T>());
}

/** 2ⁿ: n goes to where a number keeps its exponent. */
@inline
export function powerOfTwo<T>(n: v128): v128 {
  return sizeof<T>() == 4 ? i32x4.shl(n, 23) : i64x2.shl(n, 52);
}

/** r = x − n·ln 2, with ln 2 in two parts so that no digit is lost. */
@inline
function rest<T>(x: v128, n: v128): v128 {
  const whole = v128.sub<T>(n, rounder<T>());
  const high = sizeof<T>() == 4 ? 0.693359375 : 6.93147180369123816490e-1;
  const low = sizeof<T>() == 4 ? -2.12194440054690581e-4 : 1.90821492927058770002e-10;
  return v128.sub<T>(v128.sub<T>(x, v128.mul<T>(whole, all<T>(high))), v128.mul<T>(whole, all<T>(low)));
}

/**
 * eʳ − 1 = r + r²·(1/2! + r²/4! + …) + r³·(1/3! + r²/5! + …): even and odd terms apart, which need not wait for each other.
 */
@inline
export function series<T>(x: v128, n: v128): v128 {
  const r = rest<T>(x, n);
  const square = v128.mul<T>(r, r);
  let even = all<T>(1.0 / 720.0);
  let odd = all<T>(1.0 / 5040.0);
  if (sizeof<T>() == 8) {
    even = plus<T>(all<T>(1.0 / 3628800.0), square, all<T>(1.0 / 479001600.0));
    even = plus<T>(all<T>(1.0 / 40320.0), square, even);
    even = plus<T>(all<T>(1.0 / 720.0), square, even);
    odd = plus<T>(all<T>(1.0 / 39916800.0), square, all<T>(1.0 / 6227020800.0));
    odd = plus<T>(all<T>(1.0 / 362880.0), square, odd);
    odd = plus<T>(all<T>(1.0 / 5040.0), square, odd);
  }
  even = plus<T>(all<T>(1.0 / 24.0), square, even);
  odd = plus<T>(all<T>(1.0 / 120.0), square, odd);
  even = plus<T>(all<T>(0.5), square, even);
  odd = plus<T>(all<T>(1.0 / 6.0), square, odd);
  return plus<T>(r, square, plus<T>(even, r, odd));
}

/** x, but not below what has an exponential; NaN stays. */
@inline
export function bounded<T>(x: v128): v128 {
  return v128.pmax<T>(x, all<T>(lowest<T>()));
}

/** eˣ for x ≤ 0; 0 where it would be subnormal. */
@inline
export function exponential<T>(given: v128): v128 {
  const x = bounded<T>(given);
  const n = roundedLog2<T>(x);
  const power = powerOfTwo<T>(n);
  const value = v128.add<T>(power, v128.mul<T>(power, series<T>(x, n)));
  return v128.andnot(value, v128.lt<T>(given, all<T>(lowest<T>())));
}

/**
 * ln(1 + e) for 0 ≤ e ≤ 1: with s = e/(2 + e) it is 2·artanh s = 2(s + s³/3 + s⁵/5 + …), and s ≤ ⅓.
 */
export function logOfOnePlus<T>(e: v128): v128 {
  const s = v128.div<T>(e, v128.add<T>(e, all<T>(2)));
  const square = v128.mul<T>(s, s);
  const terms = sizeof<T>() == 4 ? 8 : 17;
  let sum = all<T>(0);
  for (let k = terms; k >= 0; k--) {
    sum = v128.add<T>(v128.mul<T>(sum, square), all<T>(1.0 / <f64>(2 * k + 1)));
  }
  const value = v128.mul<T>(v128.mul<T>(sum, s), all<T>(2));
  return choose(v128.eq<T>(e, all<T>(0)), e, value);
}

/** ln x for 1 ≤ x < ∞: x = 2ⁿ·(1 + e), and ln x = n·ln 2 + ln(1 + e). */
export function logarithm<T>(x: v128): v128 {
  let n = all<T>(0);
  let e = n;
  if (sizeof<T>() == 4) {
    n = f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(127)));
    e = v128.or(v128.and(x, i32x4.splat(0x007fffff)), all<T>(1));
  } else {
    const exponent = i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023));
    n = f64x2.convert_low_i32x4_s(i32x4.shuffle(exponent, exponent, 0, 2, 0, 2));
    e = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), all<T>(1));
  }
  const rest = logOfOnePlus<T>(v128.sub<T>(e, all<T>(1)));
  return v128.add<T>(v128.mul<T>(n, all<T>(0.6931471805599453)), rest);
}
