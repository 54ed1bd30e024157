import { expectFinite, Point } from "../calculus";
import { asCount } from "../wording";

/** An interval [from, to] of an axis. */
export type Interval = readonly [from: number, to: number];

/** The most points that a drawn line has; more could not be told apart. */
const MOST_POINTS = 2000;

/**
 * The interval, if it is one that can be drawn.
 *
 * @throws RangeError if its ends are not finite or not in order
 */
export function expectInterval([from, to]: Interval, name: string): Interval {
  expectFinite(from, `${name}'s lower end`);
  expectFinite(to, `${name}'s upper end`);
  if (!(from < to))
    throw new RangeError(`expected ${name} as [from, to] with from < to, got [${from}, ${to}]`);
  return [from, to];
}

/** The smallest and the largest of many numbers. */
export function extremes(values: Point): Interval {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]);
    high = Math.max(high, values[i]);
  }
  return [low, high];
}

/** An interval with some room around all the values. */
export function around(values: Point): Interval {
  const [low, high] = extremes(values);
  const room = 0.15 * (high - low) || 1;
  return [low - room, high + room];
}

/** Numbers at equal distances, both ends included. */
export function evenlySpaced([from, to]: Interval, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

/**
 * Heights of the function on a grid: one row for each y, one column for each x.
 *
 * @throws RangeError if a height is NaN or infinite
 */
export function heightsOnGrid(f: (v: Float64Array) => number, xs: number[], ys: number[]): number[][] {
  return ys.map((y) => xs.map((x) => expectFinite(f(Float64Array.of(x, y)), `the height at (${x}, ${y})`)));
}

/** At most 2,000 of the indices 0 … count − 1, at equal distances, both ends included. */
export function drawnIndices(count: number): number[] {
  if (count <= MOST_POINTS) return Array.from({ length: count }, (_, i) => i);
  return evenlySpaced([0, count - 1], MOST_POINTS).map(Math.round);
}

/** What to add to a figure's text when not all points are drawn. */
export function saidWhenThinned(count: number, most = MOST_POINTS): string {
  return count <= most ? "" : ` (${asCount(most)} of ${asCount(count)} points drawn)`;
}
