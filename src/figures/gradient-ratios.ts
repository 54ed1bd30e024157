import type { Annotation, Data, Layout, Shape } from "plotly.js-dist";
import type { ComponentCheck, GradientReport } from "../calculus";
import type { Network, ParameterView } from "../network";
import { Figure } from "./figure";
import { parameterNames } from "./parameter-names";
import { axesOf, heading, height, lineOfTheRight, placeOf } from "./ratio-panels";
import { baseLayout, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** A gradient that was checked, with what it is called. */
export interface NamedCheck {
  name: string;
  /** What `checkGradient` found. */
  report: GradientReport;
}

/** The panels in a row, if not given: so many have room on a phone. */
const COLUMNS = 2;

/**
 * How many times as large as the measured slope each component of a gradient is, a panel for each gradient and a column
 * for each tensor: a/n, which is 1 where the gradient is right, 0 where a term was forgotten, −1 where a sign was. What
 * is wrong in a backpropagation can be read from the pattern. The axis is linear near 0 and logarithmic far from it.
 *
 * @param options the network whose gradients were checked, the checks, the title; how many panels stand in a row, 2 if
 *   not given
 * @returns the figure; a component with a measured slope of 0, or hidden by rounding, has no ratio and is not drawn
 * @throws RangeError if there are no checks, more than 24, or one does not belong to the network, or `columns` is no count
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [3, 0] });
 * const C = (v: Float64Array) => (2 * v[0] + v[1] - 5) ** 2 / 2;
 * const checks = [{ name: "bias forgotten", report: checkGradient(C, [2, 0], network.parameters) }];
 * const figure = gradientRatios({ network, checks, title: "A term is missing" });
 * figure.text; // "A term is missing. Gradient divided by measured slope: bias forgotten: wrong in 1 of 2, b⁽¹⁾ 0."
 */
export function gradientRatios(options: {
  network: Network;
  checks: readonly NamedCheck[];
  title: string;
  columns?: number;
}): Figure {
  const { network, checks, title } = options;
  if (checks.length === 0 || checks.length > 24)
    throw new RangeError(`expected 1 to 24 checks to draw, got ${checks.length}`);
  if (options.columns !== undefined && !(Number.isInteger(options.columns) && options.columns > 0))
    throw new RangeError(`expected 1 panel or more in a row, got ${options.columns}`);
  for (const { name, report } of checks) {
    if (report.n !== network.parameterCount)
      throw new RangeError(
        `expected a check of the network's ${network.parameterCount} parameters, got ${report.n} in ${name}`,
      );
  }
  const tensors = network.views();
  const columns = Math.min(options.columns ?? COLUMNS, checks.length);
  const rows = Math.ceil(checks.length / columns);
  const names = parameterNames(network);
  const said: string[] = [];
  const data: Data[] = [];
  const inLegend = new Set<boolean>();
  const annotations: Partial<Annotation>[] = [];
  const shapes: Partial<Shape>[] = [];
  const axes: Record<string, object> = {};

  checks.forEach(({ name, report }, p) => {
    const seen = report.components.filter(hasRatio);
    const key = p === 0 ? "" : String(p + 1);
    for (const isRight of [true, false]) {
      const drawn = seen.filter(({ verdict }) => (verdict === "right") === isRight);
      data.push({
        type: "scatter",
        mode: "markers",
        name: isRight ? "right" : "wrong",
        legendgroup: String(isRight),
        showlegend: drawn.length > 0 && !inLegend.has(isRight),
        xaxis: `x${key}` as "x",
        yaxis: `y${key}` as "y",
        x: drawn.map(({ index }) => placeOf(tensors, index)),
        y: drawn.map((component) => height(ratio(component))),
        customdata: drawn.map((c) => `${asText(names[c.index])}: ${asNumber(ratio(c))} times the slope`),
        marker: {
          color: PALETTE[isRight ? 0 : 1],
          symbol: isRight ? "circle" : "diamond",
          size: 7,
          opacity: 0.85,
        },
        hovertemplate: "%{customdata}<extra></extra>",
      });
      if (drawn.length > 0) inLegend.add(isRight);
    }
    annotations.push(heading(name, key));
    shapes.push(lineOfTheRight(key));
    Object.assign(axes, axesOf(p, rows, columns, checks.length, tensors));
    said.push(`${name}: ${story(report, seen, tensors)}`);
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 110 + 170 * rows, 20),
    showlegend: true,
    hovermode: "closest",
    ...axes,
    // Plotly's types ask for every property of a shape and an annotation; its documentation asks for none.
    annotations: annotations as Annotation[],
    shapes: shapes as Shape[],
  };
  return new Figure(data, layout, `${title}. Gradient divided by measured slope: ${said.join(" ")}`);
}

/** A slope of 0, or one that rounding hides, cannot be divided by. */
function hasRatio({ numerical, resolution }: ComponentCheck): boolean {
  return Math.abs(numerical) > 100 * resolution;
}

function ratio({ analytic, numerical }: ComponentCheck): number {
  return analytic / numerical;
}

function story(
  report: GradientReport,
  seen: readonly ComponentCheck[],
  tensors: readonly ParameterView[],
): string {
  const all = report.components.length;
  const hidden = seen.length === all ? "" : `; of ${all} components ${all - seen.length} have the slope 0`;
  const wrong = seen.filter(({ verdict }) => verdict !== "right");
  if (wrong.length === 0) return `right in all ${seen.length}${hidden}.`;
  const parts = tensors.flatMap(({ symbol, offset, values }) => {
    const ratios = wrong
      .filter(({ index }) => index >= offset && index < offset + values.length)
      .map(ratio)
      .sort((a, b) => a - b);
    if (ratios.length === 0) return [];
    const [least, most] = [ratios[0], ratios[ratios.length - 1]].map(asNumber);
    return [`${symbol} ${least === most ? least : `${least} to ${most}`}`];
  });
  return `wrong in ${wrong.length} of ${seen.length}, ${parts.join(", ")}${hidden}.`;
}
