import type { Data, Layout } from "plotly.js-dist";
import { centralDerivative, expectFinite } from "../calculus";
import { Figure } from "./figure";
import { evenlySpaced, expectInterval, extremes, Interval } from "./samples";
import { baseLayout, DASHES, GRAY, HALO, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/**
 * A curve with its tangent at one point or more; with a step h also the secant through x and x + h, whose slope is the
 * difference quotient (f(x + h) − f(x))/h.
 *
 * @param options the function, where the tangents touch, the title; its derivative (central differences if not given),
 *   a step for secants, the domain, names of the axes
 * @returns the figure
 * @throws RangeError or TypeError if there are no points or more than 4, or a number or a value is not finite
 * @example
 * const figure = curveWithTangent({ f: (w) => w * w, at: 1, derivative: (w) => 2 * w, title: "It rises by 2" });
 * figure.text; // "It rises by 2. At w = 1 the curve has the height 1 and the slope 2."
 */
export function curveWithTangent(options: {
  f: (x: number) => number;
  at: number | readonly number[];
  title: string;
  derivative?: (x: number) => number;
  /** h ≠ 0 of the secants. */
  step?: number;
  domain?: Interval;
  axes?: { x: string; y: string };
}): Figure {
  const { f, title, step } = options;
  const axes = options.axes ?? { x: "w", y: "C(w)" };
  const at = typeof options.at === "number" ? [options.at] : options.at;
  if (at.length === 0 || at.length > 4)
    throw new RangeError(`expected 1 to 4 points with a tangent, got ${at.length}`);
  at.forEach((x) => expectFinite(x, "a point of the tangent"));
  if (step !== undefined && (!Number.isFinite(step) || step === 0))
    throw new RangeError(`expected a step that is not 0, got ${step}`);
  const slopeAt = options.derivative ?? ((x: number) => centralDerivative(f, x));
  const [left, right] = extremes([...at, ...at.map((x) => x + (step ?? 0))]);
  const room = 0.6 * (right - left) || 2;
  const [from, to] = expectInterval(options.domain ?? [left - room, right + room], "the domain");
  const x = evenlySpaced([from, to], 301);
  const y = x.map((value) => expectFinite(f(value), `the function's value at ${value}`));
  const [low, high] = extremes(y);

  const said: string[] = [];
  const lines = at.flatMap((point, i): Data[] => {
    const height = expectFinite(f(point), `the function's value at ${point}`);
    const slope = expectFinite(slopeAt(point), `the derivative at ${point}`);
    const color = PALETTE[1 + (i % 3)];
    const place = `${axes.x} = ${asNumber(point)}`;
    said.push(`At ${place} the curve has the height ${asNumber(height)} and the slope ${asNumber(slope)}.`);
    const tangent = straight(
      `tangent, slope ${asNumber(slope)}`,
      point,
      height,
      slope,
      [from, to],
      color,
      DASHES[1],
    );
    if (step === undefined) return [tangent, dots([point], [height], color)];
    const quotient =
      (expectFinite(f(point + step), `the function's value at ${point + step}`) - height) / step;
    said.push(`The secant with h = ${asNumber(step)} has the slope ${asNumber(quotient)}.`);
    const secant = straight(
      `secant, slope ${asNumber(quotient)}`,
      point,
      height,
      quotient,
      [from, to],
      GRAY,
      "solid",
    );
    return [secant, tangent, dots([point, point + step], [height, height + quotient * step], color)];
  });
  const curve: Data = {
    type: "scatter",
    mode: "lines",
    name: asText(axes.y),
    x,
    y,
    line: { color: PALETTE[0], width: 3 },
    hovertemplate: `${asText(axes.x)} = %{x:.4~g}: ${asText(axes.y)} = %{y:.4~g}<extra></extra>`,
  };
  const spare = 0.12 * (high - low) || 1;
  const layout: Partial<Layout> = {
    ...baseLayout(title, 420),
    showlegend: true,
    xaxis: { range: [from, to], title: { text: asText(axes.x) } },
    yaxis: { range: [low - spare, high + spare], title: { text: asText(axes.y) } },
  };
  return new Figure([curve, ...lines], layout, `${title}. ${said.join(" ")}`);
}

/** A straight line through a point, from end to end of the picture. */
function straight(
  name: string,
  x: number,
  y: number,
  slope: number,
  ends: [number, number],
  color: string,
  dash: (typeof DASHES)[number],
): Data {
  const heights = ends.map((end) => y + slope * (end - x));
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: ends,
    y: heights,
    line: { color, width: 2.5, dash },
    hoverinfo: "name",
  };
}

function dots(x: number[], y: number[], color: string): Data {
  return {
    type: "scatter",
    mode: "markers",
    x,
    y,
    marker: { size: 12, color: [color, HALO].slice(0, x.length), opacity: 1, line: { color, width: 2.5 } },
    hovertemplate: "(%{x:.4~g}, %{y:.4~g})<extra></extra>",
    showlegend: false,
  };
}
