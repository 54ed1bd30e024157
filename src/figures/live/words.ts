import type { Annotation, Shape } from "plotly.js-dist";
import { GRAY } from "../template";
import { Axis } from "./axis";
import { SIDE, stroke } from "./marks";
import { pick, Trace, Value, valuesOf } from "./trace";

/** The color of text: the page's own where it has one. */
export const TEXT = `var(--jp-content-font-color1, ${GRAY})`;

/** Where a word stands: from the left and from the top, in CSS, and which part of it stands there. */
export interface Place {
  left: string;
  top: string;
  anchor?: "left" | "center" | "right";
  hangs?: "top" | "middle" | "bottom";
}

/**
 * A word in a sketch.
 *
 * @param content as Plotly gets it: escaped, with `<br>` between lines
 * @returns HTML
 */
export function word(content: string, place: Place, style = ""): string {
  const { left, top, anchor = "center", hangs = "middle" } = place;
  const across = { left: "0", center: "-50%", right: "-100%" }[anchor];
  const down = { top: "0", middle: "-50%", bottom: "-100%" }[hangs];
  return (
    `<div style="position: absolute; left: ${left}; top: ${top}; transform: translate(${across}, ${down}); ` +
    `white-space: nowrap; text-align: ${anchor};${style}">${content}</div>`
  );
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}

/** The words that a trace writes at its points. */
export function pointWords(trace: Trace, x: Axis, y: Axis): string {
  if (!trace.mode?.includes("text")) return "";
  const { size = 12, color } = trace.textfont ?? {};
  const [xs, ys] = [valuesOf(trace, "x"), valuesOf(trace, "y")];
  return Array.from(xs, (value, k) => {
    const place = { left: percent(x.place(value)), top: percent(1 - y.place(ys[k])) };
    return word(pick(trace.text, k, ""), place, ` font-size: ${size}px; color: ${pick(color, k, TEXT)}`);
  }).join("");
}

/** Where something lies in a panel that gives its place on an axis, or as a share of the panel. */
function shareOf(value: Value, reference: string | undefined, axis: Axis): number {
  return reference?.includes("domain") || reference === "paper" ? Number(value) : axis.place(value);
}

/** A word that the figure has set into a panel, in its box if it has one; its arrow is drawn by `arrow`. */
export function annotationWord(annotation: Partial<Annotation>, x: Axis, y: Axis): string {
  const { xshift = 0, yshift = 0, text = "", font, xanchor = "auto", yanchor = "auto" } = annotation;
  const { showarrow, ax = 0, ay = 0 } = annotation;
  if (text === "") return "";
  const [right, down] = showarrow ? [Number(ax), Number(ay)] : [xshift, -yshift];
  const left = `calc(${percent(shareOf(annotation.x as Value, annotation.xref, x))} + ${right}px)`;
  const top = `calc(${percent(1 - shareOf(annotation.y as Value, annotation.yref, y))} + ${down}px)`;
  const place: Place = {
    left,
    top,
    anchor: xanchor === "auto" ? "center" : xanchor,
    hangs: yanchor === "auto" ? "middle" : yanchor,
  };
  const color = font?.color === undefined || font.color === GRAY ? TEXT : String(font.color);
  const { bgcolor, bordercolor = "transparent", borderpad = 1, width, height } = annotation;
  const size = (pixels: number | undefined): string => (pixels === undefined ? "auto" : `${pixels}px`);
  const box =
    `box-sizing: content-box; width: ${size(width)}; height: ${size(height)}; padding: ${borderpad}px; display: flex; ` +
    `align-items: center; justify-content: center; background: ${bgcolor}; border: 1px solid ${bordercolor}`;
  const content = bgcolor === undefined ? text : `<div style="${box}"><div>${text}</div></div>`;
  return word(content, place, ` font-size: ${Number(font?.size ?? 12)}px; color: ${color}`);
}

/** The shaft of an annotation's arrow, where it begins at a place on the axes. */
export function arrow(annotation: Partial<Annotation>, x: Axis, y: Axis): string {
  const { showarrow, axref = "pixel", ayref = "pixel", arrowcolor = GRAY, arrowwidth = 1 } = annotation;
  if (!showarrow || axref === "pixel" || ayref === "pixel") return "";
  const from = spot(annotation.ax as Value, annotation.ay as Value, axref, ayref, x, y);
  const to = spot(annotation.x as Value, annotation.y as Value, axref, ayref, x, y);
  return stroke(`M${from}L${to}`, String(arrowcolor), arrowwidth);
}

/** A place in the drawing. */
function spot(atX: Value, atY: Value, xref: string, yref: string, x: Axis, y: Axis): string {
  return `${Math.round(SIDE * shareOf(atX, xref, x))} ${Math.round(SIDE * (1 - shareOf(atY, yref, y)))}`;
}

/** A line, or a path of straight lines, that the figure has drawn into a panel. */
export function shapeLine(shape: Partial<Shape>, x: Axis, y: Axis): string {
  const [xref, yref] = [String(shape.xref), String(shape.yref)];
  const at = (atX: Value, atY: Value): string => spot(atX, atY, xref, yref, x, y);
  const { type, line, opacity } = shape;
  const pairs = /(-?[\d.e-]+)[ ,]+(-?[\d.e-]+)/g;
  const d =
    type === "path"
      ? (shape.path ?? "").replace(pairs, (_, a: string, b: string) => at(Number(a), Number(b)))
      : type === "line"
        ? `M${at(shape.x0 as Value, shape.y0 as Value)}L${at(shape.x1 as Value, shape.y1 as Value)}`
        : "";
  return stroke(d, String(line?.color ?? GRAY), line?.width ?? 2, { opacity, dash: line?.dash });
}
