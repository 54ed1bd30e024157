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

/** Pixels across and up. */
const SIZE = 150;

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
  const heights = Array.from({ length: SIZE * SIZE }, (_, i) => {
    const [column, row] = [i % SIZE, Math.floor(i / SIZE)];
    return valueAt(
      left + ((column + 0.5) / SIZE) * (right - left),
      top - ((row + 0.5) / SIZE) * (top - bottom),
    );
  });
  const finite = heights.filter(Number.isFinite);
  const lowest = finite.reduce((a, b) => Math.min(a, b), Infinity);
  const range = finite.reduce((a, b) => Math.max(a, b), -Infinity) - lowest || 1;
  paint(plot, SIZE, SIZE, (i) => {
    if (!Number.isFinite(heights[i])) return [128, 128, 128, 90];
    const share = Math.log1p((40 * (heights[i] - lowest)) / range) / Math.log1p(40);
    return [...colorAt(Math.min(BANDS - 1, Math.floor(share * BANDS)) / (BANDS - 1)), 255];
  });
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
    x: 58,
    y: 10,
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
