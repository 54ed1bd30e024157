import type { Figure } from "../figure";

/** A number, or the name of a category. */
export type Value = number | string | null;

/** What belongs to all points, or to each its own. */
export type Each<T> = T | readonly T[];

/** One of Plotly's traces, as far as a sketch reads it. */
export interface Trace {
  type: string;
  x?: ArrayLike<Value>;
  y?: ArrayLike<Value>;
  z?: readonly ArrayLike<number | null>[];
  xaxis?: string;
  yaxis?: string;
  visible?: boolean | "legendonly";
  name?: string;
  showlegend?: boolean;
  opacity?: number;
  orientation?: "v" | "h";
  width?: Each<number>;
  mode?: string;
  line?: { color?: Each<string>; width?: number; dash?: string; shape?: string };
  marker?: {
    color?: Each<string>;
    size?: Each<number>;
    symbol?: Each<string>;
    opacity?: number;
    line?: { color?: Each<string>; width?: Each<number> };
  };
  fill?: string;
  fillcolor?: string;
  text?: Each<string>;
  textfont?: { size?: number; color?: Each<string> };
  zmin?: number;
  zmax?: number;
  zsmooth?: string | false;
  colorscale?: [number, string][];
  showscale?: boolean;
  colorbar?: { x?: number; y?: number; len?: number };
  contours?: { coloring?: string; start?: number; end?: number; size?: number };
  ncontours?: number;
}

const SKETCHED = ["scatter", "bar", "heatmap", "contour"];

/** The traces of a figure; undefined if one of them is of a kind that has no sketch. */
export function tracesOf(figure: Figure): Trace[] | undefined {
  const traces = figure.data as unknown as Trace[];
  const known = traces.every(({ type = "scatter" }) => SKETCHED.includes(type));
  return known ? traces.filter(({ visible = true }) => visible === true) : undefined;
}

/** The k-th of what each point has of its own, or what all have. */
export function pick<T>(of: Each<T> | undefined, k: number, otherwise: T): T {
  if (of === undefined) return otherwise;
  return Array.isArray(of) ? ((of as readonly T[])[k] ?? otherwise) : (of as T);
}

/** The places of the points along an axis; without any they are counted from 0. */
export function valuesOf(trace: Trace, along: "x" | "y"): ArrayLike<Value> {
  const { z } = trace;
  const count = z ? (along === "y" ? z.length : (z[0]?.length ?? 0)) : (trace.x ?? trace.y ?? []).length;
  return trace[along] ?? Array.from({ length: count }, (_, i) => i);
}

/** The distance between neighbors. */
export function cell(values: ArrayLike<Value>): number {
  const [first, last] = [values[0], values[values.length - 1]];
  if (values.length < 2 || typeof first !== "number" || typeof last !== "number") return 1;
  return Math.abs(last - first) / (values.length - 1) || 1;
}
