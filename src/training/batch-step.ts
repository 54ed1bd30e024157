import { dot } from "../calculus";
import type { Vector } from "../data/matrix";
import { backpropagate, clipByNorm, clipByValue, Network, Workspace } from "../network";
import { randomAt } from "./batches";
import type { Checkpoint } from "./checkpoint";
import { DROPOUT_SEED } from "./engine-recipe";
import { AnswerCounter } from "./evaluate";
import type { Plan } from "./plan";
import type { Divergence, StepReport, Steps } from "./steps";

/** Above so many times the first cost it is divergence, also where numbers still can say it. */
const OUT_OF_BOUNDS = 1e12;

/** The steps as the readable code takes them, one batch at a time. */
export class BatchStep implements Steps {
  private readonly workspace: Workspace;
  private readonly gradient: Vector;
  private readonly answers: AnswerCounter;

  /** @param firstCost that of the first batch, if others have taken it */
  constructor(
    private readonly network: Network,
    private readonly plan: Plan,
    private firstCost?: number,
  ) {
    this.workspace = new Workspace(network);
    this.gradient = network.parameters.slice();
    this.answers = new AnswerCounter(plan.data.targets, plan.cost);
  }

  /** The next step: θ ← optimizer(θ, ∇C + ∇R), with C the cost of the batch and R the penalties. */
  take(at: Checkpoint, _most: number, report: (step: StepReport) => void): Divergence | undefined {
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
    report({ cost, gradientNorm, learningRate, right: this.answers.right(outputs, targets) });
    return undefined;
  }

  /** Everything is up to date after every step. */
  update(): void {}

  updateAll(): void {}

  abandon(): void {}

  rest(): void {}

  evaluate(): undefined {}

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
