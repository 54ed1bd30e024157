import { copyPoint, CostFunction, expectFinite, Point } from "./point";

/**
 * The step for central differences: h = ∛ε·max(1, |x|), with ε = 2⁻⁵² the spacing of float64 numbers at 1.
 * The formula's own error grows like h², the rounding error like ε/h; they balance near h = ∛ε ≈ 6·10⁻⁶.
 *
 * @param x where the derivative is taken
 * @returns the recommended step h > 0
 * @example
 * centralStep(0); // 0.0000060554544523933395
 */
export function centralStep(x: number): number {
  return Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(x));
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
export function centralDerivative(f: (x: number) => number, x: number, h: number = centralStep(x)): number {
  expectFinite(x, "the point x");
  expectStep(h, x);
  const right = x + h;
  const left = x - h;
  const rise = expectFinite(f(right), `f(${right})`) - expectFinite(f(left), `f(${left})`);
  // Not 2h: right − left is the step that was really taken, after rounding.
  return rise / (right - left);
}

/**
 * The gradient of C: Rⁿ → R by central differences, one component after the other:
 * ∂C/∂vᵢ ≈ (C(v + h·eᵢ) − C(v − h·eᵢ)) / 2h, where eᵢ is the i-th unit vector.
 * It evaluates C 2n times: for thousands of parameters that is slow, and backpropagation is the way out.
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
  const v = copyPoint(point);
  const gradient = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) {
    const vi = v[i];
    const step = h ?? centralStep(vi);
    expectStep(step, vi);
    const right = vi + step;
    const left = vi - step;
    v[i] = right;
    const costRight = expectFinite(C(v), `the function's value ${step} to the right along component ${i}`);
    v[i] = left;
    const costLeft = expectFinite(C(v), `the function's value ${step} to the left along component ${i}`);
    v[i] = vi;
    gradient[i] = (costRight - costLeft) / (right - left);
  }
  return gradient;
}

function expectStep(h: number, x: number): void {
  expectFinite(h, "the step h");
  if (h <= 0) throw new RangeError(`expected the step h to be positive, got ${h}`);
  if (x + h === x || x - h === x) {
    throw new RangeError(
      `expected a step that changes x = ${x}, got h = ${h}, which is lost in rounding: enlarge it`,
    );
  }
}
