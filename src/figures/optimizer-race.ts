import type { Data } from "plotly.js-dist";
import { animation, CONTROLS } from "./animation";
import { Figure } from "./figure";
import { planeLayout } from "./plane";
import { evenlySpaced, heightsOnGrid } from "./samples";
import { countOf } from "./story";
import { HALO, PALETTE, SYMBOLS, TERRAIN } from "./template";
import { domainAround, Path, pathInPlane, pathStory, TerrainOptions } from "./terrain";
import { asText } from "./wording";

/** So many pictures at most; of a longer race every second, third, … step is a picture. */
const MOST_PICTURES = 60;

/** So many points of a path at most. */
const MOST_POINTS = 240;

/**
 * A race over a terrain, as an animation: all methods take their first step, then their second, … It shows the end of
 * the race until it is played. A method that has arrived waits for the others.
 *
 * @param options the function, one path or more, the title
 * @returns the figure
 * @throws RangeError or TypeError if there is no path or an empty one, if a point has not two coordinates, or if a
 *   number or the function's value is not finite
 * @example
 * const paths = [{ name: "descent", points: [[2, 1], [1, 0.5], [0.5, 0.25]] }];
 * const figure = optimizerRace({ f: ([x, y]) => x * x + y * y, paths, title: "Alone it is no race" });
 * figure.frames.length; // 3
 */
export function optimizerRace(options: TerrainOptions & { paths: readonly Path[] }): Figure {
  const { f, paths, title } = options;
  const { x, y, cost } = options.symbols ?? { x: "x", y: "y", cost: "C" };
  if (paths.length === 0) throw new RangeError("expected one path or more to race, got none");
  const tracks = paths.map((path) => pathInPlane(path));
  const domain = domainAround(tracks, options.domain);
  const xs = evenlySpaced(domain.x, 81);
  const ys = evenlySpaced(domain.y, 81);
  const terrain: Data = {
    type: "contour",
    x: xs,
    y: ys,
    z: heightsOnGrid(f, xs, ys),
    colorscale: TERRAIN,
    showscale: false,
    ncontours: 18,
    contours: { coloring: "fill" },
    line: { width: 1, color: "rgba(255, 255, 255, 0.55)" },
    hovertemplate: `${asText(x)} = %{x:.3~g}, ${asText(y)} = %{y:.3~g}: ${asText(cost)} = %{z:.4~g}<extra></extra>`,
  };
  const longest = tracks.reduce((steps, track) => Math.max(steps, track.length - 1), 0);
  const count = Math.min(MOST_PICTURES, longest + 1);
  const moments = Array.from({ length: count }, (_, k) => Math.round((k * longest) / Math.max(1, count - 1)));
  const pictures = moments.map((step) => ({
    name: `step ${step}`,
    data: tracks.flatMap((track) => moving(track, step)),
  }));
  const { frames, layout } = animation(
    pictures,
    tracks.flatMap((_, i) => [3 * i + 1, 3 * i + 2, 3 * i + 3]),
  );
  const end = pictures[count - 1].data;
  const data = tracks.flatMap((_, i): Data[] =>
    styled(asText(paths[i].name), i).map((style, part) => ({ ...style, ...end[3 * i + part] }) as Data),
  );

  const legend = paths.map(({ name }) => name);
  const plane = planeLayout(title, domain, { x, y }, { legend, below: CONTROLS });
  const said = tracks.map((track, i) => `${paths[i].name}: ${pathStory(f, track, cost, MOST_POINTS)}`);
  return new Figure(
    [terrain, ...data],
    { ...plane, ...layout },
    `${title}. An animation of ${countOf(longest, "step")}. ${said.join(" ")}`,
    frames,
  );
}

/** The way up to a step, thinned if it is long, once for its white border; and the place where the method is. */
function moving(track: Float64Array[], step: number): { x: number[]; y: number[] }[] {
  const last = Math.min(step, track.length - 1);
  const every = Math.max(1, Math.ceil(track.length / MOST_POINTS));
  const way = Array.from({ length: last + 1 }, (_, k) => k).filter((k) => k % every === 0 || k === last);
  const shortened = (k: number, c: 0 | 1): number => Number(track[k][c].toPrecision(5));
  const along = (indices: number[]) => ({
    x: indices.map((k) => shortened(k, 0)),
    y: indices.map((k) => shortened(k, 1)),
  });
  return [along(way), along(way), along([last])];
}

function styled(name: string, i: number): Partial<Data>[] {
  const color = RUNNERS[i % RUNNERS.length];
  const common = { type: "scatter", legendgroup: name, name } as const;
  const symbol = SYMBOLS[i % SYMBOLS.length];
  const marker = { size: 14, symbol, color, opacity: 1, line: { color: HALO, width: 2 } };
  const hovertemplate = `${name}: (%{x:.4~g}, %{y:.4~g})<extra></extra>`;
  return [
    { ...common, mode: "lines", line: { color: HALO, width: 5 }, showlegend: false, hoverinfo: "skip" },
    {
      ...common,
      mode: "lines",
      line: { color, width: 2.5 },
      showlegend: false,
      hoverinfo: "skip",
    },
    { ...common, mode: "markers", marker, hovertemplate },
  ];
}

/** Colors that stand out from the blues of the terrain. */
const RUNNERS = [PALETTE[1], PALETTE[3], PALETTE[2], "#111111"];
