import type { Random } from "./random";

/**
 * The numbers 0 to n − 1 in an order that is as likely as any other (Fisher and Yates).
 *
 * @param n how many
 * @param random where chance comes from
 * @throws RangeError if n is not a whole number, 0 or more
 * @example
 * permutation(4, new Random(1)).sort(); // Int32Array [0, 1, 2, 3]
 */
export function permutation(n: number, random: Random): Int32Array {
  if (!Number.isInteger(n) || n < 0) {
    throw new RangeError(`expected how many numbers to permute as a whole number, got ${n}`);
  }
  const order = new Int32Array(n).map((_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform(0, i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
