import { button } from "./element";

/** A button that does something many times, a little pause between, and that stops it when pressed again. */
export interface Repeating {
  readonly button: HTMLButtonElement;
  stop(): void;
}

/**
 * @param label what stands on the button while it stands still
 * @param times how often
 * @param act is done each time; when it returns false, that was the last
 * @param pause in milliseconds
 */
export function repeating(label: string, times: number, act: () => boolean, pause = 40): Repeating {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const toggle = button(label, () => (timer === undefined ? next(times) : stop()));

  function next(left: number): void {
    if (!act() || left <= 1) return stop();
    toggle.textContent = "Stop";
    timer = setTimeout(() => next(left - 1), pause);
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
    toggle.textContent = label;
  }

  return { button: toggle, stop };
}
