import { seedShift } from "../seed-shift";

/**
 * Chance that repeats: two generators with the same seed give the same numbers, in every browser and in Node. (A kernel
 * that was started to try other seeds adds the same number to all of them.)
 *
 * The generator is xoshiro128++ (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021); its
 * four words of state come from the seed through splitmix32.
 *
 * @example
 * new Random(7).uniform() === new Random(7).uniform(); // true
 * new Random(7).uniform() === new Random(8).uniform(); // false
 */
export class Random {
  private readonly state: Uint32Array;
  private spareNormal: number | undefined;

  /**
   * @param seed a whole number from 0 to 2³² − 1; each gives a sequence of its own
   * @throws RangeError if the seed is anything else
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(`expected a seed that is a whole number from 0 to 4294967295, got ${seed}`);
    }
    const shifted = (seed + seedShift()) >>> 0; // modulo 2³²
    this.state = new Uint32Array(4).map((_, i) => splitmix32(shifted + (i + 1) * 0x9e3779b9));
  }

  /**
   * A number that is equally likely anywhere in an interval.
   *
   * @param low the interval's lower end, 0 if not given
   * @param high its upper end, 1 if not given, which is never reached
   * @example
   * const fair = new Random(1).uniform(); // 0 ≤ fair < 1
   * fair >= 0 && fair < 1; // true
   */
  uniform(low = 0, high = 1): number {
    // 53 random bits fill a float64's mantissa.
    const unit = ((this.next() >>> 5) * 2 ** 26 + (this.next() >>> 6)) / 2 ** 53;
    return low + (high - low) * unit;
  }

  /**
   * A number from the normal distribution N(mean, deviation²), by Box and Muller: with u and u′ uniform,
   * √(−2 ln u)·cos 2πu′ and √(−2 ln u)·sin 2πu′ are two independent normal numbers.
   *
   * @param mean the center, 0 if not given
   * @param deviation the standard deviation, 1 if not given
   * @example
   * Number.isFinite(new Random(1).normal()); // true
   */
  normal(mean = 0, deviation = 1): number {
    if (this.spareNormal !== undefined) {
      const spare = this.spareNormal;
      this.spareNormal = undefined;
      return mean + deviation * spare;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform())); // 1 − u is never 0
    const angle = 2 * Math.PI * this.uniform();
    this.spareNormal = radius * Math.sin(angle);
    return mean + deviation * radius * Math.cos(angle);
  }

  /**
   * A direction in Rⁿ, each as likely as any other: n normal numbers, scaled to length 1.
   *
   * @param n the number of dimensions, 1 or more
   * @returns a vector of n numbers with length 1
   * @throws RangeError if n is not a whole number, 1 or more
   * @example
   * norm(new Random(1).direction(1000)).toFixed(9); // "1.000000000"
   */
  direction(n: number): Float64Array {
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`expected 1 or more dimensions, got ${n}`);
    const direction = new Float64Array(n).map(() => this.normal());
    const length = Math.sqrt(direction.reduce((sum, d) => sum + d * d, 0));
    return direction.map((d) => d / length);
  }

  /** The next 32 random bits: one round of xoshiro128++. */
  private next(): number {
    const s = this.state;
    const result = rotateLeft((s[0] + s[3]) | 0, 7) + s[0];
    const shifted = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotateLeft(s[3], 11);
    return result >>> 0;
  }
}

function rotateLeft(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}

/** Spreads neighboring seeds over all 32-bit numbers, so that seeds 1 and 2 have nothing in common. */
function splitmix32(seed: number): number {
  let z = seed | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return z ^ (z >>> 15);
}
