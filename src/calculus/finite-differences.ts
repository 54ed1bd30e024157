import { differenceMethod, DifferenceMethodName, differenceMethods } from "./difference-methods";
import { copyPoint, CostFunction, expectFinite, Point } from "./point";

/** How a derivative is taken from differences. */
export interface DifferenceOptions {
  /** Which formula, "central" if not given. */
  method?: DifferenceMethodName;
  /** The step h > 0; if not given, the one that the method recommends at each x. */
  h?: number;
}

/**
 * The derivative of f: R → R by finite differences, from values of f alone: by default
 * f′(x) ≈ (f(x + h) − f(x − h)) / 2h.
 *
 * @param f the function
 * @param x where the derivative is taken
 * @param options another method than "central", another step than the recommended one
 * @returns the slope of f at x, in units of f per unit of x
 * @throws RangeError if x, h or a value of f is NaN or infinite, if h is so small that x + h rounds to x, or if there
 *   is no such method
 * @example
 * finiteDifference(Math.exp, 0, { method: "forward", h: 0.5 }).toFixed(3); // "1.297"
 * finiteDifference(Math.exp, 0, { method: "five-point" }).toFixed(12); // "1.000000000000"
 */
export function finiteDifference(
  f: (x: number) => number,
  x: number,
  options: DifferenceOptions = {},
): number {
  const method = differenceMethod(options.method ?? "central");
  const h = options.h ?? method.step(expectFinite(x, "the point x"));
  expectStep(h, expectFinite(x, "the point x"));
  return method.quotient((t) => expectFinite(f(t), `f(${t})`), x, h);
}

/**
 * The gradient of C: Rⁿ → R by finite differences, one component after the other: each is the derivative of C along
 * its axis, with a step of its own. Central differences evaluate C 2n times, forward and backward ones n + 1 times,
 * five-point ones 4n times. For thousands of parameters that is slow, and backpropagation is the way out.
 *
 * @param C the function; it gets a vector of n numbers that it must neither keep nor change
 * @param point the n coordinates of v, which stay as they are
 * @param options another method than "central", another step than the one recommended for each vᵢ
 * @returns the n partial derivatives in a new vector
 * @throws RangeError or TypeError if the point, h or a value of C is not a finite number, or there is no such method
 * @example
 * const slopes = finiteDifferenceGradient(([x, y]) => x ** 2 + 3 * y, [2, 1], { method: "forward", h: 0.5 });
 * slopes; // Float64Array [4.5, 3]
 */
export function finiteDifferenceGradient(
  C: CostFunction,
  point: Point,
  options: DifferenceOptions = {},
): Float64Array {
  const method = differenceMethod(options.method ?? "central");
  const v = copyPoint(point);
  const oneSided = method.order === 1;
  const height = oneSided ? expectFinite(C(v), "the function's value at the point") : undefined;
  const gradient = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) {
    const vi = v[i];
    const h = options.h ?? method.step(vi);
    expectStep(h, vi);
    gradient[i] = method.quotient(alongComponent(C, v, i), vi, h, height);
    v[i] = vi;
  }
  return gradient;
}

/**
 * The step for central differences: h = ∛ε·max(1, |x|), with ε = 2⁻⁵² the spacing of float64 numbers at 1.
 * The formula's own error grows like h², the rounding error like ε/h; they balance near h = ∛ε ≈ 6·10⁻⁶.
 *
 * @param x where the derivative is taken
 * @returns the recommended step h > 0
 * @example
 * centralStep(0).toExponential(4); // "6.0555e-6"
 */
export function centralStep(x: number): number {
  return differenceMethods.central.step(x);
}

/**
 * The derivative of f: R → R by central differences, f′(x) ≈ (f(x + h) − f(x − h)) / 2h.
 * Its error is about h²·f‴(x)/6. It evaluates f twice.
 *
 * @param f the function
 * @param x where the derivative is taken
 * @param h the step, by default `centralStep(x)`
 * @returns the slope of f at x, in units of f per unit of x
 * @throws RangeError if x, h or a value of f is NaN or infinite, or if h is so small that x + h rounds to x
 * @example
 * centralDerivative((w) => w ** 2, 3).toFixed(6); // "6.000000"
 */
export function centralDerivative(f: (x: number) => number, x: number, h?: number): number {
  return finiteDifference(f, x, { h });
}

/**
 * The gradient of C: Rⁿ → R by central differences, one component after the other:
 * ∂C/∂vᵢ ≈ (C(v + h·eᵢ) − C(v − h·eᵢ)) / 2h, where eᵢ is the i-th unit vector. It evaluates C 2n times.
 *
 * @param C the function; it gets a vector of n numbers that it must neither keep nor change
 * @param point the n coordinates of v, which stay as they are
 * @param h the step for every component, by default `centralStep(vᵢ)`
 * @returns the n partial derivatives in a new vector
 * @throws RangeError or TypeError if the point, h or a value of C is not a finite number
 * @example
 * const slopes = centralGradient(([x, y]) => x ** 2 + 3 * y, [2, 1]);
 * Array.from(slopes, (slope) => slope.toFixed(6)); // ["4.000000", "3.000000"]
 */
export function centralGradient(C: CostFunction, point: Point, h?: number): Float64Array {
  return finiteDifferenceGradient(C, point, { h });
}

/**
 * C as a function of one component: t ↦ C(v₁, …, t, …, vₙ).
 *
 * @param C the function of n numbers
 * @param v the point; its component i is written to, and it is for the caller to put the old number back
 * @param i which component
 * @example
 * alongComponent(([x, y]) => 10 * x + y, Float64Array.of(1, 2), 0)(5); // 52
 */
export function alongComponent(C: CostFunction, v: Float64Array, i: number): (t: number) => number {
  return (t) => {
    v[i] = t;
    return expectFinite(C(v), `the function's value with component ${i} at ${t}`);
  };
}

/**
 * Refuses a step that differences cannot take.
 *
 * @throws RangeError if h is not a positive finite number, or so small that x + h rounds to x
 * @example
 * expectStep(1e-5, 100);
 */
export function expectStep(h: number, x: number): void {
  expectFinite(h, "the step h");
  if (h <= 0) throw new RangeError(`expected the step h to be positive, got ${h}`);
  if (x + h === x || x - h === x) {
    throw new RangeError(
      `expected a step that changes x = ${x}, got h = ${h}, which is lost in rounding: enlarge it`,
    );
  }
}
