import { DifferenceOptions } from "../calculus";
import { MatrixLike } from "../data";
import { Cost, CostName, costNamed } from "./costs";
import { differenceQuotients, NumericalGradient } from "./difference-quotients";
import { differencesByEngine } from "./engine-differences";
import { inputsOf } from "./forward";
import type { Network } from "./network";
import { costOf, targetsOf } from "./output";
import { chooseParameters, ParameterChoice } from "./parameter-choice";
import { Workspace } from "./workspace";

/** Which parameters, and how the differences are taken. */
export interface NumericalGradientOptions extends DifferenceOptions {
  /** Names of tensors such as "W1", indices in the flat vector, or a list of both; all parameters if not given. */
  parameters?: ParameterChoice;
  /**
   * Who computes the costs: the readable code, which is the definition, or the engine, which adds in another order. If not
   * given, the engine where there is much to compute and all parts are the library's, in any other case the readable code.
   */
  path?: "readable" | "engine";
}

/**
 * The gradient of the cost by finite differences: each chosen parameter in turn is changed a little, and the whole
 * cost is computed again. For n parameters that is 2n passes over all examples, n + 1 with one-sided differences;
 * backpropagation needs one pass and the way back.
 *
 * @param network the network, whose parameters stay as they are; the evaluations are added to its counts
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @param options which parameters, the method and the step, and the path
 * @returns one component for each chosen parameter
 * @throws RangeError or TypeError as `costOf`, and if a name, an index or the step is none, or the engine was asked for
 *   and cannot
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [3, 0] });
 * const { gradient } = numericalGradient(network, [[2]], [[5]], "half-sum-of-squares", { parameters: "W1" });
 * gradient[0].toFixed(6); // "2.000000"
 */
export function numericalGradient(
  network: Network,
  inputs: MatrixLike,
  targets: MatrixLike,
  cost: Cost | CostName,
  options: NumericalGradientOptions = {},
): NumericalGradient {
  const C = costNamed(cost);
  const X = inputsOf(network, inputs);
  const y = targetsOf(network, targets, X.rows);
  const indices = chooseParameters(network, options.parameters);
  const found = differencesByEngine(network, { X, y, C }, indices, options);
  if (found) return found;

  const probe = network.copy();
  const workspace = new Workspace(probe);
  try {
    return differenceQuotients(probe.parameters, indices, options, () =>
      costOf(probe, X, y, C, { workspace }),
    );
  } finally {
    network.counts.costEvaluations += probe.counts.costEvaluations;
    network.counts.costExamples += probe.counts.costExamples;
  }
}
