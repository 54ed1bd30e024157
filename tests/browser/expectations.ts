/** What holds for every lesson in JupyterLab. */
import { expect } from "vitest";
import type { CellOutput, DrawnFigure } from "./page.js";

/** Every cell was run, and none shows an error or wrote to stderr. */
export function expectRunWithoutError(outputs: CellOutput[]): void {
  expect(outputs.length).toBeGreaterThan(3);
  for (const output of outputs)
    expect(output).toEqual({ line: output.line, prompt: expect.stringMatching(/^\d+$/), errors: [] });
}

/** Whether every figure is there with the traces that were saved, inside its cell. */
export const areDrawn = (saved: string[][]) => (figures: DrawnFigure[]) =>
  JSON.stringify(figures.map(({ traces }) => traces)) === JSON.stringify(saved) &&
  figures.every(({ overhang }) => overhang <= 1);

/** Every figure is there with the traces that were saved, of a readable size and inside its cell. */
export function expectDrawn(figures: DrawnFigure[], saved: string[][]): void {
  expect(figures.map(({ traces }) => traces)).toEqual(saved);
  for (const { title, width, height, overhang } of figures) {
    expect(width, title).toBeGreaterThan(300);
    expect(height, title).toBeGreaterThan(200);
    expect(overhang, title).toBeLessThanOrEqual(1);
  }
}
