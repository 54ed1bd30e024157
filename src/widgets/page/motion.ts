/** Whether the learner's system asks for less motion: then runs show their end, not the way to it. */
export function isCalm(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
