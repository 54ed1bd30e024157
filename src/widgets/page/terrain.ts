import { element, shape } from "./element";
import type { Plot } from "./plot";

/** Heights from the valley to the summit; they look the same in both themes. */
const COLORS = [
  [11, 47, 78],
  [42, 97, 135],
  [97, 150, 179],
  [165, 200, 214],
  [233, 242, 243],
];

/** How many bands of color; their borders are contour lines. */
const BANDS = 16;

/** The height is asked for at so many points across and up; between them it is taken to be straight. */
const POINTS = 121;
/** Pixels between two of them. */
const FINER = 6;

/**
 * Paints a landscape below a plot's lines, in bands of height that are narrower near the lowest point.
 *
 * @param plot where
 * @param valueAt the height at a point, NaN where there is none
 * @param x from and to
 * @param y from and to
 */
export function paintTerrain(
  plot: Plot,
  valueAt: (x: number, y: number) => number,
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
): void {
  const heights = Float64Array.from({ length: POINTS * POINTS }, (_, i) => {
    const [column, row] = [i % POINTS, Math.floor(i / POINTS)];
    return valueAt(
      left + (column / (POINTS - 1)) * (right - left),
      top - (row / (POINTS - 1)) * (top - bottom),
    );
  });
  const finite = heights.filter(Number.isFinite);
  const lowest = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const range = finite.reduce((a, b) => Math.max(a, b), -Infinity) - lowest || 1;
  const colors = Array.from({ length: BANDS }, (_, band) => [...colorAt(band / (BANDS - 1)), 255]);
  const size = (POINTS - 1) * FINER;
  paint(plot, size, size, (i) => {
    const height = between(heights, (i % size) / FINER, Math.floor(i / size) / FINER);
    if (!Number.isFinite(height)) return [128, 128, 128, 90];
    const share = Math.log1p((40 * (height - lowest)) / range) / Math.log1p(40);
    return colors[Math.max(0, Math.min(BANDS - 1, Math.floor(share * BANDS)))];
  });
}

/** The height between four of the points. */
function between(heights: Float64Array, x: number, y: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [x - column, y - row];
  const at = row * POINTS + column;
  const upper = heights[at] + right * (heights[at + 1] - heights[at]);
  const lower = heights[at + POINTS] + right * (heights[at + POINTS + 1] - heights[at + POINTS]);
  return upper + down * (lower - upper);
}

/**
 * Paints pixels below a plot's lines, row after row from the top.
 *
 * @param colorOf red, green, blue and opacity of a pixel, each up to 255
 */
export function paint(plot: Plot, width: number, height: number, colorOf: (i: number) => number[]): void {
  const canvas = element("canvas", { width, height });
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(width, height);
  for (let i = 0; i < width * height; i++) image.data.set(colorOf(i), 4 * i);
  context.putImageData(image, 0, 0);
  const picture = shape("image", {
    href: canvas.toDataURL(),
    x: plot.left,
    y: plot.top,
    width: plot.innerWidth,
    height: plot.innerHeight,
    preserveAspectRatio: "none",
  });
  plot.ground.replaceChildren(picture);
}

function colorAt(share: number): number[] {
  const at = share * (COLORS.length - 1);
  const i = Math.min(COLORS.length - 2, Math.floor(at));
  return COLORS[i].map((from, channel) => from + (at - i) * (COLORS[i + 1][channel] - from));
}
