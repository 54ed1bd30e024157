import { copyPoint, CostFunction, Point } from "../calculus";
import { around, expectInterval, Interval, saidWhenThinned } from "./samples";
import { countOf } from "./story";
import { asNumber, asPoint } from "./wording";

/** A way over the terrain. */
export interface Path {
  /** What the path is called; it appears in the legend of a map. */
  name: string;
  /** The points v₀, v₁, …, each with two coordinates. */
  points: readonly Point[];
}

/** The terrain: a function of two variables and the part of it that is drawn. */
export interface TerrainOptions {
  /** C: R² → R. */
  f: CostFunction;
  /** The part of the plane that is drawn; by default a little more than the paths visit. */
  domain?: { x: Interval; y: Interval };
  /** The finding that the figure shows. */
  title: string;
  /** The names of the axes: x, y and C if not given. */
  symbols?: { x: string; y: string; cost: string };
}

/** The points of a path, checked to lie in the plane. */
export function pathInPlane(path: Path): Float64Array[] {
  if (path.points.length === 0) throw new RangeError(`expected points of ${path.name}, got none`);
  return path.points.map((point, k) => {
    const copy = copyPoint(point, `point ${k} of ${path.name}`);
    if (copy.length !== 2)
      throw new RangeError(`expected points with 2 coordinates, got ${copy.length} in ${path.name}`);
    return copy;
  });
}

/** The given part of the plane, or one with room around all paths. */
export function domainAround(
  tracks: Float64Array[][],
  domain?: { x: Interval; y: Interval },
): { x: Interval; y: Interval } {
  const points = tracks.flat();
  return {
    x: expectInterval(domain?.x ?? around(points.map((point) => point[0])), "the domain's x"),
    y: expectInterval(domain?.y ?? around(points.map((point) => point[1])), "the domain's y"),
  };
}

/** A path in words. */
export function pathStory(f: CostFunction, track: Float64Array[], cost: string, most?: number): string {
  const [first, last] = [track[0], track[track.length - 1]];
  const [before, after] = [f(first.slice()), f(last.slice())];
  if (track.length === 1) return `${cost} is ${asNumber(before)} at ${asPoint(first)}.`;
  const verb = after < before ? "falls" : after > before ? "rises" : "goes";
  const steps = `${countOf(track.length - 1, "step")}${saidWhenThinned(track.length, most)}`;
  return `${cost} ${verb} from ${asNumber(before)} at ${asPoint(first)} to ${asNumber(after)} at ${asPoint(last)} in ${steps}.`;
}
