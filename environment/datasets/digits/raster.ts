/** From lines of ink to 28×28 grays, placed as in MNIST: fitted into 20×20 pixels, then centered by mass. */
import type { InkLine, InkPoint } from "./writer";

export const SIZE = 28;
const BOX = 20;
/** Room beside the image while drawing, so that nothing is lost before the digit is centered. */
const MARGIN = 8;
const CANVAS = SIZE + 2 * MARGIN;
/** Where the center of mass comes to lie: in the middle of pixel 14, as MNIST has it. */
const CENTER = 14.5;
/** How wide an edge between ink and paper is, in pixels: as after scaling a scan down. */
const EDGE = 1.15;

/** The image's SIZE·SIZE pixels, row by row: 0 is paper, 255 is ink. */
export function rasterized(lines: readonly InkLine[]): Uint8Array {
  const canvas = new Float64Array(CANVAS * CANVAS);
  for (const line of fitted(lines))
    for (let i = 1; i < line.length; i++) drawPiece(canvas, line[i - 1], line[i]);
  return centered(canvas);
}

/** Scaled so that the longer side, ink included, is BOX pixels, in the canvas's middle. */
function fitted(lines: readonly InkLine[]): InkLine[] {
  const points = lines.flat();
  const left = Math.min(...points.map(({ x, radius }) => x - radius));
  const right = Math.max(...points.map(({ x, radius }) => x + radius));
  const top = Math.min(...points.map(({ y, radius }) => y - radius));
  const bottom = Math.max(...points.map(({ y, radius }) => y + radius));
  const scale = BOX / Math.max(right - left, bottom - top);
  return lines.map((line) =>
    line.map(({ x, y, radius }) => ({
      x: CANVAS / 2 + scale * (x - (left + right) / 2),
      y: CANVAS / 2 + scale * (y - (top + bottom) / 2),
      radius: scale * radius,
    })),
  );
}

/** A short piece of line with round ends; where ink lies already, the darker one counts. */
function drawPiece(canvas: Float64Array, a: InkPoint, b: InkPoint): void {
  const reach = Math.max(a.radius, b.radius) + EDGE;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const squared = dx * dx + dy * dy;
  for (let row = Math.floor(Math.min(a.y, b.y) - reach); row <= Math.max(a.y, b.y) + reach; row++)
    for (
      let column = Math.floor(Math.min(a.x, b.x) - reach);
      column <= Math.max(a.x, b.x) + reach;
      column++
    ) {
      if (row < 0 || column < 0 || row >= CANVAS || column >= CANVAS) continue;
      const [px, py] = [column + 0.5 - a.x, row + 0.5 - a.y];
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squared));
      const distance = Math.hypot(px - along * dx, py - along * dy);
      const radius = a.radius + along * (b.radius - a.radius);
      const ink = Math.min(1, Math.max(0, 0.5 + (radius - distance) / EDGE));
      const pixel = row * CANVAS + column;
      canvas[pixel] = Math.max(canvas[pixel], ink);
    }
}

/** The part of the canvas whose middle is the center of the ink's mass, in whole pixels. */
function centered(canvas: Float64Array): Uint8Array {
  let [mass, x, y] = [0, 0, 0];
  canvas.forEach((ink, pixel) => {
    mass += ink;
    x += ink * ((pixel % CANVAS) + 0.5);
    y += ink * (Math.floor(pixel / CANVAS) + 0.5);
  });
  const left = Math.round(x / mass - CENTER);
  const top = Math.round(y / mass - CENTER);
  const image = new Uint8Array(SIZE * SIZE);
  for (let row = 0; row < SIZE; row++)
    for (let column = 0; column < SIZE; column++)
      image[row * SIZE + column] = Math.round(255 * (canvas[(top + row) * CANVAS + left + column] ?? 0));
  return image;
}
