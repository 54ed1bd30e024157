import { Engine, MOST_BATCHES, TrainingRecipe } from "../engine";
import type { Vector } from "../data/matrix";
import type { Network } from "../network";
import { BatchStep } from "./batch-step";
import type { Checkpoint } from "./checkpoint";
import { addPortions, counted, rowsOf } from "./engine-evaluation";
import { Evaluation, Evaluator, thresholdOf } from "./evaluate";
import type { Pace } from "./pace";
import type { Plan } from "./plan";
import type { Divergence, StepReport, Steps } from "./steps";

/** The steps as the engine takes them: many batches at once, in memory of its own. */
export class EngineSteps implements Steps {
  private engine: Engine | undefined;
  private readable: BatchStep | undefined;
  /** Whether no engine could be made, for want of WebAssembly or of memory. */
  private isImpossible = false;
  private firstCost: number | undefined;
  /** Whether the engine's parameters are newer than the network's, and what it remembers newer than the state. */
  private isAhead = false;
  private isStateAhead = false;
  /** How many evaluations were begun: only the latest goes on. */
  private evaluations = 0;
  /** The same record for every step: nothing is allocated for a batch. */
  private readonly reported: StepReport = { cost: NaN, gradientNorm: NaN, right: 0, learningRate: NaN };
  private readonly examples: ReturnType<typeof rowsOf>;
  private readonly validation: ReturnType<typeof rowsOf> | undefined;

  constructor(
    private readonly network: Network,
    private readonly plan: Plan,
    private readonly recipe: TrainingRecipe,
  ) {
    this.examples = rowsOf(plan.data);
    this.validation = plan.validation && rowsOf(plan.validation);
  }

  /** Whether there is an engine; it is made when it is first needed, and can not be made everywhere. */
  private hasEngine(at: Checkpoint): boolean {
    if (this.engine || this.isImpossible) return this.engine !== undefined;
    const { plan, recipe, examples, validation } = this;
    const { batchSize, shuffles, seed } = plan.batches;
    const division = { batchSize, shuffles, seed, threshold: thresholdOf(plan.cost) };
    this.engine = Engine.for(recipe, division, examples, validation);
    this.engine?.write(at.parameters, this.remembered(at), this.firstCost);
    this.isImpossible = this.engine === undefined;
    return !this.isImpossible;
  }

  take(at: Checkpoint, most: number, report: (step: StepReport) => void): Divergence | undefined {
    if (!this.hasEngine(at)) return this.takeReadably(at, report);
    const { plan, network } = this;
    const { count, batchSize } = plan.batches;
    const { epoch, batch, step, state } = at;
    const rateOf = (k: number): number => plan.schedule(epoch + (batch + k) / count);
    const wanted = Math.min(most, count - batch, MOST_BATCHES);
    const taken = this.engine!.take(epoch, batch, wanted, state.t, step, rateOf);
    if (taken.count === 0) return this.takeReadably(at, report);
    state.t += taken.count;
    this.isAhead = this.isStateAhead = true;
    this.firstCost ??= taken.numbers[0];
    network.counts.gradientEvaluations += taken.count;
    network.counts.gradientExamples += taken.count * batchSize;
    if (batch + taken.count === count) {
      network.counts.gradientExamples += plan.batches.sizeOf(count - 1) - batchSize;
    }
    for (let k = 0; k < taken.count; k++) {
      const { reported } = this;
      reported.cost = taken.numbers[3 * k];
      reported.gradientNorm = taken.numbers[3 * k + 1];
      reported.right = taken.numbers[3 * k + 2];
      reported.learningRate = this.engine!.rateOf(k);
      report(reported);
    }
    return undefined;
  }

  update(): void {
    if (this.isAhead) this.engine!.read(this.network.parameters);
    this.isAhead = false;
  }

  updateAll(at: Checkpoint): void {
    if (this.isStateAhead) this.engine!.read(this.network.parameters, this.remembered(at));
    this.isAhead = this.isStateAhead = false;
  }

  evaluate(at: Checkpoint, pace: Pace): Promise<Evaluation> | undefined {
    if (!this.validation || !this.hasEngine(at)) return undefined;
    return this.evaluateBy(this.engine!, pace);
  }

  abandon(): void {
    this.engine?.abandon();
    this.engine = undefined;
    this.isAhead = this.isStateAhead = false;
  }

  rest(at: Checkpoint): void {
    this.updateAll(at);
    this.engine?.release();
    this.engine = undefined;
  }

  private async evaluateBy(engine: Engine, pace: Pace): Promise<Evaluation> {
    const { network, plan, validation } = this;
    // another run may have begun meanwhile, with this engine or another: then nobody waits for this
    const which = ++this.evaluations;
    const isAwaited = (): boolean => this.engine === engine && this.evaluations === which;
    const all = await addPortions(validation!.count, pace, (first, count) =>
      isAwaited() ? engine.evaluate(first, count) : undefined,
    );
    if (!isAwaited()) return { cost: NaN, accuracy: undefined, examples: 0 };
    if (all) return counted(network, plan.cost, validation!.count, all, validation!.classes !== undefined);
    this.update();
    return new Evaluator(network, plan.validation!, plan.cost).evaluate(pace); // says what is wrong
  }

  /** What the engine has stopped before, the readable code does, or says what is wrong with it. */
  private takeReadably(at: Checkpoint, report: (step: StepReport) => void): Divergence | undefined {
    this.updateAll(at);
    this.readable ??= new BatchStep(this.network, this.plan, this.firstCost);
    const diverged = this.readable.take(at, 1, report);
    this.engine?.write(at.parameters, this.remembered(at));
    return diverged;
  }

  private remembered({ state }: Checkpoint): Vector[] {
    const vectors = state as unknown as Record<string, Vector>;
    return this.recipe.optimizer.vectors.map((name) => vectors[name]);
  }
}
