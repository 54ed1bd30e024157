import type { Network } from "../network";
import { BatchStep, StepReport } from "./batch-step";
import { beginning, betterOf, Checkpoint, copyCheckpoint, isSound } from "./checkpoint";
import { expectContinuable, noSums, overwriteCheckpoint } from "./checkpoint";
import { divergedAfter, Ending, endNow, outOfPatience } from "./ending";
import { Evaluator, TrainingData, weightOf } from "./evaluate";
import type { BatchEvent, EpochEvent, Progress, TrainingEvent, TrainingListener } from "./events";
import { emptyHistory, History, historyUntil, recordBatch, recordEpoch } from "./history";
import type { TrainingOptions } from "./options";
import { Pace } from "./pace";
import { Plan, planFor } from "./plan";
import { TrainingRun } from "./run";

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
  private readonly step: BatchStep;
  private readonly validator: Evaluator | undefined;
  private readonly pace = new Pace();
  /** Where training is, with the network's own parameters; and where its last whole epoch ended, as a copy. */
  private readonly at: Checkpoint;
  private readonly safe: Checkpoint;
  private ending: Ending | undefined;
  private latest: TrainingEvent | undefined;
  private turn = 0;
  /** Who hears of every event, and who of the latest now and then. */
  private readonly listeners: readonly TrainingListener[];
  private readonly samplers: readonly TrainingListener[];

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
    this.safe = copyCheckpoint(this.at);
    this.history = before ? historyUntil(from.step, before.history) : emptyHistory();
    this.step = new BatchStep(this.network, this.plan);
    this.listeners = listeners.filter(({ sampled }) => sampled !== true);
    this.samplers = listeners.filter(({ sampled }) => sampled === true);
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
    this.ending = this.latest = undefined;
    try {
      await this.untilEnd(turn);
    } catch (error) {
      if (turn === this.turn) await this.tellOfFailure(error);
      throw error;
    }
    const run = this.result;
    if (turn === this.turn) await this.tell({ type: "end", run }, this.plan.listeners);
    return run;
  }

  private async untilEnd(turn: number): Promise<void> {
    while (turn === this.turn && !(this.ending ??= endNow(this.at, this.plan))) {
      const epochGoesOn = this.at.batch < this.plan.batches.count;
      const ending = await (epochGoesOn ? this.batch() : this.endOfEpoch(turn));
      if (turn === this.turn) this.ending = ending;
      if (!this.pace.due) continue;
      if (turn === this.turn && this.latest) this.ending ??= await this.tell(this.latest, this.samplers);
      await this.pace.pause();
    }
  }

  /** What training has so far. */
  get result(): TrainingRun {
    const { at, safe, history, plan } = this;
    const { stopped, reason } = this.ending ?? { stopped: "unfinished", reason: "training was not finished" };
    const checkpoint = copyCheckpoint(stopped !== "diverged" && isSound(at) ? at : safe);
    const { parameters } = (plan.keep === "best" && at.best) || checkpoint;
    const network = this.network.withParameters(parameters);
    Object.assign(network.counts, this.network.counts);
    const happened = historyUntil(Infinity, history);
    return new TrainingRun({ network, history: happened, stopped, reason, checkpoint });
  }

  private async batch(): Promise<Ending | undefined> {
    const { at } = this;
    const begin = performance.now();
    const report = this.step.take(at);
    if ("diverged" in report) return { stopped: "diverged", reason: report.diverged };
    at.seconds += (performance.now() - begin) / 1000;
    const event = this.afterStep(report);
    recordBatch(this.history, event);
    return this.tell(event);
  }

  private afterStep({ cost, gradientNorm, learningRate, examples, right }: StepReport): BatchEvent {
    const { at, plan } = this;
    at.batch++;
    at.step++;
    at.work += examples;
    at.sums.cost += cost * weightOf(examples, plan.cost);
    at.sums.gradientNorm += gradientNorm;
    at.sums.right += right;
    at.sums.examples += examples;
    at.learningRate = learningRate;
    const accuracy = this.step.accuracy(right, examples);
    const { batch, batches } = at;
    return { type: "batch", ...this.progress(at.epoch + 1), batch, batches, cost, accuracy, gradientNorm };
  }

  private async endOfEpoch(turn: number): Promise<Ending | undefined> {
    const { at, plan } = this;
    const validation = await this.validator?.evaluate(this.pace);
    if (turn !== this.turn) return undefined; // another run has begun meanwhile, and ends the epoch itself
    const { cost: sum, gradientNorm, right, examples } = at.sums;
    const cost = sum / weightOf(examples, plan.cost);
    const judged = validation?.cost ?? cost;
    if (!Number.isFinite(judged) || !isSound(at)) return divergedAfter(at, judged);
    Object.assign(at, { epoch: at.epoch + 1, batch: 0, sums: noSums() });
    const { epoch, parameters } = at;
    at.best = betterOf(at.best, { epoch, cost: judged, parameters }, plan.minimumGain);
    overwriteCheckpoint(this.safe, at);

    const event: EpochEvent = {
      ...{ type: "epoch", ...this.progress(at.epoch), cost, accuracy: this.step.accuracy(right, examples) },
      ...{ gradientNorm: gradientNorm / plan.batches.count },
      ...{ validationCost: validation?.cost, validationAccuracy: validation?.accuracy },
    };
    recordEpoch(this.history, event);
    return (await this.tell(event)) ?? outOfPatience(at, plan);
  }

  private progress(epoch: number): Omit<Progress, "cost" | "accuracy" | "gradientNorm"> {
    const { step, work, seconds, learningRate } = this.at;
    const { network, history, plan } = this;
    return { network, history, epoch, epochs: plan.epochs, step, work, seconds, learningRate };
  }

  /** Those who show something below the cell show how it ended; an error of theirs is not the one to tell. */
  private async tellOfFailure(error: unknown): Promise<void> {
    const reason = `an error ended it: ${error instanceof Error ? error.message : String(error)}`;
    this.ending = { stopped: "failed", reason };
    const event: TrainingEvent = { type: "end", run: this.result };
    for (const listener of this.plan.listeners) await this.tell(event, [listener]).catch(() => undefined);
  }

  private async tell(event: TrainingEvent, listeners = this.listeners): Promise<Ending | undefined> {
    let ending: Ending | undefined;
    this.latest = event;
    for (const listener of listeners) {
      const answer = listener(event);
      if ((answer instanceof Promise ? await answer : answer) === "stop") {
        ending = { stopped: "listener", reason: "a listener said that it is enough" };
      }
    }
    return ending;
  }
}
