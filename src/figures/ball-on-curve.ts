import type { Annotation, Data, Layout, LayoutAxis } from "plotly.js-dist";
import { copyPoint, expectFinite, Point } from "../calculus";
import { Figure } from "./figure";
import { share } from "./panels";
import { around, drawnIndices, evenlySpaced, expectInterval, Interval, saidWhenThinned } from "./samples";
import { countOf } from "./story";
import { baseLayout, GRAY, HALO, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** A curve and what is common to all balls on it. */
export interface CurveOptions {
  /** C: R → R, the cost as a function of one weight. */
  f: (w: number) => number;
  /** The part of the w axis that is drawn; by default a little more than the ball visits. */
  domain?: Interval;
  /** The finding that the figure shows. */
  title: string;
  /** The names of the axes: w and C(w) if not given. */
  symbols?: { input: string; cost: string };
}

/** One ball and the places where it was. */
export interface Run {
  /** What the run is called, such as "η = 0.1". */
  name: string;
  /** w₀, w₁, …, w_k. */
  path: Point;
}

/**
 * Descent in one variable: the curve, the ball at w₀ (open) and where it ended (filled), and the steps between. What
 * leaves the drawn part of the axis is left out.
 *
 * @param options the function, the path w₀, w₁, …, the title
 * @returns the figure
 * @throws RangeError or TypeError if the path is empty, or a number or the function's value is not finite
 * @example
 * const figure = ballOnCurve({ f: (w) => w * w, path: [2, 1, 0.5], title: "The ball rolls down" });
 * figure.text; // "The ball rolls down. C(w) falls from 4 at w = 2 to 0.25 at w = 0.5 in 2 steps."
 */
export function ballOnCurve(options: CurveOptions & { path: Point }): Figure {
  return ballsOnCurve({ ...options, runs: [{ name: "", path: options.path }] });
}

/**
 * Several descents on the same curve, a panel each, with the same axes.
 *
 * @param options the function, one run or more, each with a name and a path, the title
 * @returns the figure
 * @throws RangeError or TypeError if there is no run, a path is empty, or a number or the function's value is not finite
 * @example
 * const runs = [{ name: "short steps", path: [2, 1.8] }, { name: "long steps", path: [2, -1] }];
 * ballsOnCurve({ f: (w) => w * w, runs, title: "Long steps cross the valley" }).data.length; // 6
 */
export function ballsOnCurve(options: CurveOptions & { runs: readonly Run[] }): Figure {
  const { f, runs, title } = options;
  const symbols = options.symbols ?? { input: "w", cost: "C(w)" };
  if (runs.length === 0 || runs.length > 9)
    throw new RangeError(`expected 1 to 9 runs to draw, got ${runs.length}`);
  const paths = runs.map((run) => copyPoint(run.path, `the path ${run.name}`.trim()));
  const domain = expectInterval(options.domain ?? around(paths.flatMap((path) => [...path])), "the domain");
  const curve = evenlySpaced(domain, 241);
  const heights = curve.map((w) => expectFinite(f(w), `the function's value at ${w}`));
  const [low, high] = around(heights);

  const data: Data[] = [];
  const annotations: Partial<Annotation>[] = [];
  const axes: Record<string, Partial<LayoutAxis>> = {};
  const columns = Math.min(2, runs.length);
  const rows = Math.ceil(runs.length / columns);
  runs.forEach((run, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const suffix = (i === 0 ? "" : i + 1) as Suffix; // Plotly calls its first axes x and y
    const panel: Panel = { x: `x${suffix}`, y: `y${suffix}` };
    data.push(...traces({ f, curve, heights, path: paths[i], symbols }, panel));
    axes[`xaxis${suffix}`] = {
      domain: share(column, columns, 0.1),
      range: [...domain],
      anchor: panel.y,
      title: { text: i + columns >= runs.length ? asText(symbols.input) : "" },
    };
    axes[`yaxis${suffix}`] = {
      domain: share(rows - 1 - row, rows, 0.16),
      range: [low, high],
      anchor: panel.x,
      title: { text: column === 0 ? asText(symbols.cost) : "" },
    };
    annotations.push({
      text: asText(run.name),
      x: 0.5,
      xref: `${panel.x} domain`,
      xanchor: "center",
      y: 1,
      yref: `${panel.y} domain`,
      yanchor: "bottom",
      showarrow: false,
      font: { size: 15, color: GRAY },
    });
  });
  const height = runs.length > 2 ? 620 : 420;
  const layout: Partial<Layout> = {
    ...baseLayout(title, height, runs.length > 1 ? 18 : 0),
    ...axes,
    annotations: annotations as Annotation[],
  };
  const said = runs.map(
    (run, i) => `${run.name ? `${run.name}: ` : ""}${story(f, paths[i], domain, symbols)}`,
  );
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

type Suffix = "" | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

/** The names of a panel's axes. */
interface Panel {
  x: `x${Suffix}`;
  y: `y${Suffix}`;
}

interface Ball {
  f: (w: number) => number;
  curve: number[];
  heights: number[];
  path: Float64Array;
  symbols: { input: string; cost: string };
}

/** The curve, the steps, and the two balls at the start and the end. */
function traces({ f, curve, heights, path, symbols }: Ball, panel: Panel): Data[] {
  const drawn = drawnIndices(path.length);
  const w = drawn.map((k) => path[k]);
  const cost = w.map((value) => expectFinite(f(value), `the function's value at ${value}`));
  const [blue, vermilion] = PALETTE;
  const common = { type: "scatter", xaxis: panel.x, yaxis: panel.y } as const;
  return [
    { ...common, mode: "lines", x: curve, y: heights, line: { color: blue, width: 3 }, hoverinfo: "skip" },
    {
      ...common,
      mode: "lines+markers",
      x: w,
      y: cost,
      customdata: drawn,
      line: { color: vermilion, width: 1.5 },
      marker: { color: vermilion, size: 6 },
      hovertemplate: `step %{customdata}: ${asText(symbols.input)} = %{x:.4~g}, ${asText(symbols.cost)} = %{y:.4~g}<extra></extra>`,
    },
    {
      ...common,
      mode: "markers",
      x: ends(w),
      y: ends(cost),
      marker: {
        size: [12, 15],
        color: [HALO, vermilion],
        opacity: 1,
        line: { color: vermilion, width: 2.5 },
      },
      hoverinfo: "skip",
    },
  ];
}

function ends(values: number[]): number[] {
  return [values[0], values[values.length - 1]];
}

function story(
  f: (w: number) => number,
  path: Float64Array,
  [from, to]: Interval,
  symbols: { input: string; cost: string },
): string {
  const last = path.length - 1;
  const [first, end] = [f(path[0]), f(path[last])];
  const at = (w: number, cost: number): string => `${asNumber(cost)} at ${symbols.input} = ${asNumber(w)}`;
  const leaves = path.findIndex((w) => w < from || w > to);
  const outside = leaves < 0 ? "" : `, leaving the picture at step ${leaves}`;
  const thinned = saidWhenThinned(path.length);
  if (last === 0) return `${symbols.cost} is ${at(path[0], first)}${outside}.`;
  const verb = end < first ? "falls" : end > first ? "rises" : "goes";
  return `${symbols.cost} ${verb} from ${at(path[0], first)} to ${at(path[last], end)} in ${countOf(last, "step")}${outside}${thinned}.`;
}
