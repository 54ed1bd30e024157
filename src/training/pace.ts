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
  private steps = 1;

  /** How many steps to take before the clock is looked at again: as many as take about 10 ms. */
  get atOnce(): number {
    return this.steps;
  }

  /** Tells how long steps took. */
  took(steps: number, seconds: number): void {
    if (steps === this.steps && seconds < 0.005) this.steps = Math.min(2 * steps, 512);
    else if (seconds > 0.02) this.steps = Math.ceil(this.steps / 4);
  }

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
