import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, Point, powerLaw } from "../calculus";
import { asCount } from "../wording";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, extremes, saidWhenThinned } from "./samples";
import { asSlope } from "./story";
import { baseLayout, DASHES, PALETTE, SYMBOLS } from "./template";
import { asNumber, asText } from "./wording";

/** The errors of networks of several widths. */
export interface ErrorsByWidth {
  name: string;
  /** The number of units, one or more. */
  widths: Point;
  /** The error at each width: a number, or one for each seed. */
  errors: readonly (number | Point)[];
}

/**
 * The error against the number of units, on two logarithmic axes, with the slope that was measured. With several seeds
 * every one is a small point, and the line goes through their medians.
 *
 * @param options one series or more, the title, names of the axes
 * @returns the figure
 * @throws RangeError or TypeError if there is no series, a series has fewer than two widths, or a number is not positive
 * @example
 * const series = [{ name: "steps", widths: [10, 100], errors: [0.1, 0.01] }];
 * const figure = errorAgainstWidth({ series, title: "Ten times the units, a tenth of the error" });
 * figure.text; // "Ten times the units, a tenth of the error. steps: error from 0.1 at 10 units to 0.01 at 100, slope −1.00."
 */
export function errorAgainstWidth(options: {
  series: readonly ErrorsByWidth[];
  title: string;
  axes?: { x: string; y: string };
}): Figure {
  const { series, title } = options;
  const axes = options.axes ?? { x: "hidden units", y: "error" };
  if (series.length === 0) throw new RangeError("expected one series or more to draw, got none");
  const said: string[] = [];
  const data = series.flatMap(({ name, widths, errors }, i): Data[] => {
    const x = copyPoint(widths, `the widths of ${name}`);
    if (errors.length !== x.length)
      throw new RangeError(`expected errors for each of ${x.length} widths of ${name}, got ${errors.length}`);
    const seeds = errors.map((e, k) =>
      copyPoint(typeof e === "number" ? [e] : e, `the errors of ${name} at ${x[k]}`),
    );
    const medians = seeds.map(median);
    const { exponent, factor } = powerLaw(x, medians);
    const slope = asSlope(exponent);
    const last = x.length - 1;
    const all = seeds.flatMap((list, k) => Array.from(list, (error) => ({ width: x[k], error })));
    const drawn = drawnIndices(all.length).map((k) => all[k]);
    const least = seeds.reduce((least, list) => Math.min(least, list.length), Infinity);
    const some = seeds.some(({ length }) => length > least) ? "at least " : "";
    const several = least > 1 ? ` (the median of ${some}${asCount(least)} seeds)` : "";
    said.push(
      `${name}: error${several} from ${asNumber(medians[0])} at ${asNumber(x[0])} units to ${asNumber(medians[last])} at ${asNumber(x[last])}, slope ${slope}${saidWhenThinned(all.length)}.`,
    );
    const color = PALETTE[i % PALETTE.length];
    const common = { type: "scatter", legendgroup: asText(name) } as const;
    const ends = [...extremes(x)];
    const each: Data[] = seeds.every(({ length }) => length === 1)
      ? []
      : [
          {
            ...common,
            mode: "markers",
            x: drawn.map(({ width }) => width),
            y: drawn.map(({ error }) => error),
            marker: { color, size: 5, opacity: 0.5 },
            showlegend: false,
            hovertemplate: `%{x} units, one seed: %{y:.3~g}<extra>${asText(name)}</extra>`,
          },
        ];
    return [
      ...each,
      {
        ...common,
        mode: "lines",
        name: `slope ${slope}`,
        x: ends,
        y: ends.map((end) => factor * end ** exponent),
        line: { color, width: 2, dash: DASHES[i % DASHES.length] },
        hoverinfo: "skip",
        showlegend: false,
      },
      {
        ...common,
        mode: "markers",
        name: `${asText(name)}: slope ${slope}`,
        x: Array.from(x),
        y: medians,
        marker: { color, size: 10, symbol: SYMBOLS[i % SYMBOLS.length] },
        hovertemplate: `%{x} units: ${asText(axes.y)} %{y:.3~g}<extra>${asText(name)}</extra>`,
      },
    ];
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 440),
    showlegend: true,
    xaxis: {
      title: { text: asText(axes.x) },
      type: "log",
      ...ticksAt(series.flatMap(({ widths }) => Array.from(widths))),
    },
    yaxis: {
      title: { text: asText(axes.y) },
      ...logAxis(
        series.map(({ errors }) => errors.flatMap((e) => (typeof e === "number" ? e : Array.from(e)))),
      ),
    },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

/** The widths themselves as ticks, if they are few. */
function ticksAt(widths: number[]): { tickvals?: number[] } {
  const distinct = Array.from(new Set(widths)).sort((a, b) => a - b);
  return distinct.length <= 10 ? { tickvals: distinct } : {};
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
