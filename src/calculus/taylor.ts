import { centralGradient, finiteDifference } from "./finite-differences";
import { copyPoint, CostFunction, expectFinite, Point } from "./point";
import { along, dot, norm } from "./vectors";

/**
 * The slope of C: Rⁿ → R in the direction d: the derivative of t ↦ C(v + t·d) at t = 0, by central differences along
 * the line. It is ∇C·d, taken with 2 evaluations of C instead of a whole gradient; for d of length 1 it is the slope
 * that a walker feels who goes that way.
 *
 * @param C the function
 * @param v the point, n coordinates
 * @param d the direction, n numbers, not all 0; twice as long means twice the slope
 * @param t the step along d; if not given, one that moves v by ∛ε·max(1, ‖v‖)
 * @returns ∇C(v)·d
 * @throws RangeError or TypeError if lengths differ, d is zero, or a number or a value of C is not finite
 * @example
 * directionalDerivative(([x, y]) => x ** 2 + 3 * y, [2, 1], [0.6, 0.8]).toFixed(6); // "4.800000"
 */
export function directionalDerivative(C: CostFunction, v: Point, d: Point, t?: number): number {
  const from = copyPoint(v);
  const direction = copyPoint(d, "the direction");
  const length = norm(direction);
  if (length === 0) throw new RangeError("expected a direction, got a zero vector");
  const h = t ?? (Math.cbrt(Number.EPSILON) * Math.max(1, norm(from))) / length;
  return finiteDifference((s) => C(along(from, s, direction)), 0, { h });
}

/** What the gradient promises for a step, and what comes of it. */
export interface Prediction {
  /** ∇C(v)·Δv: the change if C were straight, its first-order Taylor approximation. */
  predicted: number;
  /** C(v + Δv) − C(v). */
  actual: number;
  /** actual − predicted. It falls like ‖Δv‖² for short steps: it is ½ΔvᵀHΔv, with the curvatures H at v. */
  error: number;
}

/**
 * The change of C by a step, predicted by its gradient, ΔC ≈ ∇C·Δv, beside the actual change.
 *
 * @param C the function
 * @param v where the step begins, n coordinates
 * @param step Δv, n numbers
 * @param gradient ∇C(v), n numbers; if not given, it is taken by central differences
 * @returns the predicted and the actual change, and their difference
 * @throws RangeError or TypeError if lengths differ or a number or a value of C is not finite
 * @example
 * const { predicted, actual, error } = predictChange(([x]) => x ** 2, [3], [0.5], [6]);
 * [predicted, actual, error]; // [3, 3.25, 0.25]
 */
export function predictChange(C: CostFunction, v: Point, step: Point, gradient?: Point): Prediction {
  const from = copyPoint(v);
  const Δv = copyPoint(step, "the step Δv");
  const slopes = gradient === undefined ? centralGradient(C, from) : copyPoint(gradient, "the gradient");
  const predicted = dot(slopes, Δv);
  const to = along(from, 1, Δv);
  const before = expectFinite(C(from.slice()), "the function's value before the step");
  const actual = expectFinite(C(to), "the function's value after the step") - before;
  return { predicted, actual, error: actual - predicted };
}
