import type { Data } from "plotly.js-dist";
import { CostFunction, descend, Point } from "../calculus";
import { Figure } from "./figure";
import { gatherEnds, Minimum } from "./gathered-ends";
import { planeLayout } from "./plane";
import { evenlySpaced, expectInterval, heightsOnGrid, Interval } from "./samples";
import { CLASS_COLORS, GRAY, HALO } from "./template";
import { asNumber, asPoint, asText } from "./wording";

/**
 * Basins of attraction: descent from every place of the plane, and each place in the color of the minimum that it
 * reaches. Gray is what reaches none.
 *
 * @param options the function, the part of the plane, the title; how descent goes: a learning rate and steps, or
 *   `reach`, which gives the last point of any method from a start (undefined if it diverged); the starts in a row,
 *   how close two ends must be to count as the same minimum, names of the axes
 * @returns the figure
 * @throws RangeError or TypeError if an option is out of range or a value of the function is not finite
 * @example
 * const f = ([x, y]: Float64Array) => (x * x - 1) ** 2 + y * y;
 * const options = { f, domain: { x: [-2, 2], y: [-2, 2] } as const, learningRate: 0.05, starts: 20 };
 * const figure = basinsOfAttraction({ ...options, title: "The start decides" });
 * figure.text; // "The start decides. Of 400 starts, 50 % reach (−1, 0) with C = 0, 50 % reach (1, 0) with C = 0."
 */
export function basinsOfAttraction(options: {
  f: CostFunction;
  domain: { x: Interval; y: Interval };
  title: string;
  learningRate?: number;
  steps?: number;
  reach?: (start: Float64Array) => Point | undefined;
  starts?: number;
  tolerance?: number;
  symbols?: { x: string; y: string; cost: string };
}): Figure {
  const { f, title, learningRate = 0.01, steps = 500, starts = 60 } = options;
  const { x, y, cost } = options.symbols ?? { x: "x", y: "y", cost: "C" };
  const domain = {
    x: expectInterval(options.domain.x, "the domain's x"),
    y: expectInterval(options.domain.y, "the domain's y"),
  };
  if (!Number.isInteger(starts) || starts < 2 || starts > 200)
    throw new RangeError(`expected 2 to 200 starts in a row, got ${starts}`);
  const reach =
    options.reach ??
    ((start: Float64Array) => {
      const { points, stopped } = descend(f, { start, learningRate, steps, tolerance: 1e-9 });
      return stopped === "diverged" ? undefined : points[points.length - 1];
    });
  const tolerance = options.tolerance ?? 0.01 * (domain.x[1] - domain.x[0] + domain.y[1] - domain.y[0]);

  const xs = centers(domain.x, starts);
  const ys = centers(domain.y, starts);
  const ends = ys.flatMap((py) => xs.map((px) => reach(Float64Array.of(px, py))));
  const { minima, belongs } = gatherEnds(f, ends, tolerance, CLASS_COLORS.length);
  const colors = [GRAY, ...CLASS_COLORS.slice(0, minima.length)];

  const data: Data[] = [
    {
      type: "heatmap",
      x: xs,
      y: ys,
      z: ys.map((_, i) => belongs.slice(i * starts, (i + 1) * starts)),
      zmin: -1.5,
      zmax: minima.length - 0.5,
      colorscale: steppedScale(colors),
      opacity: 0.62,
      showscale: false,
      hovertemplate: `from ${asText(x)} = %{x:.3~g}, ${asText(y)} = %{y:.3~g}<br>%{text}<extra></extra>`,
      text: ys.map((_, i) =>
        belongs.slice(i * starts, (i + 1) * starts).map((k) => hover(minima[k], cost)),
      ) as unknown as string[],
    },
    borders(xs, ys, belongs),
    {
      type: "contour",
      x: evenlySpaced(domain.x, 71),
      y: evenlySpaced(domain.y, 71),
      z: heightsOnGrid(f, evenlySpaced(domain.x, 71), evenlySpaced(domain.y, 71)),
      ncontours: 14,
      contours: { coloring: "none" },
      line: { color: "rgba(255, 255, 255, 0.45)", width: 1 },
      showscale: false,
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      mode: "markers",
      x: minima.map(({ point }) => point[0]),
      y: minima.map(({ point }) => point[1]),
      marker: {
        symbol: "star",
        size: 17,
        color: colors.slice(1),
        opacity: 1,
        line: { color: HALO, width: 2 },
      },
      customdata: minima.map((minimum) => hover(minimum, cost)),
      hovertemplate: "%{customdata}<extra></extra>",
    },
  ];
  const layout = planeLayout(title, domain, { x: `${x} at the start`, y: `${y} at the start` });
  return new Figure(data, layout, `${title}. ${story(minima, belongs, cost)}`);
}

/** The middles of n parts of the interval: no start lies on the border between two basins of a symmetric function. */
function centers([from, to]: Interval, n: number): number[] {
  const half = (to - from) / (2 * n);
  return evenlySpaced([from + half, to - half], n);
}

/** More pieces than these are no borders but dust. */
const MOST_PIECES = 3000;

/** Lines between places that end differently, for whoever cannot tell their colors apart. */
function borders(xs: number[], ys: number[], belongs: number[]): Data {
  const [x, y]: (number | null)[][] = [[], []];
  const [dx, dy] = [(xs[1] - xs[0]) / 2, (ys[1] - ys[0]) / 2];
  ys.forEach((py, i) =>
    xs.forEach((px, j) => {
      const k = i * xs.length + j;
      if (j + 1 < xs.length && belongs[k] !== belongs[k + 1]) {
        x.push(px + dx, px + dx, null);
        y.push(py - dy, py + dy, null);
      }
      if (i + 1 < ys.length && belongs[k] !== belongs[k + xs.length]) {
        x.push(px - dx, px + dx, null);
        y.push(py + dy, py + dy, null);
      }
    }),
  );
  const drawn = x.length <= 3 * MOST_PIECES ? { x, y } : { x: [], y: [] };
  return { type: "scatter", mode: "lines", ...drawn, line: { color: HALO, width: 2.5 }, hoverinfo: "skip" };
}

/** A scale that has one color for each whole number. */
function steppedScale(colors: string[]): [number, string][] {
  const n = colors.length;
  return colors.flatMap((color, k): [number, string][] => [
    [k / n, color],
    [(k + 1) / n, color],
  ]);
}

function hover(minimum: Minimum | undefined, cost: string): string {
  return minimum
    ? `reaches ${asPoint(minimum.point)}, ${asText(cost)} = ${asNumber(minimum.cost)}`
    : "reaches no minimum";
}

function story(minima: Minimum[], belongs: number[], cost: string): string {
  const share = (k: number): string =>
    `${asNumber((100 * belongs.filter((b) => b === k).length) / belongs.length)} %`;
  const parts = minima.map(
    (minimum, k) => `${share(k)} reach ${asPoint(minimum.point)} with ${cost} = ${asNumber(minimum.cost)}`,
  );
  if (belongs.includes(-1)) parts.push(`${share(-1)} reach no minimum`);
  return `Of ${belongs.length.toLocaleString("en-US")} starts, ${parts.join(", ")}.`;
}
