import { Matrix, MatrixLike } from "../data";
import { ChangedPass } from "./changed-pass";
import { Cost, CostName, costNamed } from "./costs";
import { differenceQuotients, NumericalGradient } from "./difference-quotients";
import { differencesByEngine } from "./engine-differences";
import { forwardPass, inputsOf } from "./forward";
import type { Network } from "./network";
import { NumericalGradientOptions } from "./numerical-gradient";
import { outputCost, targetsOf } from "./output";
import { chooseParameters } from "./parameter-choice";

/**
 * The gradient of the cost by finite differences, as `numericalGradient` gives it, to the last bit, in a fraction of
 * the time: after a change of one weight only what it reaches is computed again. A change of Wₖⱼ⁽ˡ⁾ reaches unit j of
 * layer l + 1, for the examples with aₖ⁽ˡ⁾ ≠ 0, and from there all units of the later layers.
 *
 * Sums keep their order of additions: what comes before the change is kept, what comes after it is added anew. To add
 * h·aₖ to the old sum would be faster still, and would round differently. The engine does the same in its own order, for
 * both functions: which of the two paths is taken does not depend on the chosen parameters.
 *
 * @param network the network, whose parameters stay as they are; the evaluations are added to its counts
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @param options which parameters, the method and the step, and the path
 * @returns one component for each chosen parameter
 * @throws RangeError or TypeError as `numericalGradient`
 * @example
 * const network = new Network([2, 3, 1], { activations: "sigmoid" });
 * const data = [[[0.3, 1]], [[0.75]], "half-sum-of-squares"];
 * const [plain, incremental] = [numericalGradient(network, ...data), incrementalGradient(network, ...data)];
 * plain.gradient.every((slope, i) => slope === incremental.gradient[i]); // true
 */
export function incrementalGradient(
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
  const idle = idleParameters(network, X);
  const byEngine = differencesByEngine(network, { X, y, C }, indices, options, idle);
  if (byEngine) return byEngine;

  const probe = network.copy();
  const pass = forwardPass(probe, X);
  const changed = new ChangedPass(probe, pass);
  const costBefore = outputCost(probe, pass, y, C);
  const costAround = (index?: number): number => {
    if (index === undefined || !changed.compute(index)) return costBefore;
    const costAfter = outputCost(probe, pass, y, C);
    changed.undo();
    return costAfter;
  };
  const isIdle = (index: number): boolean => idle[index] === 1;
  const found = differenceQuotients(probe.parameters, indices, options, costAround, isIdle);
  network.counts.costEvaluations += found.costEvaluations;
  network.counts.costExamples += found.costEvaluations * X.rows;
  return found;
}

/** For each weight of W⁽¹⁾ 1 if its input is 0 in all examples, as the pixels at the edge of digits are: it does not matter. */
function idleParameters({ sizes: [inputs, units] }: Network, X: Matrix): Uint8Array {
  const isOff = new Uint8Array(inputs).fill(1);
  for (let i = 0; i < X.values.length; i += inputs) {
    for (let k = 0; k < inputs; k++) if (X.values[i + k] !== 0) isOff[k] = 0;
  }
  const idle = new Uint8Array(inputs * units);
  for (let k = 0; k < inputs; k++) if (isOff[k]) idle.fill(1, k * units, (k + 1) * units);
  return idle;
}
