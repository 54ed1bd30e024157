import type { Dataset } from "../../data/dataset";
import type { Network } from "../../network";
import type { EpochEvent } from "../../training/events";
import { Training } from "../../training/training";
import { dataOf, networkOf, PlaygroundSettings, trainingOf } from "./settings";

/** One training in the playground, from its first epoch on. */
export class Session {
  readonly data: Dataset;
  /** The network as it is now. */
  network: Network;
  epoch = 0;
  readonly costs: number[] = [];
  accuracy: number | undefined;
  /** The same for points that it does not learn from. */
  readonly newCosts: number[] = [];
  newAccuracy: number | undefined;
  /** Why it cannot go on, if so. */
  ended: string | undefined;
  private readonly training: Training;
  private left = 0;

  /** @param shown draws what there is; it is waited for */
  constructor(settings: PlaygroundSettings, shown: () => Promise<void>) {
    this.data = dataOf(settings);
    this.network = networkOf(settings);
    const onEpoch = async (event: EpochEvent): Promise<"stop" | undefined> => {
      this.network = event.network;
      this.epoch = event.epoch;
      this.costs.push(event.cost);
      this.accuracy = event.accuracy;
      this.newCosts.push(event.validationCost!);
      this.newAccuracy = event.validationAccuracy;
      this.left--;
      await shown();
      return this.left > 0 ? undefined : "stop";
    };
    this.training = new Training(this.network, this.data, {
      ...trainingOf(settings),
      epochs: 100_000,
      onEpoch,
    });
  }

  /** Trains so many epochs, or until `stop`. */
  async run(epochs: number): Promise<void> {
    this.left = epochs;
    const { stopped, reason } = await this.training.run();
    if (stopped === "diverged") this.ended = reason;
  }

  /** Ends the run after the present epoch. */
  stop(): void {
    this.left = 0;
  }
}
