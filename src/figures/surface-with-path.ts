import type { Data, Layout } from "plotly.js-dist";
import { Point } from "../calculus";
import { BOX, cameraFor } from "./camera";
import { Figure } from "./figure";
import { drawnIndices, evenlySpaced, extremes, heightsOnGrid } from "./samples";
import { domainAround, pathInPlane, pathStory, TerrainOptions } from "./terrain";
import { baseLayout, HALO, PALETTE, TERRAIN } from "./template";
import { asText } from "./wording";

/**
 * How far the path floats above the surface, as a part of the terrain's height, so that it is not hidden in it; and how
 * far the balls do, which lie on the ground and do not sink into it.
 */
const LIFT = { path: 0.015, ball: 0.05 };

/** So many level lines are drawn. */
const LEVELS = 12;

/**
 * A terrain in three dimensions, to be turned with the mouse, and a path on it, from an open to a filled ball. It is
 * seen first from a side from which no hill hides the path, if there is one.
 *
 * @param options the function, the points v₀, v₁, … of the path, the title
 * @returns the figure
 * @throws RangeError or TypeError if the path is empty, if a point has not two coordinates, or if a number or the
 *   function's value is not finite
 * @example
 * const points = [[2, 1], [1, 0.5]];
 * const figure = surfaceWithPath({ f: ([x, y]) => x * x + y * y, points, title: "Down into the bowl" });
 * figure.text; // "Down into the bowl. C falls from 5 at (2, 1) to 1.25 at (1, 0.5) in 1 step."
 */
export function surfaceWithPath(options: TerrainOptions & { points: readonly Point[] }): Figure {
  const { f, title } = options;
  const { x, y, cost } = options.symbols ?? { x: "x", y: "y", cost: "C" };
  const track = pathInPlane({ name: "the path", points: options.points });
  const domain = domainAround([track], options.domain);
  const xs = evenlySpaced(domain.x, 71);
  const ys = evenlySpaced(domain.y, 71);
  const heights = heightsOnGrid(f, xs, ys);
  const flat = heights.flat();
  const [lowest, highest] = extremes(flat);
  const relief = highest - lowest;

  const drawn = drawnIndices(track.length).map((k) => track[k]);
  const px = drawn.map((point) => point[0]);
  const py = drawn.map((point) => point[1]);
  const pz = drawn.map((point) => f(point.slice()) + LIFT.path * relief);
  const last = drawn.length - 1;
  const ends = (values: number[]): number[] => [values[0], values[last]];
  const says = `${asText(x)} = %{x:.3~g}, ${asText(y)} = %{y:.3~g}, ${asText(cost)} = %{z:.4~g}<extra></extra>`;

  const surface: Data = {
    type: "surface",
    x: xs,
    y: ys,
    z: heights,
    colorscale: TERRAIN,
    showscale: false,
    contours: {
      z: { show: relief > 0, start: lowest, end: highest, size: relief / LEVELS, color: "#c3d9e3", width: 1 },
      x: { highlight: false },
      y: { highlight: false },
    },
    lighting: { ambient: 0.75, diffuse: 0.5, specular: 0.08, roughness: 0.9 },
    hovertemplate: says,
  };
  const path: Data = {
    type: "scatter3d",
    mode: "lines+markers",
    x: px,
    y: py,
    z: pz,
    line: { color: PALETTE[1], width: 7 },
    marker: { color: PALETTE[1], size: 3 },
    hovertemplate: says,
  };
  const balls: Data = {
    type: "scatter3d",
    mode: "markers",
    x: ends(px),
    y: ends(py),
    z: ends(pz).map((z) => z + (LIFT.ball - LIFT.path) * relief),
    marker: { size: 8, color: [HALO, PALETTE[1]], line: { color: PALETTE[1], width: 3 } },
    hoverinfo: "skip",
  };
  const base = baseLayout(title, 450);
  const layout: Partial<Layout> = {
    ...base,
    margin: { ...base.margin, l: 0, r: 0, b: 0 },
    scene: {
      xaxis: { title: { text: drawnText(x) } },
      yaxis: { title: { text: drawnText(y) } },
      zaxis: { title: { text: drawnText(cost) } },
      aspectmode: "manual",
      aspectratio: BOX,
      camera: cameraFor(
        { ...domain, heights },
        drawn.map((_, k) => [px[k], py[k], pz[k]]),
      ),
    },
  };
  return new Figure([surface, path, balls], layout, `${title}. ${pathStory(f, track, cost)}`);
}

/** In three dimensions letters are drawn: Plotly knows markup there, but no `&lt;`. A joiner that is not seen parts "<" from it. */
function drawnText(text: string): string {
  return text.replace(/</g, "<\u2060");
}
