import type { Kernels } from "./program";
import { bytesOf, Layout, Numbers, strideOf } from "./layout";
import type { NetworkRecipe } from "./recipe";
import type { Setting } from "./settings";

/** Examples as the engine takes them: one a row, row after row. */
export interface ExampleRows {
  readonly count: number;
  readonly inputs: Numbers;
  readonly targets: Numbers;
  /** The class of each example, if targets name classes. */
  readonly classes?: Int32Array;
}

/** Inputs are listed if at most so large a share of them is not 0; with more, whole rows are faster. */
const LARGEST_SHARE = 0.5;

/** With fewer inputs there is nothing to gain. */
const FEWEST_INPUTS = 16;

/** Where examples lie in the kernels' memory. */
export class ExamplePlaces {
  private readonly isListed: boolean;
  private readonly words: number;
  private readonly inputs: number;
  private readonly starts: number;
  private readonly offsets: number;
  private readonly bits: number;
  private readonly targets: number;
  private readonly classes: number;
  /** The numbers of the examples in the order in which they are taken. */
  readonly order: number;

  constructor(
    private readonly recipe: NetworkRecipe,
    private readonly rows: ExampleRows,
    layout: Layout,
    private readonly survey = surveyInputs(recipe, rows),
  ) {
    const { count, inputs, targets } = rows;
    const bytes = bytesOf(recipe);
    const width = recipe.sizes[0];
    this.isListed = survey.taken < inputs.length;
    this.words = 4 * Math.ceil(width / 128);
    const lists = this.isListed ? 1 : 0;
    this.inputs = layout.take(bytes * survey.taken);
    this.starts = layout.take(lists * 4 * (count + 1));
    this.offsets = layout.take(lists * 4 * survey.taken);
    this.bits = layout.take(lists * 4 * count * this.words);
    this.targets = layout.take(bytes * count * strideOf(targets.length / count, recipe));
    this.classes = layout.take(4 * count);
    this.order = layout.take(4 * count);
  }

  get count(): number {
    return this.rows.count;
  }

  /** Writes the examples into memory that is large enough by now. */
  write({ memory: { buffer } }: Kernels): void {
    const { rows, recipe, inputs } = this;
    const vector = recipe.dtype === "float32" ? Float32Array : Float64Array;
    if (this.isListed) this.writeLists(buffer, vector);
    else new vector(buffer, inputs, rows.inputs.length).set(rows.inputs);
    writeTargets(buffer, this.targets, rows, recipe);
    if (rows.classes) new Int32Array(buffer, this.classes, rows.count).set(rows.classes);
    const order = new Int32Array(buffer, this.order, rows.count);
    for (let i = 0; i < rows.count; i++) order[i] = i;
  }

  /** Makes them the examples that kernels take, in batches of a size, in memory as they lie or in the order. */
  settings(batchSize: number, shuffles: boolean, threshold: number): Setting[] {
    const { inputs, starts, offsets, bits, words, targets, classes, rows, order } = this;
    return [
      ...(this.isListed ? [["useLists", starts, offsets, inputs, bits, words] as const] : []),
      ["useExamples", this.isListed ? 0 : inputs, targets, rows.classes ? classes : 0, threshold],
      ["useLargest", this.survey.largest],
      ["useOrder", order, rows.count, batchSize, !shuffles],
    ];
  }

  private writeLists(buffer: ArrayBuffer, vector: typeof Float32Array | typeof Float64Array): void {
    const { recipe, rows, words } = this;
    const [width, units] = recipe.sizes;
    const row = strideOf(units, recipe) * bytesOf(recipe);
    const values = new vector(buffer, this.inputs, this.survey.taken);
    const offsets = new Uint32Array(buffer, this.offsets, this.survey.taken);
    const starts = new Uint32Array(buffer, this.starts, rows.count + 1);
    const bits = new Uint32Array(buffer, this.bits, rows.count * words).fill(0);
    let found = 0;
    for (let i = 0; i < rows.count; i++) {
      starts[i] = found;
      for (let k = 0; k < width; k++) {
        const x = rows.inputs[i * width + k];
        if (x === 0) continue;
        values[found] = x;
        offsets[found++] = k * row;
        bits[i * words + (k >>> 5)] |= 1 << (k & 31);
      }
    }
    starts[rows.count] = found;
  }
}

/** Writes targets, every row a whole number of vectors. */
export function writeTargets(
  buffer: ArrayBuffer,
  at: number,
  { count, targets }: ExampleRows,
  recipe: NetworkRecipe,
): void {
  const vector = recipe.dtype === "float32" ? Float32Array : Float64Array;
  const units = targets.length / count;
  const stride = strideOf(units, recipe);
  const written = new vector(buffer, at, count * stride).fill(0);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < units; j++) written[i * stride + j] = targets[i * units + j];
  }
}

/** What decides how inputs are kept: how many are taken into account, those that are not 0 if listing them pays; and max |x|. */
export interface InputSurvey {
  readonly taken: number;
  readonly largest: number;
}

export function surveyInputs({ sizes }: NetworkRecipe, { inputs }: ExampleRows): InputSurvey {
  let nonzero = 0;
  let largest = 0;
  for (let k = 0; k < inputs.length; k++) {
    const x = inputs[k];
    if (x === 0) continue;
    nonzero++;
    const size = x < 0 ? -x : x;
    if (size > largest) largest = size;
  }
  const isListed = sizes[0] >= FEWEST_INPUTS && nonzero <= LARGEST_SHARE * inputs.length;
  return { taken: isListed ? nonzero : inputs.length, largest };
}
