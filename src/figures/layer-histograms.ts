import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import { Figure } from "./figure";
import { expectInterval, extremes, Interval } from "./samples";
import { baseLayout, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** Numbers that belong to one layer: its activations for some examples, or its weights. */
export interface LayerValues {
  /** What the layer is called, such as "a⁽²⁾". */
  name: string;
  values: Point;
}

/** How much higher than its row a curve may be. */
const OVERLAP = 1.2;

/**
 * How activations or weights are spread in each layer: one ridge a layer, the first on top, all on the same axis. The
 * highest point of each ridge has the same height, so that a narrow layer can be seen beside a wide one.
 *
 * @param options the layers, what the numbers are, the title; the part of the axis that is drawn, the number of intervals
 * @returns the figure
 * @throws RangeError or TypeError if there are no layers, more than 40, or one has no values or one that is not finite
 * @example
 * const layers = [{ name: "a⁽²⁾", values: [-1, 1] }, { name: "a⁽³⁾", values: [-0.1, 0.1] }];
 * const figure = layerHistograms({ layers, axis: "activation", title: "They shrink from layer to layer" });
 * figure.text; // "They shrink from layer to layer. a⁽²⁾: 2 values, 0 ± 1. a⁽³⁾: 2 values, 0 ± 0.1."
 */
export function layerHistograms(options: {
  layers: readonly LayerValues[];
  axis: string;
  title: string;
  domain?: Interval;
  bars?: number;
}): Figure {
  const { layers, axis, title, bars = 40 } = options;
  if (layers.length === 0 || layers.length > 40)
    throw new RangeError(`expected 1 to 40 layers to draw, got ${layers.length}`);
  if (!Number.isInteger(bars) || bars < 2) throw new RangeError(`expected 2 bars or more, got ${bars}`);
  const values = layers.map((layer) => copyPoint(layer.values, `the values of ${layer.name}`));
  const [low, high] = extremes(values.flatMap((layer) => [...extremes(layer)]));
  const room = low < high ? 0 : 1;
  const [from, to] = expectInterval(options.domain ?? [low - room, high + room], "the domain");

  const width = (to - from) / bars;
  const x = Array.from({ length: bars + 2 }, (_, i) => from + (i - 0.5) * width);
  const said: string[] = [];
  const data = layers.flatMap(({ name }, l): Data[] => {
    const base = layers.length - 1 - l;
    const counts = countsOf(values[l], from, to, bars);
    const most = counts.reduce((a, b) => Math.max(a, b)) || 1;
    const ridge = [0, ...counts, 0].map((count) => base + (OVERLAP * count) / most);
    said.push(`${name}: ${storyOf(values[l], from, to)}`);
    const place = { type: "scatter", mode: "lines", x } as const;
    return [
      { ...place, y: x.map(() => base), line: { width: 0 }, hoverinfo: "skip" },
      {
        ...place,
        y: ridge,
        fill: "tonexty",
        fillcolor: "rgba(0, 114, 178, 0.55)",
        line: { color: PALETTE[0], width: 1.5 },
        customdata: [0, ...counts, 0],
        hovertemplate: `${asText(axis)} ≈ %{x:.3~g}: %{customdata} values<extra>${asText(name)}</extra>`,
      },
    ];
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, Math.max(260, Math.min(900, 140 + layers.length * 62))),
    xaxis: { title: { text: asText(axis) }, range: [from - 0.02 * (to - from), to + 0.02 * (to - from)] },
    yaxis: {
      tickvals: layers.map((_, l) => layers.length - 1 - l),
      ticktext: layers.map(({ name }) => asText(name)),
      range: [-0.08, layers.length - 1 + OVERLAP + 0.1],
      ticks: "",
      showline: false,
    },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

function countsOf(values: Float64Array, from: number, to: number, bars: number): number[] {
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    if (value >= from && value <= to)
      counts[Math.min(bars - 1, Math.floor(bars * ((value - from) / (to - from))))]++;
  }
  return counts;
}

/** How many, their mean, and their standard deviation. */
function storyOf(values: Float64Array, from: number, to: number): string {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  const outside = values.reduce((count, value) => count + (value < from || value > to ? 1 : 0), 0);
  const left = outside === 0 ? "" : `, ${outside.toLocaleString("en-US")} of them outside the picture`;
  return `${n.toLocaleString("en-US")} value${n === 1 ? "" : "s"}, ${asNumber(mean)} ± ${asNumber(deviation)}${left}.`;
}
