import type { Dataset } from "../../data/dataset";
import { zeros } from "../../data/matrix";
import type { Matrix } from "../../data/matrix";
import type { Network } from "../../network";
import { element, shape } from "../page/element";
import type { Plot } from "../page/plot";
import { paint } from "../page/terrain";

/** Blue for 0, orange for 1, and gray between: the same in both themes. */
const BLUE = [111, 176, 217];
const GRAY = [236, 236, 236];
const ORANGE = [240, 160, 105];

const GRID = 56;
const TILE = 24;

export type Range = readonly [from: number, to: number];

/** What one sees of the data: from the lowest to the highest coordinate, with a margin. */
export function rangeOf({ inputs: { values } }: Dataset): Range {
  const size = values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) * 1.12;
  return [-size, size];
}

/** The regions that the network decides for, below a plot's lines. */
export function paintRegions(plot: Plot, network: Network, range: Range): void {
  const { values } = network.predict(gridOf(range, GRID));
  paint(plot, GRID, GRID, (i) => colorAt(2 * values[i] - 1));
}

/** The points: dots for class 0, diamonds for class 1. */
export function drawPoints(plot: Plot, { inputs, targets }: Dataset): void {
  for (let i = 0; i < inputs.rows; i++) {
    const [x, y] = [plot.across(inputs.values[2 * i]), plot.up(inputs.values[2 * i + 1])];
    const look = { stroke: "#ffffff", "stroke-width": 0.8 };
    if (targets.values[i] === 0) plot.add(shape("circle", { cx: x, cy: y, r: 3, fill: "#00517f", ...look }));
    else plot.add(shape("path", { d: `M${x},${y - 4}l4,4l-4,4l-4,-4z`, fill: "#9a3800", ...look }));
  }
}

/** For each hidden unit a small picture of its activation over the plane, layer by layer. */
export function unitPictures(network: Network, range: Range): HTMLElement[] {
  const pass = network.forward(gridOf(range, TILE));
  return Array.from({ length: network.sizes.length - 2 }, (_, k) => {
    const { columns, values } = pass.a(k + 2);
    const pictures = Array.from({ length: columns }, (_, unit) => {
      const canvas = element("canvas", { width: TILE, height: TILE });
      const of = (i: number): number => values[i * columns + unit];
      let [low, high] = [Infinity, -Infinity];
      for (let i = 0; i < TILE * TILE; i++) [low, high] = [Math.min(low, of(i)), Math.max(high, of(i))];
      const context = canvas.getContext("2d")!;
      const image = context.createImageData(TILE, TILE);
      // Each from its own lowest to its own highest value: what matters is where it changes.
      const color = (i: number): number[] =>
        colorAt(high === low ? 0 : (2 * (of(i) - low)) / (high - low) - 1);
      for (let i = 0; i < TILE * TILE; i++) image.data.set(color(i), 4 * i);
      context.putImageData(image, 0, 0);
      return canvas;
    });
    const label = `Layer ${k + 2}: the pictures of its ${columns} units`;
    return element(
      "div",
      { class: "row units", role: "img", "aria-label": label },
      element("span", { class: "quiet" }, `Layer ${k + 2}`),
      ...pictures,
    );
  });
}

/** Points of a square, row after row from the top. */
function gridOf([from, to]: Range, size: number): Matrix {
  const grid = zeros(size * size, 2);
  for (let i = 0; i < size * size; i++) {
    grid.values[2 * i] = from + (((i % size) + 0.5) / size) * (to - from);
    grid.values[2 * i + 1] = to - ((Math.floor(i / size) + 0.5) / size) * (to - from);
  }
  return grid;
}

/** @param side from −1, blue, to 1, orange */
function colorAt(side: number): number[] {
  const end = side < 0 ? BLUE : ORANGE;
  return [...GRAY.map((gray, channel) => gray + Math.min(1, Math.abs(side)) * (end[channel] - gray)), 255];
}
