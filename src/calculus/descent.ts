import { Displayable, jupyterDisplay } from "../display";
import { divergenceAdvice, flatReason, readable, stepCount } from "./descent-reasons";
import { descentTable } from "./descent-table";
import { centralGradient } from "./finite-differences";
import { copyPoint, CostFunction, expectFinite, GradientFunction, Point } from "./point";
import { along, norm } from "./vectors";

/** Where descent starts, how long its steps are and when it ends. */
export interface DescentOptions {
  /** v₀, the n coordinates of the first point. */
  start: Point;
  /** η > 0, the learning rate: how far to go for each unit of slope. */
  learningRate: number;
  /** The largest number of steps, 100 if not given. */
  steps?: number;
  /** ∇C. If not given, it is taken by central differences, at 2n evaluations of C a step. */
  gradient?: GradientFunction;
  /** Stop where the ground is flat: ‖∇C(v)‖ ≤ tolerance. 0 if not given. */
  tolerance?: number;
  /**
   * Call it divergence when C(v) is above this cost. By default 10¹²·(1 + |C(v₀)|). With `Infinity` descent goes on
   * until a cost, a coordinate or the gradient is not finite.
   */
  divergedAbove?: number;
}

/**
 * The trace of a descent: everything that happened, for figures and comparisons. A notebook shows it as a table of the
 * steps, of which a long descent has some.
 */
export interface Descent extends Displayable {
  /** v₀, v₁, …, v_k, each with n coordinates. Only points with a finite cost are kept. */
  points: Float64Array[];
  /** C(v₀), C(v₁), …, C(v_k). */
  costs: number[];
  /** ‖∇C(v₀)‖, …; a last point at which no gradient was needed, or none was finite, has none. */
  gradientNorms: number[];
  /** η, as given. */
  learningRate: number;
  /**
   * Why it ended: all steps taken, the gradient within the tolerance of zero, or out of bounds: the next cost would be
   * above `divergedAbove`, or a cost, a coordinate or the gradient after the start is not finite.
   */
  stopped: "steps" | "flat" | "diverged";
  /** The same, as a sentence with its numbers, and what to try if it diverged. */
  reason: string;
  /** How often C was evaluated, for differences too. */
  costEvaluations: number;
  /** How often ∇C was evaluated. */
  gradientEvaluations: number;
}

/**
 * Gradient descent: from v₀, again and again v ← v − η·∇C(v).
 *
 * @param C the function to be made small, C: Rⁿ → R
 * @param options where it starts, the learning rate η, when it stops
 * @returns the trace of points and costs, and why it stopped
 * @throws RangeError or TypeError if an option is out of range, if C or ∇C is not finite at the start, or if ∇C has
 *   another number of components than v
 * @see Cauchy, "Méthode générale pour la résolution des systèmes d'équations simultanées" (1847);
 *   Nielsen, "Neural Networks and Deep Learning", chapter 1
 * @example
 * const descent = descend(([x, y]) => x ** 2 + y ** 2, { start: [3, 4], learningRate: 0.5, steps: 1 });
 * descent.costs[0]; // 25
 * descent.costs[1] < 1e-9; // true
 */
export function descend(C: CostFunction, options: DescentOptions): Descent {
  const { learningRate, steps = 100, tolerance = 0 } = options;
  expectOptions(learningRate, steps, tolerance, options.divergedAbove);

  let costEvaluations = 0;
  let gradientEvaluations = 0;
  const cost: CostFunction = (v) => {
    costEvaluations++;
    return C(v);
  };
  const slopes = options.gradient ?? ((v: Float64Array) => slopesByDifferences(cost, v));
  const gradient: GradientFunction = (v) => {
    const isStart = gradientEvaluations++ === 0;
    const g = isStart && !options.gradient ? centralGradient(cost, v) : slopes(v.slice());
    return expectComponents(g, v.length, isStart);
  };

  let v = copyPoint(options.start, "the start");
  let height = expectFinite(cost(v.slice()), "the cost at the start");
  const divergedAbove = options.divergedAbove ?? 1e12 * (1 + Math.abs(height));
  const points = [v];
  const costs = [height];
  const gradientNorms: number[] = [];
  const ended = (stopped: Descent["stopped"], reason: string): Descent => {
    const trace = { points, costs, gradientNorms, learningRate, stopped, reason };
    return displayed({ ...trace, costEvaluations, gradientEvaluations });
  };

  const diverged = (what: string): Descent => {
    const why = divergenceAdvice({ cost: height, first: costs[0], learningRate, divergedAbove });
    return ended("diverged", `${what}: ${why}`);
  };

  for (let k = 0; k < steps; k++) {
    const g = gradient(v);
    const steepness = norm(g);
    if (!Number.isFinite(steepness)) {
      return diverged(
        `after ${stepCount(k)}, at the cost ${readable(height)}, the gradient's length is ${steepness}`,
      );
    }
    gradientNorms.push(steepness);
    if (steepness <= tolerance) return ended("flat", flatReason(k, steepness, tolerance));

    v = along(v, -learningRate, g); // v ← v − η·∇C(v)
    const lost = v.find((vi) => !Number.isFinite(vi));
    if (lost !== undefined) return diverged(`at step ${k + 1} a coordinate became ${lost}`);

    height = cost(v.slice());
    if (!Number.isFinite(height)) return diverged(`at step ${k + 1} the cost became ${height}`);
    if (height > divergedAbove) {
      return diverged(
        `at step ${k + 1} the cost became ${readable(height)}, above the limit of ${readable(divergedAbove)}`,
      );
    }
    points.push(v);
    costs.push(height);
  }
  return ended("steps", `all ${steps} steps were taken`);
}

/** The trace with the table as its display, which is not one of the properties that are listed and compared. */
function displayed(trace: Omit<Descent, typeof jupyterDisplay>): Descent {
  const value = () => descentTable(trace)[jupyterDisplay]();
  return Object.defineProperty(trace, jupyterDisplay, { value }) as Descent;
}

/**
 * ∇C by central differences. Where C is not finite next to v, they would refuse; far out in a descent that is no mistake
 * of the caller but what divergence looks like, and the components are NaN.
 */
function slopesByDifferences(C: CostFunction, v: Float64Array): Float64Array {
  let isFinite = true;
  const slopes = centralGradient((u) => {
    const height = C(u);
    if (typeof height !== "number" || Number.isFinite(height)) return height;
    isFinite = false;
    return 0;
  }, v);
  return isFinite ? slopes : slopes.fill(NaN);
}

function expectOptions(
  learningRate: number,
  steps: number,
  tolerance: number,
  divergedAbove = Infinity,
): void {
  if (!(expectFinite(learningRate, "learningRate") > 0)) {
    throw new RangeError(`expected learningRate to be positive, got ${learningRate}: try 0.1`);
  }
  if (!Number.isInteger(steps) || steps < 0) {
    throw new RangeError(`expected steps to be a whole number, 0 or more, got ${steps}`);
  }
  if (!(expectFinite(tolerance, "tolerance") >= 0)) {
    throw new RangeError(`expected tolerance to be 0 or more, got ${tolerance}`);
  }
  if (typeof divergedAbove !== "number" || Number.isNaN(divergedAbove)) {
    throw new RangeError(`expected divergedAbove to be a number, got ${divergedAbove}`);
  }
}

function expectComponents(gradient: Float64Array, n: number, isStart: boolean): Float64Array {
  if (gradient.length !== n) {
    throw new RangeError(
      `expected a gradient of ${n} components, one for each coordinate, got ${gradient.length}`,
    );
  }
  // Later on it is not the caller's mistake, but how a descent ends that leaves every bound.
  if (isStart) gradient.forEach((slope, i) => expectFinite(slope, `component ${i} of the gradient`));
  return gradient;
}
