import type { Annotation, Layout, Shape } from "plotly.js-dist";
import { copyPoint, expectFinite, Point } from "../calculus";
import { GRAY } from "./template";
import { asText } from "./wording";

/** Points (x, y) that belong together. */
export interface Series {
  /** What the series is called; it appears in the legend when there are several. */
  name: string;
  x: Point;
  y: Point;
  /** Drawn as a line if not given; as steps it stays level until the next x, and jumps there. */
  as?: "line" | "points" | "line and points" | "steps";
}

/** A place on the x axis that deserves a word. */
export interface Mark {
  x: number;
  text: string;
}

/** A series with its numbers copied and checked. */
export function expectSeries({ name, x, y }: Series): { x: Float64Array; y: Float64Array } {
  const checked = { x: copyPoint(x, `x of ${name}`), y: copyPoint(y, `y of ${name}`) };
  if (checked.x.length !== checked.y.length) {
    throw new RangeError(`expected as many x as y in ${name}, got ${x.length} x and ${y.length} y`);
  }
  return checked;
}

/** Upright lines with a word at the top. */
export function markedPlaces(marks: readonly Mark[]): Pick<Layout, "shapes" | "annotations"> {
  const shapes = marks.map(({ x }): Partial<Shape> => {
    const line = { color: GRAY, width: 1.5, dash: "dot" } as const;
    return { type: "line", x0: expectFinite(x, "a mark's x"), x1: x, yref: "paper", y0: 0, y1: 1, line };
  });
  const annotations = marks.map(({ x, text }): Partial<Annotation> => {
    const font = { size: 13, color: GRAY };
    return { x, y: 1, yref: "paper", yanchor: "bottom", text: asText(text), showarrow: false, font };
  });
  // Plotly's types ask for every property of a shape and an annotation; its documentation asks for none.
  return { shapes: shapes as Shape[], annotations: annotations as Annotation[] };
}
