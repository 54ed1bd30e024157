import { ExamplePlaces, type ExampleRows } from "./examples";
import { bytesOf, Layout, Numbers, pack, paddedCount, strideOf, TensorPlace, tensorPlaces } from "./layout";
import { borrowKernels, growTo, Kernels, returnKernels } from "./program";
import { costKinds, PassRecipe } from "./recipe";
import { planPasses, tell } from "./settings";

/** The cost of a network on examples, as it is and with single parameters changed. */
export class CostProbe {
  /** Parameters that are to be changed, one after the other: so many at once. */
  readonly indices: Int32Array;
  /** The values of each, the same number for all; and for each value the cost. */
  readonly values: Float64Array;
  readonly costs: Float64Array;
  private readonly tensors: readonly TensorPlace[];
  private readonly θ: Numbers;
  private readonly verdict: Float64Array;
  private readonly is32: boolean;

  private constructor(
    private readonly kernels: Kernels,
    private readonly recipe: PassRecipe,
    private readonly parameters: Numbers,
    private readonly examples: ExampleRows,
    private readonly times: number,
    most: number,
  ) {
    const { network, cost } = recipe;
    const layout = new Layout(kernels.freeMemory.value);
    const tensors = (this.tensors = tensorPlaces(network));
    const numbers = paddedCount(tensors);
    const bytes = bytesOf(network);
    const piece = kernels.PIECE.value;
    const row = strideOf(Math.max(...network.sizes), network) * bytes;
    const θ = layout.take(numbers * bytes);
    const { settings, zeros } = planPasses(kernels, { network, dropout: 0 }, examples.count, layout, θ);
    const places = new ExamplePlaces(network, examples, layout);
    const savedRow = layout.take(row);
    const sizes = [piece * row, piece * row, piece * row, 4 * piece, kernels.NETWORK_BYTES.value];
    const rooms = sizes.map((size) => layout.take(size));
    const known = layout.take(kernels.KNOWN_COST_BYTES.value);
    const [indices, values, costs] = [4, 8 * times, 8 * times].map((each) => layout.take(most * each));
    const verdict = layout.take(16);
    growTo(kernels, layout.bytes);

    const { buffer } = kernels.memory;
    this.is32 = network.dtype === "float32";
    this.θ = new (this.is32 ? Float32Array : Float64Array)(buffer, θ, numbers);
    this.indices = new Int32Array(buffer, indices, most);
    this.values = new Float64Array(buffer, values, times * most);
    this.costs = new Float64Array(buffer, costs, times * most);
    this.verdict = new Float64Array(buffer, verdict, 2);
    new Uint8Array(buffer, zeros.at, zeros.bytes).fill(0);
    pack(tensors, parameters, this.θ);
    places.write(kernels);
    tell(kernels, [...settings[0], ...places.settings(examples.count, false, 0)]);
    kernels.useCost(costKinds.indexOf(cost.kind), cost.fromSums);
    kernels.usePerturbations(savedRow);
    kernels.useKnownCosts(known);
    kernels.usePerturbedNetworks(...rooms);
  }

  /**
   * @param parameters all weights and biases; they stay, and are not to change meanwhile
   * @param times how many values each changed parameter takes
   * @param most how many parameters are to be changed at once, at most
   * @returns undefined where there can be none: WebAssembly is missing, or memory
   */
  static for(
    recipe: PassRecipe,
    parameters: Numbers,
    examples: ExampleRows,
    times: number,
    most: number,
  ): CostProbe | undefined {
    const kernels = borrowKernels();
    if (!kernels) return undefined;
    try {
      return new CostProbe(kernels, recipe, parameters, examples, times, most);
    } catch {
      return undefined; // no room
    }
  }

  /** C, by a whole pass. */
  cost(): number {
    const { kernels, examples, verdict, recipe } = this;
    (this.is32 ? kernels.evaluate32 : kernels.evaluate64)(0, examples.count, verdict.byteOffset);
    return recipe.cost.isMean ? verdict[0] / examples.count : verdict[0];
  }

  /** The costs for the values of the first `count` of the parameters to be changed, each by a whole pass. */
  passWhole(count: number): void {
    const { θ, indices, values, costs, times, parameters } = this;
    for (let i = 0; i < count; i++) {
      const at = this.placeOf(indices[i]);
      for (let t = i * times; t < (i + 1) * times; t++) {
        θ[at] = values[t];
        costs[t] = this.cost();
      }
      θ[at] = parameters[indices[i]];
    }
  }

  /** The same costs, to the last bit, where only what a change reaches is computed again. */
  passChanges(count: number): void {
    const { kernels, examples, indices, values, costs, times, recipe } = this;
    const piece = kernels.PIECE.value;
    const perturb = this.is32 ? kernels.perturb32 : kernels.perturb64;
    costs.fill(0, 0, count * times);
    for (let first = 0; first < examples.count; first += piece) {
      const part = Math.min(piece, examples.count - first);
      perturb(first, part, count, indices.byteOffset, times, values.byteOffset, costs.byteOffset);
    }
    if (recipe.cost.isMean) for (let t = 0; t < count * times; t++) costs[t] /= examples.count;
  }

  /** Gives the memory back: nothing may be asked any more. */
  release(): void {
    returnKernels(this.kernels);
  }

  /** Where a parameter stands in the kernels' vector. */
  private placeOf(index: number): number {
    let t = this.tensors.length - 1;
    while (this.tensors[t].flat > index) t--;
    const { flat, padded, columns, stride } = this.tensors[t];
    const within = index - flat;
    const column = within % columns;
    return padded + ((within - column) / columns) * stride + column;
  }
}
