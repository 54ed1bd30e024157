import { GRAY } from "../template";
import { Axis, barWidth } from "./axis";
import { levelLines, levelsOf } from "./level-lines";
import { raster, rangeOf } from "./raster";
import { pick, Trace, Value, valuesOf } from "./trace";

/** The drawing is a square of so many units, stretched over its panel; widths of lines are not stretched. */
export const SIDE = 10_000;

/** Two axes, and how many bars stand beside each other. */
export interface Panel {
  x: Axis;
  y: Axis;
  bars: { index: number; count: number };
}

/**
 * What a trace draws in its panel, but for its words.
 *
 * @param trace of a kind that has a sketch
 * @param panel where it is drawn
 * @param below the trace before it, from which an area may reach to this one
 * @returns elements of SVG
 */
export function marks(trace: Trace, panel: Panel, below?: Trace): string {
  const { x, y } = panel;
  if (trace.type === "bar") return bars(trace, panel);
  if (trace.type === "heatmap") return raster(trace, x, y, SIDE);
  if (trace.type !== "contour") return scatter(trace, panel, below);
  const { width = 1, color = GRAY } = trace.line ?? {};
  const pieces = levelLines(trace, levelsOf(trace, rangeOf(trace)));
  const d = pieces.map(([x1, y1, x2, y2]) => `M${point(panel, x1, y1)}L${point(panel, x2, y2)}`).join("");
  const filled = trace.contours?.coloring === "none" ? "" : raster(trace, x, y, SIDE);
  return filled + stroke(d, pick(color, 0, GRAY), width);
}

function point({ x, y }: Panel, atX: Value, atY: Value): string | undefined {
  const [across, down] = [x.place(atX) * SIDE, (1 - y.place(atY)) * SIDE];
  if (!Number.isFinite(across + down)) return undefined;
  const within = (place: number): number => Math.round(Math.max(-SIDE, Math.min(2 * SIDE, place)));
  return `${within(across)} ${within(down)}`;
}

function scatter(trace: Trace, panel: Panel, below?: Trace): string {
  const { mode = "lines", line = {}, opacity = 1 } = trace;
  const [xs, ys] = [valuesOf(trace, "x"), valuesOf(trace, "y")];
  const points = Array.from(xs, (value, k) => point(panel, value, ys[k]));
  let out = area(trace, panel, points, below);
  if (mode.includes("lines")) {
    const d = joined(points, line.shape === "hv");
    out += stroke(d, pick(line.color, 0, GRAY), line.width ?? 2, { opacity, dash: line.dash });
  }
  return mode.includes("markers") ? out + dots(trace, points) : out;
}

/** A line from point to point, with gaps where there is none. */
function joined(points: readonly (string | undefined)[], inSteps = false): string {
  return points
    .map((place, k) => {
      if (place === undefined) return "";
      if (k === 0 || points[k - 1] === undefined) return `M${place}`;
      return inSteps ? `H${place.split(" ")[0]}L${place}` : `L${place}`;
    })
    .join("");
}

function area(trace: Trace, panel: Panel, points: (string | undefined)[], below?: Trace): string {
  const { fill = "none", fillcolor = GRAY } = trace;
  if (points.length === 0 || (fill !== "tozeroy" && fill !== "tonexty")) return "";
  const xs = valuesOf(trace, "x");
  const lower = fill === "tonexty" && below ? below : undefined;
  const back = lower
    ? Array.from(valuesOf(lower, "x"), (value, k) => point(panel, value, valuesOf(lower, "y")[k]))
    : [point(panel, xs[0], 0), point(panel, xs[xs.length - 1], 0)];
  const inSteps = trace.line?.shape === "hv";
  const d = (joined(points, inSteps) + joined(back.reverse())).replace(/(?<=.)M/g, "L");
  return `<path d="${d}Z" fill="${fillcolor}"/>`;
}

/** A point is a line of no length with round ends: it stays round however the drawing is stretched. */
function dots({ marker = {} }: Trace, points: readonly (string | undefined)[]): string {
  const { size, color, symbol, opacity = 1, line = {} } = marker;
  if (opacity === 0) return "";
  const looks = new Map<string, string>();
  points.forEach((place, k) => {
    if (place === undefined) return;
    const [width, edge] = [pick(size, k, 6), pick(line.width, k, 0)];
    const kind = pick(symbol, k, "circle");
    if (kind === "arrow") return; // the line that it ends is there
    const look = [pick(color, k, GRAY), width, pick(line.color, k, GRAY), edge, kind].join("|");
    looks.set(look, `${looks.get(look) ?? ""}M${place}h0`);
  });
  return Array.from(looks, ([look, d]) => {
    const [fill, width, edgeColor, edge, kind] = look.split("|");
    const cap = kind === "square" ? "square" : "round";
    const ring = Number(edge) > 0 ? stroke(d, edgeColor, Number(width) + Number(edge), { opacity, cap }) : "";
    return ring + stroke(d, fill, Math.max(1, Number(width) - Number(edge)), { opacity, cap });
  }).join("");
}

function bars(trace: Trace, panel: Panel): string {
  const { orientation = "v", marker = {}, opacity = 1 } = trace;
  const lying = orientation === "h";
  const [places, lengths] = lying
    ? [valuesOf(trace, "y"), valuesOf(trace, "x")]
    : [valuesOf(trace, "x"), valuesOf(trace, "y")];
  const axis = lying ? panel.y : panel.x;
  const { index, count } = panel.bars;
  const whole = (barWidth(trace) / axis.span) * SIDE;
  const width = whole / count;
  return Array.from(places, (place, k) => {
    const [at, end] = [axis.place(place) * SIDE, (lying ? panel.x : panel.y).place(lengths[k]) * SIDE];
    const zero = (lying ? panel.x : panel.y).place(0) * SIDE;
    if (!Number.isFinite(at + end + zero)) return "";
    const side = (lying ? SIDE - at : at) - whole / 2 + index * width;
    const [from, size] = [Math.min(zero, end), Math.abs(end - zero)];
    const box = lying ? [from, side, size, width] : [side, SIDE - from - size, width, size];
    const [left, top, wide, high] = box.map(Math.round);
    const fill = pick(marker.color, k, GRAY);
    return `<rect x="${left}" y="${top}" width="${wide}" height="${high}" fill="${fill}" opacity="${opacity}"/>`;
  }).join("");
}

/** A line whose width stays as it is however the drawing is stretched. */
export function stroke(
  d: string,
  color: string,
  width: number,
  look: { opacity?: number; dash?: string; cap?: string } = {},
): string {
  if (d === "" || width === 0) return "";
  const { opacity = 1, dash = "solid", cap = "butt" } = look;
  const pattern = DASHES[dash] ? ` stroke-dasharray="${DASHES[dash]}"` : "";
  const ends = cap === "butt" ? "" : ` stroke-linecap="${cap}"`;
  return (
    `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" opacity="${opacity}"` +
    `${pattern}${ends} stroke-linejoin="round" vector-effect="non-scaling-stroke"/>`
  );
}

const DASHES: Record<string, string> = { grid: "1 5", dot: "2 4", dash: "9 6", dashdot: "9 4 2 4" };
