/** A point of a stroke, in the pad's units. */
export interface InkPoint {
  x: number;
  y: number;
}

/** Pixels of the image's side. */
export const SIDE = 28;
/** The drawing is fitted into a box of so many. */
const BOX = 20;
/** Room beside the image, so that nothing is lost before it is centered. */
const MARGIN = 8;
const CANVAS = SIDE + 2 * MARGIN;
/** Where the center of mass comes to lie: in the middle of pixel 14. */
const CENTER = 14.5;
/** How wide an edge between ink and paper is, in pixels. */
const EDGE = 1.15;

/**
 * A drawing as MNIST's images are: its longer side fitted into 20 pixels, the center of its mass in the middle of
 * 28×28.
 *
 * @param strokes lines of points
 * @param radius half the width of the pen, in the same units
 * @returns 784 numbers, row after row, from 0 (paper) to 1 (ink); all 0 if nothing is drawn
 * @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits"
 * @example
 * const image = normalizedImage([[{ x: 10, y: 10 }, { x: 10, y: 90 }]], 5);
 * image.filter((ink) => ink > 0.5).length > 30; // true
 */
export function normalizedImage(strokes: readonly (readonly InkPoint[])[], radius: number): Float64Array {
  const points = strokes.flat();
  if (points.length === 0) return new Float64Array(SIDE * SIDE);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [least(xs) - radius, -least(xs.map((x) => -x)) + radius];
  const [top, bottom] = [least(ys) - radius, -least(ys.map((y) => -y)) + radius];
  const scale = BOX / Math.max(right - left, bottom - top);
  const canvas = new Float64Array(CANVAS * CANVAS);
  const place = ({ x, y }: InkPoint): InkPoint => ({
    x: CANVAS / 2 + scale * (x - (left + right) / 2),
    y: CANVAS / 2 + scale * (y - (top + bottom) / 2),
  });
  for (const stroke of strokes) {
    const line = stroke.map(place);
    line.forEach((point, i) => ink(canvas, line[Math.max(0, i - 1)], point, scale * radius));
  }
  return centered(canvas);
}

/** A piece of line with round ends; where ink lies already, the darker one counts. */
function ink(canvas: Float64Array, a: InkPoint, b: InkPoint, radius: number): void {
  const reach = radius + EDGE;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  const from = (p: number, q: number): number => Math.max(0, Math.floor(Math.min(p, q) - reach));
  const to = (p: number, q: number): number => Math.min(CANVAS - 1, Math.ceil(Math.max(p, q) + reach));
  for (let row = from(a.y, b.y); row <= to(a.y, b.y); row++) {
    for (let column = from(a.x, b.x); column <= to(a.x, b.x); column++) {
      const [px, py] = [column + 0.5 - a.x, row + 0.5 - a.y];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const darkness = Math.min(1, Math.max(0, 0.5 + (radius - distance) / EDGE));
      const pixel = row * CANVAS + column;
      canvas[pixel] = Math.max(canvas[pixel], darkness);
    }
  }
}

/** The part of the canvas whose middle is the center of the ink's mass, in whole pixels. */
function centered(canvas: Float64Array): Float64Array {
  let [mass, x, y] = [0, 0, 0];
  canvas.forEach((ink, pixel) => {
    mass += ink;
    x += ink * ((pixel % CANVAS) + 0.5);
    y += ink * (Math.floor(pixel / CANVAS) + 0.5);
  });
  const [left, top] = [Math.round(x / mass - CENTER), Math.round(y / mass - CENTER)];
  return Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [row, column] = [top + Math.floor(i / SIDE), left + (i % SIDE)];
    const isOutside = row < 0 || column < 0 || row >= CANVAS || column >= CANVAS;
    return isOutside ? 0 : canvas[row * CANVAS + column];
  });
}

function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b));
}
