import { norm } from "../calculus";
import type { Vector } from "../data";

/**
 * Keeps every component of a gradient between −limit and limit: gᵢ ← min(max(gᵢ, −limit), limit). The direction changes.
 *
 * @param gradient g, changed in place; a component that is NaN stays NaN
 * @param limit above 0
 * @throws RangeError if the limit is not positive
 * @example
 * const gradient = Float64Array.of(3, -0.5);
 * clipByValue(gradient, 1);
 * gradient; // Float64Array [1, -0.5]
 */
export function clipByValue(gradient: Vector, limit: number): void {
  expectLimit(limit);
  for (let i = 0; i < gradient.length; i++) gradient[i] = Math.min(Math.max(gradient[i], -limit), limit);
}

/**
 * Makes a gradient that is longer than a limit as long as the limit: g ← g·limit/‖g‖ if ‖g‖ > limit. Its direction
 * stays.
 *
 * @param gradient g, changed in place; if its length is infinite or NaN it is left as it is
 * @param limit the largest length, above 0
 * @returns ‖g‖ before, to be looked at: where it is not finite, training has diverged
 * @throws RangeError if the limit is not positive
 * @see Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural networks" (2013)
 * @example
 * const gradient = Float64Array.of(30, -40);
 * clipByNorm(gradient, 5); // 50
 * gradient; // Float64Array [3, -4]
 */
export function clipByNorm(gradient: Vector, limit: number): number {
  expectLimit(limit);
  const length = norm(gradient);
  if (length > limit && length < Infinity) {
    for (let i = 0; i < gradient.length; i++) gradient[i] *= limit / length;
  }
  return length;
}

function expectLimit(limit: number): void {
  if (!(typeof limit === "number" && limit > 0)) {
    throw new RangeError(`expected a limit above 0, got ${String(limit)}: try 1`);
  }
}
