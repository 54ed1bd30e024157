import type { Annotation, Shape } from "plotly.js-dist";
import type { ParameterView } from "../network";
import { share } from "./panels";
import { GRAY } from "./template";
import { asNumber, asText } from "./wording";

/** A ratio beyond this is drawn here. */
const FARTHEST = 100;

const TICKS = [-10, -1, 0, 1, 10];

/** Where a ratio is drawn: as it is near 0, by its logarithm far from it. */
export function height(value: number): number {
  return Math.asinh(3 * Math.max(-FARTHEST, Math.min(FARTHEST, value)));
}

/** The tensors stand side by side, the components of each spread over its column. */
export function placeOf(tensors: readonly ParameterView[], index: number): number {
  const t = tensors.findIndex(({ offset, values }) => index < offset + values.length);
  const { offset, values } = tensors[t];
  return t + (0.7 * (index - offset + 0.5)) / values.length - 0.35;
}

/** The axes of the panel p. */
export function axesOf(
  p: number,
  rows: number,
  columns: number,
  count: number,
  tensors: readonly ParameterView[],
): Record<string, object> {
  const key = p === 0 ? "" : String(p + 1);
  const [row, column] = [Math.floor(p / columns), p % columns];
  const isLowest = p + columns >= count;
  return {
    [`xaxis${key}`]: {
      domain: share(column, columns, 0.05),
      anchor: `y${key}`,
      range: [-0.6, tensors.length - 0.4],
      tickvals: tensors.map((_, t) => t),
      ticktext: tensors.map(({ symbol }) => symbol),
      autotickangles: [0, 90],
      tickfont: { size: 12 },
      showticklabels: isLowest,
      ticks: "",
      showgrid: false,
    },
    [`yaxis${key}`]: {
      domain: share(rows - 1 - row, rows, 0.3 / rows),
      anchor: `x${key}`,
      range: [-1.05 * height(30), 1.05 * height(30)],
      tickvals: TICKS.map(height),
      ticktext: TICKS.map(asNumber),
      showticklabels: column === 0,
      ticks: "",
      ...(column === 0 ? { title: { text: "ratio" } } : {}),
    },
  };
}

/** Where a = n. */
export function lineOfTheRight(key: string): Partial<Shape> {
  const line = { color: GRAY, width: 1.5 };
  const across = { xref: `x${key} domain`, x0: 0, x1: 1 } as Partial<Shape>;
  const up = { yref: `y${key}`, y0: height(1), y1: height(1) } as Partial<Shape>;
  return { type: "line", ...across, ...up, line, layer: "below" };
}

/** The name of a panel, above it. */
export function heading(name: string, key: string): Partial<Annotation> {
  return {
    text: asText(name),
    xref: `x${key} domain`,
    yref: `y${key} domain`,
    x: 0,
    xanchor: "left",
    y: 1,
    yanchor: "bottom",
    showarrow: false,
    font: { size: 13, color: GRAY },
  } as Partial<Annotation>;
}
