import type { Data, Layout, LayoutAxis } from "plotly.js-dist";
import { copyPoint, CostFunction, Point } from "../calculus";
import { Figure } from "./figure";
import {
  around,
  drawnIndices,
  evenlySpaced,
  expectInterval,
  heightsOnGrid,
  Interval,
  saidWhenThinned,
} from "./samples";
import { baseLayout, DASHES, HALO, PALETTE, TERRAIN } from "./template";
import { asNumber, asPoint, asText } from "./wording";

/** A way over the terrain. */
export interface Path {
  /** What the path is called; it appears in the legend when there are several. */
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

/**
 * A terrain seen from above, with its level lines, and paths on it: each from an open to a filled circle. Both axes
 * have the same scale, so that right angles look right.
 *
 * @param options the function, one path or more, the title
 * @returns the figure
 * @throws RangeError or TypeError if there is no path or an empty one, if a point has not two coordinates, or if a
 *   number or the function's value is not finite
 * @example
 * const path = { name: "descent", points: [[2, 1], [1, 0.5]] };
 * const figure = contourWithPaths({ f: ([x, y]) => x * x + y * y, paths: [path], title: "Straight to the valley" });
 * figure.text; // "Straight to the valley. descent: C falls from 5 at (2, 1) to 1.25 at (1, 0.5) in 1 step."
 */
export function contourWithPaths(options: TerrainOptions & { paths: readonly Path[] }): Figure {
  const { f, paths, title } = options;
  const { x, y, cost } = options.symbols ?? { x: "x", y: "y", cost: "C" };
  if (paths.length === 0) throw new RangeError("expected one path or more to draw, got none");
  const tracks = paths.map((path) => pathInPlane(path));
  const domain = domainAround(tracks, options.domain);
  const xs = evenlySpaced(domain.x, 91);
  const ys = evenlySpaced(domain.y, 91);

  const terrain: Data = {
    type: "contour",
    x: xs,
    y: ys,
    z: heightsOnGrid(f, xs, ys),
    colorscale: TERRAIN,
    showscale: false,
    ncontours: 18,
    contours: { coloring: "fill", showlabels: true, labelfont: { size: 11, color: HALO } },
    line: { width: 1, color: "rgba(255, 255, 255, 0.55)" },
    hovertemplate: `${asText(x)} = %{x:.3g}, ${asText(y)} = %{y:.3g}: ${asText(cost)} = %{z:.4g}<extra></extra>`,
  };
  const axis: Partial<LayoutAxis> = { constrain: "domain", showgrid: false };
  const layout: Partial<Layout> = {
    ...baseLayout(title, 500),
    showlegend: paths.length > 1,
    xaxis: { ...axis, range: [...domain.x], title: { text: asText(x) } },
    yaxis: {
      ...axis,
      range: [...domain.y],
      title: { text: asText(y) },
      scaleanchor: "x",
      constraintoward: "top",
    },
  };
  const said = tracks.map((track, i) => `${paths[i].name}: ${pathStory(f, track, cost)}`);
  const data = [terrain, ...tracks.flatMap((track, i) => pathTraces(asText(paths[i].name), track, i))];
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

/** The path, on a white line that sets it off from every height, and the circles at its ends. */
function pathTraces(name: string, track: Float64Array[], i: number): Data[] {
  const drawn = drawnIndices(track.length);
  const x = drawn.map((k) => track[k][0]);
  const y = drawn.map((k) => track[k][1]);
  const last = drawn.length - 1;
  const color = PATH_COLORS[i % PATH_COLORS.length];
  const dash = DASHES[i % DASHES.length];
  const common = { type: "scatter", legendgroup: name } as const;
  const quiet = { hoverinfo: "skip", showlegend: false } as const;
  return [
    { ...common, ...quiet, mode: "lines", x, y, line: { color: HALO, width: 5 } },
    {
      ...common,
      mode: "lines+markers",
      name,
      x,
      y,
      customdata: drawn,
      line: { color, width: 2.5, dash },
      marker: { color, size: 6, line: { color: HALO, width: 1 } },
      hovertemplate: `${name}, step %{customdata}: (%{x:.4g}, %{y:.4g})<extra></extra>`,
    },
    {
      ...common,
      ...quiet,
      mode: "markers",
      x: [x[0], x[last]],
      y: [y[0], y[last]],
      marker: {
        size: [12, 15],
        color: [HALO, color],
        opacity: 1,
        line: { color: [color, HALO], width: 2.5 },
      },
    },
  ];
}

/** Colors that stand out from the blues of the terrain. */
const PATH_COLORS = [PALETTE[1], PALETTE[3], PALETTE[2]];

/** The points of a path, checked to lie in the plane. */
export function pathInPlane(path: Path): Float64Array[] {
  if (path.points.length === 0)
    throw new RangeError(`expected the path ${path.name} to have points, got none`);
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
export function pathStory(f: CostFunction, track: Float64Array[], cost: string): string {
  const [first, last] = [track[0], track[track.length - 1]];
  const [before, after] = [f(first.slice()), f(last.slice())];
  const verb = after < before ? "falls" : after > before ? "rises" : "stays";
  const steps = `${track.length - 1} step${track.length === 2 ? "" : "s"}${saidWhenThinned(track.length)}`;
  return `${cost} ${verb} from ${asNumber(before)} at ${asPoint(first)} to ${asNumber(after)} at ${asPoint(last)} in ${steps}.`;
}
