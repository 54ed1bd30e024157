/** A contact sheet: what a set of digits looks like, a row for each digit. */
import type { DrawnSet } from "./drawn-set";

/** Grays, row after row. */
export interface Picture {
  width: number;
  height: number;
  grays: Uint8Array;
}

/** The first digits of each kind, black on white. */
export function sheetOf({ size, pixels, labels }: DrawnSet, columns: number): Picture {
  const width = columns * size;
  const grays = new Uint8Array(10 * size * width).fill(255);
  for (let digit = 0; digit < 10; digit++)
    Array.from(labels.keys())
      .filter((k) => labels[k] === digit)
      .slice(0, columns)
      .forEach((k, column) => {
        for (let y = 0; y < size; y++)
          for (let x = 0; x < size; x++)
            grays[(digit * size + y) * width + column * size + x] = 255 - pixels[(k * size + y) * size + x];
      });
  return { width, height: 10 * size, grays };
}
