import type { LayoutAxis } from "plotly.js-dist";
import { asNumber } from "../../wording";
import type { Figure } from "../figure";
import { extremes, Interval } from "../samples";
import { GRAY } from "../template";

/** A line or points, as far as a sketch shows them. */
interface Line {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  yaxis?: "y" | "y2";
  mode?: string;
  name?: string;
  showlegend?: boolean;
  opacity?: number;
  line?: { color?: string; width?: number; dash?: string };
}

/** In the units of the drawing, which are pixels on a page of this width. */
const WIDTH = 900;
const LEFT = 70;
const RIGHT = WIDTH - 18;
const BELOW = 84;

/**
 * A figure of lines as a plain picture, SVG, for as long as its numbers change: JupyterLab's Plotly draws an output once
 * and then leaves it as it is, whatever comes in its place.
 *
 * @param figure one whose traces are all lines or points in the plane
 * @returns SVG of the figure's height; undefined for any other figure
 * @example
 * const history = { epoch: [1, 2], cost: [2, 1] };
 * sketch(trainingCurves({ history, title: "Half the cost" }))?.startsWith("<svg"); // true
 */
export function sketch(figure: Figure): string | undefined {
  if (!figure.data.every(({ type }) => type === "scatter")) return undefined;
  const lines = figure.data as unknown as Line[];
  const { layout } = figure;
  const [height, above] = [layout.height ?? 420, layout.margin?.t ?? 60];
  const xs = extent(lines, "x", layout.xaxis);
  const across = (x: number): number => LEFT + ((RIGHT - LEFT) * (x - xs[0])) / (xs[1] - xs[0]);
  const bottom = height - BELOW;
  const parts = (layout.title?.text ?? "")
    .split("<br>")
    .map((line, i) => text(14, 24 + 20 * i, line, "start", "600 16px"));

  for (const [name, axis] of [
    ["y", layout.yaxis],
    ["y2", layout.yaxis2],
  ] as const) {
    const own = lines.filter(({ yaxis = "y" }) => yaxis === name);
    if (!axis || own.length === 0) continue;
    const [from, to] = axis.domain ?? [0, 1];
    const [low, high] = extent(own, "y", axis);
    const scaled = axis.type === "log" ? Math.log10 : (value: number): number => value;
    const up = (y: number): number => {
      const part = (scaled(y) - scaled(low)) / (scaled(high) - scaled(low));
      return bottom - (bottom - above) * (from + (to - from) * part);
    };
    const say = (y: number): string =>
      String(axis.tickformat).includes("%") ? `${asNumber(100 * y)} %` : asNumber(y);
    for (const tick of axis.type === "log" ? [low, high] : ticks(low, high)) {
      parts.push(
        `<path d="M${LEFT} ${up(tick).toFixed(1)}H${RIGHT}" stroke="${GRAY}" stroke-dasharray="1 5"/>`,
      );
      parts.push(text(LEFT - 6, up(tick) + 4, say(tick), "end"));
    }
    parts.push(text(LEFT, up(high) - 6, axis.title?.text ?? "", "start"));
    parts.push(...own.map((line) => path(line, across, up)));
  }
  for (const tick of ticks(...xs)) parts.push(text(across(tick), bottom + 20, asNumber(tick), "middle"));
  parts.push(text((LEFT + RIGHT) / 2, bottom + 42, layout.xaxis?.title?.text ?? "", "middle"));
  parts.push(...legend(lines, height - 14));
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" height="${height}" role="img" ` +
    `style="display: block; max-width: 100%" font-family="system-ui, sans-serif">${parts.join("")}</svg>`
  );
}

/** The axis' own range, or that of what is drawn, a little wider where it would be empty. */
function extent(lines: Line[], of: "x" | "y", axis: Partial<LayoutAxis> | undefined): Interval {
  const range = axis?.range as number[] | undefined;
  if (range && axis?.type !== "log") return [range[0], range[1]];
  const [low, high] = extremes(lines.flatMap((line) => [...extremes(line[of])]));
  const from = axis?.rangemode === "tozero" ? Math.min(0, low) : low;
  return from < high ? [from, high] : axis?.type === "log" ? [from / 2, from * 2] : [from - 1, from + 1];
}

/** About four round numbers. */
function ticks(low: number, high: number): number[] {
  const power = 10 ** Math.floor(Math.log10((high - low) / 4));
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= (high - low) / 4) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

function path({ x, y, mode = "lines", opacity = 1, line }: Line, across: Scale, up: Scale): string {
  const points = Array.from(x, (value, k) => `${across(value).toFixed(1)} ${up(y[k]).toFixed(1)}`);
  const color = line?.color ?? GRAY;
  // A point is a line of no length with round ends.
  const dots = mode.includes("markers")
    ? `<path d="${points.map((p) => `M${p}h0`).join("")}" stroke="${color}" stroke-width="8" stroke-linecap="round"/>`
    : "";
  if (!mode.includes("lines")) return dots;
  return `<path d="M${points.join("L")}" fill="none" stroke="${color}" stroke-width="${line?.width ?? 2}" opacity="${opacity}"${dashes(line?.dash)}/>${dots}`;
}

type Scale = (value: number) => number;

function dashes(dash = "solid"): string {
  return dash === "solid" ? "" : ` stroke-dasharray="${dash === "dot" ? "2 4" : "9 6"}"`;
}

function legend(lines: Line[], y: number): string[] {
  let x = LEFT;
  return lines.flatMap(({ name, showlegend, line }) => {
    if (!name || showlegend === false) return [];
    const sample = `<path d="M${x} ${y - 4}h30" stroke="${line?.color ?? GRAY}" stroke-width="3"${dashes(line?.dash)}/>`;
    const word = text(x + 36, y, name, "start");
    x += 60 + 8 * name.length;
    return [sample, word];
  });
}

/** The text is as Plotly gets it: escaped. */
function text(
  x: number,
  y: number,
  content: string,
  anchor: "start" | "middle" | "end",
  font = "13px",
): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${GRAY}" style="font: ${font} system-ui, sans-serif">${content}</text>`;
}
