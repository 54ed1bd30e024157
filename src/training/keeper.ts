import { Checkpoint, copyCheckpoint, overwriteCheckpoint } from "./checkpoint";
import { cutHistory, type History } from "./history";
import type { Steps } from "./steps";

/** To copy takes no more than so small a share of the time. */
const SHARE = 0.01;

/**
 * Keeps copies of where training stands, for when it cannot go on from there: after it has diverged; or after an interrupt
 * that has ended the program in the middle of a step, of which no `finally` hears.
 */
export class Keeper {
  /** Where training stood at the end of its last whole epoch. */
  readonly epochEnd: Checkpoint;
  /** Where it stood a moment ago. */
  private readonly recent: Checkpoint;
  private restsUntil = 0;
  /** What goes on, and did not end if it is still there afterwards: a change of where training stands, or a copy of it. */
  private isChanging = false;
  private writing: Checkpoint | undefined;

  constructor(
    private readonly at: Checkpoint,
    private readonly history: History,
  ) {
    this.epochEnd = copyCheckpoint(at);
    this.recent = copyCheckpoint(at);
  }

  /** Does what changes where training stands, from one whole step or epoch to another. */
  change<T>(work: () => T): T {
    this.isChanging = true;
    try {
      return work();
    } finally {
      this.isChanging = false;
    }
  }

  /** Keeps the end of an epoch. */
  keepEpochEnd(): void {
    this.write(this.epochEnd);
  }

  /** Keeps where training stands between two steps. */
  keepRecent(): void {
    this.write(this.recent);
  }

  /**
   * The same, if it is worth its time.
   *
   * @param update brings where training stands up to date
   */
  keepNowAndThen(update: () => void): void {
    const begin = performance.now();
    if (begin < this.restsUntil) return;
    update();
    this.write(this.recent);
    this.restsUntil = begin + (performance.now() - begin) / SHARE;
  }

  /**
   * If the program was ended in the middle of a change: goes back to the latest copy.
   *
   * @param steps they then forget what they have in memory of their own
   */
  mend(steps: Pick<Steps, "abandon">): void {
    if (this.writing) this.write(this.writing);
    if (!this.isChanging) return;
    const { at, recent, epochEnd } = this;
    overwriteCheckpoint(at, recent.step > epochEnd.step ? recent : epochEnd);
    cutHistory(this.history, at.step);
    steps.abandon();
    this.isChanging = false;
  }

  private write(copy: Checkpoint): void {
    this.writing = copy;
    overwriteCheckpoint(copy, this.at);
    this.writing = undefined;
  }
}
