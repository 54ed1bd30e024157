import { button } from "./element";
import { isCalm } from "./motion";

/** A button that does something many times, a little pause between, and that stops it when pressed again. */
export interface Repeating {
  readonly button: HTMLButtonElement;
  stop(): void;
}

/**
 * @param label what stands on the button while it stands still
 * @param times how often
 * @param act is done each time; when it returns false, that was the last
 * @param ended is told when all is done, or it was stopped by the button
 * @param pause in milliseconds; who wants less motion waits for nothing, and sees the end
 */
export function repeating(
  label: string,
  times: number,
  act: () => boolean,
  ended: () => void,
  pause = 40,
): Repeating {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const toggle = button(label, () => (timer === undefined ? next(times) : end()));

  function next(left: number): void {
    if (isCalm()) {
      for (let i = 0; i < left && act(); i++);
      return end();
    }
    if (!act() || left <= 1) return end();
    toggle.textContent = "Stop";
    timer = setTimeout(() => next(left - 1), pause);
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    toggle.textContent = label;
  }

  function end(): void {
    stop();
    ended();
  }

  return { button: toggle, stop };
}
