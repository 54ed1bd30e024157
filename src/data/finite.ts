import type { Vector } from "./vector";

/**
 * Whether all numbers are finite: 0·x is NaN where x is NaN or infinite. Of two sums neither waits for the other, and no
 * number for a decision.
 */
export function areFinite(values: Vector): boolean {
  let [even, odd] = [0, 0];
  for (let k = 0; k + 1 < values.length; k += 2) {
    even += 0 * values[k];
    odd += 0 * values[k + 1];
  }
  return even + odd + 0 * values[values.length - 1] === 0;
}
