import type { Annotation, Layout, LayoutAxis, Shape } from "plotly.js-dist";
import { GRAY } from "../template";
import { Axis, axisOf } from "./axis";
import { marks, SIDE, stroke } from "./marks";
import type { Trace } from "./trace";
import { annotationWord, arrow, percent, pointWords, shapeLine, word } from "./words";

/** A pair of axes, and what is drawn between them. */
export interface Panel {
  x: Axis;
  y: Axis;
  layoutX: Partial<LayoutAxis>;
  layoutY: Partial<LayoutAxis>;
  traces: Trace[];
  annotations: Partial<Annotation>[];
  shapes: Partial<Shape>[];
  /** Whether the x axis has its numbers here, and not below another panel. */
  numbered: boolean;
}

/** All panels of a figure. */
export function panelsOf(layout: Partial<Layout>, traces: readonly Trace[]): Panel[] {
  const axes = layout as Record<string, Partial<LayoutAxis> | undefined>;
  const pairs = [...new Set(traces.map(({ xaxis = "x", yaxis = "y" }) => `${xaxis} ${yaxis}`))];
  return pairs.map((pair): Panel => {
    const [xName, yName] = pair.split(" ");
    const [layoutX, layoutY] = [xName, yName].map((name) => axes[name.replace(/^[xy]/, "$&axis")] ?? {});
    const along = (axis: "xaxis" | "yaxis", name: string): Trace[] =>
      traces.filter((trace) => (trace[axis] ?? axis[0]) === name);
    const [from, to] = layoutY.domain ?? [0, 1];
    const [left, right] = layoutX.domain ?? [0, 1];
    const columns = Math.max(3, Math.round(6 * (right - left)));
    const rows = Math.max(2, Math.round(((to - from) * (layout.height ?? 450)) / 65));
    const here = <T extends { xref?: unknown; yref?: unknown }>(
      list: readonly Partial<T>[] = [],
    ): Partial<T>[] =>
      list.filter(({ xref = "x", yref = "y" }) => {
        const isMine = (reference: unknown, own: string): boolean =>
          reference === "paper" || String(reference).split(" ")[0] === own;
        return isMine(xref, xName) && isMine(yref, yName);
      });
    return {
      x: axisOf(layoutX, along("xaxis", xName), "x", columns),
      y: axisOf(layoutY, along("yaxis", yName), "y", rows),
      layoutX,
      layoutY,
      traces: along("xaxis", xName).filter(({ yaxis = "y" }) => yaxis === yName),
      annotations: here<Annotation>(layout.annotations),
      shapes: here<Shape>(layout.shapes),
      numbered: (layoutX.anchor ?? xName.replace("x", "y")) === yName,
    };
  });
}

/** Room for the numbers at the left of a panel, in pixels. */
export function widthOfNumbers({ y, layoutY }: Panel): number {
  if (layoutY.visible === false || layoutY.showticklabels === false) return 0;
  const longest = Math.max(
    0,
    ...y.ticks.flatMap(({ text }) => text.split("<br>").map(({ length }) => length)),
  );
  return Math.min(180, 8 + 7 * longest);
}

/** A panel with its axes, in the part of the plot that belongs to it. */
export function sketchPanel(panel: Panel, overlay: boolean): string {
  const { x, y, layoutX, layoutY, traces } = panel;
  const [[left, right], [bottom, top]] = [layoutX.domain ?? [0, 1], layoutY.domain ?? [0, 1]];
  const place =
    `left: ${percent(left)}; width: ${percent(right - left)}; top: ${percent(1 - top)}; ` +
    `height: ${percent(top - bottom)}`;
  const aspect = x.span / y.span;
  const box = layoutY.scaleanchor
    ? `margin: ${MARGINS[layoutX.constraintoward ?? "center"]}; width: min(100cqw, calc(100cqh * ${aspect.toFixed(4)})); aspect-ratio: ${aspect.toFixed(4)}`
    : "width: 100%; height: 100%";
  const upright = traces.filter(({ type }) => type === "bar");
  const drawn = traces.map((trace, k) => {
    const bars = overlay ? { index: 0, count: 1 } : { index: upright.indexOf(trace), count: upright.length };
    return marks(trace, { x, y, bars }, traces[k - 1]);
  });
  const lines = [
    ...panel.shapes.map((shape) => shapeLine(shape, x, y)),
    ...panel.annotations.map((annotation) => arrow(annotation, x, y)),
  ];
  const svg =
    `<svg viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none" aria-hidden="true" ` +
    `style="position: absolute; width: 100%; height: 100%">${frame(panel)}${lines.join("")}${drawn.join("")}</svg>`;
  const words = [
    ...traces.map((trace) => pointWords(trace, x, y)),
    ...panel.annotations.map((annotation) => annotationWord(annotation, x, y)),
    ...numbers(panel),
  ];
  return (
    `<div style="position: absolute; ${place}; container-type: size">` +
    `<div style="position: relative; ${box}">${svg}${words.join("")}</div></div>`
  );
}

/** Grid and lines of the axes. */
function frame({ x, y, layoutX, layoutY }: Panel): string {
  const shown = (axis: Partial<LayoutAxis>): boolean => axis.visible !== false && axis.showgrid !== false;
  const across = shown(layoutY) ? y.ticks.map(({ at }) => `M0 ${Math.round((1 - at) * SIDE)}H${SIDE}`) : [];
  const up = shown(layoutX) ? x.ticks.map(({ at }) => `M${Math.round(at * SIDE)} ${SIDE}V0`) : [];
  const lined = (axis: Partial<LayoutAxis>): boolean => axis.visible !== false && axis.showline !== false;
  const lines = `${lined(layoutY) ? `M0 0V${SIDE}` : ""}${lined(layoutX) ? `M0 ${SIDE}H${SIDE}` : ""}`;
  return stroke([...across, ...up].join(""), GRAY, 1, { dash: "grid" }) + stroke(lines, GRAY, 2);
}

function numbers(panel: Panel): string[] {
  const { x, y, layoutX, layoutY, numbered } = panel;
  const out: string[] = [];
  if (layoutY.visible !== false && layoutY.showticklabels !== false) {
    const left = "-6px";
    for (const { at, text } of y.ticks) out.push(word(text, { left, top: percent(1 - at), anchor: "right" }));
  }
  const titleY = layoutY.visible === false ? undefined : layoutY.title?.text;
  if (titleY) {
    const place = { left: `${-widthOfNumbers(panel) - 14}px`, top: "50%" } as const;
    out.push(word(`<div style="writing-mode: vertical-rl; rotate: 180deg">${titleY}</div>`, place, TITLE));
  }
  if (!numbered || layoutX.visible === false) return out;
  if (layoutX.showticklabels !== false) {
    const top = "calc(100% + 6px)";
    for (const { at, text } of x.ticks) out.push(word(text, { left: percent(at), top, hangs: "top" }));
  }
  const below = `calc(100% + ${8 + heightOfNumbers(panel)}px)`;
  if (layoutX.title?.text)
    out.push(word(layoutX.title.text, { left: "50%", top: below, hangs: "top" }, TITLE));
  return out;
}

/** Room for the numbers below a panel, in pixels. */
export function heightOfNumbers({ x, layoutX, numbered }: Panel): number {
  if (!numbered || layoutX.visible === false || layoutX.showticklabels === false) return 0;
  return 16 * Math.max(1, ...x.ticks.map(({ text }) => text.split("<br>").length));
}

const TITLE = " font-size: 15px";

/** Which way a picture goes that is narrower than its part of the plot. */
const MARGINS: Record<string, string> = { left: "0 auto 0 0", center: "0 auto", right: "0 0 0 auto" };
