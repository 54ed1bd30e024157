import { ExamplePlaces, ExampleRows } from "./examples";
import { bytesOf, Layout, Numbers, pack, paddedCount, strideOf, tensorPlaces, unpack } from "./layout";
import { borrowKernels, growTo, Kernels, returnKernels } from "./program";
import type { TrainingRecipe } from "./recipe";
import { planPasses, useRules } from "./settings";

/** At most so many batches are taken in one call. */
export const MOST_BATCHES = 512;

/** What became of batches: `count` of them were taken. */
export interface BatchReports {
  count: number;
  /** For each batch C, ‖∇C‖ and the number of right answers, one after the other. */
  readonly numbers: Float64Array;
}

/** How examples are taken. */
export interface Division {
  readonly batchSize: number;
  readonly shuffles: boolean;
  readonly seed: number;
  /** Above it a single output says yes. */
  readonly threshold: number;
}

/**
 * Trains one network on one set of examples, all in WebAssembly's memory. It computes what the readable code computes,
 * sums in another order; nothing is allocated once it is made.
 */
export class Engine {
  private readonly places;
  private readonly vectors: Numbers[];
  private readonly rates: Float64Array;
  private readonly reports: BatchReports;
  private readonly verdict: Float64Array;
  private readonly is32: boolean;
  private orderedFor = -1;
  private taken: ExamplePlaces | undefined;

  private constructor(
    private readonly kernels: Kernels,
    recipe: TrainingRecipe,
    private readonly division: Division,
    private readonly training: ExamplePlaces,
    private readonly validation: ExamplePlaces | undefined,
    layout: Layout,
  ) {
    const { network } = recipe;
    const places = (this.places = tensorPlaces(network));
    this.is32 = network.dtype === "float32";
    const bytes = bytesOf(network);
    const numbers = paddedCount(places);
    const slack = 4 * Math.max(...network.sizes.map((units) => strideOf(units, network)));
    const vectors = ["θ", "g", "m", "v"].map(() => layout.take((numbers + slack) * bytes));
    const describe = planPasses(kernels, recipe, division.batchSize, layout, vectors);
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
    kernels.useParameters(vectors[0], vectors[1], vectors[2], vectors[3], numbers * bytes);
    describe();
    useRules(kernels, recipe);
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
    const kernels = borrowKernels();
    if (!kernels) return undefined;
    try {
      const layout = new Layout(kernels.freeMemory.value);
      const training = new ExamplePlaces(recipe.network, examples, layout);
      const judging = validation && new ExamplePlaces(recipe.network, validation, layout);
      return new Engine(kernels, recipe, division, training, judging, layout);
    } catch {
      return undefined; // no room
    }
  }

  /** Takes the parameters, and what the optimizer remembers. */
  write(parameters: Numbers, remembered: readonly Numbers[]): void {
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
    this.use(training);
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
    this.use(this.validation!);
    (this.is32 ? this.kernels.evaluate32 : this.kernels.evaluate64)(first, count, this.verdict.byteOffset);
    return { cost: this.verdict[0], right: this.verdict[1] };
  }

  /** Gives the memory back: nothing may be asked any more. */
  release(): void {
    returnKernels(this.kernels);
  }

  private use(examples: ExamplePlaces): void {
    if (this.taken === examples) return;
    const { batchSize, shuffles, threshold } = this.division;
    examples.use(this.kernels, batchSize, examples === this.training && shuffles, threshold);
    this.taken = examples;
  }
}
