import { Random } from "../data/random";
import { dtypeOf, Matrix, zeros } from "../data/matrix";

/** Inputs and targets that belong together, row by row. */
export interface Examples {
  /** X, one example a row. */
  readonly inputs: Matrix;
  /** Y, what the network should answer to it. */
  readonly targets: Matrix;
}

/** How the examples of an epoch are divided. */
export interface BatchOptions {
  /** B, the examples of a batch; 1 is stochastic descent, "full" takes all. The last batch may be smaller. 32 if not given. */
  batchSize?: number | "full";
  /** Whether each epoch takes the examples in another order, by default true. The full batch needs none. */
  shuffle?: boolean;
  /** The seed of the orders, 0 if not given. */
  seed?: number;
}

/**
 * The order of the examples in an epoch, each as likely as any other (Fisher and Yates). It depends on the seed and the
 * epoch alone, so that training can be continued anywhere.
 *
 * @param size n, the number of examples
 * @param seed a whole number from 0 to 2³² − 1
 * @param epoch which epoch, counted from 0
 * @param order where to write it, if there is room for n numbers already
 * @returns the numbers 0 to n − 1, shuffled
 * @throws RangeError if n, the seed or the epoch is not a whole number in its range
 * @example
 * shuffledOrder(5, 1, 0).toString() === shuffledOrder(5, 1, 0).toString(); // true
 * shuffledOrder(5, 1, 0).sort(); // Int32Array [0, 1, 2, 3, 4]
 */
export function shuffledOrder(
  size: number,
  seed: number,
  epoch: number,
  order: Int32Array = new Int32Array(expectWhole(size, "the number of examples", 0)),
): Int32Array {
  const random = randomAt(seed, epoch);
  for (let i = 0; i < size; i++) order[i] = i;
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(random.uniform(0, i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * Chance for one moment of training, which depends on the seed and the moment alone.
 *
 * @param seed a whole number from 0 to 2³² − 1
 * @param moment which epoch or step, counted from 0
 * @throws RangeError if one of them is not such a number
 * @example
 * randomAt(1, 2).uniform() === randomAt(1, 2).uniform(); // true
 * randomAt(1, 2).uniform() === randomAt(2, 1).uniform(); // false
 */
export function randomAt(seed: number, moment: number): Random {
  expectWhole(moment, "the moment", 0);
  new Random(seed); // says what is wrong with a seed
  return new Random((seed ^ Math.imul(moment, 0x85ebca6b)) >>> 0); // an odd factor: other moments, other seeds
}

/**
 * The batches of each epoch. All examples occur once an epoch; the last batch holds what is left.
 *
 * The numbers are copied to one buffer that all batches share: a batch holds until the next is taken.
 *
 * @example
 * const data = { inputs: matrixOf([[1], [2], [3], [4], [5]]), targets: matrixOf([[1], [2], [3], [4], [5]]) };
 * const pairs = new Batches(data, { batchSize: 2, shuffle: false });
 * pairs.count; // 3
 * pairs.take(0, 1).inputs.values; // Float64Array [3, 4]
 * pairs.take(0, 2).inputs.values; // Float64Array [5]
 */
export class Batches {
  /** B, the examples of every batch but perhaps the last. */
  readonly batchSize: number;
  /** ⌈n/B⌉, the batches of an epoch. */
  readonly count: number;
  /** Whether each epoch takes the examples in another order. */
  readonly shuffles: boolean;
  /** The seed of the orders. */
  readonly seed: number;
  private readonly order: Int32Array;
  private orderedFor = -1;
  private readonly buffer: Examples;

  /**
   * @param data n examples
   * @param options the batch size, the seed, whether to shuffle
   * @throws RangeError if there are no examples, not as many targets as inputs, or an option is out of range
   */
  constructor(
    private readonly data: Examples,
    options: BatchOptions = {},
  ) {
    const { batchSize = 32, shuffle = true, seed = 0 } = options;
    const { inputs, targets } = data;
    const size = inputs.rows;
    if (size === 0) throw new RangeError("expected one or more examples, got none");
    if (targets.rows !== size) {
      throw new RangeError(`expected a target for each of ${size} inputs, got ${targets.rows} targets`);
    }
    if (batchSize !== "full") expectWhole(batchSize, 'batchSize, if it is not "full",', 1);
    this.batchSize = batchSize === "full" ? size : Math.min(batchSize, size);
    this.count = Math.ceil(size / this.batchSize);
    this.shuffles = shuffle && this.count > 1;
    this.seed = seed;
    randomAt(seed, 0); // says what is wrong with a seed
    this.order = new Int32Array(size);
    this.buffer = {
      inputs: zeros(this.batchSize, inputs.columns, dtypeOf(inputs.values)),
      targets: zeros(this.batchSize, targets.columns, dtypeOf(targets.values)),
    };
  }

  /** The number of examples of the batch with a number. */
  sizeOf(number: number): number {
    return Math.min(this.batchSize, this.data.inputs.rows - number * this.batchSize);
  }

  /** The batch with a number, from 0 to count − 1, of an epoch, counted from 0. */
  take(epoch: number, number: number): Examples {
    if (!(number < this.count)) throw new RangeError(`expected a batch below ${this.count}, got ${number}`);
    const first = number * this.batchSize;
    const last = Math.min(first + this.batchSize, this.data.inputs.rows);
    if (!this.shuffles) return examplesBetween(this.data, first, last);
    if (this.orderedFor !== epoch) {
      shuffledOrder(this.order.length, this.seed, epoch, this.order);
      this.orderedFor = epoch;
    }
    const chosen = this.order.subarray(first, last);
    copyRows(this.data.inputs, chosen, this.buffer.inputs);
    copyRows(this.data.targets, chosen, this.buffer.targets);
    return last - first === this.batchSize ? this.buffer : examplesBetween(this.buffer, 0, last - first);
  }
}

/** The examples from `first` up to, not including, `last`, as views: nothing is copied. */
export function examplesBetween({ inputs, targets }: Examples, first: number, last: number): Examples {
  const rowsOf = ({ columns, values }: Matrix): Matrix => {
    return { rows: last - first, columns, values: values.subarray(first * columns, last * columns) };
  };
  return { inputs: rowsOf(inputs), targets: rowsOf(targets) };
}

function copyRows(from: Matrix, chosen: Int32Array, to: Matrix): void {
  const { columns } = from;
  for (let k = 0; k < chosen.length; k++) {
    const row = chosen[k] * columns;
    for (let j = 0; j < columns; j++) to.values[k * columns + j] = from.values[row + j];
  }
}

function expectWhole(value: number, name: string, least: number): number {
  if (!Number.isInteger(value) || value < least) {
    throw new RangeError(`expected ${name} as a whole number, ${least} or more, got ${value}`);
  }
  return value;
}
