import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, norm, Point } from "../calculus";
import type { Vector } from "../data";
import type { Network } from "../network";
import { asCount } from "../wording";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, saidWhenThinned } from "./samples";
import { baseLayout, DASHES, PALETTE, SYMBOLS } from "./template";
import { asNumber, asText } from "./wording";

/** The norms of one network, from its first layer to its last. */
export interface NormsByLayer {
  name: string;
  /** ‖∂C/∂W⁽ˡ⁾‖ or ‖δ⁽ˡ⁾‖, 0 or more, one for each layer. */
  norms: Point;
  /** The number of the first layer, 1 if not given. */
  from?: number;
}

/** A network and its gradient, of which ‖∂C/∂W⁽ˡ⁾‖ is taken for every l. */
export interface GradientOfNetwork {
  name: string;
  network: Network;
  /** ∇C, flat like the network's parameters: what `backpropagate` gives. */
  gradient: Vector;
}

/**
 * The length of the gradient in each layer, on a logarithmic axis: where it shrinks by the same factor from layer to
 * layer, the line is straight.
 *
 * @param options the norms of one network or more, or the networks with their gradients; the title, the name of the norm, ‖∂C/∂W⁽ˡ⁾‖ if not given
 * @returns the figure
 * @throws RangeError or TypeError if there is none, one is empty, or a norm is negative or not finite
 * @example
 * const series = [{ name: "sigmoid", norms: [0.0001, 0.001, 0.01] }];
 * const figure = gradientNormsByLayer({ series, title: "The first layer hears little" });
 * figure.text; // "The first layer hears little. sigmoid: from 1·10⁻⁴ in layer 1 to 0.01 in layer 3, a factor of 10 a layer."
 */
export function gradientNormsByLayer(options: {
  series: readonly (NormsByLayer | GradientOfNetwork)[];
  title: string;
  norm?: string;
}): Figure {
  const { title, norm: symbol = "‖∂C/∂W⁽ˡ⁾‖" } = options;
  const series = options.series.map((given) => ("network" in given ? normsOf(given) : given));
  if (series.length === 0) throw new RangeError("expected one series or more to draw, got none");
  const said: string[] = [];
  const data = series.map(({ name, norms, from = 1 }, i): Data => {
    const checked = copyPoint(norms, `the norms of ${name}`);
    checked.forEach((value, l) => {
      if (value < 0)
        throw new RangeError(`expected norms of 0 or more in ${name}, got ${value} in layer ${l + from}`);
    });
    said.push(`${name}: ${story(checked, from)}${saidWhenThinned(checked.length)}`);
    // A logarithmic axis has no place for 0: such a layer is left out, and the text tells it.
    const shown = drawnIndices(checked.length).filter((l) => checked[l] > 0);
    const color = PALETTE[i % PALETTE.length];
    return {
      type: "scatter",
      mode: "lines+markers",
      name: asText(name),
      x: shown.map((l) => l + from),
      y: shown.map((l) => checked[l]),
      line: { color, width: 2.5, dash: DASHES[i % DASHES.length] },
      marker: { color, size: 9, symbol: SYMBOLS[i % SYMBOLS.length] },
      hovertemplate: `layer %{x}: ${asText(symbol)} = %{y:.3~g}<extra>${asText(name)}</extra>`,
    };
  });
  const most = series.reduce((most, { norms, from = 1 }) => Math.max(most, norms.length + from - 1), 1);
  const layout: Partial<Layout> = {
    ...baseLayout(title, 440),
    showlegend: series.length > 1,
    xaxis: { title: { text: "layer l" }, dtick: Math.ceil(most / 12), range: [0.6, most + 0.4] },
    yaxis: { title: { text: asText(symbol) }, ...logAxis(series.map(({ norms }) => norms)) },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

function normsOf({ name, network, gradient }: GradientOfNetwork): NormsByLayer {
  const layers = network.sizes.slice(1).map((_, i) => i + 1);
  return { name, norms: layers.map((l) => norm(network.W(l, gradient).values)) };
}

function story(norms: Float64Array, from: number): string {
  const [first, last] = [norms[0], norms[norms.length - 1]];
  const zeros = norms.filter((value) => value === 0).length;
  const none = zeros === 0 ? "" : ` ${zeros} of ${norms.length} are exactly 0 and not drawn.`;
  if (norms.length === 1) return `${asNumber(first)} in layer ${from}.${none}`;
  const ends = `from ${asNumber(first)} in layer ${from} to ${asNumber(last)} in layer ${asCount(norms.length - 1 + from)}`;
  const factor = (last / first) ** (1 / (norms.length - 1));
  const pace = Number.isFinite(factor) && factor > 0 ? `, a factor of ${asNumber(factor)} a layer` : "";
  return `${ends}${pace}.${none}`;
}
