import type { Matrix, MatrixLike } from "../data/matrix";
import { Cost, CostName, costNamed, forwardPass, Network, Workspace } from "../network";
import { inputsOf } from "../network/forward";
import { outputCost, targetsOf } from "../network/output";
import { Examples, examplesBetween } from "./batches";
import { evaluateByEngine } from "./engine-evaluation";
import { answersOf, nameClasses } from "./metrics";
import { Pace } from "./pace";

/** So many examples go through the network at once: enough for speed, and never long. */
const PORTION = 256;

/** How well a network does on examples. */
export interface Evaluation {
  /** C, as the cost's `reduction` says for all the examples. */
  cost: number;
  /** The share of right answers; undefined if the targets name no classes. */
  accuracy: number | undefined;
  examples: number;
}

/** Data as a caller may give it: inputs and targets, one example a row. Every `Dataset` is. */
export interface TrainingData {
  inputs: MatrixLike;
  targets: MatrixLike;
}

/**
 * The cost and the accuracy of a network on examples. It gives others a turn about every 50 ms.
 *
 * @param network the network, which stays as it is
 * @param data inputs and targets, one example a row
 * @param cost a cost, or its name, "mean-squared-error" if not given
 * @returns the cost and, if the targets name classes, the accuracy
 * @throws RangeError or TypeError if the data does not fit the network, is empty or not finite
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [2, 0] });
 * const { cost } = await evaluate(network, { inputs: [[1], [2]], targets: [[2], [5]] });
 * cost; // 0.5
 */
export async function evaluate(
  network: Network,
  data: TrainingData,
  cost: Cost | CostName = "mean-squared-error",
): Promise<Evaluation> {
  const examples = fitted(network, data);
  const C = costNamed(cost);
  const pace = new Pace();
  return (
    (await evaluateByEngine(network, examples, C, thresholdOf(C), pace)) ??
    new Evaluator(network, examples, C).evaluate(pace)
  );
}

/** The data as matrices of the network's dtype that fit its first and last layer. */
export function fitted(network: Network, data: TrainingData, name = "the data"): Examples {
  if (typeof data !== "object" || data === null || data.inputs === undefined || data.targets === undefined) {
    throw new TypeError(`expected ${name} as { inputs, targets }, one example a row, got ${String(data)}`);
  }
  const inputs = inputsOf(network, data.inputs);
  return { inputs, targets: targetsOf(network, data.targets, inputs.rows) };
}

/** Evaluates one network on the same examples again and again, in the same memory. */
export class Evaluator {
  private readonly workspace: Workspace;
  private readonly answers: AnswerCounter;

  constructor(
    private readonly network: Network,
    private readonly data: Examples,
    private readonly cost: Cost,
  ) {
    this.workspace = new Workspace(network);
    this.answers = new AnswerCounter(data.targets, cost);
  }

  async evaluate(pace: Pace): Promise<Evaluation> {
    const { network, data, cost, workspace, answers } = this;
    const n = data.inputs.rows;
    let sum = 0;
    let right = 0;
    for (let first = 0; first < n; first += PORTION) {
      const { inputs, targets } = examplesBetween(data, first, Math.min(first + PORTION, n));
      const pass = forwardPass(network, inputs, { workspace });
      const value = outputCost(network, pass, targets, cost);
      sum += value * weightOf(inputs.rows, cost);
      if (Number.isFinite(value)) right += answers.right(pass.outputs, targets);
      if (pace.due) await pace.pause();
    }
    network.counts.costEvaluations++;
    network.counts.costExamples += n;
    return { cost: sum / weightOf(n, cost), accuracy: answers.share(right, n), examples: n };
  }
}

/** With what a batch's cost enters that of all examples: a mean as often as it has examples, a sum as it is. */
export function weightOf(examples: number, cost: Cost): number {
  return cost.reduction === "mean" ? examples : 1;
}

/** Above it a single output says yes: ½, or 0 for a logit. */
export function thresholdOf(cost: Cost): number {
  return cost.name.endsWith("from-logits") ? 0 : 0.5;
}

/** Counts right answers, if the targets name classes. */
export class AnswerCounter {
  private readonly classifies: boolean;
  private readonly threshold: number;

  constructor(targets: Matrix, cost: Cost) {
    this.classifies = nameClasses(targets);
    this.threshold = thresholdOf(cost);
  }

  right(outputs: Matrix, targets: Matrix): number {
    if (!this.classifies) return 0;
    const [given, expected] = [answersOf(outputs, this.threshold), answersOf(targets)];
    let right = 0;
    for (let i = 0; i < given.length; i++) if (given[i] === expected[i]) right++;
    return right;
  }

  share(right: number, examples: number): number | undefined {
    return this.classifies ? right / examples : undefined;
  }
}
