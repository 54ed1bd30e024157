import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import type { Network } from "../network";
import { Figure } from "./figure";
import { lowered, parameterNames } from "./parameter-names";
import { baseLayout, GRAY, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/**
 * The components of a gradient as bars. With more of them than can be told apart only the largest are drawn, by size.
 *
 * @param options the gradient, the title; a network or names, to name the components; another gradient to set beside
 *   it; the cost's letter; the most bars to draw, 24 if not given
 * @returns the figure
 * @throws RangeError or TypeError if there are no components, one is not finite, or names or the other gradient differ
 *   in number
 * @example
 * const figure = gradientBars({ gradient: [3, -4, 0], title: "The second pulls most" });
 * figure.text; // "The second pulls most. 3 components from −4 (∂C/∂v₂) to 3 (∂C/∂v₁), 1 of them exactly 0."
 */
export function gradientBars(options: {
  gradient: Point;
  title: string;
  /** Names the components: W⁽¹⁾₁₁, … */
  network?: Network;
  /** A name for each component; v₁, v₂, … if not given. */
  names?: readonly string[];
  /** What the gradient is called in the legend, if there are two. */
  name?: string;
  beside?: { name: string; gradient: Point };
  /** The letter of the cost, C if not given. */
  cost?: string;
  most?: number;
}): Figure {
  const { title, beside, most = 24, name = "gradient", cost = "C" } = options;
  const gradient = copyPoint(options.gradient, "the gradient");
  const other = beside && copyPoint(beside.gradient, `the gradient ${beside.name}`);
  const names =
    options.names ?? (options.network ? parameterNames(options.network) : numbered(gradient.length));
  for (const [what, { length }] of Object.entries({ names, "components beside them": other ?? gradient })) {
    if (length !== gradient.length)
      throw new RangeError(`expected ${gradient.length} ${what}, one for each component, got ${length}`);
  }
  if (!Number.isInteger(most) || most < 1)
    throw new RangeError(`expected to draw 1 bar or more, got ${most}`);

  const bySize = gradient.map((_, i) => i).sort((i, j) => Math.abs(gradient[j]) - Math.abs(gradient[i]));
  const drawn = Array.from(gradient.length > most ? bySize.subarray(0, most) : gradient.keys());
  const labels = drawn.map((i) => asText(`∂${cost}/∂${names[i]}`));
  const series = [{ name, values: gradient }, ...(other ? [{ name: beside!.name, values: other }] : [])];
  const data = series.map(({ name, values }, s): Data => {
    const components = drawn.map((i) => values[i]);
    const bySign = components.map((component) => PALETTE[component < 0 ? 1 : 0]);
    return {
      type: "bar",
      orientation: "h",
      name: asText(name),
      x: components,
      y: drawn.map((_, k) => k),
      customdata: labels,
      marker: { color: other ? PALETTE[2 * s] : bySign, pattern: { shape: s === 1 ? "/" : "" } },
      hovertemplate: `%{customdata} = %{x:.4~g}<extra>${other ? asText(name) : ""}</extra>`,
    };
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 150 + drawn.length * (other ? 28 : 20)),
    showlegend: other !== undefined,
    bargap: 0.25,
    xaxis: {
      title: { text: asText(`component of ∇${cost}`) },
      zeroline: true,
      zerolinecolor: GRAY,
      nticks: 7,
    },
    yaxis: {
      range: [drawn.length - 0.5, -0.5],
      tickvals: drawn.map((_, k) => k),
      ticktext: labels,
      ticks: "",
      showgrid: false,
    },
  };
  return new Figure(data, layout, `${title}. ${story(gradient, names, drawn.length, cost)}`);
}

function numbered(n: number): string[] {
  return Array.from({ length: n }, (_, i) => `v${lowered(i + 1)}`);
}

function story(gradient: Float64Array, names: readonly string[], drawn: number, cost: string): string {
  let [lowest, highest, zeros] = [0, 0, 0];
  gradient.forEach((component, i) => {
    if (component < gradient[lowest]) lowest = i;
    if (component > gradient[highest]) highest = i;
    if (component === 0) zeros++;
  });
  const n = gradient.length;
  const at = (i: number): string => `${asNumber(gradient[i])} (∂${cost}/∂${names[i]})`;
  const none = zeros === 0 ? "" : `, ${zeros.toLocaleString("en-US")} of them exactly 0`;
  const thinned = drawn < n ? ` (the ${drawn} largest of ${n.toLocaleString("en-US")} drawn)` : "";
  const count = `${n.toLocaleString("en-US")} component${n === 1 ? "" : "s"}`;
  return `${count} from ${at(lowest)} to ${at(highest)}${none}${thinned}.`;
}
