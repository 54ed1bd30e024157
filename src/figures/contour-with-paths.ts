import type { Data } from "plotly.js-dist";
import { Figure } from "./figure";
import { planeLayout } from "./plane";
import { drawnIndices, evenlySpaced, heightsOnGrid } from "./samples";
import { HALO, PALETTE, SYMBOLS, TERRAIN } from "./template";
import { domainAround, Path, pathInPlane, pathStory, TerrainOptions } from "./terrain";
import { asText } from "./wording";

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
    hovertemplate: `${asText(x)} = %{x:.3~g}, ${asText(y)} = %{y:.3~g}: ${asText(cost)} = %{z:.4~g}<extra></extra>`,
  };
  const names = paths.map(({ name }) => name);
  const legend = names.some((name) => name.trim() !== "") ? names : [];
  const layout = planeLayout(title, domain, { x, y }, { legend });
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
  const symbol = SYMBOLS[i % SYMBOLS.length];
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
      line: { color, width: 2.5 },
      marker: { color, symbol, size: 7, line: { color: HALO, width: 1 } },
      hovertemplate: `${name}, step %{customdata}: (%{x:.4~g}, %{y:.4~g})<extra></extra>`,
    },
    {
      ...common,
      ...quiet,
      mode: "markers",
      x: [x[0], x[last]],
      y: [y[0], y[last]],
      marker: {
        symbol,
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
