/** A formula that takes a derivative from values of the function alone. */
export interface DifferenceMethod {
  /** The formula, as lessons write it. */
  readonly formula: string;
  /** p: the formula's own error falls like hᵖ as the step h shrinks. */
  readonly order: number;
  /** How often f is evaluated for one derivative. */
  readonly evaluations: number;
  /**
   * The recommended step at x. The formula's error grows like hᵖ, the rounding error of f's values like ε/h, with
   * ε = 2⁻⁵² the spacing of float64 numbers at 1; they balance near h = ε^(1/(p+1)), here scaled by max(1, |x|).
   */
  step(x: number): number;
  /**
   * The formula itself.
   *
   * @param f the function
   * @param x where the derivative is taken
   * @param h the step, so large that x + h is not x
   * @param fx f(x), where it is known already; central formulas do not need it
   */
  quotient(f: (x: number) => number, x: number, h: number, fx?: number): number;
}

/** The names of the four methods. */
export type DifferenceMethodName = "forward" | "backward" | "central" | "five-point";

/** The recommended step for a formula of order p. */
function stepOfOrder(p: number): (x: number) => number {
  const h = Math.pow(Number.EPSILON, 1 / (p + 1));
  return (x) => h * Math.max(1, Math.abs(x));
}

/**
 * The four methods of finite differences, by name. x + h is rounded to a float64 number, so every formula divides by
 * the step that was really taken: by right − x, where right is the rounded x + h, and not by h.
 *
 * @see Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids" (1988); Press et al.,
 *   "Numerical Recipes", chapter 5.7
 */
export const differenceMethods: Readonly<Record<DifferenceMethodName, DifferenceMethod>> = {
  forward: {
    formula: "(f(x + h) − f(x)) / h",
    order: 1,
    evaluations: 2,
    step: stepOfOrder(1),
    quotient(f, x, h, fx = f(x)) {
      const right = x + h;
      return (f(right) - fx) / (right - x);
    },
  },
  backward: {
    formula: "(f(x) − f(x − h)) / h",
    order: 1,
    evaluations: 2,
    step: stepOfOrder(1),
    quotient(f, x, h, fx = f(x)) {
      const left = x - h;
      return (fx - f(left)) / (x - left);
    },
  },
  central: {
    formula: "(f(x + h) − f(x − h)) / 2h",
    order: 2,
    evaluations: 2,
    step: stepOfOrder(2),
    quotient(f, x, h) {
      const right = x + h;
      const left = x - h;
      return (f(right) - f(left)) / (right - left);
    },
  },
  "five-point": {
    formula: "(f(x − 2h) − 8f(x − h) + 8f(x + h) − f(x + 2h)) / 12h",
    order: 4,
    evaluations: 4,
    step: stepOfOrder(4),
    quotient(f, x, h) {
      const exact = x + h - x;
      const near = f(x + exact) - f(x - exact);
      const far = f(x + 2 * exact) - f(x - 2 * exact);
      return (8 * near - far) / (12 * exact);
    },
  },
};

/**
 * A method by its name.
 *
 * @throws RangeError if there is no such method
 * @example
 * differenceMethod("central").formula; // "(f(x + h) − f(x − h)) / 2h"
 */
export function differenceMethod(name: DifferenceMethodName): DifferenceMethod {
  if (!Object.hasOwn(differenceMethods, name)) {
    const names = Object.keys(differenceMethods).join(", ");
    throw new RangeError(`expected a method of finite differences (${names}), got ${JSON.stringify(name)}`);
  }
  return differenceMethods[name];
}
