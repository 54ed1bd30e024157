import { CostFunction, Point } from "../calculus";

/** A place where descents end. */
export interface Minimum {
  point: Float64Array;
  cost: number;
  /** How many ended there. */
  count: number;
}

/**
 * Ends of descents, gathered: those within the tolerance of each other are the same minimum. Of more places than are
 * asked for the rarest are dropped; their ends, and those of descents that diverged, belong to none.
 *
 * @param f the function, to tell the height of each minimum
 * @param ends the last points, undefined where there is none
 * @param tolerance how far apart two ends may be
 * @param most how many minima at most
 * @returns the minima, the lowest first (among equals, from left to right), and for each end the index of its minimum,
 *   −1 for none
 * @example
 * gatherEnds(([x]) => x * x, [[0.001], [2], [0]], 0.1, 5).belongs; // [0, 1, 0]
 */
export function gatherEnds(
  f: CostFunction,
  ends: readonly (Point | undefined)[],
  tolerance: number,
  most: number,
): { minima: Minimum[]; belongs: number[] } {
  const found: Minimum[] = [];
  const home = ends.map((end): Minimum | undefined => {
    if (!end || !Array.from(end).every(Number.isFinite)) return undefined;
    const cost = f(Float64Array.from(end));
    let minimum = found.find(({ point }) => distance(point, end) <= tolerance);
    if (!minimum) found.push((minimum = { point: Float64Array.from(end), cost, count: 0 }));
    if (cost < minimum.cost) Object.assign(minimum, { point: Float64Array.from(end), cost });
    minimum.count++;
    return minimum;
  });
  const minima = found
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map((minimum) => {
      minimum.point = minimum.point.map(clean);
      minimum.cost = clean(minimum.cost);
      return minimum;
    })
    .sort((a, b) => a.cost - b.cost || a.point[0] - b.point[0]);
  return { minima, belongs: home.map((minimum) => (minimum ? minima.indexOf(minimum) : -1)) };
}

/** Descent comes close to a minimum and never quite there: 0.9999999 is 1, and 1e-20 is 0. */
function clean(value: number): number {
  const rounded = Math.round(value * 1e6) / 1e6;
  return Math.abs(rounded - value) < 1e-7 ? rounded + 0 : value;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(...Array.from(a, (coordinate, i) => coordinate - b[i]));
}
