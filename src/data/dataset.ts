import { type Displayable, jupyterDisplay, type MimeBundle } from "../display";
import { datasetTable, datasetText } from "./dataset-display";
import { checkedParts, type DatasetParts } from "./dataset-parts";
import { asMatrix, dtypeOf, type Dtype, type Matrix, type MatrixLike, rowOf, type Vector } from "./matrix";
import { expectLabels, oneHot } from "./one-hot";
import { permutation } from "./permutation";
import { Random } from "./random";
import { columnsAt, rowsAt, rowsBetween } from "./rows";
import { rangeScaling, type Scaling, standardScaling } from "./scaling";

/** Which of a data set's two tables. */
export type Side = "inputs" | "targets" | "both";

/**
 * Examples to learn from: X with the inputs and Y with the targets, one example a row.
 *
 * A data set never changes. Its methods give a new one, which may share numbers with the old one.
 *
 * @example
 * const sleep = new Dataset({ inputs: [[3, 5], [5, 1], [10, 2]], targets: [[75], [82], [93]] });
 * sleep.size; // 3
 * const [training, test] = sleep.shuffle(1).split(2);
 * [training.size, test.size]; // [2, 1]
 */
export class Dataset implements Displayable {
  /** What it is called. */
  readonly name!: string;
  /** X: a row for each example, a column for each input. */
  readonly inputs!: Matrix;
  /** Y: a row for each example, a column for each target. */
  readonly targets!: Matrix;
  /** The class of each example as a number from 0, if the examples have classes. */
  readonly labels?: Int32Array;
  /** A name for each input. */
  readonly inputNames!: readonly string[];
  /** A name for each target. */
  readonly targetNames!: readonly string[];
  /** A name for each class, if the examples have classes. */
  readonly classNames?: readonly string[];
  /** The shape of one example's inputs where it is not a list: `[28, 28]` for images. */
  readonly inputShape?: readonly number[];
  /** How the inputs came from their original units, if they were scaled. */
  readonly inputScaling?: Scaling;
  /** How the targets came from their original units, if they were scaled: `undo` brings predictions back. */
  readonly targetScaling?: Scaling;

  /**
   * @param parts the inputs, and targets or labels; targets that are not given are the labels, one-hot
   * @throws TypeError or RangeError if the tables are empty, hold other than finite numbers or do not fit each other,
   *   or a label is out of range
   */
  constructor(parts: DatasetParts) {
    Object.assign(this, checkedParts(parts));
  }

  /** n, the number of examples. */
  get size(): number {
    return this.inputs.rows;
  }

  /**
   * One example, as views of its rows.
   * @param i which, counted from 0
   * @throws RangeError if there is no such example
   */
  example(i: number): { inputs: Vector; targets: Vector; label?: number } {
    return { inputs: rowOf(this.inputs, i), targets: rowOf(this.targets, i), label: this.labels?.[i] };
  }

  /**
   * The first examples.
   * @param count how many
   * @throws RangeError if there are not so many
   */
  take(count: number): Dataset {
    return this.between(0, expectCount(count, this.size));
  }

  /**
   * The examples with these indices, in this order.
   * @param indices one or more numbers from 0 to n − 1; one may occur twice
   * @throws RangeError if there are none, or no such example
   */
  select(indices: ArrayLike<number>): Dataset {
    const chosen = expectLabels(indices, this.size);
    return this.with({
      inputs: rowsAt(this.inputs, chosen),
      targets: rowsAt(this.targets, chosen),
      labels: this.labels && chosen.map((i) => this.labels![i]),
    });
  }

  /**
   * The same examples in another order.
   * @param seed each gives an order of its own
   */
  shuffle(seed: number): Dataset {
    return this.select(permutation(this.size, new Random(seed)));
  }

  /**
   * Two data sets: the first examples and all others. Shuffle before, if the order means something.
   * @param first how many the first one gets: a number of examples, or a share between 0 and 1
   * @throws RangeError if one of the two would be empty
   */
  split(first: number): [Dataset, Dataset] {
    const count = first > 0 && first < 1 ? Math.round(first * this.size) : first;
    if (!Number.isInteger(count) || count < 1 || count >= this.size) {
      throw new RangeError(
        `expected a share between 0 and 1 or a count from 1 to ${this.size - 1} that leaves examples on both ` +
          `sides, got ${first} of ${this.size} examples`,
      );
    }
    return [this.between(0, count), this.between(count, this.size)];
  }

  /**
   * All examples in batches; the last one has what is left.
   * @param size the examples of a batch
   * @param seed if given, the examples are shuffled before
   */
  *batches(size: number, seed?: number): Generator<Dataset, void, undefined> {
    expectCount(size, Infinity);
    const data = seed === undefined ? this : this.shuffle(seed);
    for (let i = 0; i < this.size; i += size) yield data.between(i, Math.min(i + size, this.size));
  }

  /** The same examples with a mean of 0 and a standard deviation of 1 in each column. */
  standardize(side: Side = "inputs"): Dataset {
    return this.scale(this.scalings(side, standardScaling));
  }

  /** The same examples with numbers from `low` to `high` in each column. */
  normalize(side: Side = "inputs", low = 0, high = 1): Dataset {
    return this.scale(this.scalings(side, (matrix) => rangeScaling(matrix, low, high)));
  }

  /** The same examples in other units. */
  scale({ inputs, targets }: { inputs?: Scaling; targets?: Scaling }): Dataset {
    const { inputScaling, targetScaling } = this;
    return this.with({
      ...(inputs && { inputs: inputs.apply(this.inputs), inputScaling: inputs.after(inputScaling) }),
      ...(targets && { targets: targets.apply(this.targets), targetScaling: targets.after(targetScaling) }),
    });
  }

  /** The same examples in the units of another data set: a test set is scaled as the training set was. */
  scaledLike(other: Dataset): Dataset {
    return this.unscale().scale({ inputs: other.inputScaling, targets: other.targetScaling });
  }

  /** The same examples in their original units. */
  unscale(): Dataset {
    const { inputs, targets, inputScaling, targetScaling } = this;
    return this.with({
      inputs: inputScaling?.undo(inputs) ?? inputs,
      targets: targetScaling?.undo(targets) ?? targets,
      inputScaling: undefined,
      targetScaling: undefined,
    });
  }

  /**
   * The same examples with their labels as targets: 1 in the column of the class, 0 elsewhere.
   * @throws RangeError if they have no labels
   */
  oneHot(): Dataset {
    if (!this.labels) throw new RangeError(`expected examples with labels, got ${this.name}, which has none`);
    const targets = oneHot(this.labels, this.classNames?.length, dtypeOf(this.targets.values));
    return this.with({ targets, targetNames: undefined, targetScaling: undefined });
  }

  /**
   * The same inputs with other labels, and targets after them: one-hot, or for two classes in one column 0 and 1.
   * @param labels a class for each example
   * @throws RangeError if they are not as many as the examples, or one is not among the classes
   */
  withLabels(labels: ArrayLike<number>): Dataset {
    const checked = expectLabels(labels, this.classNames?.length);
    if (this.classNames?.length !== 2 || this.targets.columns !== 1) {
      return this.with({ labels: checked, targets: undefined, targetNames: undefined }).oneHot();
    }
    const targets = asMatrix({ rows: checked.length, columns: 1, values: Float64Array.from(checked) });
    return this.with({ labels: checked, targets: asMatrix(targets, dtypeOf(this.targets.values)) });
  }

  /** The same inputs with other targets, and without labels. */
  withTargets(targets: MatrixLike, targetNames?: readonly string[]): Dataset {
    const none = { labels: undefined, classNames: undefined, targetScaling: undefined };
    return this.with({ targets, targetNames, ...none });
  }

  /**
   * The same examples with some of their inputs, or with all in another order.
   * @param indices the inputs' numbers from 0
   */
  selectInputs(indices: ArrayLike<number>): Dataset {
    const chosen = Array.from(expectLabels(indices, this.inputs.columns));
    const { inputScaling } = this;
    return this.with({
      inputs: columnsAt(this.inputs, chosen),
      inputNames: chosen.map((j) => this.inputNames[j]),
      inputShape: chosen.length === this.inputs.columns ? this.inputShape : undefined,
      inputScaling: inputScaling?.select(chosen),
    });
  }

  /** The same examples, stored with 64 or 32 bits a number. */
  as(dtype: Dtype): Dataset {
    return this.with({ inputs: asMatrix(this.inputs, dtype), targets: asMatrix(this.targets, dtype) });
  }

  /** In a line: what it is called, how many examples, inputs and targets it has. */
  toString(): string {
    return datasetText(this);
  }

  [jupyterDisplay](): MimeBundle {
    return { "text/plain": this.toString(), "text/html": datasetTable(this).toHTML() };
  }

  private between(first: number, last: number): Dataset {
    return this.with({
      inputs: rowsBetween(this.inputs, first, last),
      targets: rowsBetween(this.targets, first, last),
      labels: this.labels?.subarray(first, last),
    });
  }

  private with(parts: Partial<DatasetParts>): Dataset {
    return new Dataset({ ...this, ...parts });
  }

  private scalings(side: Side, made: (matrix: Matrix) => Scaling): { inputs?: Scaling; targets?: Scaling } {
    if (!["inputs", "targets", "both"].includes(side)) {
      throw new RangeError(`expected "inputs", "targets" or "both", got ${JSON.stringify(side)}`);
    }
    return {
      inputs: side === "targets" ? undefined : made(this.inputs),
      targets: side === "inputs" ? undefined : made(this.targets),
    };
  }
}

function expectCount(count: number, most: number): number {
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new RangeError(
    `expected a number of examples, ${most === Infinity ? "1 or more" : `from 1 to ${most}`}, got ${count}`,
  );
}
