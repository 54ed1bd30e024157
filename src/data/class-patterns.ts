/** Points in the plane that belong to classes no straight line can part. */
import { Dataset } from "./dataset";
import { expectCount, expectNoise } from "./function-data";
import { Random } from "./random";

/** How many points of a pattern, and how exactly they lie on it. */
export interface PatternOptions {
  /** How many points in all, 200 if not given; as many of each class, or one more. */
  count?: number;
  /** The standard deviation of what is added to each coordinate. */
  noise?: number;
  /** Decides the places, 0 if not given. */
  seed?: number;
}

/**
 * Two half moons that reach into each other. The target is 0 or 1, in one column.
 *
 * @param options how many points, the noise (0.1 if not given), the seed
 * @throws RangeError if one of them is out of range
 * @example
 * twoMoons({ count: 6, seed: 1 }).labels; // Int32Array [0, 1, 0, 1, 0, 1]
 */
export function twoMoons({ count, noise = 0.1, seed }: PatternOptions = {}): Dataset {
  return pattern("two moons", ["upper", "lower"], { count, noise, seed }, (moon, random) => {
    const angle = Math.PI * random.uniform();
    return moon === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
  });
}

/**
 * A circle of radius 1 and one inside it. The target is 0 or 1, in one column.
 *
 * @param options how many points, the noise (0.1 if not given), the seed
 * @param options.factor the inner circle's radius, between 0 and 1, 0.5 if not given
 * @throws RangeError if one of them is out of range
 * @example
 * circles({ count: 6, noise: 0, seed: 1 }).labels; // Int32Array [0, 1, 0, 1, 0, 1]
 */
export function circles(options: PatternOptions & { factor?: number } = {}): Dataset {
  const { count, noise = 0.1, seed, factor = 0.5 } = options;
  if (!(factor > 0 && factor < 1)) {
    throw new RangeError(`expected the inner circle's radius between 0 and 1, got ${factor}`);
  }
  return pattern("circles", ["outer", "inner"], { count, noise, seed }, (circle, random) => {
    const angle = 2 * Math.PI * random.uniform();
    const radius = circle === 0 ? 1 : factor;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * Spiral arms around a common center. Two arms have the target 0 or 1 in one column, more have one-hot targets.
 *
 * @param options how many points, the noise (0.02 if not given), the seed
 * @param options.arms how many arms, 2 if not given
 * @param options.turns how often an arm goes around, 1 if not given
 * @throws RangeError if one of them is out of range
 * @example
 * spirals({ arms: 3, count: 30, seed: 1 }).targets.columns; // 3
 */
export function spirals(options: PatternOptions & { arms?: number; turns?: number } = {}): Dataset {
  const { count, noise = 0.02, seed, arms = 2, turns = 1 } = options;
  if (!Number.isInteger(arms) || arms < 2) throw new RangeError(`expected 2 or more arms, got ${arms}`);
  if (!(Number.isFinite(turns) && turns > 0)) throw new RangeError(`expected turns above 0, got ${turns}`);
  const names = Array.from({ length: arms }, (_, arm) => `arm ${arm + 1}`);
  return pattern("spirals", names, { count, noise, seed }, (arm, random) => {
    const radius = Math.sqrt(random.uniform(0.01, 1));
    const angle = 2 * Math.PI * (turns * radius + arm / arms);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

/**
 * Exclusive or: the target is 1 where exactly one of the two inputs is 1. By default the four cases themselves.
 *
 * @param options how many points (4 if not given, each case in turn), the noise (0 if not given), the seed
 * @throws RangeError if one of them is out of range
 * @example
 * xor().inputs.values; // Float64Array [0, 0, 0, 1, 1, 0, 1, 1]
 * xor().targets.values; // Float64Array [0, 1, 1, 0]
 */
export function xor({ count = 4, noise = 0, seed = 0 }: PatternOptions = {}): Dataset {
  const random = new Random(seed);
  const cases = Array.from({ length: expectCount(count) }, (_, i) => [(i >> 1) & 1, i & 1]);
  const labels = cases.map(([a, b]) => a ^ b);
  return new Dataset({
    name: "exclusive or",
    inputs: cases.map((point) => blurred(point, expectNoise(noise), random)),
    targets: labels.map((label) => [label]),
    labels,
    classNames: ["equal", "different"],
  });
}

function pattern(
  name: string,
  classNames: string[],
  { count = 200, noise = 0, seed = 0 }: PatternOptions,
  place: (label: number, random: Random) => number[],
): Dataset {
  expectCount(count, classNames.length);
  expectNoise(noise);
  const random = new Random(seed);
  const labels = Array.from({ length: count }, (_, i) => i % classNames.length);
  const inputs = labels.map((label) => blurred(place(label, random), noise, random));
  const targets = classNames.length === 2 ? labels.map((label) => [label]) : undefined;
  return new Dataset({ name, inputs, targets, labels, classNames });
}

function blurred(point: number[], noise: number, random: Random): number[] {
  return noise === 0 ? point : point.map((x) => x + random.normal(0, noise));
}
