import { TERRAIN } from "../template";
import type { Axis } from "./axis";
import { pngAddress } from "./png";
import { cell, Trace, Value, valuesOf } from "./trace";

/** The number of shades between the two ends of a color scale; what comes after them is nothing, seen through. */
const SHADES = 255;

type Color = [red: number, green: number, blue: number, opacity: number];

/**
 * Numbers on a grid as a picture, one pixel each.
 *
 * @param side of the drawing, whatever its shape on the screen
 * @returns an element of SVG
 */
export function raster(trace: Trace, x: Axis, y: Axis, side: number): string {
  const z = trace.z!;
  const [rows, columns] = [z.length, z[0].length];
  const [zMin, zMax] = rangeOf(trace);
  const across = extent(valuesOf(trace, "x"), x);
  const up = extent(valuesOf(trace, "y"), y);
  const pixels = new Uint8Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const row = up.turned ? i : rows - 1 - i; // a picture begins at its top, an axis at its bottom
    for (let j = 0; j < columns; j++) {
      const value = z[row][across.turned ? columns - 1 - j : j];
      const shade = value === null ? NaN : Math.round(((SHADES - 1) * (value - zMin)) / (zMax - zMin));
      pixels[i * columns + j] = shade === shade ? Math.max(0, Math.min(SHADES - 1, shade)) : SHADES;
    }
  }
  const address = pngAddress(columns, pixels, [...shadesOf(trace.colorscale), [0, 0, 0, 0]]);
  const places = [across.from, 1 - up.to, across.to - across.from, up.to - up.from];
  const [left, top, width, height] = places.map((part) => Math.round(part * side));
  const isSmooth = trace.type === "contour" || Boolean(trace.zsmooth);
  return (
    `<image href="${address}" x="${left}" y="${top}" width="${width}" height="${height}" preserveAspectRatio="none" ` +
    `opacity="${trace.opacity ?? 1}"${isSmooth ? "" : ' style="image-rendering: pixelated"'}/>`
  );
}

/** The numbers that the ends of the color scale stand for. */
export function rangeOf({ z = [], zmin, zmax }: Trace): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const row of z) {
    for (let j = 0; j < row.length; j++) {
      const value = row[j];
      if (value !== null && Number.isFinite(value))
        [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
  }
  const [from, to] = [zmin ?? low, zmax ?? high];
  return from < to ? [from, to] : [from - 1, from + 1];
}

/** A color scale as CSS has it, for the bar beside the picture. */
export function asGradient(scale: [number, string][] = TERRAIN): string {
  return `linear-gradient(to right, ${scale.map(([at, color]) => `${color} ${Math.round(100 * at)}%`).join(", ")})`;
}

/** From the outer edge of the first pixel to that of the last, as shares of the axis. */
function extent(values: ArrayLike<Value>, axis: Axis): { from: number; to: number; turned: boolean } {
  const half = cell(values) / 2;
  const ends = [values[0], values[values.length - 1]].map((end) => (typeof end === "number" ? end : 0));
  const [a, b] = [axis.place(ends[0] - half), axis.place(ends[1] + half)];
  return { from: Math.min(a, b), to: Math.max(a, b), turned: a > b };
}

function shadesOf(scale: [number, string][] = TERRAIN): Color[] {
  const stops = scale.map(([at, color]) => ({ at, color: colorOf(color) }));
  return Array.from({ length: SHADES }, (_, k): Color => {
    const at = k / (SHADES - 1);
    const next = Math.max(
      1,
      stops.findIndex((stop) => stop.at >= at),
    );
    const [before, after] = [stops[next - 1], stops[next]];
    const share = after.at > before.at ? (at - before.at) / (after.at - before.at) : 1;
    return before.color.map((part, i) => Math.round(part + share * (after.color[i] - part))) as Color;
  });
}

/** #rrggbb, rgb(…) or rgba(…). */
function colorOf(color: string): Color {
  if (color.startsWith("#"))
    return [1, 3, 5].map((i) => parseInt(color.slice(i, i + 2), 16)).concat(255) as Color;
  const [r, g, b, opacity = 1] = (color.match(/[\d.]+/g) ?? ["0", "0", "0"]).map(Number);
  return [r, g, b, Math.round(255 * opacity)];
}
