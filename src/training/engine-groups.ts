import { rowOf, Vector } from "../data/matrix";
import { MOST_TOGETHER, Together, TrainingRecipe } from "../engine";
import type { Network } from "../network";
import type { Ending } from "./ending";
import { engineRecipe } from "./engine-recipe";
import { weightOf } from "./evaluate";
import { expectStep } from "./optimizers/optimizer";
import { Pace } from "./pace";
import type { Plan } from "./plan";
import type { TogetherRecord } from "./together-record";

/** Networks with more parameters are not faster together: one alone gives the processor's vectors enough to do. */
const MOST_PARAMETERS = 1000;

/** So many networks are worth a group, in which others stay empty. */
const FEWEST_NETWORKS = 8;

/** At least so many examples are evaluated at once, if there are so many. */
const PORTION = 64;

/**
 * Trains networks in the engine's groups.
 *
 * @returns why it ended; undefined if the engine can not do it, or not faster than one after the other, and nothing is done
 */
export async function trainInGroups(
  networks: readonly Network[],
  plan: Plan,
  record: TogetherRecord,
): Promise<Ending | undefined> {
  const [first] = networks;
  if (first.parameterCount > MOST_PARAMETERS || networks.length < FEWEST_NETWORKS) return undefined;
  const recipe = recipeFor(first, plan);
  if (!recipe) return undefined;
  const state = plan.optimizer.initialState(first.parameters) as unknown as Record<string, Vector>;
  const remembered = recipe.optimizer.vectors.map((name) => state[name]);
  const { inputs, targets } = plan.data;
  const rows = { count: inputs.rows, inputs: inputs.values, targets: targets.values };
  const { batchSize, shuffles, seed } = plan.batches;
  const division = { batchSize, shuffles, seed, threshold: 0 };
  const start = networks.map(({ parameters }) => parameters);
  const engine = Together.for(recipe, division, rows, start, remembered);
  if (!engine) return undefined;
  try {
    return await new Groups(engine, plan, record).train();
  } finally {
    engine.release();
  }
}

/** A plan as the engine takes it; undefined for what is one's own, and if outputs may turn out to be no probabilities. */
function recipeFor(network: Network, plan: Plan): TrainingRecipe | undefined {
  const recipe = engineRecipe(network, plan);
  if (!recipe || !("network" in recipe)) return undefined;
  const last = recipe.network.activations[recipe.network.activations.length - 1];
  const needsProbabilities = ["cross-entropy", "binary-cross-entropy"].includes(recipe.cost.kind);
  return !needsProbabilities || ["sigmoid", "softmax", "step"].includes(last) ? recipe : undefined;
}

/** The groups while they are trained. */
class Groups {
  private readonly pace = new Pace();
  private ending: Ending | undefined;

  constructor(
    private readonly engine: Together,
    private readonly plan: Plan,
    private readonly record: TogetherRecord,
  ) {}

  async train(): Promise<Ending> {
    const { engine, plan, record } = this;
    let before = 0;
    this.ending = plan.stopNow();
    for (const [mark, epoch] of record.marks.entries()) {
      await this.takeEpochs(before, epoch);
      before = epoch;
      if (this.ending && epoch > 0) break;
      const costs = await this.costs();
      costs.forEach((cost, i) => {
        if (engine.epochsOf(i) === epoch) record.note(i, mark, cost);
      });
    }
    await this.takeEpochs(before, plan.epochs);
    record.cost.set(await this.costs());
    for (let i = 0; i < record.cost.length; i++) {
      record.epochs[i] = engine.epochsOf(i);
      record.diverged[i] = engine.goesOn(i) ? 0 : 1;
      engine.read(i, rowOf(record.parameters, i));
    }
    return this.ending ?? { stopped: "epochs", reason: `all ${plan.epochs} epochs were done` };
  }

  /** Goes from one number of epochs to another, a few batches of a few groups after the other. */
  private async takeEpochs(from: number, to: number): Promise<void> {
    const { engine, plan, pace } = this;
    const { count } = plan.batches;
    const rateAt = (step: number): number =>
      expectRate(plan.schedule(Math.floor(step / count) + (step % count) / count));
    for (let step = from * count; step < to * count && !this.ending;) {
      const most = pace.atOnce; // batches, each with one group
      const groups = Math.min(most, engine.groups);
      const batches = Math.min(Math.floor(most / groups), MOST_TOGETHER, to * count - step);
      const [epoch, batch] = [Math.floor(step / count), step % count];
      for (let group = 0; group < engine.groups && !this.ending; group += groups) {
        const begin = performance.now();
        const some = Math.min(groups, engine.groups - group);
        engine.take(group, some, epoch, batch, batches, (k) => rateAt(step + k));
        pace.took(most, (performance.now() - begin) / 1000);
        await this.giveWay();
      }
      step += batches;
    }
  }

  /** The cost of each network, on all the data. */
  private async costs(): Promise<Float64Array> {
    const { engine, plan, pace, record } = this;
    const examples = plan.data.inputs.rows;
    const portion = Math.max(PORTION, plan.batches.batchSize);
    engine.beginEvaluation();
    for (let first = 0; first < examples; first += portion) {
      const groups = pace.atOnce;
      for (let group = 0; group < engine.groups; group += groups) {
        const some = Math.min(groups, engine.groups - group);
        engine.evaluate(group, some, first, Math.min(portion, examples - first));
        if (pace.due) await pace.pause();
      }
    }
    const weight = weightOf(examples, plan.cost);
    return Float64Array.from({ length: record.cost.length }, (_, i) => engine.sums[i] / weight);
  }

  private async giveWay(): Promise<void> {
    if (!this.pace.due) return;
    await this.pace.pause();
    this.ending ??= this.plan.stopNow();
  }
}

const none = new Float64Array(0);

/** η, if an optimizer can take a step with it; it says what is wrong. */
function expectRate(learningRate: number): number {
  expectStep(none, none, learningRate);
  return learningRate;
}
