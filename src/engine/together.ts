import type { Division } from "./division";
import type { ExampleRows } from "./examples";
import {
  GroupPlaces,
  lanesOf,
  MOST_TOGETHER,
  placesFor,
  planGroupPasses,
  STRIP,
  unweave,
  weave,
} from "./groups";
import { Layout, Numbers } from "./layout";
import { borrowKernels, growTo, Kernels, returnKernels } from "./program";
import type { TrainingRecipe } from "./recipe";
import { rulesOf, tell } from "./settings";

/**
 * Trains many networks of one build on the same examples, each as if it were alone. They stand in groups, one network in
 * each lane of four vectors, and the networks of a group go through a batch at once.
 */
export class Together {
  readonly groups: number;
  private readonly lanes: number;
  private readonly parameters: number;
  private readonly places: GroupPlaces;
  private readonly rates: Float64Array;
  private readonly is32: boolean;

  private constructor(
    private readonly kernels: Kernels,
    recipe: TrainingRecipe,
    division: Division,
    rows: ExampleRows,
    start: readonly Numbers[],
    remembered: readonly Numbers[],
  ) {
    const { network } = recipe;
    this.is32 = network.dtype === "float32";
    this.lanes = lanesOf(network);
    this.groups = Math.ceil(start.length / this.lanes);
    this.parameters = start[0].length;
    const layout = new Layout(kernels.freeMemory.value);
    const places = (this.places = placesFor(recipe, this.groups, this.parameters, rows, layout));
    const describe = planGroupPasses(kernels, recipe, division, layout);
    growTo(kernels, layout.bytes);

    const { θ, kept, m, v, g, masks, epochs, bounds, batchSums, inputs, targets, order } = places;
    this.rates = new Float64Array(kernels.memory.buffer, places.rates, MOST_TOGETHER);
    new Uint8Array(kernels.memory.buffer, θ, layout.bytes - θ).fill(0);
    this.numbers(inputs, rows.inputs.length).set(rows.inputs as ArrayLike<number>);
    this.numbers(targets, rows.targets.length).set(rows.targets as ArrayLike<number>);
    const numbersOf = new Int32Array(kernels.memory.buffer, order, rows.count);
    numbersOf.forEach((_, i) => (numbersOf[i] = i));
    describe();
    tell(kernels, rulesOf(recipe));
    kernels.useExamples(inputs, targets, 0, 0);
    kernels.useOrder(order, rows.count, division.batchSize, !division.shuffles);
    kernels.useGroups(θ, kept, m, v, g, this.parameters * STRIP);
    kernels.useSurvivors(masks, epochs, bounds, batchSums);
    start.forEach((parameters, i) => this.begin(i, parameters, remembered));
  }

  /**
   * @param start the parameters of each network
   * @param remembered what the optimizer remembers before the first step, the same for all of them
   * @returns undefined where there can be no engine: WebAssembly is missing, or memory for so many networks
   */
  static for(
    recipe: TrainingRecipe,
    division: Division,
    examples: ExampleRows,
    start: readonly Numbers[],
    remembered: readonly Numbers[],
  ): Together | undefined {
    const kernels = borrowKernels();
    if (!kernels) return undefined;
    try {
      return new Together(kernels, recipe, division, examples, start, remembered);
    } catch {
      return undefined; // no room
    }
  }

  /**
   * Takes batches with some groups, over the ends of epochs.
   *
   * @param group the first of them, and how many
   * @param epoch which epoch, counted from 0, and its first batch
   * @param count how many, at most `MOST_TOGETHER`
   * @param rateOf η for the k-th of these batches
   */
  take(
    group: number,
    groups: number,
    epoch: number,
    first: number,
    count: number,
    rateOf: (k: number) => number,
  ): void {
    const { kernels, rates, is32 } = this;
    for (let k = 0; k < count; k++) rates[k] = rateOf(k);
    const take = is32 ? kernels.takeTogether32 : kernels.takeTogether64;
    take(group, groups, epoch, first, count, rates.byteOffset);
  }

  /** Forgets the sums of costs. */
  beginEvaluation(): void {
    this.sums.fill(0);
  }

  /** Adds the costs of examples for networks of some groups, as they were after their last whole epoch. */
  evaluate(group: number, groups: number, first: number, count: number): void {
    const { kernels, is32, places } = this;
    (is32 ? kernels.evaluateTogether32 : kernels.evaluateTogether64)(
      group,
      groups,
      first,
      count,
      places.sums,
    );
  }

  /** The costs that were added up, of each network. */
  get sums(): Float64Array {
    return new Float64Array(this.kernels.memory.buffer, this.places.sums, this.groups * this.lanes);
  }

  /** The whole epochs that network i was trained. */
  epochsOf(i: number): number {
    return this.wholeNumber(this.places.epochs, i);
  }

  /** Whether network i goes on: its cost, its gradient and its parameters were numbers so far. */
  goesOn(i: number): boolean {
    return this.wholeNumber(this.places.masks, i) !== 0;
  }

  /** Gives the parameters of a network after its last whole epoch. */
  read(i: number, parameters: Numbers): void {
    unweave(this.stripsOf(this.places.kept, i), i % this.lanes, this.lanes, parameters);
  }

  /** Gives the memory back: nothing may be asked any more. */
  release(): void {
    returnKernels(this.kernels);
  }

  private begin(i: number, parameters: Numbers, remembered: readonly Numbers[]): void {
    const { θ, kept, m, v, masks } = this.places;
    const put = (place: number, numbers: Numbers): void =>
      weave(numbers, this.stripsOf(place, i), i % this.lanes, this.lanes);
    put(θ, parameters);
    put(kept, parameters);
    remembered.forEach((vector, k) => put([m, v][k], vector));
    const bytes = STRIP / this.lanes;
    new Uint8Array(this.kernels.memory.buffer, masks + i * bytes, bytes).fill(255);
  }

  /** The strips of the group of network i. */
  private stripsOf(place: number, i: number): Numbers {
    const { parameters, lanes } = this;
    return this.numbers(place + Math.floor(i / lanes) * parameters * STRIP, parameters * lanes);
  }

  /** What stands in the lane of network i, as a whole number. */
  private wholeNumber(place: number, i: number): number {
    return new Int32Array(this.kernels.memory.buffer, place + (STRIP / this.lanes) * i, 1)[0];
  }

  private numbers(place: number, count: number): Float32Array | Float64Array {
    return new (this.is32 ? Float32Array : Float64Array)(this.kernels.memory.buffer, place, count);
  }
}
