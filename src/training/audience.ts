import type { Ending } from "./ending";
import type { TrainingEvent, TrainingListener } from "./events";

/** Those who hear what training tells. */
export class Audience {
  private latest: (() => TrainingEvent) | undefined;
  /** Who hears of every event, and who of the latest now and then. */
  private readonly listeners: readonly TrainingListener[];
  private readonly samplers: readonly TrainingListener[];

  constructor(private readonly everybody: readonly TrainingListener[]) {
    this.listeners = everybody.filter(({ sampled }) => sampled !== true);
    this.samplers = everybody.filter(({ sampled }) => sampled === true);
  }

  /** Before a run. */
  forget(): void {
    this.latest = undefined;
  }

  /** Tells those of an event who hear of every one. */
  tell(event: TrainingEvent): Promise<Ending | undefined> {
    this.latest = () => event;
    return tellEach(event, this.listeners);
  }

  /** Of an event that is not worth a word to each it is enough to know how to make it. */
  remember(event: () => TrainingEvent): void {
    this.latest = event;
  }

  /** Tells the latest event to those who hear of it now and then. */
  async tellLatest(): Promise<Ending | undefined> {
    return this.latest && this.samplers.length > 0 ? tellEach(this.latest(), this.samplers) : undefined;
  }

  /** Tells everybody of the end. */
  async tellEnd(event: TrainingEvent): Promise<void> {
    await tellEach(event, this.everybody);
  }

  /** The same after an error: one of a listener is not the one to tell. */
  async tellFailure(event: TrainingEvent): Promise<void> {
    for (const listener of this.everybody) await tellEach(event, [listener]).catch(() => undefined);
  }
}

async function tellEach(
  event: TrainingEvent,
  listeners: readonly TrainingListener[],
): Promise<Ending | undefined> {
  let ending: Ending | undefined;
  for (const listener of listeners) {
    const answer = listener(event);
    if ((answer instanceof Promise ? await answer : answer) === "stop") {
      ending = { stopped: "listener", reason: "a listener said that it is enough" };
    }
  }
  return ending;
}
