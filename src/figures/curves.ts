import type { Data, Layout } from "plotly.js-dist";
import { Figure } from "./figure";
import { drawnIndices, Interval, saidWhenThinned } from "./samples";
import { expectSeries, Mark, markedPlaces, Series } from "./series";
import { baseLayout, DASHES, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

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
      line: {
        color,
        width: 3,
        dash: DASHES[i % DASHES.length],
        shape: series[i].as === "steps" ? "hv" : "linear",
      },
      marker: { color, size: 7 },
      hovertemplate: `${asText(axes.x)} = %{x:.4~g}, ${asText(axes.y)} = %{y:.4~g}<extra>${name}</extra>`,
    };
  });
  const said = checked.map(({ x, y }, i) => `${series[i].name}: ${rangeStory(x, y, axes)}`);
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

const MODES = {
  line: "lines",
  points: "markers",
  "line and points": "lines+markers",
  steps: "lines",
} as const;

function rangeStory(x: Float64Array, y: Float64Array, axes: { x: string; y: string }): string {
  const lowest = y.indexOf(y.reduce((a, b) => Math.min(a, b)));
  const highest = y.indexOf(y.reduce((a, b) => Math.max(a, b)));
  const at = (k: number): string => `${asNumber(y[k])} (at ${axes.x} = ${asNumber(x[k])})`;
  return `${axes.y} lies between ${at(lowest)} and ${at(highest)}${saidWhenThinned(x.length)}.`;
}
