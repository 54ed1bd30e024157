import { differenceMethod, DifferenceMethod, DifferenceOptions, expectFinite } from "../calculus";
import { dtypeOf, Vector } from "../data";

/** What finite differences of a network's cost gave, and how they were taken. */
export interface NumericalGradient {
  /** ∂C/∂w for each chosen parameter. */
  gradient: Float64Array;
  /** The indices of the chosen parameters in the flat vector. */
  indices: Int32Array;
  /** How often C was evaluated. */
  costEvaluations: number;
}

/**
 * Difference quotients of a cost by single parameters, one after the other, by default
 * ∂C/∂w ≈ (C(w + h) − C(w − h)) / 2h. One-sided methods evaluate the cost in the middle once for all.
 *
 * @param parameters all parameters; one at a time is changed, and put back also when the cost throws
 * @param indices which of them
 * @param options the method and the step
 * @param cost C for the parameters as they are, of which only the one with the given index is changed, or none
 * @param isIdle whether C is known not to depend on a parameter: every formula gives 0 then, without asking for C
 */
export function differenceQuotients(
  parameters: Vector,
  indices: Int32Array,
  options: DifferenceOptions,
  cost: (changed?: number) => number,
  isIdle: (index: number) => boolean = () => false,
): NumericalGradient {
  const method = differenceMethod(options.method ?? "central");
  let costEvaluations = 0;
  const evaluate = (changed?: number): number => {
    costEvaluations++;
    return expectFinite(cost(changed), "the cost near the network's parameters");
  };

  const oneSided = method.order === 1;
  const middle = oneSided ? evaluate() : undefined;
  const stepAt = steps(method, parameters, options.h);
  const gradient = new Float64Array(indices.length);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i];
    const w = parameters[index];
    const h = stepAt(index);
    if (isIdle(index)) {
      costEvaluations += method.evaluations - (oneSided ? 1 : 0); // as many as are known without a look
      continue;
    }
    const along = (t: number): number => {
      parameters[index] = t;
      return evaluate(index);
    };
    try {
      gradient[i] = method.quotient(along, w, h, middle);
    } finally {
      parameters[index] = w;
    }
  }
  return { gradient, indices, costEvaluations };
}

/**
 * The step for each parameter: the given one, or the method's for float64; in float32, where numbers at 1 are 2²⁹ times
 * as far apart, accordingly larger.
 */
function steps(
  method: DifferenceMethod,
  parameters: Vector,
  given: number | undefined,
): (index: number) => number {
  const isFloat32 = dtypeOf(parameters) === "float32";
  const rounded = isFloat32 ? Math.fround : Number;
  const coarser = isFloat32 ? 2 ** (29 / (method.order + 1)) : 1;
  if (given !== undefined && !(expectFinite(given, "the step h") > 0)) {
    throw new RangeError(`expected the step h to be positive, got ${given}`);
  }
  return (index) => {
    const w = parameters[index];
    const h = given ?? method.step(w) * coarser;
    if (rounded(w + h) !== w && rounded(w - h) !== w) return h;
    throw new RangeError(
      `expected a step that changes parameter ${index}, ${w}, got h = ${h}, which is lost in rounding: enlarge it`,
    );
  };
}
