import type { Ending } from "./ending";
import type { TrainingEvent, TrainingListener } from "./events";

/** What listeners say to an event: that training ends, or nothing. */
type Answer = Ending | undefined;

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

  /** Tells those of an event who hear of every one; a promise only if one of them wants to be waited for. */
  tell(event: TrainingEvent): Answer | Promise<Answer> {
    this.latest = () => event;
    return tellEach(event, this.listeners);
  }

  /** Of an event that is not worth a word to each it is enough to know how to make it. */
  remember(event: () => TrainingEvent): void {
    this.latest = event;
  }

  /** Tells the latest event to those who hear of it now and then. */
  async tellLatest(): Promise<Answer> {
    return this.latest && this.samplers.length > 0 ? tellEach(this.latest(), this.samplers) : undefined;
  }

  /** Tells everybody of the end. */
  async tellEnd(event: TrainingEvent): Promise<void> {
    await tellEach(event, this.everybody);
  }

  /** The same after an error: one of a listener is not the one to tell. */
  async tellFailure(event: TrainingEvent): Promise<void> {
    for (const listener of this.everybody) {
      await Promise.resolve(event)
        .then((told) => tellEach(told, [listener]))
        .catch(() => undefined);
    }
  }
}

function tellEach(
  event: TrainingEvent,
  listeners: readonly TrainingListener[],
  first = 0,
  before?: Ending,
): Answer | Promise<Answer> {
  let ending = before;
  for (let i = first; i < listeners.length; i++) {
    const answer = listeners[i](event);
    if (answer instanceof Promise) {
      return answer.then((said) => tellEach(event, listeners, i + 1, endingOf(said) ?? ending));
    }
    ending = endingOf(answer) ?? ending;
  }
  return ending;
}

function endingOf(answer: unknown): Answer {
  if (answer !== "stop") return undefined;
  return { stopped: "listener", reason: "a listener said that it is enough" };
}
