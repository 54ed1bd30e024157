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
 */
export function differenceQuotients(
  parameters: Vector,
  indices: Int32Array,
  options: DifferenceOptions,
  cost: (changed?: number) => number,
): NumericalGradient {
  const method = differenceMethod(options.method ?? "central");
  let costEvaluations = 0;
  const evaluate = (changed?: number): number => {
    costEvaluations++;
    return expectFinite(cost(changed), "the cost near the network's parameters");
  };

  const oneSided = method.order === 1;
  const middle = oneSided ? evaluate() : undefined;
  const gradient = Float64Array.from(indices, (index) => {
    const w = parameters[index];
    const h = expectStep(options.h ?? recommendedStep(method, w, parameters), index, parameters);
    const along = (t: number): number => {
      parameters[index] = t;
      return evaluate(index);
    };
    try {
      return method.quotient(along, w, h, middle);
    } finally {
      parameters[index] = w;
    }
  });
  return { gradient, indices, costEvaluations };
}

/** The method's step for float64; in float32, where numbers at 1 are 2²⁹ times as far apart, accordingly larger. */
function recommendedStep(method: DifferenceMethod, w: number, parameters: Vector): number {
  const coarser = dtypeOf(parameters) === "float32" ? 2 ** (29 / (method.order + 1)) : 1;
  return method.step(w) * coarser;
}

function expectStep(h: number, index: number, parameters: Vector): number {
  if (!(expectFinite(h, "the step h") > 0))
    throw new RangeError(`expected the step h to be positive, got ${h}`);
  const w = parameters[index];
  const rounded = dtypeOf(parameters) === "float32" ? Math.fround : Number;
  if (rounded(w + h) === w || rounded(w - h) === w) {
    throw new RangeError(
      `expected a step that changes parameter ${index}, ${w}, got h = ${h}, which is lost in rounding: enlarge it`,
    );
  }
  return h;
}
