import type { Data, Layout } from "plotly.js-dist";
import { expectFinite } from "../calculus";
import { Dataset, matrixOf } from "../data";
import type { Network } from "../network";
import { Figure } from "./figure";
import { drawnIndices, evenlySpaced, expectInterval, extremes, Interval, saidWhenThinned } from "./samples";
import { baseLayout, GRAY, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** More bumps than these are one gray cloud. */
const MOST_BUMPS = 60;

/**
 * A function of one variable and the network that approximates it, with what each unit of the last hidden layer adds to
 * the sum: its bump, step or hat, wⱼ·aⱼ(x).
 *
 * @param options the target, the network (one input, one output) or any function, the domain, the title; the data it
 *   learned from, whether the bumps are drawn (if it is a network they are)
 * @returns the figure
 * @throws RangeError or TypeError if the network has not one input and one output, or a value is not finite
 * @example
 * const figure = functionApproximation({ target: (x) => x * x, network: (x) => x, domain: [0, 1], title: "A chord" });
 * figure.text; // "A chord. The largest error is 0.25 at x = 0.5, the mean squared error 0.03325."
 */
export function functionApproximation(options: {
  target: (x: number) => number;
  network: Network | ((x: number) => number);
  domain: Interval;
  title: string;
  data?: Dataset;
  bumps?: boolean;
  names?: { target: string; network: string };
  axes?: { x: string; y: string };
}): Figure {
  const { target, network, title, data, bumps = true } = options;
  const names = options.names ?? { target: "target", network: "network" };
  const axes = options.axes ?? { x: "x", y: "y" };
  const x = evenlySpaced(expectInterval(options.domain, "the domain"), 401);
  const wanted = x.map((value) => expectFinite(target(value), `the target at ${value}`));
  const given = approximated(network, x);
  const shares = typeof network === "function" || !bumps ? [] : sharesOfUnits(network, x);

  const line = (y: number[], name: string, color: string, width: number, dash: "solid" | "dash"): Data => ({
    type: "scatter",
    mode: "lines",
    name: asText(name),
    x,
    y,
    line: { color, width, dash },
    hovertemplate: `${asText(axes.x)} = %{x:.3~g}: %{y:.4~g}<extra>${asText(name)}</extra>`,
  });
  const units = shares.slice(0, MOST_BUMPS).map((share, j): Data => {
    const legend = { legendgroup: "units", showlegend: j === 0, legendrank: 2000, opacity: 0.75 } as const;
    return { ...line(share, `unit ${j + 1}`, GRAY, 1.2, "solid"), ...legend, name: "hidden units" };
  });
  const traces: Data[] = [
    ...units,
    line(wanted, names.target, PALETTE[0], 3.5, "solid"),
    line(given, names.network, PALETTE[1], 3, "dash"),
  ];
  if (data) traces.push(examples(data));
  const layout: Partial<Layout> = {
    ...baseLayout(title, 440),
    showlegend: true,
    xaxis: { title: { text: asText(axes.x) } },
    yaxis: { title: { text: asText(axes.y) }, range: rangeFor([...wanted, ...given], shares.flat()) },
  };
  const hidden = shares.length > MOST_BUMPS ? ` ${MOST_BUMPS} of ${shares.length} hidden units drawn.` : "";
  const thinned = data ? saidWhenThinned(data.size) : "";
  return new Figure(traces, layout, `${title}. ${errorStory(x, wanted, given, axes.x)}${hidden}${thinned}`);
}

/** The units may be much larger than their sum: then the axis shows the sum, and a part of them. */
function rangeFor(sum: number[], parts: number[]): [number, number] | undefined {
  const [low, high] = extremes(sum);
  const room = 0.6 * (high - low) || 1;
  const [lowest, highest] = extremes(parts);
  return lowest < low - room || highest > high + room ? [low - room, high + room] : undefined;
}

function approximated(network: Network | ((x: number) => number), x: number[]): number[] {
  if (typeof network === "function")
    return x.map((value) => expectFinite(network(value), `the approximation at ${value}`));
  const { sizes } = network;
  if (sizes[0] !== 1 || sizes[sizes.length - 1] !== 1)
    throw new RangeError(`expected a network with one input and one output, got ${sizes.join("-")}`);
  return Array.from(network.predict(matrixOf(x.map((value) => [value]))).values);
}

/** wⱼ·aⱼ(x) for each unit j of the last hidden layer. */
function sharesOfUnits(network: Network, x: number[]): number[][] {
  const last = network.sizes.length - 1;
  if (last < 2) return [];
  const { columns, values } = network.forward(matrixOf(x.map((value) => [value]))).a(last);
  const w = network.W(last).values;
  return Array.from({ length: columns }, (_, j) => x.map((_, i) => w[j] * values[i * columns + j]));
}

function examples({ inputs, targets, size }: Dataset): Data {
  const drawn = drawnIndices(size);
  return {
    type: "scatter",
    mode: "markers",
    name: "examples",
    x: drawn.map((i) => inputs.values[i * inputs.columns]),
    y: drawn.map((i) => targets.values[i * targets.columns]),
    marker: { color: PALETTE[2], size: 6 },
    hovertemplate: "example: (%{x:.3~g}, %{y:.3~g})<extra></extra>",
  };
}

function errorStory(x: number[], wanted: number[], given: number[], symbol: string): string {
  const errors = wanted.map((value, i) => Math.abs(value - given[i]));
  const worst = errors.reduce((worst, error, i) => (error > errors[worst] ? i : worst), 0);
  const squared = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
  return `The largest error is ${asNumber(errors[worst])} at ${symbol} = ${asNumber(x[worst])}, the mean squared error ${asNumber(squared)}.`;
}
