import type { Data, Layout } from "plotly.js-dist";
import { powerLaw } from "../calculus";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, extremes, saidWhenThinned } from "./samples";
import { expectSeries, Series } from "./series";
import { asSlope } from "./story";
import { baseLayout, DASHES, PALETTE } from "./template";
import { asText } from "./wording";

/**
 * Points on two logarithmic axes, with the straight line that fits them: y ≈ factor·x^slope. The legend tells the
 * measured slope.
 *
 * @param options one series or more of positive numbers, the names of the axes, the title
 * @returns the figure
 * @throws RangeError or TypeError if there is no series, or a series has fewer than two points or a number that is
 *   not positive
 * @example
 * const error = { name: "error", x: [0.1, 0.01], y: [0.02, 0.0002] };
 * const figure = logLog({ series: [error], axes: { x: "length", y: "error" }, title: "Half the step, a quarter of the error" });
 * figure.text; // "Half the step, a quarter of the error. error: slope 2.00 on logarithmic axes."
 */
export function logLog(options: {
  series: readonly Series[];
  axes: { x: string; y: string };
  title: string;
}): Figure {
  const { series, axes, title } = options;
  if (series.length === 0) throw new RangeError("expected one series or more to draw, got none");
  const data: Data[] = [];
  const said: string[] = [];
  series.forEach((given, i) => {
    const { x, y } = expectSeries(given);
    const { exponent, factor } = powerLaw(x, y);
    const drawn = drawnIndices(x.length);
    const color = PALETTE[i % PALETTE.length];
    const slope = asSlope(exponent);
    const ends = [...extremes(x)];
    data.push(
      {
        type: "scatter",
        mode: "markers",
        name: asText(given.name),
        x: drawn.map((k) => x[k]),
        y: drawn.map((k) => y[k]),
        marker: { color, size: 9 },
        hovertemplate: `${asText(axes.x)} = %{x:.3~g}, ${asText(axes.y)} = %{y:.3~g}<extra>${asText(given.name)}</extra>`,
      },
      {
        type: "scatter",
        mode: "lines",
        name: `slope ${slope}`,
        x: ends,
        y: ends.map((end) => factor * end ** exponent),
        line: { color, width: 2.5, dash: DASHES[i % DASHES.length] },
        hoverinfo: "skip",
      },
    );
    said.push(`${given.name}: slope ${slope} on logarithmic axes${saidWhenThinned(x.length)}.`);
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 440),
    showlegend: true,
    xaxis: {
      title: { text: asText(axes.x) },
      ...logAxis(
        series.map(({ x }) => x),
        6,
      ),
    },
    yaxis: { title: { text: asText(axes.y) }, ...logAxis(series.map(({ y }) => y)) },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}
