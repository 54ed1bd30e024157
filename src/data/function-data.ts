import { Dataset } from "./dataset";
import { type Matrix, zeros } from "./matrix";
import { Random } from "./random";

/** Where a function is sampled, and how exactly. */
export interface FunctionDataOptions {
  /** An interval [low, high] for each of the function's inputs. */
  intervals: readonly (readonly [low: number, high: number])[];
  /** How many points, at random places, each as likely. */
  count?: number;
  /** Or a grid: how many points along each interval, ends included. */
  grid?: number;
  /** The standard deviation of what is added to each value, 0 if not given. */
  noise?: number;
  /** Decides places and noise, 0 if not given. */
  seed?: number;
}

/**
 * Values of a function of one, two, three or more numbers, to be learned: y = f(x₁, …, x_d) + noise.
 *
 * @param f the function
 * @param options the intervals, how many points, the noise
 * @throws RangeError if an interval is empty, not exactly one of `count` and `grid` is given, the noise is negative or
 *   a value of f is not finite
 * @example
 * functionData((x) => x * x, { intervals: [[0, 2]], grid: 3 }).targets.values; // Float64Array [0, 1, 4]
 * functionData((x, y) => x + y, { intervals: [[0, 1], [0, 1]], grid: 2 }).targets.values; // Float64Array [0, 1, 1, 2]
 */
export function functionData(f: (...x: number[]) => number, options: FunctionDataOptions): Dataset {
  const { intervals, count, grid, noise = 0, seed = 0 } = options;
  if (typeof f !== "function") throw new TypeError(`expected a function to take values of, got ${typeof f}`);
  expectIntervals(intervals);
  if ((count === undefined) === (grid === undefined)) {
    throw new RangeError(
      `expected either count: 100 or grid: 10, got ${count === undefined ? "neither" : "both"}`,
    );
  }
  expectNoise(noise);
  const random = new Random(seed);
  const inputs =
    grid === undefined ? scattered(intervals, expectCount(count!), random) : gridPoints(intervals, grid);
  const targets = zeros(inputs.rows, 1);
  for (let i = 0; i < inputs.rows; i++) {
    const x = Array.from(inputs.values.subarray(i * inputs.columns, (i + 1) * inputs.columns));
    const value = f(...x);
    if (!Number.isFinite(value))
      throw new RangeError(`expected a finite value of f(${x.join(", ")}), got ${value}`);
    targets.values[i] = value + (noise > 0 ? random.normal(0, noise) : 0);
  }
  return new Dataset({ name: "values of a function", inputs, targets });
}

/**
 * Points around a line: y = slope·x + intercept + noise, at places from −1 to 1.
 *
 * @param options.count how many points, 50 if not given
 * @param options.slope 2 if not given
 * @param options.intercept 1 if not given
 * @param options.noise the standard deviation of the noise, 0.2 if not given
 * @param options.interval the places, [−1, 1] if not given
 * @param options.seed decides places and noise, 0 if not given
 * @example
 * pointsOnLine({ count: 10, seed: 3 }).size; // 10
 */
export function pointsOnLine(
  options: {
    count?: number;
    slope?: number;
    intercept?: number;
    noise?: number;
    interval?: readonly [low: number, high: number];
    seed?: number;
  } = {},
): Dataset {
  const { count = 50, slope = 2, intercept = 1, noise = 0.2, interval = [-1, 1], seed } = options;
  const line = functionData((x) => slope * x + intercept, { intervals: [interval], count, noise, seed });
  return new Dataset({ ...line, name: "points around a line" });
}

function scattered(intervals: FunctionDataOptions["intervals"], count: number, random: Random): Matrix {
  const points = zeros(count, intervals.length);
  for (let k = 0; k < points.values.length; k++) {
    points.values[k] = random.uniform(...intervals[k % intervals.length]);
  }
  return points;
}

/** All points of a grid, the last input running fastest. */
function gridPoints(intervals: FunctionDataOptions["intervals"], grid: number): Matrix {
  if (!Number.isInteger(grid) || grid < 2) {
    throw new RangeError(`expected a grid of 2 or more points along each interval, got ${grid}`);
  }
  const d = intervals.length;
  const points = zeros(grid ** d, d);
  for (let i = 0; i < points.rows; i++)
    intervals.forEach(([low, high], j) => {
      const step = Math.floor(i / grid ** (d - 1 - j)) % grid;
      points.values[i * d + j] = low + ((high - low) * step) / (grid - 1);
    });
  return points;
}

/** The count itself, if so many points can be made. */
export function expectCount(count: number, least = 1): number {
  if (Number.isInteger(count) && count >= least) return count;
  throw new RangeError(`expected a number of points, ${least} or more, got ${count}`);
}

/** The noise itself, if it is a standard deviation. */
export function expectNoise(noise: number): number {
  if (Number.isFinite(noise) && noise >= 0) return noise;
  throw new RangeError(`expected the noise's standard deviation, 0 or more, got ${noise}`);
}

function expectIntervals(intervals: FunctionDataOptions["intervals"]): void {
  if (!Array.isArray(intervals) || intervals.length === 0) {
    throw new RangeError("expected an interval for each input such as [[0, 1]], got none");
  }
  for (const interval of intervals) {
    const [low, high] = Array.isArray(interval) ? interval : [];
    if (!(Number.isFinite(low) && Number.isFinite(high) && low < high)) {
      throw new RangeError(
        `expected an interval such as [0, 1], with the lower end first, got ${JSON.stringify(interval)}`,
      );
    }
  }
}
