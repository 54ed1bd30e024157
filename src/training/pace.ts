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

  /**
   * Gives others two turns: the first lets messages in, the second what they cause out. No promise does, as the event loop
   * has no turn between promises.
   */
  async pause(): Promise<void> {
    await aTurn();
    await aTurn();
    this.resumed = performance.now();
  }
}

/** A timer waits for a millisecond, in a browser for four; Node has something that does not wait. */
function aTurn(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (then: () => void) => void };
  return new Promise((resolve) => (setImmediate ?? setTimeout)(resolve));
}
