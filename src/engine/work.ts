import { marks, Share, tasks } from "./helper";
import { MOST_CHUNKS } from "./chunks";
import { areHelpersDue, callHelpers, endWork, shareWork } from "./helpers";
import { maySleep } from "./threads.node";

/** A helper that needs ten times as long as the caller needed so far, and at least so many milliseconds, is lost. */
const LOST = 1000;

/**
 * The work that an engine divides with helpers. The caller takes chunks from the first on, helpers from the last on, until
 * they meet: nobody waits for a thread that has not begun, and the caller can add what chunks give in their order.
 */
export class Work {
  private readonly job = new Int32Array(new SharedArrayBuffer(20));
  private readonly marks = new Int32Array(new SharedArrayBuffer(4 * MOST_CHUNKS)).fill(marks.callers);
  private readonly maySleep = maySleep();
  private id: number | undefined;
  private since = 0;
  /** Whether a helper was lost. What it still writes goes to places that nobody reads any more. */
  private isAlone = false;

  /** @param shares what each helper has to know */
  constructor(private readonly shares: readonly Omit<Share, "job" | "marks">[]) {}

  /**
   * Offers the chunks of a job.
   *
   * @param begin where its examples begin in the order, how many they are, and how many a chunk has
   * @param drawn what dropout has drawn
   */
  offer(task: keyof typeof tasks, begin: number, n: number, size: number, drawn = 0): void {
    this.finish();
    this.since = performance.now();
    if (this.isAlone || this.id === undefined) return;
    this.job.set([tasks[task], begin, n, size, drawn]);
    const count = Math.ceil(n / size);
    for (let chunk = 1; chunk < count; chunk++) Atomics.store(this.marks, chunk, marks.free);
    callHelpers();
  }

  /** Whether the caller has to do a chunk; if not, a helper has done it when this returns. */
  isMine(chunk: number): boolean {
    if (this.isAlone || chunk === 0 || this.id === undefined) return true;
    const found = Atomics.compareExchange(this.marks, chunk, marks.free, marks.callers);
    return found === marks.free || found === marks.callers || !this.isDone(chunk);
  }

  /** After a job without helpers: lets them begin, if it is time. */
  consider(): void {
    if (this.id !== undefined || !areHelpersDue(performance.now() - this.since)) return;
    const { job, marks } = this;
    const shares = this.shares.map((share) => ({ ...share, job, marks }));
    this.id = shareWork(shares, this);
  }

  /** Nobody has a chunk any more afterwards, as when the caller was stopped in the middle; false if a helper was lost. */
  finish(): boolean {
    if (this.id === undefined) return true;
    for (let chunk = 1; chunk < MOST_CHUNKS; chunk++) {
      const found = Atomics.compareExchange(this.marks, chunk, marks.free, marks.callers);
      if (found === marks.helpers) this.isDone(chunk);
    }
    return !this.isAlone;
  }

  /** Lets helpers forget the engine; false if one of them may still write to its memory. */
  end(): boolean {
    const isFree = this.finish();
    if (this.id !== undefined) endWork(this.id);
    return isFree;
  }

  /** Waits until a helper has done its chunk; false if it is lost. */
  private isDone(chunk: number): boolean {
    const begin = performance.now();
    const patience = Math.max(LOST, 10 * (begin - this.since));
    while (Atomics.load(this.marks, chunk) === marks.helpers) {
      const waited = performance.now() - begin;
      if (waited > patience) this.isAlone = true;
      if (this.isAlone) return false;
      if (waited > 0.05 && this.maySleep) Atomics.wait(this.marks, chunk, marks.helpers, patience);
    }
    return true;
  }
}
