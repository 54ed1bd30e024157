import { type ExampleRows, writeTargets } from "./examples";
import { bytesOf, Layout, Numbers, pack, paddedCount, strideOf, tensorPlaces } from "./layout";
import { borrowKernels, growTo, Kernels, returnKernels } from "./program";
import { costKinds, PassRecipe } from "./recipe";
import { planPasses, tell } from "./settings";

/**
 * Takes examples forward through a network, once. They are copied as they lie, a portion after the other to the same
 * memory: to list what is not 0 of them would take longer than the pass.
 */
export class Examiner {
  private readonly vector: typeof Float32Array | typeof Float64Array;
  private readonly inputs: number;
  private readonly targets: number;
  private readonly classes: number;
  private readonly verdict: number;

  private constructor(
    private readonly kernels: Kernels,
    private readonly recipe: PassRecipe,
    parameters: Numbers,
    most: number,
    private readonly threshold: number,
  ) {
    const { network, cost } = recipe;
    const { sizes, dtype } = network;
    const layout = new Layout(kernels.freeMemory.value);
    const bytes = bytesOf(network);
    const places = tensorPlaces(network);
    const θ = layout.take(paddedCount(places) * bytes);
    const { settings, zeros } = planPasses(kernels, { network, dropout: 0 }, most, layout, θ);
    this.inputs = layout.take(most * sizes[0] * bytes);
    this.targets = layout.take(most * strideOf(sizes[sizes.length - 1], network) * bytes);
    this.classes = layout.take(4 * most);
    const order = layout.take(4 * most);
    this.verdict = layout.take(16);
    growTo(kernels, layout.bytes);

    const { buffer } = kernels.memory;
    this.vector = dtype === "float32" ? Float32Array : Float64Array;
    pack(places, parameters, new this.vector(buffer, θ, paddedCount(places)));
    new Int32Array(buffer, order, most).forEach((_, i, numbers) => (numbers[i] = i));
    new Uint8Array(buffer, zeros.at, zeros.bytes).fill(0);
    tell(kernels, settings[0]);
    kernels.useCost(costKinds.indexOf(cost.kind), cost.fromSums);
    kernels.useOrder(order, most, most, true);
  }

  /**
   * @param parameters all weights and biases
   * @param most the examples of a portion, at most
   * @param threshold above it a single output says yes
   * @returns undefined where there can be none: WebAssembly is missing, or memory
   */
  static for(recipe: PassRecipe, parameters: Numbers, most: number, threshold: number): Examiner | undefined {
    const kernels = borrowKernels();
    if (!kernels) return undefined;
    try {
      return new Examiner(kernels, recipe, parameters, most, threshold);
    } catch {
      return undefined; // no room
    }
  }

  /** The costs of a portion of examples, added, and the number of right answers. */
  examine(rows: ExampleRows): { cost: number; right: number } {
    const { kernels, recipe, inputs, targets, classes, vector, verdict, threshold } = this;
    const { buffer } = kernels.memory;
    new vector(buffer, inputs, rows.inputs.length).set(rows.inputs);
    writeTargets(buffer, targets, rows, recipe.network);
    if (rows.classes) new Int32Array(buffer, classes, rows.count).set(rows.classes);
    kernels.useExamples(inputs, targets, rows.classes ? classes : 0, threshold);
    const evaluate = recipe.network.dtype === "float32" ? kernels.evaluate32 : kernels.evaluate64;
    evaluate(0, rows.count, verdict);
    const [cost, right] = new Float64Array(buffer, verdict, 2);
    return { cost, right };
  }

  /** Gives the memory back: nothing may be asked any more. */
  release(): void {
    returnKernels(this.kernels);
  }
}
