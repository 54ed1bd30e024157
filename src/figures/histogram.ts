import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import { Figure } from "./figure";
import { expectInterval, Interval } from "./samples";
import { Mark, markedPlaces } from "./series";
import { countOf } from "./story";
import { baseLayout, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/**
 * How often values fall into each of some intervals of equal width. Values outside the drawn part of the axis are
 * counted in the text only.
 *
 * @param options the values, the name of their axis, the title; the drawn part, the number of bars and marks if any
 * @returns the figure
 * @throws RangeError or TypeError if there are no values or one is not finite
 * @example
 * const figure = histogram({ values: [0.1, 0.2, 0.9], axis: "u", domain: [0, 1], bars: 2, title: "Mostly small" });
 * figure.text; // "Mostly small. 3 values of u between 0.1 and 0.9, 0.4 on average."
 */
export function histogram(options: {
  values: Point;
  axis: string;
  title: string;
  domain?: Interval;
  bars?: number;
  marks?: readonly Mark[];
}): Figure {
  const { axis, title, bars = 40, marks = [] } = options;
  if (options.values?.length === 0) {
    throw new RangeError("expected at least one value to be counted, got an empty list");
  }
  const values = copyPoint(options.values, "the values").sort();
  const [lowest, highest] = [values[0], values[values.length - 1]];
  const [from, to] = expectInterval(
    options.domain ?? (lowest < highest ? [lowest, highest] : [lowest - 1, lowest + 1]),
    "the domain",
  );
  if (!Number.isInteger(bars) || bars < 1) throw new RangeError(`expected 1 bar or more, got ${bars}`);
  const width = (to - from) / bars;
  const counts = new Array<number>(bars).fill(0);
  for (const value of values) {
    if (value >= from && value <= to)
      counts[Math.min(bars - 1, Math.floor(bars * ((value - from) / (to - from))))]++;
  }
  const data: Data = {
    type: "bar",
    x: counts.map((_, i) => from + (i + 0.5) * width),
    y: counts,
    width,
    marker: { color: PALETTE[0], line: { width: 0 } },
    hovertemplate: `${asText(axis)} ≈ %{x:.3~g}: %{y} values<extra></extra>`,
  };
  const layout: Partial<Layout> = {
    ...baseLayout(title, 420, marks.length > 0 ? 16 : 0),
    xaxis: { title: { text: asText(axis) }, range: [from, to] },
    yaxis: { title: { text: "number of values" } },
    ...markedPlaces(marks),
  };
  const outside = values.length - counts.reduce((sum, count) => sum + count, 0);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread =
    lowest === highest
      ? `, ${asNumber(mean)}`
      : ` between ${asNumber(lowest)} and ${asNumber(highest)}, ${asNumber(mean)} on average`;
  const left = outside === 0 ? "" : `, ${asNumber(outside)} of them outside the picture`;
  return new Figure(
    [data],
    layout,
    `${title}. ${countOf(values.length, "value")} of ${axis}${spread}${left}.`,
  );
}
