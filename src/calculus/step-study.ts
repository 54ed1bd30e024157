import { differenceMethod, DifferenceMethodName } from "./difference-methods";
import { finiteDifference } from "./finite-differences";
import { expectFinite } from "./point";

/** How the step of a method is studied. */
export interface StepStudyOptions {
  /** f′(x), known from a formula: the errors are measured against it. */
  derivative: number;
  /** Which formula, "central" if not given. */
  method?: DifferenceMethodName;
  /** The smallest and the largest step, 10⁻¹⁵ and 1 times max(1, |x|) if not given. */
  between?: readonly [smallest: number, largest: number];
  /** How many steps a power of ten, 4 if not given. */
  perDecade?: number;
}

/** One step and what came of it. */
export interface StepError {
  h: number;
  /** |approximation − f′(x)|. */
  error: number;
}

/** The error of a method against its step: on two logarithmic axes, a V. */
export interface StepStudy {
  method: DifferenceMethodName;
  /** The steps h, from the smallest to the largest. */
  steps: number[];
  /** For each step |approximation − f′(x)|; it may be exactly 0, which a logarithmic axis cannot show. */
  errors: number[];
  /** The tip of the V: the step with the smallest error. */
  best: StepError;
  /** The step that the method recommends when nothing but x is known. */
  recommended: StepError;
  /** How often f was evaluated. */
  evaluations: number;
}

/**
 * The error of finite differences for small and large steps. From the right the error falls with h, as the formula
 * promises (hᵖ for order p); from the left it falls with 1/h, since f's values are rounded and their difference is
 * divided by h. In between lies the best step.
 *
 * @param f the function
 * @param x where the derivative is taken
 * @param options f′(x), the method, the range of steps
 * @returns the steps, their errors, the best step and the recommended one
 * @throws RangeError or TypeError if an option is out of range or a value of f is not finite
 * @see Nocedal and Wright, "Numerical Optimization", chapter 8.1
 * @example
 * const study = stepStudy(Math.exp, 0, { derivative: 1 });
 * study.best.error < 1e-9 && study.errors[0] > 1e-3; // true
 */
export function stepStudy(f: (x: number) => number, x: number, options: StepStudyOptions): StepStudy {
  const { derivative, method = "central", perDecade = 4 } = options;
  expectFinite(x, "the point x");
  expectFinite(derivative, "the derivative to compare with");
  const scale = Math.max(1, Math.abs(x));
  const [smallest, largest] = options.between ?? [1e-15 * scale, scale];
  const { step, evaluations } = differenceMethod(method);

  const errorWith = (h: number): number => Math.abs(finiteDifference(f, x, { method, h }) - derivative);
  const steps = logarithmicallySpaced(smallest, largest, perDecade);
  const errors = steps.map(errorWith);
  const tip = errors.indexOf(Math.min(...errors));
  const h = step(x);
  return {
    method,
    steps,
    errors,
    best: { h: steps[tip], error: errors[tip] },
    recommended: { h, error: errorWith(h) },
    evaluations: (steps.length + 1) * evaluations,
  };
}

function logarithmicallySpaced(smallest: number, largest: number, perDecade: number): number[] {
  if (!(smallest > 0 && smallest < largest && Number.isFinite(largest))) {
    throw new RangeError(
      `expected steps between two numbers 0 < smallest < largest, got [${smallest}, ${largest}]`,
    );
  }
  if (!Number.isInteger(perDecade) || perDecade < 1) {
    throw new RangeError(`expected a whole number of steps a power of ten, 1 or more, got ${perDecade}`);
  }
  const decades = Math.log10(largest / smallest);
  const intervals = Math.max(1, Math.round(decades * perDecade));
  return Array.from(
    { length: intervals + 1 },
    (_, k) => smallest * Math.pow(largest / smallest, k / intervals),
  );
}
