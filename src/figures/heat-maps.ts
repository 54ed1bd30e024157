import type { Annotation, Data, Layout } from "plotly.js-dist";
import { CostFunction } from "../calculus";
import { Matrix, zeros } from "../data";
import type { Network } from "../network";
import { BAR, colorBar } from "./color-bar";
import { Figure } from "./figure";
import { share } from "./panels";
import { evenlySpaced, expectInterval, extremes, heightsOnGrid, Interval } from "./samples";
import { baseLayout, GRAY, TERRAIN } from "./template";
import { asNumber, asText } from "./wording";

/**
 * A function of two inputs beside what approximates it, as heat maps with the same colors.
 *
 * @param options the target, the network (two inputs, one output) or any function, the domain, the title; names of the
 *   two and of the axes
 * @returns the figure
 * @throws RangeError or TypeError if the network has not two inputs and one output, or a value is not finite
 * @example
 * const domain = { x: [0, 1], y: [0, 1] } as const;
 * const figure = heatMaps({ target: ([x, y]) => x + y, network: () => 1, domain, title: "Its mean" });
 * figure.text; // "Its mean. target lies between 0 and 2, network between 1 and 1; the largest difference is 1 at (0, 0)."
 */
export function heatMaps(options: {
  target: CostFunction;
  network: Network | CostFunction;
  domain: { x: Interval; y: Interval };
  title: string;
  names?: { target: string; network: string };
  axes?: { x: string; y: string };
}): Figure {
  const { target, network, title } = options;
  const names = options.names ?? { target: "target", network: "network" };
  const axes = options.axes ?? { x: "x₁", y: "x₂" };
  const x = evenlySpaced(expectInterval(options.domain.x, "the domain's x"), 81);
  const y = evenlySpaced(expectInterval(options.domain.y, "the domain's y"), 81);
  const wanted = heightsOnGrid(target, x, y);
  const given = typeof network === "function" ? heightsOnGrid(network, x, y) : predicted(network, x, y);
  const ratio = (y[y.length - 1] - y[0]) / (x[x.length - 1] - x[0]);
  const base = baseLayout(title, Math.round(170 + Math.max(150, Math.min(300, 230 * ratio))), BAR + 20);
  const [zmin, zmax] = extremes([...extremes(wanted.flat()), ...extremes(given.flat())]);

  const panel = (z: number[][], name: string, i: 0 | 1): Data => ({
    type: "heatmap",
    x,
    y,
    z: z.map((row) => row.map((value) => Number(value.toPrecision(4)))),
    zmin,
    zmax,
    xaxis: i === 0 ? "x" : "x2",
    yaxis: i === 0 ? "y" : "y2",
    colorscale: TERRAIN,
    zsmooth: "best",
    showscale: i === 1,
    colorbar: colorBar(base, "center", 20),
    hovertemplate: `(%{x:.3~g}, %{y:.3~g}): %{z:.4~g}<extra>${asText(name)}</extra>`,
  });
  const word = {
    showarrow: false,
    y: 1,
    yanchor: "bottom",
    xanchor: "center",
    font: { size: 14, color: GRAY },
  } as const;
  const heading = (text: string, i: "" | "2"): Partial<Annotation> => ({
    ...word,
    text: asText(text),
    x: 0.5,
    xref: `x${i} domain`,
    yref: `y${i} domain`,
  });
  const axis = { constrain: "domain", showgrid: false, nticks: 5 } as const;
  const square = { constraintoward: "top" } as const;
  const layout: Partial<Layout> = {
    ...base,
    xaxis: {
      ...axis,
      range: [...options.domain.x],
      domain: share(0, 2, 0.08),
      // The two stand side by side in the middle of a wide page.
      constraintoward: "right",
      title: { text: asText(axes.x) },
    },
    xaxis2: {
      ...axis,
      range: [...options.domain.x],
      domain: share(1, 2, 0.08),
      constraintoward: "left",
      anchor: "y2",
      title: { text: asText(axes.x) },
    },
    yaxis: {
      ...axis,
      range: [...options.domain.y],
      ...square,
      scaleanchor: "x",
      title: { text: asText(axes.y) },
    },
    yaxis2: {
      ...axis,
      range: [...options.domain.y],
      ...square,
      scaleanchor: "x2",
      anchor: "x2",
      showticklabels: false,
    },
    annotations: [heading(names.target, ""), heading(names.network, "2")] as Annotation[],
  };
  const data = [panel(wanted, names.target, 0), panel(given, names.network, 1)];
  return new Figure(data, layout, `${title}. ${story(names, x, y, wanted, given)}`);
}

function predicted(network: Network, x: number[], y: number[]): number[][] {
  const { sizes } = network;
  if (sizes[0] !== 2 || sizes[sizes.length - 1] !== 1)
    throw new RangeError(`expected a network with two inputs and one output, got ${sizes.join("-")}`);
  const grid: Matrix = zeros(x.length * y.length, 2);
  y.forEach((py, i) => x.forEach((px, j) => grid.values.set([px, py], 2 * (i * x.length + j))));
  const { values } = network.predict(grid);
  return y.map((_, i) => Array.from(values.subarray(i * x.length, (i + 1) * x.length)));
}

function story(
  names: { target: string; network: string },
  x: number[],
  y: number[],
  wanted: number[][],
  given: number[][],
): string {
  const [lowest, highest] = extremes(wanted.flat());
  const [low, high] = extremes(given.flat());
  const difference = wanted.flatMap((row, i) => row.map((value, j) => Math.abs(value - given[i][j])));
  const worst = difference.reduce((worst, d, k) => (d > difference[worst] ? k : worst), 0);
  const place = `(${asNumber(x[worst % x.length])}, ${asNumber(y[Math.floor(worst / x.length)])})`;
  return (
    `${names.target} lies between ${asNumber(lowest)} and ${asNumber(highest)}, ${names.network} between ` +
    `${asNumber(low)} and ${asNumber(high)}; the largest difference is ${asNumber(difference[worst])} at ${place}.`
  );
}
