import type { Data, Layout } from "plotly.js-dist";
import { copyPoint } from "../calculus";
import type { NamedValues } from "./compared-histograms";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, Interval, saidWhenThinned } from "./samples";
import { Mark, markedPlaces } from "./series";
import { baseLayout, HALO, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

type Marks = ReturnType<typeof markedPlaces>;

/**
 * One number for each seed, in a row for each group: a dot for every seed, and an upright line at the mean. It shows at
 * a glance whether groups differ by more than seeds do. On a logarithmic axis the mean is the geometric one.
 *
 * @param options the groups with the numbers of their seeds, the name of the axis, the title; the drawn part of the axis,
 *   whether the axis is logarithmic, whether the numbers are shares, marks such as "chance"
 * @returns the figure
 * @throws RangeError or TypeError if there is no group, one is empty, or a number is not finite, or not positive on a
 *   logarithmic axis
 * @example
 * const groups = [{ name: "784-10", values: [0.9, 0.92] }, { name: "784-30-10", values: [0.95, 0.95] }];
 * const figure = dotPlot({ groups, axis: "accuracy", percent: true, title: "A hidden layer helps" });
 * figure.text; // "A hidden layer helps. 784-10: accuracy 91 % on average, from 90 % to 92 % (2 seeds). 784-30-10: accuracy 95 % on average, from 95 % to 95 % (2 seeds)."
 */
export function dotPlot(options: {
  groups: readonly NamedValues[];
  axis: string;
  title: string;
  domain?: Interval;
  percent?: boolean;
  logarithmic?: boolean;
  marks?: readonly Mark[];
}): Figure {
  const { groups, axis, title, domain, percent = false, logarithmic = false, marks = [] } = options;
  if (groups.length === 0) throw new RangeError("expected one group or more to draw, got none");
  const say = (value: number): string => (percent ? `${asNumber(100 * value)} %` : asNumber(value));
  const said: string[] = [];
  const data = groups.flatMap(({ name, values }, g): Data[] => {
    const checked = copyPoint(values, `the values of ${name}`).sort();
    if (logarithmic && !(checked[0] > 0))
      throw new RangeError(`expected numbers above 0 for a logarithmic axis, got ${checked[0]} in ${name}`);
    const mean = logarithmic ? Math.exp(average(checked.map(Math.log))) : average(checked);
    const spread = `${say(mean)} on average, from ${say(checked[0])} to ${say(checked[checked.length - 1])}`;
    const seeds = `${checked.length.toLocaleString("en-US")} seed${checked.length === 1 ? "" : "s"}`;
    said.push(`${name}: ${axis} ${spread} (${seeds})${saidWhenThinned(checked.length)}.`);
    const drawn = drawnIndices(checked.length);
    const number = percent ? "%{x:.1%}" : "%{x:.4~g}";
    return [
      {
        type: "scatter",
        mode: "markers",
        x: drawn.map((k) => checked[k]),
        // A little up and down in turn, so that equal numbers do not hide each other.
        y: drawn.map((_, k) => g + [0, 0.24, -0.24, 0.12, -0.12][k % 5]),
        marker: { color: PALETTE[0], size: 9, opacity: 1, line: { color: HALO, width: 1 } },
        hovertemplate: `${number}<extra>${asText(name)}</extra>`,
      },
      {
        type: "scatter",
        mode: "lines",
        x: [mean, mean],
        y: [g - 0.32, g + 0.32],
        line: { color: PALETTE[1], width: 4 },
        hovertemplate: `mean ${number}<extra>${asText(name)}</extra>`,
      },
    ];
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 150 + 52 * groups.length, marks.length > 0 ? 16 : 0),
    hovermode: "closest",
    xaxis: {
      title: { text: asText(axis) },
      range: domain && drawnRange(domain, logarithmic),
      ...(logarithmic &&
        logAxis(
          groups.map(({ values }) => values),
          6,
        )),
      ...(percent && { tickformat: ".0%" }),
    },
    yaxis: {
      range: [groups.length - 0.5, -0.5],
      tickvals: groups.map((_, g) => g),
      ticktext: groups.map(({ name }) => asText(name)),
      ticks: "",
    },
    ...(logarithmic ? onLogarithmicAxis(markedPlaces(marks)) : markedPlaces(marks)),
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

/** There Plotly places a shape by its value, but an annotation by the value's logarithm. */
function onLogarithmicAxis({ shapes, annotations }: Marks): Marks {
  return { shapes, annotations: annotations?.map((word) => ({ ...word, x: Math.log10(Number(word.x)) })) };
}

function drawnRange([from, to]: Interval, logarithmic: boolean): [number, number] {
  return logarithmic ? [Math.log10(from), Math.log10(to)] : [from, to];
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
