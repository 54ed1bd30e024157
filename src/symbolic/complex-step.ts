import { Complex, complex } from "mathjs";
import { copyPoint, expectFinite, Point } from "../calculus";
import type { Formula } from "./formula";

/** So small that h² is lost beside 1, and so is every error of the formula; nothing is subtracted, so nothing is lost. */
const STEP = 1e-20;

/**
 * The derivative by a complex step: f′(x) ≈ Im f(x + ih) / h. By Taylor f(x + ih) = f(x) + ih·f′(x) − h²·f″(x)/2 − …;
 * the imaginary part holds the slope alone, and no difference of nearly equal numbers is taken. So h may be as small as
 * 10⁻²⁰, and the derivative is exact but for rounding: there is no V. The price is that f must be computed with complex
 * numbers all the way, and must be smooth.
 *
 * In mathjs, `pow(z, 2)` loses the tiny imaginary part beside negative numbers, and `asin`, `acos`, `atan` lose it
 * everywhere; write `multiply(z, z)`, or give a formula, which is computed with products.
 *
 * @param f the function, computed with mathjs's complex numbers, or a formula of one variable
 * @param x where the derivative is taken
 * @param h the step, 10⁻²⁰ if not given
 * @returns the slope of f at x
 * @throws RangeError if x or the result is not finite, or f loses the tiny imaginary part
 * @see Squire and Trapp, "Using complex variables to estimate derivatives of real functions" (1998)
 * @example
 * complexStepDerivative(formula("exp(x) / sqrt(x)"), 0.25); // -2.568050833375483
 */
export function complexStepDerivative(
  f: ((z: Complex) => Complex | number) | Formula,
  x: number,
  h: number = STEP,
): number {
  expectFinite(x, "the point x");
  const slopeWith = (step: number): number => {
    const z = complex(x, step);
    const value = typeof f === "function" ? f(z) : f.complexValue([z]);
    return imaginaryPart(value, x) / step;
  };
  return expectSame(slopeWith(expectStep(h)), slopeWith(h / 1024), h, `x = ${x}`);
}

/**
 * The gradient of a formula by complex steps, one for each variable.
 *
 * @param formula the function
 * @param point v, one coordinate for each of the formula's variables
 * @param h the step, 10⁻²⁰ if not given
 * @returns the n partial derivatives in a new vector
 * @throws RangeError or TypeError if the point does not fit or the formula has no finite real value and slope there;
 *   SyntaxError if it uses a function that mathjs does not compute precisely beside the real axis
 * @example
 * complexStepGradient(formula("x^2 y"), [-3, 2]); // Float64Array [-12, 9]
 */
export function complexStepGradient(formula: Formula, point: Point, h: number = STEP): Float64Array {
  const v = copyPoint(point);
  expectFinite(formula.f(v), `the formula's value at (${v.join(", ")})`);
  const slopeWith = (i: number, step: number): number => {
    const z = Array.from(v, (coordinate, k) => complex(coordinate, k === i ? step : 0));
    return imaginaryPart(formula.complexValue(z), v[i]) / step;
  };
  expectStep(h);
  return v.map((_, i) => expectSame(slopeWith(i, h), slopeWith(i, h / 1024), h, formula.variables[i]));
}

function imaginaryPart(value: Complex | number, x: number): number {
  return expectFinite(typeof value === "number" ? 0 : value.im, `the imaginary part beside ${x}`);
}

function expectStep(h: number): number {
  if (!(expectFinite(h, "the step h") > 0))
    throw new RangeError(`expected the step h to be positive, got ${h}`);
  return h;
}

/**
 * What depends on the step is rounding, not slope: a slope stays the same when the step is made smaller. Slopes so small
 * that the imaginary part underflows are left alone.
 */
function expectSame(slope: number, withSmallerStep: number, h: number, where: string): number {
  const larger = Math.max(Math.abs(slope), Math.abs(withSmallerStep));
  if (Math.abs(slope - withSmallerStep) > 0.01 * larger && larger * h > 1e-290) {
    throw new RangeError(
      `expected a function that keeps a tiny imaginary part and is smooth at ${where}, got slopes ${slope} and ` +
        `${withSmallerStep} for two steps: write products for powers, multiply(z, z) for pow(z, 2)`,
    );
  }
  return slope;
}
