import type { Network } from "../network";
import { Audience } from "./audience";
import { beginning, betterOf, Checkpoint, copyCheckpoint, isSound } from "./checkpoint";
import { countStep, expectContinuable, noSums } from "./checkpoint";
import { chooseSteps } from "./choose-steps";
import { divergedAfter, Ending, endNow, outOfPatience } from "./ending";
import { AnswerCounter, type Evaluation, Evaluator, TrainingData, weightOf } from "./evaluate";
import { BatchRecord, epochEvent, Scene } from "./event-records";
import type { BatchEvent, EpochEvent } from "./events";
import { emptyHistory, History, historyUntil, recordBatch, recordEpoch } from "./history";
import { Keeper } from "./keeper";
import type { TrainingOptions } from "./options";
import { Pace } from "./pace";
import { Plan, planFor } from "./plan";
import { TrainingRun } from "./run";
import type { StepReport, Steps } from "./steps";

/**
 * Training that can be stopped and continued. `train` makes one and runs it to its end; make it yourself, before you run
 * it, to keep what it has when the cell is interrupted.
 *
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [0, 0] });
 * const data = { inputs: [[1], [2]], targets: [[2], [4]] };
 * const training = new Training(network, data, { learningRate: 0.1, epochs: 5 });
 * await training.run();
 * training.result.history.epoch; // [1, 2, 3, 4, 5]
 */
export class Training {
  private readonly network: Network;
  private readonly plan: Plan;
  private readonly history: History;
  private readonly steps: Steps;
  private readonly answers: AnswerCounter;
  private readonly validator: Evaluator | undefined;
  private readonly pace = new Pace();
  /** Where training is, with the network's own parameters. */
  private readonly at: Checkpoint;
  private readonly keeper: Keeper;
  private ending: Ending | undefined;
  private turn = 0;
  private readonly audience: Audience;
  private readonly scene: Scene;

  /**
   * @param network the network to begin with, which stays as it is
   * @param data inputs and targets, one example a row
   * @param options how to train
   * @throws RangeError or TypeError that says which option or which data is wrong
   */
  constructor(network: Network, data: TrainingData, options: TrainingOptions = {}) {
    this.network = network.copy();
    this.plan = planFor(this.network, data, options);
    const { optimizer, batches, validation, cost, listeners } = this.plan;
    const { parameters } = this.network;
    const before = options.continueFrom;
    if (before) expectContinuable(before.checkpoint, parameters.length, optimizer.name, batches.count);
    const from = before?.checkpoint ?? beginning(parameters, optimizer, batches.count);
    parameters.set(from.parameters);
    this.at = { ...copyCheckpoint(from), parameters, batches: batches.count };
    this.history = before ? historyUntil(from.step, before.history) : emptyHistory();
    this.keeper = new Keeper(this.at, this.history);
    this.scene = { network: this.network, history: this.history, epochs: this.plan.epochs, at: this.at };
    this.steps = chooseSteps(this.network, this.plan);
    this.answers = new AnswerCounter(this.plan.data.targets, cost);
    this.audience = new Audience(listeners);
    this.validator = validation && new Evaluator(this.network, validation, cost);
  }

  /**
   * Trains until all epochs are done, or something ends it. Called again, it goes on.
   *
   * @returns what became of it
   * @throws whatever a listener throws
   */
  async run(): Promise<TrainingRun> {
    const turn = ++this.turn; // a run that an interrupt has left waiting ends when another begins
    this.ending = undefined;
    this.audience.forget();
    this.keeper.mend(this.steps);
    this.keeper.keepRecent();
    try {
      await this.untilEnd(turn);
    } catch (error) {
      if (turn === this.turn) await this.tellOfFailure(error);
      throw error;
    } finally {
      if (turn === this.turn) this.steps.rest(this.at);
    }
    const run = this.result;
    if (turn === this.turn) await this.audience.tellEnd({ type: "end", run });
    return run;
  }

  private async untilEnd(turn: number): Promise<void> {
    while (turn === this.turn && !(this.ending ??= endNow(this.at, this.plan))) {
      const epochGoesOn = this.at.batch < this.plan.batches.count;
      const told = epochGoesOn ? this.batches() : this.endOfEpoch(turn);
      const ending = told instanceof Promise ? await told : told; // to wait for nothing costs time too
      if (turn === this.turn) this.ending = ending;
      if (!this.pace.due) continue;
      this.keeper.keepNowAndThen(() => this.steps.updateAll(this.at));
      this.steps.update();
      if (turn === this.turn) this.ending ??= await this.audience.tellLatest();
      await this.pace.pause();
    }
  }

  /** What training has so far. */
  get result(): TrainingRun {
    const { at, keeper, history, plan } = this;
    this.keeper.mend(this.steps);
    this.steps.updateAll(at);
    const { stopped, reason } = this.ending ?? { stopped: "unfinished", reason: "training was not finished" };
    const checkpoint = copyCheckpoint(stopped !== "diverged" && isSound(at) ? at : keeper.epochEnd);
    const { parameters } = (plan.keep === "best" && at.best) || checkpoint;
    const network = this.network.withParameters(parameters);
    Object.assign(network.counts, this.network.counts);
    const happened = historyUntil(Infinity, history);
    return new TrainingRun({ network, history: happened, stopped, reason, checkpoint });
  }

  /** One batch, if somebody is to be told of each, or as many as take about 10 ms. */
  private batches(): Ending | undefined | Promise<Ending | undefined> {
    const { at, steps, pace, plan } = this;
    const before = at.batch;
    const begin = performance.now();
    let last: StepReport | undefined;
    const most = plan.isHeard || plan.isAsked ? 1 : pace.atOnce;
    const diverged = this.keeper.change(() => steps.take(at, most, (report) => this.record((last = report))));
    const seconds = (performance.now() - begin) / 1000;
    at.seconds += seconds;
    pace.took(at.batch - before, seconds);
    if (diverged) return { stopped: "diverged", reason: diverged.diverged };
    if (plan.isHeard) return this.audience.tell(this.eventOf(last!));
    this.audience.remember(() => this.eventOf(last!));
    return undefined;
  }

  private record(report: StepReport): void {
    const { at, plan, history } = this;
    const examples = plan.batches.sizeOf(at.batch);
    countStep(at, report, examples, weightOf(examples, plan.cost));
    recordBatch(history, at, report);
  }

  private eventOf({ cost, gradientNorm, right }: StepReport): BatchEvent {
    const accuracy = this.answers.share(right, this.plan.batches.sizeOf(this.at.batch - 1));
    return new BatchRecord(this.scene, { cost, accuracy, gradientNorm }, this.steps);
  }

  private async endOfEpoch(turn: number): Promise<Ending | undefined> {
    const { at, plan } = this;
    this.steps.updateAll(at);
    const validation = await (this.steps.evaluate(at, this.pace) ?? this.validator?.evaluate(this.pace));
    if (turn !== this.turn) return undefined; // another run has begun meanwhile, and ends the epoch itself
    const cost = at.sums.cost / weightOf(at.sums.examples, plan.cost);
    const judged = validation?.cost ?? cost;
    if (!Number.isFinite(judged) || !isSound(at)) return divergedAfter(at, judged);
    const event = this.keeper.change(() => this.closeEpoch(cost, validation));
    this.keeper.keepEpochEnd();
    return (await this.audience.tell(event)) ?? outOfPatience(at, plan);
  }

  private closeEpoch(cost: number, validation: Evaluation | undefined): EpochEvent {
    const { at, plan } = this;
    const { gradientNorm, right, examples } = at.sums;
    at.epoch++;
    at.batch = 0;
    Object.assign(at.sums, noSums());
    const { epoch, parameters } = at;
    at.best = betterOf(at.best, { epoch, cost: validation?.cost ?? cost, parameters }, plan.minimumGain);
    const accuracy = this.answers.share(right, examples);
    const outcome = { cost, accuracy, gradientNorm: gradientNorm / plan.batches.count };
    const event = epochEvent(this.scene, outcome, validation);
    recordEpoch(this.history, event);
    return event;
  }

  /** Those who show something below the cell show how it ended. */
  private async tellOfFailure(error: unknown): Promise<void> {
    const reason = `an error ended it: ${error instanceof Error ? error.message : String(error)}`;
    this.ending = { stopped: "failed", reason };
    await this.audience.tellFailure({ type: "end", run: this.result });
  }
}
