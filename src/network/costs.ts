import { Matrix, rowOf } from "../data";
import { activations } from "./activations";
import { expectName } from "./names";

/**
 * A cost: one number that says how far the outputs of a network are from the targets, and its derivative. Every cost
 * is summed over the outputs of an example; its `reduction` says whether the examples are then added or averaged.
 */
export interface Cost {
  /** Its name in options. */
  readonly name: string;
  /** The cost as one would write it, y the targets and ŷ the outputs. */
  readonly formula: string;
  /** How the costs of n examples become one number: added, or added and divided by n. */
  readonly reduction: "sum" | "mean";
  /** C for outputs and targets of the same shape, one example a row. */
  value(outputs: Matrix, targets: Matrix): number;
  /** Writes ∂C/∂ŷ, for every output of every example, into `gradient`. */
  derivative(outputs: Matrix, targets: Matrix, gradient: Matrix): void;
}

/** The costs that the library knows by name. */
export type CostName = keyof typeof costs;

const crossEntropyFromLogits: Cost = {
  name: "cross-entropy-from-logits",
  formula: "1/n · Σ Σⱼ yⱼ·(ln Σₖ e^zₖ − zⱼ)",
  reduction: "mean",

  value(z, y) {
    let sum = 0;
    for (let i = 0; i < z.rows; i++) {
      const logOfSum = logSumExp(rowOf(z, i));
      for (let j = i * z.columns; j < (i + 1) * z.columns; j++) {
        sum += expectShare(y.values[j]) * (logOfSum - z.values[j]);
      }
    }
    return sum / z.rows;
  },

  // ∂C/∂zⱼ = softmax(z)ⱼ·Σₖ yₖ − yⱼ, which for targets that add up to 1 is ŷⱼ − yⱼ
  derivative(z, y, gradient) {
    for (let i = 0; i < z.rows; i++) {
      activations.softmax.activateRow(z, gradient, i);
      const [from, to] = [i * z.columns, (i + 1) * z.columns];
      let total = 0;
      for (let j = from; j < to; j++) total += expectShare(y.values[j]);
      for (let j = from; j < to; j++) {
        gradient.values[j] = (gradient.values[j] * total - y.values[j]) / z.rows;
      }
    }
  },
};

const binaryCrossEntropyFromLogits = perOutput({
  name: "binary-cross-entropy-from-logits",
  formula: "1/n · Σ Σⱼ ln(1 + e^zⱼ) − yⱼzⱼ",
  reduction: "mean",
  // ln(1 + eᶻ) = max(0, z) + ln(1 + e^(−|z|)); the two large numbers are subtracted first, so that a small rest remains
  value: (z, y) => Math.max(0, z) - expectShare(y) * z + Math.log1p(Math.exp(-Math.abs(z))),
  slope: (z, y) => activations.sigmoid.value(z) - expectShare(y),
});

/**
 * The costs by name.
 *
 * @example
 * const [outputs, targets] = [matrixOf([[0.5, 1]]), matrixOf([[1, 1]])];
 * costs["half-sum-of-squares"].value(outputs, targets); // 0.125
 * costs["mean-squared-error"].reduction; // "mean"
 */
export const costs = {
  /** J = ½ Σ(y − ŷ)², added over outputs and examples; ∂J/∂ŷ = −(y − ŷ). */
  "half-sum-of-squares": perOutput({
    name: "half-sum-of-squares",
    formula: "½ Σ Σⱼ (yⱼ − ŷⱼ)²",
    reduction: "sum",
    value: (ŷ, y) => (y - ŷ) ** 2 / 2,
    slope: (ŷ, y) => -(y - ŷ),
  }),

  /** C = 1/n · Σ‖y − ŷ‖²: squared differences, added over the outputs, averaged over the n examples. */
  "mean-squared-error": perOutput({
    name: "mean-squared-error",
    formula: "1/n · Σ Σⱼ (yⱼ − ŷⱼ)²",
    reduction: "mean",
    value: (ŷ, y) => (y - ŷ) ** 2,
    slope: (ŷ, y) => -2 * (y - ŷ),
  }),

  /**
   * For outputs that are probabilities of yes, each by itself: −y ln ŷ − (1 − y) ln(1 − ŷ), added over the outputs,
   * averaged over the examples. As in PyTorch a logarithm ends at −100 and a denominator at 10⁻¹², so that a wrong
   * output that is sure of itself costs much and not ∞. After sigmoid units it is computed from z, where no digit is lost.
   */
  "binary-cross-entropy": perOutput({
    name: "binary-cross-entropy",
    formula: "1/n · Σ Σⱼ −yⱼ ln ŷⱼ − (1 − yⱼ) ln(1 − ŷⱼ)",
    reduction: "mean",
    value: (ŷ, y) => -expectShare(y) * boundedLog(expectProbability(ŷ)) - (1 - y) * boundedLog(1 - ŷ),
    slope: (ŷ, y) => (ŷ - expectShare(y)) / Math.max(expectProbability(ŷ) * (1 - ŷ), 1e-12),
  }),

  /** The same, for a last layer without activation: its outputs are the logits z with ŷ = σ(z). */
  "binary-cross-entropy-from-logits": binaryCrossEntropyFromLogits,

  /**
   * For outputs that are the probabilities of classes: −Σⱼ yⱼ ln ŷⱼ, averaged over the examples. The logarithm ends
   * at −100. After softmax it is computed from z, where no digit is lost.
   */
  "cross-entropy": perOutput({
    name: "cross-entropy",
    formula: "1/n · Σ Σⱼ −yⱼ ln ŷⱼ",
    reduction: "mean",
    value: (ŷ, y) => -expectShare(y) * boundedLog(expectProbability(ŷ)),
    slope: (ŷ, y) => -expectShare(y) / Math.max(expectProbability(ŷ), 1e-38), // finite, in float32 too
  }),

  /** The same, for a last layer without activation: its outputs are the logits z with ŷ = softmax(z). */
  "cross-entropy-from-logits": crossEntropyFromLogits,
} satisfies Record<string, Cost>;

/**
 * The cost with a name.
 *
 * @param cost a name, or a record of one's own, which is taken as it is
 * @throws RangeError if the name is unknown
 * @example
 * costNamed("mean-squared-error").formula; // "1/n · Σ Σⱼ (yⱼ − ŷⱼ)²"
 */
export function costNamed(cost: CostName | Cost): Cost {
  if (typeof cost === "object" && cost !== null && typeof cost.derivative === "function") return cost;
  return expectName<Cost>(costs, cost, "a cost");
}

/** A cost that is a sum over single outputs: C = Σ value(ŷⱼ, yⱼ), ∂C/∂ŷⱼ = slope(ŷⱼ, yⱼ), both divided by n for a mean. */
function perOutput(
  cost: Pick<Cost, "name" | "formula" | "reduction"> & {
    value(ŷ: number, y: number): number;
    slope(ŷ: number, y: number): number;
  },
): Cost {
  const { name, formula, reduction } = cost;
  const divisor = ({ rows }: Matrix): number => (reduction === "mean" ? rows : 1);
  return {
    name,
    formula,
    reduction,
    value(outputs, targets) {
      let sum = 0;
      for (let k = 0; k < outputs.values.length; k++) sum += cost.value(outputs.values[k], targets.values[k]);
      return sum / divisor(outputs);
    },
    derivative(outputs, targets, gradient) {
      const n = divisor(outputs);
      for (let k = 0; k < outputs.values.length; k++) {
        gradient.values[k] = cost.slope(outputs.values[k], targets.values[k]) / n;
      }
    },
  };
}

function logSumExp(z: ArrayLike<number>): number {
  let m = -Infinity;
  for (let j = 0; j < z.length; j++) m = Math.max(m, z[j]);
  let sum = 0;
  for (let j = 0; j < z.length; j++) sum += Math.exp(z[j] - m);
  return m + Math.log(sum);
}

function boundedLog(probability: number): number {
  return Math.max(Math.log(probability), -100);
}

function expectProbability(ŷ: number): number {
  if (!(ŷ < 0 || ŷ > 1)) return ŷ; // NaN passes: the cost shows it, and training says where it came from
  throw new RangeError(
    `expected outputs between 0 and 1, since cross-entropy takes their logarithm, got ${ŷ}: end the network with ` +
      `sigmoid or softmax, or take a cost "from-logits"`,
  );
}

function expectShare(y: number): number {
  if (y >= 0 && y <= 1) return y;
  throw new RangeError(
    `expected targets between 0 and 1 for cross-entropy, got ${y}: write class k as a 1 at place k among zeros`,
  );
}
