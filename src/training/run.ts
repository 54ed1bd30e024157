import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import type { Network } from "../network";
import { Table } from "../table";
import { asNumber } from "../wording";
import type { Checkpoint } from "./checkpoint";
import type { History } from "./history";

/**
 * Why training ended: all epochs done; no gain for as long as the patience lasts; a listener said "stop"; the signal was
 * aborted; the notebook's cell was interrupted; the cost was no number any more; an error was thrown, which `train` throws
 * on. "unfinished" is training that goes on.
 */
export type Stopped =
  "epochs" | "patience" | "listener" | "aborted" | "interrupted" | "diverged" | "failed" | "unfinished";

/** What became of training. */
export interface TrainingRunContent {
  /** The trained network, the last or the best, as `keep` says; the one given to `train` stays as it was. */
  network: Network;
  history: History;
  stopped: Stopped;
  /** The same as a sentence, and what to try if training diverged. */
  reason: string;
  /** All that is needed to go on: `train(network, data, { ...options, epochs: 20, continueFrom: run })`. */
  checkpoint: Checkpoint;
}

/**
 * What became of training: the network, what happened, and why it ended. A notebook shows it in a few lines.
 *
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [0, 0] });
 * const data = { inputs: [[1], [2]], targets: [[2], [4]] };
 * const run = await train(network, data, { learningRate: 0.1, batchSize: "full", epochs: 3 });
 * run.stopped; // "epochs"
 * run.history.cost.length; // 3
 */
export class TrainingRun implements Displayable {
  readonly network: Network;
  readonly history: History;
  readonly stopped: Stopped;
  readonly reason: string;
  readonly checkpoint: Checkpoint;

  constructor({ network, history, stopped, reason, checkpoint }: TrainingRunContent) {
    this.network = network;
    this.history = history;
    this.stopped = stopped;
    this.reason = reason;
    this.checkpoint = checkpoint;
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
    const { history, checkpoint, reason } = this;
    const percent = (share: number | undefined): string =>
      share === undefined ? "" : `${(100 * share).toFixed(1)} %`;
    const number = (value: number | undefined): string => (value === undefined ? "" : asNumber(value));
    const rows = [["training", number(history.cost.at(-1)), percent(history.accuracy.at(-1))]];
    if (history.validationCost.length > 0) {
      const { validationCost, validationAccuracy } = history;
      rows.push(["validation", number(validationCost.at(-1)), percent(validationAccuracy.at(-1))]);
    }
    const done = `${asNumber(checkpoint.epoch)} epochs, ${asNumber(checkpoint.step)} steps`;
    return new Table({
      head: ["last epoch", "cost", "accuracy"],
      rows,
      caption: `${done}: ${reason}`,
    });
  }
}
