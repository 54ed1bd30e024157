import type { Annotation, Data, Layout, Shape } from "plotly.js-dist";
import { copyPoint, expectFinite, Point } from "../calculus";
import { Figure } from "./figure";
import { drawnIndices, Interval, saidWhenThinned } from "./samples";
import { baseLayout, DASHES, GRAY, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** Points (x, y) that belong together. */
export interface Series {
  /** What the series is called; it appears in the legend when there are several. */
  name: string;
  x: Point;
  y: Point;
  /** Drawn as a line if not given. */
  as?: "line" | "points" | "line and points";
}

/** A place on the x axis that deserves a word. */
export interface Mark {
  x: number;
  text: string;
}

/**
 * Curves over a common axis, with the places that matter marked.
 *
 * @param options one series or more, the names of the axes, the title, marks if any
 * @returns the figure
 * @throws RangeError or TypeError if there is no series, a series is empty, x and y differ in length, or a number is
 *   not finite
 * @example
 * const square = { name: "square", x: [0, 1, 2], y: [0, 1, 4] };
 * const figure = curves({ series: [square], axes: { x: "w", y: "w²" }, title: "Faster and faster" });
 * figure.text; // "Faster and faster. square: w² lies between 0 (at w = 0) and 4 (at w = 2)."
 */
export function curves(options: {
  series: readonly Series[];
  axes: { x: string; y: string };
  title: string;
  marks?: readonly Mark[];
  domain?: { x?: Interval; y?: Interval };
}): Figure {
  const { series, axes, title, marks = [], domain } = options;
  const checked = series.map(expectSeries);
  if (checked.length === 0) throw new RangeError("expected one series or more to draw, got none");
  const layout: Partial<Layout> = {
    ...baseLayout(title, 420, marks.length > 0 ? 16 : 0),
    showlegend: series.length > 1,
    xaxis: { title: { text: asText(axes.x) }, range: domain?.x && [...domain.x] },
    yaxis: { title: { text: asText(axes.y) }, range: domain?.y && [...domain.y] },
    ...markedPlaces(marks),
  };
  const data = checked.map(({ x, y }, i): Data => {
    const drawn = drawnIndices(x.length);
    const color = PALETTE[i % PALETTE.length];
    const name = asText(series[i].name);
    return {
      type: "scatter",
      mode: MODES[series[i].as ?? "line"],
      name,
      x: drawn.map((k) => x[k]),
      y: drawn.map((k) => y[k]),
      line: { color, width: 3, dash: DASHES[i % DASHES.length] },
      marker: { color, size: 7 },
      hovertemplate: `${asText(axes.x)} = %{x:.4g}, ${asText(axes.y)} = %{y:.4g}<extra>${name}</extra>`,
    };
  });
  const said = checked.map(({ x, y }, i) => `${series[i].name}: ${rangeStory(x, y, axes)}`);
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

/** A series with its numbers copied and checked. */
export function expectSeries({ name, x, y }: Series): { x: Float64Array; y: Float64Array } {
  const checked = { x: copyPoint(x, `x of ${name}`), y: copyPoint(y, `y of ${name}`) };
  if (checked.x.length !== checked.y.length) {
    throw new RangeError(`expected as many x as y in ${name}, got ${x.length} x and ${y.length} y`);
  }
  return checked;
}

/** Upright lines with a word at the top. */
export function markedPlaces(marks: readonly Mark[]): Pick<Layout, "shapes" | "annotations"> {
  const shapes = marks.map(({ x }): Partial<Shape> => {
    const line = { color: GRAY, width: 1.5, dash: "dot" } as const;
    return { type: "line", x0: expectFinite(x, "a mark's x"), x1: x, yref: "paper", y0: 0, y1: 1, line };
  });
  const annotations = marks.map(({ x, text }): Partial<Annotation> => {
    const font = { size: 13, color: GRAY };
    return { x, y: 1, yref: "paper", yanchor: "bottom", text: asText(text), showarrow: false, font };
  });
  // Plotly's types ask for every property of a shape and an annotation; its documentation asks for none.
  return { shapes: shapes as Shape[], annotations: annotations as Annotation[] };
}

const MODES = { line: "lines", points: "markers", "line and points": "lines+markers" } as const;

function rangeStory(x: Float64Array, y: Float64Array, axes: { x: string; y: string }): string {
  const lowest = y.indexOf(y.reduce((a, b) => Math.min(a, b)));
  const highest = y.indexOf(y.reduce((a, b) => Math.max(a, b)));
  const at = (k: number): string => `${asNumber(y[k])} (at ${axes.x} = ${asNumber(x[k])})`;
  return `${axes.y} lies between ${at(lowest)} and ${at(highest)}${saidWhenThinned(x.length)}.`;
}
