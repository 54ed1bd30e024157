/** How long work may go on before it lets others have a turn, in milliseconds. */
const STRETCH = 50;

/**
 * Lets the event loop have a turn about every 50 ms of long work: pictures are drawn, the interrupt button is seen.
 *
 * @example
 * const pace = new Pace();
 * pace.due; // false
 */
export class Pace {
  private resumed = performance.now();

  /** Whether it is time for others: cheap enough to be asked after every batch. */
  get due(): boolean {
    return performance.now() - this.resumed >= STRETCH;
  }

  /** Gives others a turn. A timer, not a promise: only a timer lets messages in, and drawings out. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.resumed = performance.now();
  }
}
