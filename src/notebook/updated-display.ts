import type { MimeBundle } from "../display";
import { kernel } from "./kernel";

/** The shortest time between two pictures, in milliseconds: five a second. */
const SHORTEST_TIME = 200;

/** After a picture so many times as long is left for what it is a picture of, also where others compete for the processor. */
const REST = 150;

/**
 * A place below the cell whose content changes while the cell runs: at most five times a second, not before there was a
 * fifth of a second to see something, and so seldom that the pictures take no more than a hundredth of the time. Where
 * nothing can be changed in place, outside the course's kernel, it shows nothing.
 *
 * @example
 * const place = new UpdatedDisplay();
 * place.show(() => ({ "text/plain": "half done" }));
 * place.end({ "text/plain": "done" });
 */
export class UpdatedDisplay {
  private displayId: string | undefined;
  private next = performance.now() + SHORTEST_TIME;

  /** Shows what `make` returns, unless it is too early for another picture; then it is not even made. */
  show(make: () => MimeBundle): void {
    const begin = performance.now();
    if (begin < this.next || !kernel()) return;
    this.put(make());
    const end = performance.now();
    this.next = Math.max(begin + SHORTEST_TIME, end + REST * (end - begin));
  }

  /** Shows it in any case: the last picture must be the right one. What comes after it has a place of its own. */
  end(bundle: MimeBundle): void {
    this.put(bundle);
    this.displayId = undefined;
    this.next = performance.now() + SHORTEST_TIME;
  }

  private put(bundle: MimeBundle): void {
    const update = this.displayId !== undefined;
    // No counter: after a restart of the kernel it would name old places again.
    this.displayId ??= `neural-descent-${Date.now()}-${performance.now()}`;
    kernel()?.display(bundle, { displayId: this.displayId, update });
  }
}
