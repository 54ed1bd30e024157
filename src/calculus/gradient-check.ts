import { differenceMethods } from "./difference-methods";
import { alongComponent, expectStep } from "./finite-differences";
import { GradientReport } from "./gradient-report";
import type { Tensor } from "./gradient-tensors";
import { findKink, Kink } from "./kinks";
import { copyPoint, CostFunction, expectFinite, Point } from "./point";

/**
 * What the check of one component says, from the analytic value a and the numerical value n with the relative error
 * e = |a − n| / max(|a|, |n|), 0 if both are 0:
 *
 * - `right`: e ≤ 10⁻⁷, or a and n differ by no more than the rounding of the cost explains;
 * - `kink`: the cost has a kink within the step, and a is a slope beside it: within 10⁻⁴ of the slope with a step so
 *   small that it does not reach the kink, or, if the kink lies at the point itself, between the slopes of both sides;
 * - `wrong`: e > 10⁻², and no kink explains it;
 * - `suspect`: between right and wrong. Look closer: try another point, or another step.
 */
export type GradientVerdict = "right" | "kink" | "suspect" | "wrong";

/** One component of a gradient, checked. */
export interface ComponentCheck {
  /** Its index in the flat vector. */
  index: number;
  /** a, from the gradient that is checked. */
  analytic: number;
  /** n, from differences of the cost. */
  numerical: number;
  /** e = |a − n| / max(|a|, |n|), 0 if both are 0. */
  error: number;
  /** By how much rounding of the cost may change n. Where a and n are both below it, nothing was checked. */
  resolution: number;
  verdict: GradientVerdict;
  /** The kink within the step, where one was found. It is looked for only where e alone does not say `right`. */
  kink?: Kink;
}

/** What is checked, and how. */
export interface GradientCheckOptions {
  /** The tensors that the vector of parameters consists of, for a verdict on each: `network.places` for a network. */
  tensors?: readonly Tensor[];
  /** The indices of the components to check, all if not given: of thousands, a random hundred will do. */
  components?: ArrayLike<number>;
  /** The step; if not given ∛ε·max(1, |vᵢ|), about 6·10⁻⁶, for each component. */
  h?: number;
  /** The relative rounding error of a value of the cost: 8·2⁻⁵² if not given, 8·2⁻²³ where float32 is used inside. */
  rounding?: number;
}

/** e up to which a component is right, and above which it is wrong; between them a kink explains up to `besideKink`. */
const THRESHOLDS = { right: 1e-7, besideKink: 1e-4, wrong: 1e-2 };

/**
 * Checks a gradient against central differences of the cost, component by component. It works for any pair of a cost
 * and what claims to be its gradient: a formula, a backpropagation, your own or the library's.
 *
 * @param C the cost, C: Rⁿ → R; it must neither keep nor change the vector that it gets
 * @param gradient ∇C as a function, or its n components at the point
 * @param point where it is checked, n coordinates, which stay as they are
 * @param options names of tensors, which components, the step
 * @returns the report: a verdict on all, on each tensor and on each component; it prints and shows as a table
 * @throws RangeError or TypeError if the point, the gradient or a value of C is not finite, or lengths do not fit
 * @see Karpathy, course notes of cs231n at Stanford, "Gradient checks"
 * @example
 * const C = ([x, y]: Float64Array) => x ** 2 * y;
 * checkGradient(C, ([x, y]) => [2 * x * y, x ** 2], [3, 1]).verdict; // "right"
 * checkGradient(C, ([x, y]) => [2 * x * y, x], [3, 1]).worst[0].numerical.toFixed(3); // "9.000"
 */
export function checkGradient(
  C: CostFunction,
  gradient: ((v: Float64Array) => Point) | Point,
  point: Point,
  options: GradientCheckOptions = {},
): GradientReport {
  const v = copyPoint(point);
  const analytic = copyPoint(typeof gradient === "function" ? gradient(v.slice()) : gradient, "the gradient");
  if (analytic.length !== v.length) {
    throw new RangeError(
      `expected a gradient of ${v.length} components, one for each coordinate, got ${analytic.length}`,
    );
  }
  const { rounding = 8 * Number.EPSILON } = options;
  let costEvaluations = 0;
  const counting: CostFunction = (w) => {
    costEvaluations++;
    return C(w);
  };
  const components = checkedIndices(options.components, v.length).map((i) => {
    const vi = v[i];
    const h = options.h ?? differenceMethods.central.step(vi);
    expectStep(h, vi);
    const checked = checkDerivative(alongComponent(counting, v, i), vi, analytic[i], h, rounding);
    v[i] = vi;
    return { index: i, ...checked };
  });
  return new GradientReport(components, v.length, options.tensors, costEvaluations);
}

/**
 * The relative error |a − n| / max(|a|, |n|), between 0 and 2, and 0 if both are 0. Not |a + n| below the line: that
 * blows up for opposite signs.
 *
 * @param a one number
 * @param n another
 * @example
 * relativeError(1, 4); // 0.75
 * relativeError(0, 0); // 0
 */
export function relativeError(a: number, n: number): number {
  const larger = Math.max(Math.abs(a), Math.abs(n));
  return larger === 0 ? 0 : Math.abs(a - n) / larger;
}

/** One component: first the central difference; where that does not agree, a closer look. */
function checkDerivative(
  f: (t: number) => number,
  x: number,
  a: number,
  h: number,
  rounding: number,
): Omit<ComponentCheck, "index"> {
  const { central, "five-point": fivePoint } = differenceMethods;
  let size = 0;
  const sized = (t: number): number => {
    const value = f(t);
    size = Math.max(size, Math.abs(value));
    return value;
  };
  const n = central.quotient(sized, x, h);
  // Values of C are rounded; so is what they are computed from, among it the step itself.
  const resolution = (rounding * Math.max(size, h)) / h;
  const first = { analytic: a, numerical: n, error: relativeError(a, n), resolution };
  if (first.error <= THRESHOLDS.right || Math.abs(a - n) <= resolution) return { ...first, verdict: "right" };

  const kink = findKink(f, x, h, { rounding, atLeast: Math.abs(a - n) / 10 });
  if (kink) return { ...first, kink, verdict: isBeside(kink, a) ? "kink" : byError(first.error) };

  // Strong curvature disturbs the central difference; the five-point formula with its wider step is less sensitive.
  const wide = h * (fivePoint.step(x) / central.step(x));
  const better = fivePoint.quotient(f, x, wide);
  if (Math.abs(a - better) >= Math.abs(a - n)) return { ...first, verdict: byError(first.error) };
  const second = { ...first, numerical: better, error: relativeError(a, better) };
  const explained = resolution + Math.abs(better - n) / 10;
  const agrees = second.error <= THRESHOLDS.right || Math.abs(a - better) <= explained;
  return { ...second, verdict: agrees ? "right" : byError(second.error) };
}

function byError(error: number): GradientVerdict {
  return error > THRESHOLDS.wrong ? "wrong" : "suspect";
}

function isBeside({ slopes: [left, right], uncertainty }: Kink, a: number): boolean {
  const tolerance =
    THRESHOLDS.besideKink * Math.max(Math.abs(a), Math.abs(left), Math.abs(right)) + uncertainty;
  return a >= Math.min(left, right) - tolerance && a <= Math.max(left, right) + tolerance;
}

function checkedIndices(components: ArrayLike<number> | undefined, n: number): number[] {
  const indices = components === undefined ? Array.from({ length: n }, (_, i) => i) : Array.from(components);
  if (indices.length === 0) throw new RangeError("expected one component or more to check, got none");
  for (const i of indices) {
    if (!Number.isInteger(i) || i < 0 || i >= n)
      throw new RangeError(
        `expected the index of a component, from 0 to ${n - 1}, got ${expectFinite(i, "an index")}`,
      );
  }
  return indices;
}
