import type { Layout } from "plotly.js-dist";
import { asText } from "../../wording";
import type { Figure } from "../figure";
import { GRAY, template } from "../template";
import { CONTROLS } from "../animation";
import { axisOf } from "./axis";
import { heightOfNumbers, panelsOf, sketchPanel, widthOfNumbers } from "./panel";
import { asGradient, rangeOf } from "./raster";
import { pick, Trace, tracesOf } from "./trace";
import { percent, TEXT, word } from "./words";

/**
 * A figure as a plain picture, for as long as its numbers change: JupyterLab's Plotly draws an output once and then leaves
 * it as it is, whatever comes in its place. The sketch has the figure's size, title, axes and colors, so that the page
 * stays as it is when the figure itself comes. What has no sketch, such as a picture in three dimensions, is told in words.
 *
 * @param figure any figure
 * @returns HTML, as wide as the page and as high as the figure
 * @example
 * const history = { epoch: [1, 2], cost: [2, 1] };
 * sketch(trainingCurves({ history, title: "Half the cost" })).startsWith("<div"); // true
 */
export function sketch(figure: Figure): string {
  const { layout, text } = figure;
  const traces = tracesOf(figure);
  const font = template.layout?.font?.family;
  // Without a margin: JupyterLab gives one to what comes last, and the page would move when the figure comes.
  const style =
    `position: relative; margin: 0; height: ${layout.height ?? 450}px; color: ${TEXT}; ` +
    `font: 13px/1.2 ${font}`;
  const said = asText(text).replace(/"/g, "&quot;");
  const inside = traces ? drawing(layout, traces) : told(text, layout);
  return `<div role="img" aria-label="${said}" style="${style}">${title(layout)}${inside}</div>`;
}

function title({ title }: Partial<Layout>): string {
  const { text = "", font } = title ?? {};
  const style = ` font-size: ${font?.size ?? 16}px; font-weight: 600; line-height: 1.3`;
  return word(text, { left: "14px", top: "10px", anchor: "left", hangs: "top" }, style);
}

/** For what has no sketch: the numbers, which change too. */
function told(text: string, layout: Partial<Layout>): string {
  const top = (layout.margin?.t ?? 60) + 10;
  return (
    `<div style="position: absolute; left: 14px; right: 14px; top: ${top}px; line-height: 1.5">${asText(text)}` +
    `<br>The picture itself is drawn at the end.</div>`
  );
}

function drawing(layout: Partial<Layout>, traces: Trace[]): string {
  const panels = panelsOf(layout, traces);
  const above = layout.margin?.t ?? 60;
  const legend = layout.showlegend ? legendOf(traces) : "";
  const legendAbove = layout.legend?.yref === "paper" && layout.legend.y === 1;
  const outer = panels.filter(({ layoutX }) => (layoutX.domain ?? [0])[0] === 0);
  const titled = outer.some(({ layoutY }) => layoutY.visible !== false && layoutY.title?.text);
  const named = panels.some(({ layoutX }) => layoutX.visible !== false && layoutX.title?.text);
  const left = 14 + (titled ? 22 : 0) + Math.max(0, ...outer.map(widthOfNumbers));
  const below = [
    12 + Math.max(...panels.map(heightOfNumbers)),
    named ? 30 : 0,
    legend && !legendAbove ? 26 : 0,
    layout.sliders?.length ? CONTROLS : 0,
  ];
  const bottom = below.reduce((sum, part) => sum + part);
  const overlay = layout.barmode === "overlay";
  const legendPlace = legendAbove ? `bottom: calc(100% - ${above - 4}px)` : "bottom: 6px";
  const scaled = traces.find(({ showscale, type }) => showscale !== false && type === "heatmap");
  return (
    `<div style="position: absolute; left: ${left}px; right: 2px; top: ${above}px; bottom: ${bottom}px">` +
    `${panels.map((panel) => sketchPanel(panel, overlay)).join("")}</div>` +
    (scaled ? colorBar(scaled, layout, left) : "") +
    (legend && `<div style="position: absolute; left: 14px; right: 14px; ${legendPlace}">${legend}</div>`)
  );
}

/** Which colors stand for which numbers: a bar above the picture. */
function colorBar(trace: Trace, { height = 450 }: Partial<Layout>, left: number): string {
  const { x = 0.5, y = 1, len = 240 } = trace.colorbar ?? {};
  const [from, to] = rangeOf(trace);
  const { ticks } = axisOf({ range: [from, to] }, [], "x", 5);
  const texts = ticks.map(({ at, text }) => word(text, { left: percent(at), top: "13px", hangs: "top" }));
  const across = x === 0 ? `${left}px` : `calc(50% - ${len / 2}px)`;
  const place = `left: ${across}; top: ${Math.round((1 - y) * height)}px; width: ${len}px; height: 10px`;
  return `<div style="position: absolute; ${place}; background: ${asGradient(trace.colorscale)}">${texts.join("")}</div>`;
}

function legendOf(traces: readonly Trace[]): string {
  const entries = traces.flatMap(({ name, showlegend, line, marker, type, mode = "lines" }) => {
    if (!name || showlegend === false) return [];
    const color = pick(marker?.color ?? line?.color, 0, GRAY);
    const isLine = type !== "bar" && mode.includes("lines");
    const style = { dash: "dashed", dot: "dotted", dashdot: "dashed" }[line?.dash ?? "solid"] ?? "solid";
    const sample = isLine
      ? `width: 28px; border-top: 3px ${style} ${color}`
      : `width: 10px; height: 10px; background: ${color}; border-radius: ${type === "bar" ? "0" : "50%"}`;
    return [
      `<span style="display: inline-block; vertical-align: middle; margin-right: 6px; ${sample}"></span>${name}`,
    ];
  });
  const items = entries.map(
    (entry) => `<span style="margin-right: 18px; white-space: nowrap">${entry}</span>`,
  );
  return `<div style="position: absolute; left: 14px; right: 14px; bottom: 6px">${items.join("")}</div>`;
}
