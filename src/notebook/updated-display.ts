import type { MimeBundle } from "../display";
import { kernel } from "./kernel";

/** The shortest time between two pictures, in milliseconds: five a second. */
const SHORTEST_TIME = 200;

/**
 * A place below the cell whose content changes while the cell runs, at most five times a second. Where nothing can be
 * changed in place, outside the course's kernel, it shows nothing.
 *
 * @example
 * const place = new UpdatedDisplay();
 * place.show(() => ({ "text/plain": "half done" }));
 */
export class UpdatedDisplay {
  /** No counter: after a restart of the kernel it would name old places again. */
  private readonly displayId = `neural-descent-${Date.now()}-${performance.now()}`;
  private lastTime = -Infinity;
  private shown = false;

  /** Shows what `make` returns, unless the last picture was a moment ago; then it is not even made. */
  show(make: () => MimeBundle): void {
    if (performance.now() - this.lastTime >= SHORTEST_TIME) this.showNow(make);
  }

  /** Shows it in any case: the last picture must be the right one. */
  showNow(make: () => MimeBundle): void {
    const ours = kernel();
    if (!ours) return;
    ours.display(make(), { displayId: this.displayId, update: this.shown });
    this.shown = true;
    this.lastTime = performance.now();
  }
}
