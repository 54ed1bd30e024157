import { dot } from "../calculus";
import type { Vector } from "../data/matrix";
import { backpropagate, clipByNorm, clipByValue, Network, Workspace } from "../network";
import { randomAt } from "./batches";
import type { Checkpoint } from "./checkpoint";
import { AnswerCounter } from "./evaluate";
import type { Plan } from "./plan";

/** Above so many times the first cost it is divergence, also where numbers still can say it. */
const OUT_OF_BOUNDS = 1e12;

/** So that dropout draws other numbers than the order of the examples. */
const DROPOUT_SEED = 0x9e3779b9;

/** What a step saw before it changed the parameters. */
export interface StepReport {
  cost: number;
  gradientNorm: number;
  learningRate: number;
  /** The examples of the batch, and how many the network had right. */
  examples: number;
  right: number;
}

/** The steps of training: each takes one batch forth and back through the network and changes the parameters. */
export class BatchStep {
  private readonly workspace: Workspace;
  private readonly gradient: Vector;
  private readonly answers: AnswerCounter;
  private firstCost: number | undefined;

  constructor(
    private readonly network: Network,
    private readonly plan: Plan,
  ) {
    this.workspace = new Workspace(network);
    this.gradient = network.parameters.slice();
    this.answers = new AnswerCounter(plan.data.targets, plan.cost);
  }

  /**
   * The next step: θ ← optimizer(θ, ∇C + ∇R), with C the cost of the batch and R the penalties.
   *
   * @returns what it saw; or, with the parameters unchanged, how training has diverged
   */
  take(at: Checkpoint): StepReport | { diverged: string } {
    const { network, plan, gradient, workspace } = this;
    const { inputs, targets } = plan.batches.take(at.epoch, at.batch);
    const learningRate = plan.schedule(at.epoch + at.batch / plan.batches.count);
    const options = { gradient, workspace, dropout: this.dropoutAt(at.step) };

    const { cost } = backpropagate(network, inputs, targets, plan.cost, options);
    for (const penalty of plan.penalties) penalty.addGradient(network, gradient);
    const gradientNorm = Math.sqrt(dot(gradient, gradient));
    this.firstCost ??= cost;
    const inBounds =
      Number.isFinite(cost) && Math.abs(cost) <= OUT_OF_BOUNDS * (1 + Math.abs(this.firstCost));
    if (!inBounds) return { diverged: howItDiverged(at, "the cost", cost, learningRate) };
    if (!Number.isFinite(gradientNorm)) {
      return { diverged: howItDiverged(at, "the gradient's length", gradientNorm, learningRate) };
    }

    if (plan.clipValue < Infinity) clipByValue(gradient, plan.clipValue);
    if (plan.clipNorm < Infinity) clipByNorm(gradient, plan.clipNorm);
    plan.optimizer.step(network.parameters, gradient, at.state, learningRate);
    for (const penalty of plan.penalties) penalty.afterStep(network, learningRate);

    const outputs = workspace.forBatch(inputs.rows).a.at(-1)!;
    const right = this.answers.right(outputs, targets);
    return { cost, gradientNorm, learningRate, examples: inputs.rows, right };
  }

  /** The share of right answers, if the targets name classes. */
  accuracy(right: number, examples: number): number | undefined {
    return this.answers.share(right, examples);
  }

  private dropoutAt(step: number): { rate: number; random: ReturnType<typeof randomAt> } | undefined {
    const { dropout: rate, seed } = this.plan;
    return rate > 0 ? { rate, random: randomAt((seed ^ DROPOUT_SEED) >>> 0, step) } : undefined;
  }
}

function howItDiverged(at: Checkpoint, what: string, value: number, learningRate: number): string {
  if (at.step === 0) {
    return `before the first step ${what} is ${value}: look at the network's parameters and the size of the data`;
  }
  return (
    `at step ${at.step + 1}, in epoch ${at.epoch + 1}, ${what} became ${value}: the learning rate ${learningRate} may be ` +
    `too large. Try ${learningRate / 10}, or clipNorm: 1, or inputs scaled to about 1. ` +
    `The parameters are those after epoch ${at.epoch}`
  );
}
