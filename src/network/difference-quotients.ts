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

/** C with single parameters changed, many at once, in memory that is used again and again. */
export interface ChangedCosts {
  /** The indices of the parameters. */
  readonly indices: Int32Array;
  /** The values of each, one parameter after the other, and for every value C. */
  readonly values: Float64Array;
  readonly costs: Float64Array;
  /** Computes C for the values of the first so many parameters. */
  compute(count: number): void;
}

/** How often a method asks for C beside a parameter. In the middle the one-sided methods ask for it, once for all. */
export function costsBeside({ method = "central" }: DifferenceOptions): number {
  const { order, evaluations } = differenceMethod(method);
  return order === 1 ? evaluations - 1 : evaluations;
}

/**
 * The same, with many costs at once: a formula is asked first where it wants C, and told afterwards what C is there.
 *
 * @param middle C for the parameters as they are
 * @param idle a 1 for each parameter on which C is known not to depend
 * @returns undefined if a cost is not finite
 */
export function differenceQuotientsAtOnce(
  parameters: Vector,
  indices: Int32Array,
  options: DifferenceOptions,
  middle: () => number,
  changed: ChangedCosts,
  idle?: Uint8Array,
): NumericalGradient | undefined {
  const method = differenceMethod(options.method ?? "central");
  const stepAt = steps(method, parameters, options.h);
  const { indices: busy, values, costs } = changed;
  const size = busy.length;
  const places = new Int32Array(size);
  const h = new Float64Array(size);
  let at = 0;
  const ask = (t: number): number => {
    values[at++] = t;
    return 0;
  };
  const tell = (): number => costs[at++];
  const fx = method.order === 1 ? middle() : 0;
  let nothing = 0 * fx; // NaN if a cost is not finite
  const gradient = new Float64Array(indices.length);
  for (let i = 0; i < indices.length;) {
    let count = 0;
    at = 0;
    for (; i < indices.length && count < size; i++) {
      const index = indices[i];
      h[count] = stepAt(index);
      if (idle && idle[index] === 1) continue;
      places[count] = i;
      busy[count] = index;
      method.quotient(ask, parameters[index], h[count++], 0);
    }
    changed.compute(count);
    at = 0;
    for (let n = 0; n < count; n++) {
      gradient[places[n]] = method.quotient(tell, parameters[busy[n]], h[n], fx);
    }
    for (let k = 0; k < at; k++) nothing += 0 * costs[k];
  }
  const costEvaluations = costsBeside(options) * indices.length + (method.order === 1 ? 1 : 0);
  return nothing === 0 ? { gradient, indices, costEvaluations } : undefined;
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
  const coarser = isFloat32 ? 2 ** (29 / (method.order + 1)) : 1;
  if (given !== undefined && !(expectFinite(given, "the step h") > 0)) {
    throw new RangeError(`expected the step h to be positive, got ${given}`);
  }
  return (index) => {
    const w = parameters[index];
    const h = given ?? method.step(w) * coarser;
    const right = isFloat32 ? Math.fround(w + h) : w + h;
    const left = isFloat32 ? Math.fround(w - h) : w - h;
    if (right !== w && left !== w) return h;
    throw new RangeError(
      `expected a step that changes parameter ${index}, ${w}, got h = ${h}, which is lost in rounding: enlarge it`,
    );
  };
}
