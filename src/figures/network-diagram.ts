import type { Annotation, Data, Layout, Shape } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import type { Network } from "../network";
import { asCount } from "../wording";
import { connections, placeUnits, shade, Unit } from "./network-layout";
import { Figure } from "./figure";
import { extremes } from "./samples";
import { baseLayout, GRAY, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/**
 * A network as a picture: a circle for each unit, a line for each weight, blue if it is positive, orange if it is
 * negative, the wider the larger. With inputs the circles show the activations: white is 0, dark blue the largest of the
 * layer. Of a layer with many units only some are drawn: the most active ones for the inputs, else the first and the last.
 *
 * @param options the network, the title; one example's inputs, names of inputs and outputs, and how many units of a
 *   layer are drawn at most, 16 if not given
 * @returns the figure
 * @throws RangeError or TypeError if inputs or names do not fit the network
 * @example
 * const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 1 });
 * const figure = networkDiagram({ network, title: "Nine weights, four biases" });
 * figure.text.startsWith("Nine weights, four biases. A 2-3-1 network with 13 weights and biases, weights from"); // true
 */
export function networkDiagram(options: {
  network: Network;
  title: string;
  inputs?: Point;
  inputNames?: readonly string[];
  outputNames?: readonly string[];
  most?: number;
}): Figure {
  const { network, title, most = 16 } = options;
  const { sizes } = network;
  if (!Number.isInteger(most) || most < 2)
    throw new RangeError(`expected to draw 2 units or more of a layer, got ${most}`);
  const inputs = options.inputs && copyPoint(options.inputs, "the inputs");
  const pass = inputs && network.forward([inputs]);
  const activations = pass && sizes.map((_, l) => pass.a(l + 1).values);
  const units = placeUnits(sizes, most, activations);
  const shown = units.flat();
  const tallest = Math.max(...units.map((layer) => layer.length));
  const size = Math.max(12, Math.min(38, 300 / tallest));
  const { lines, weights } = connections(network, units);

  const data: Data[] = [
    {
      type: "scatter",
      mode: size >= 26 && activations ? "text+markers" : "markers",
      x: shown.map(({ x }) => x),
      y: shown.map(({ y }) => y),
      text: shown.map(({ activation }) => (activation === undefined ? "" : brief(activation))),
      textfont: { size: 11, color: shown.map(({ dark }) => (dark ? "#ffffff" : "#222222")) },
      customdata: shown.map((unit) => hover(unit, sizes.length)),
      cliponaxis: false,
      marker: { size, color: shown.map(({ color }) => color), opacity: 1, line: { color: GRAY, width: 1.5 } },
      hovertemplate: "%{customdata}<extra></extra>",
      showlegend: false,
    },
    {
      // Nothing to see, but something to point at: the number of each weight.
      type: "scatter",
      mode: "markers",
      x: weights.map(({ x }) => x),
      y: weights.map(({ y }) => y),
      customdata: weights.map(({ says }) => says),
      marker: { size: 10, opacity: 0 },
      hovertemplate: "%{customdata}<extra></extra>",
      showlegend: false,
    },
    ...key(activations !== undefined),
  ];
  const layout: Partial<Layout> = {
    ...baseLayout(title, tallest < 5 ? 230 + 64 * tallest : 510),
    showlegend: true,
    hovermode: "closest",
    xaxis: {
      range: [0.55, sizes.length + 0.45],
      tickvals: sizes.map((_, l) => l + 1),
      ticktext: sizes.map((n, l) => caption(network, n, l + 1)),
      showgrid: false,
      showline: false,
      ticks: "",
    },
    yaxis: { range: tallest < 5 ? [-0.14, 1.14] : [-0.08, 1.08], visible: false },
    shapes: lines as Shape[],
    annotations: words(units, sizes, options) as Annotation[],
  };
  return new Figure(data, layout, `${title}. ${story(options, units, activations?.[sizes.length - 1])}`);
}

/** What the colors mean. A line of one point is seen in the legend only. */
function key(activations: boolean): Data[] {
  const unseen = { type: "scatter" as const, x: [1], y: [0.5], hoverinfo: "skip" as const };
  const line = (name: string, color: string): Data => ({
    ...unseen,
    mode: "lines",
    name,
    line: { color, width: 3 },
  });
  const circle = (name: string, part: number): Data => ({
    ...unseen,
    // Outside of what is drawn.
    x: [-9],
    mode: "markers",
    name,
    marker: { size: 12, color: shade(part), opacity: 1, line: { color: GRAY, width: 1.5 } },
  });
  const lines = [line("weight above 0", PALETTE[0]), line("below 0", PALETTE[1])];
  return activations ? [...lines, circle("activation 0", 0), circle("the largest", 1)] : lines;
}

function brief(activation: number): string {
  return asNumber(Number(activation.toPrecision(2)));
}

function hover({ layer, index, activation }: Unit, layers: number): string {
  const what = layer === 1 ? "input" : layer === layers ? "output" : `layer ${layer}, unit`;
  return `${what} ${index + 1}${activation === undefined ? "" : `: a = ${asNumber(activation)}`}`;
}

function caption(network: Network, n: number, l: number): string {
  if (l === 1) return `layer 1<br>${n} input${n === 1 ? "" : "s"}`;
  return `layer ${l}<br>${n} × ${asText(network.activation(l).name)}`;
}

/** The names beside the first and the last layer, and the dots where units are left out. */
function words(
  units: Unit[][],
  sizes: readonly number[],
  { inputNames, outputNames }: { inputNames?: readonly string[]; outputNames?: readonly string[] },
): Partial<Annotation>[] {
  const word = { showarrow: false, font: { size: 13, color: GRAY } } as const;
  const beside = (layer: Unit[], names: readonly string[] | undefined, side: -1 | 1): Partial<Annotation>[] =>
    layer.flatMap(({ x, y, index }) =>
      names?.[index] === undefined
        ? []
        : [
            {
              ...word,
              x,
              y,
              text: asText(names[index]),
              xanchor: side < 0 ? "right" : "left",
              xshift: 24 * side,
            },
          ],
    );
  const dots = units.flatMap((layer, l) => {
    const half = Math.ceil(layer.length / 2);
    if (layer.length === sizes[l]) return [];
    const y = (layer[half - 1].y + layer[half].y) / 2;
    return [{ ...word, x: layer[0].x, y, text: "⋮", font: { size: 20, color: GRAY } }];
  });
  return [...beside(units[0], inputNames, -1), ...beside(units[units.length - 1], outputNames, 1), ...dots];
}

function story(
  { network, outputNames }: { network: Network; outputNames?: readonly string[] },
  units: Unit[][],
  outputs: ArrayLike<number> | undefined,
): string {
  const { sizes } = network;
  const [low, high] = extremes(sizes.slice(1).flatMap((_, l) => [...extremes(network.W(l + 1).values)]));
  const count = asCount(network.parameterCount);
  const from = `A ${sizes.join("-")} network with ${count} weights and biases, weights from ${asNumber(low)} to ${asNumber(high)}.`;
  const thinned = units.flatMap((layer, l) =>
    layer.length < sizes[l] ? [`${layer.length} of the ${asCount(sizes[l])} units of layer ${l + 1}`] : [],
  );
  const drawn =
    thinned.length === 0 ? "" : ` Drawn are ${outputs ? "the most active " : ""}${thinned.join(", ")}.`;
  if (!outputs) return from + drawn;
  const list = Array.from(outputs, (a, i) => `${outputNames?.[i] ?? `output ${i + 1}`}: ${asNumber(a)}`);
  return `${from}${drawn} It gives ${list.join(", ")}.`;
}
