import { chunkSize } from "./chunks";
import { type BatchReports, type Division, MOST_BATCHES } from "./division";
import { ExamplePlaces, ExampleRows, surveyInputs } from "./examples";
import { mostHelpers } from "./helpers";
import { LargeBatches, REPORT_BYTES } from "./large";
import { bytesOf, Layout, Numbers, pack, paddedCount, strideOf, tensorPlaces, unpack } from "./layout";
import { borrowKernels, growTo, isSharedBy, Kernels, returnKernels } from "./program";
import type { TrainingRecipe } from "./recipe";
import { planPasses, rulesOf, Setting, tell } from "./settings";

/**
 * Trains one network on one set of examples, all in WebAssembly's memory. It computes what the readable code computes,
 * sums in another order; nothing large is allocated once it is made.
 */
export class Engine {
  private readonly places;
  private readonly vectors: Numbers[];
  private readonly rates: Float64Array;
  private readonly reports: BatchReports;
  private readonly verdict: Float64Array;
  private readonly is32: boolean;
  private readonly large: LargeBatches | undefined;
  /** What kernels are told of the examples of training and of validation, and of which they were told last. */
  private readonly examples: Setting[][];
  private told = -1;
  private orderedFor = -1;

  private constructor(
    private readonly kernels: Kernels,
    recipe: TrainingRecipe,
    private readonly division: Division,
    private readonly training: ExamplePlaces,
    private readonly validation: ExamplePlaces | undefined,
    layout: Layout,
    chunk: number | undefined,
  ) {
    const { network } = recipe;
    const places = (this.places = tensorPlaces(network));
    this.is32 = network.dtype === "float32";
    const bytes = bytesOf(network);
    const numbers = paddedCount(places);
    // the way back reads up to three rows behind the last W, and masks what it finds
    const slack = 4 * Math.max(...network.sizes.map((units) => strideOf(units, network)));
    const vectors = ["θ", "g", "m", "v"].map(() => layout.take((numbers + slack) * bytes));
    const helpers = isSharedBy(kernels) ? mostHelpers() : 0;
    const passes = planPasses(kernels, recipe, division.batchSize, layout, vectors[0], 1 + helpers);
    const chunkBytes = chunk === undefined ? 0 : Math.ceil((numbers * bytes) / 64) * 64;
    const gradients = layout.take(chunkBytes * (helpers > 0 ? Math.ceil(division.batchSize / chunk!) : 1));
    const chunkReports = layout.take(REPORT_BYTES);
    const rates = layout.take(8 * MOST_BATCHES);
    const report = layout.take(24 * MOST_BATCHES);
    const verdict = layout.take(16);
    growTo(kernels, layout.bytes);

    const { buffer } = kernels.memory;
    const vector = this.is32 ? Float32Array : Float64Array;
    this.vectors = vectors.map((at) => new vector(buffer, at, numbers).fill(0));
    this.rates = new Float64Array(buffer, rates, MOST_BATCHES);
    this.reports = { count: 0, numbers: new Float64Array(buffer, report, 3 * MOST_BATCHES) };
    this.verdict = new Float64Array(buffer, verdict, 2);
    new Uint8Array(buffer, passes.zeros.at, passes.zeros.bytes).fill(0);
    const [θ, g, m, v] = vectors;
    const rules: Setting[] = [["useParameters", θ, g, m, v, numbers * bytes], ...rulesOf(recipe)];
    const [own, ...each] = passes.settings.map((settings) => [...settings, ...rules]);
    tell(kernels, own);
    const { batchSize, shuffles, threshold } = division;
    this.examples = [
      training.settings(batchSize, shuffles, threshold),
      validation?.settings(batchSize, false, threshold) ?? [],
    ];
    if (chunk !== undefined) {
      const division = { batchSize, examples: training.count, chunk };
      const rooms = { gradients, gradientBytes: chunkBytes, reports: chunkReports };
      this.large = new LargeBatches(kernels, this.is32, division, rooms, each, this.examples);
    }
    training.write(kernels);
    validation?.write(kernels);
  }

  /**
   * @returns undefined where there can be no engine: WebAssembly is missing, or memory for so much data
   */
  static for(
    recipe: TrainingRecipe,
    division: Division,
    examples: ExampleRows,
    validation?: ExampleRows,
  ): Engine | undefined {
    const { network } = recipe;
    const survey = surveyInputs(network, examples);
    const chunk = chunkSize(network, division.batchSize, survey.taken / examples.count);
    const isDivided = chunk !== undefined && mostHelpers() > 0;
    const kernels = (isDivided && borrowKernels(true)) || borrowKernels();
    if (!kernels) return undefined;
    try {
      const layout = new Layout(kernels.freeMemory.value);
      const training = new ExamplePlaces(network, examples, layout, survey);
      const judging = validation && new ExamplePlaces(network, validation, layout);
      return new Engine(kernels, recipe, division, training, judging, layout, chunk);
    } catch {
      returnKernels(kernels);
      return undefined; // no room
    }
  }

  /** Takes the parameters, what the optimizer remembers, and the first cost if training began before: it bounds all others. */
  write(parameters: Numbers, remembered: readonly Numbers[], firstCost?: number): void {
    if (firstCost !== undefined) this.kernels.useFirstCost(firstCost);
    pack(this.places, parameters, this.vectors[0]);
    remembered.forEach((vector, i) => pack(this.places, vector, this.vectors[2 + i]));
  }

  /** Gives the parameters, and what the optimizer remembers. */
  read(parameters: Numbers, remembered: readonly Numbers[] = []): void {
    unpack(this.places, this.vectors[0], parameters);
    remembered.forEach((vector, i) => unpack(this.places, this.vectors[2 + i], vector));
  }

  /**
   * Takes batches of an epoch, one after the other.
   *
   * @param epoch which epoch, counted from 0, and its first batch
   * @param count how many, at most `MOST_BATCHES`
   * @param t the steps that the optimizer has taken; `moment` those of training
   * @param rateOf η for the k-th of these batches
   * @returns what became of them. Before a batch whose cost or gradient is out of bounds it stops; nothing of it is done
   */
  take(
    epoch: number,
    first: number,
    count: number,
    t: number,
    moment: number,
    rateOf: (k: number) => number,
  ): BatchReports {
    const { kernels, rates, reports, division, training } = this;
    this.use(0);
    if (division.shuffles && this.orderedFor !== epoch) {
      kernels.shuffle(training.order, training.count, division.seed, epoch);
      this.orderedFor = epoch;
    }
    const largest = this.is32 ? 1e30 : 1e300;
    let usable = 0;
    for (; usable < count; usable++) {
      const rate = rateOf(usable);
      if (!(rate >= 0 && rate < largest)) break;
      rates[usable] = rate;
    }
    if (this.large) {
      reports.count = this.large.takeAll(first, usable, t, moment, rates, reports.numbers);
      return reports;
    }
    const takeBatches = this.is32 ? kernels.takeBatches32 : kernels.takeBatches64;
    reports.count = takeBatches(first, usable, t, moment, rates.byteOffset, reports.numbers.byteOffset);
    return reports;
  }

  /** η of the k-th batch that was taken last. */
  rateOf(k: number): number {
    return this.rates[k];
  }

  /**
   * The cost of examples of validation, added, and the number of right answers.
   *
   * @param first which, and how many
   */
  evaluate(first: number, count: number): { cost: number; right: number } {
    this.use(1);
    if (this.large) return this.large.evaluate(first, count, this.validation!.count);
    (this.is32 ? this.kernels.evaluate32 : this.kernels.evaluate64)(first, count, this.verdict.byteOffset);
    return { cost: this.verdict[0], right: this.verdict[1] };
  }

  /** Ends its work in the middle of a step: nobody may borrow the memory. */
  abandon(): void {
    this.large?.end();
  }

  /** Gives the memory back: nothing may be asked any more. */
  release(): void {
    if (this.large?.end() ?? true) returnKernels(this.kernels);
  }

  /** Tells the kernels of the examples of training, 0, or of validation, 1. */
  private use(which: 0 | 1): void {
    if (this.told === which) return;
    tell(this.kernels, this.examples[which]);
    this.told = which;
  }
}
