import type { Matrix } from "../data/matrix";
import { rowOf } from "../data/matrix";
import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import type { Network } from "../network";
import { Table } from "../table";
import { asNumber } from "../wording";
import type { Stopped } from "./run";

/** What became of many networks, in columns: number i everywhere is that of network i. */
export interface TogetherRunContent {
  /** The networks as they began. */
  start: readonly Network[];
  /** All weights and biases after training, a network a row. */
  parameters: Matrix;
  /** C of each trained network, on all the data. */
  cost: Float64Array;
  /** C after each of the epochs that were asked for, a network a row; NaN where it did not come so far. */
  course: Matrix | undefined;
  /** The whole epochs that each was trained. */
  epochs: Int32Array;
  /** 1 for each network that diverged, else 0. */
  diverged: Uint8Array;
  stopped: Stopped;
  /** The same as a sentence. */
  reason: string;
}

/**
 * What became of many networks that were trained together. A notebook shows it in a few lines.
 *
 * @example
 * const networks = [1, 2, 3].map((θ) => new Network([1, 1], { activations: "identity", parameters: [θ, 0] }));
 * const data = { inputs: [[1], [2]], targets: [[2], [4]] };
 * const run = await trainTogether(networks, data, { epochs: 0, costsAfter: [0] });
 * run.cost; // Float64Array [2.5, 0, 2.5]
 * run.network(2).parameters; // Float64Array [3, 0]
 */
export class TogetherRun implements Displayable {
  readonly parameters: Matrix;
  readonly cost: Float64Array;
  readonly course: Matrix | undefined;
  readonly epochs: Int32Array;
  readonly diverged: Uint8Array;
  readonly stopped: Stopped;
  readonly reason: string;
  private readonly start: readonly Network[];

  constructor(content: TogetherRunContent) {
    this.start = content.start;
    this.parameters = content.parameters;
    this.cost = content.cost;
    this.course = content.course;
    this.epochs = content.epochs;
    this.diverged = content.diverged;
    this.stopped = content.stopped;
    this.reason = content.reason;
  }

  /** The i-th network as it was trained. */
  network(i: number): Network {
    const parameters = rowOf(this.parameters, i); // says what is wrong with i
    return this.start[i].withParameters(parameters);
  }

  toString(): string {
    return this.table.toString();
  }

  /** What `console.log` prints in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): MimeBundle {
    return this.table[jupyterDisplay]();
  }

  private get table(): Table {
    const sorted = this.cost.slice().sort();
    const shares = { lowest: 0, median: 0.5, highest: 1 };
    const rows = Object.entries(shares).map(([name, share]) => {
      return [name, asNumber(sorted[Math.round(share * (sorted.length - 1))])];
    });
    const caption = `${asNumber(sorted.length)} networks: ${this.reason}`;
    return new Table({ head: ["cost of the trained networks", "C"], rows, caption });
  }
}
