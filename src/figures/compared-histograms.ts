import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import { Figure } from "./figure";
import { expectInterval, extremes, Interval } from "./samples";
import { baseLayout, DASHES, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** Values that belong together. */
export interface NamedValues {
  name: string;
  values: Point;
}

/**
 * Several histograms over the same axis, as shares of each group, so that a small group can be compared with a large one.
 *
 * @param options the groups, the name of their axis, the title; the drawn part of the axis, the number of intervals
 * @returns the figure
 * @throws RangeError or TypeError if there is no group, more than 4, one is empty, or a value is not finite
 * @example
 * const groups = [{ name: "digits", values: [0.9, 0.8] }, { name: "noise", values: [0.9, 0.4, 0.2] }];
 * const figure = histograms({ groups, axis: "confidence", domain: [0, 1], title: "Noise is answered too" });
 * figure.text; // "Noise is answered too. digits: 2 values of confidence, 0.85 on average. noise: 3 values of confidence, 0.5 on average."
 */
export function histograms(options: {
  groups: readonly NamedValues[];
  axis: string;
  title: string;
  domain?: Interval;
  bars?: number;
}): Figure {
  const { groups, axis, title, bars = 25 } = options;
  if (groups.length === 0 || groups.length > PALETTE.length)
    throw new RangeError(`expected 1 to ${PALETTE.length} groups to compare, got ${groups.length}`);
  if (!Number.isInteger(bars) || bars < 1) throw new RangeError(`expected 1 bar or more, got ${bars}`);
  const values = groups.map((group) => copyPoint(group.values, `the values of ${group.name}`));
  const [low, high] = extremes(values.flatMap((list) => [...extremes(list)]));
  const room = low < high ? 0 : 1;
  const [from, to] = expectInterval(options.domain ?? [low - room, high + room], "the domain");

  // An outline for each group: up and down at the ends of the intervals.
  const corners = Array.from({ length: bars + 1 }, (_, i) => from + ((to - from) * i) / bars);
  const said: string[] = [];
  const data = groups.map(({ name }, g): Data => {
    const shares = sharesOf(values[g], from, to, bars);
    const color = PALETTE[g];
    const mean = values[g].reduce((sum, value) => sum + value, 0) / values[g].length;
    const count = `${values[g].length.toLocaleString("en-US")} value${values[g].length === 1 ? "" : "s"}`;
    const outside = Math.round((1 - shares.reduce((sum, share) => sum + share, 0)) * values[g].length);
    const left = outside === 0 ? "" : `, ${outside.toLocaleString("en-US")} of them outside the picture`;
    said.push(`${name}: ${count} of ${axis}, ${asNumber(mean)} on average${left}.`);
    return {
      type: "scatter",
      mode: "lines",
      name: asText(name),
      x: [from, ...corners],
      y: [0, ...shares, 0],
      line: { color, width: 2.5, shape: "hv", dash: DASHES[g] },
      fill: "tozeroy",
      fillcolor: `${color}40`, // a quarter of the color: what is behind stays in sight
      hovertemplate: `${asText(axis)} from %{x:.3~g}: %{y:.1%}<extra>${asText(name)}</extra>`,
    };
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 420),
    showlegend: groups.length > 1,
    xaxis: { title: { text: asText(axis) }, range: [from, to] },
    yaxis: { title: { text: "share of the values" }, tickformat: ".0%", rangemode: "tozero" },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

function sharesOf(values: Float64Array, from: number, to: number, bars: number): number[] {
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    if (value >= from && value <= to)
      counts[Math.min(bars - 1, Math.floor(bars * ((value - from) / (to - from))))]++;
  }
  return counts.map((count) => count / values.length);
}
