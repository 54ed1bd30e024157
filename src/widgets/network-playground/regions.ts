import type { Dataset } from "../../data/dataset";
import { zeros } from "../../data/matrix";
import type { Matrix } from "../../data/matrix";
import type { Network } from "../../network";
import { shape } from "../page/element";
import type { Plot } from "../page/plot";
import { paint } from "../page/terrain";

/** Blue for 0, orange for 1, and gray between: the same in both themes. */
const BLUE = [111, 176, 217];
const GRAY = [236, 236, 236];
const ORANGE = [240, 160, 105];

/** The map's pixels across and up. */
const GRID = 100;

export type Range = readonly [from: number, to: number];

/** A hidden unit: its layer, from 2 on, and its number, from 0 on. */
export interface Unit {
  layer: number;
  number: number;
}

/** What one sees of the data: from the lowest to the highest coordinate, with a margin. */
export function rangeOf({ inputs: { values } }: Dataset): Range {
  const size = values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0) * 1.12;
  return [-size, size];
}

/** The regions that the network decides for, below a plot's lines; or what one of its hidden units sees. */
export function paintRegions(plot: Plot, network: Network, range: Range, unit?: Unit): void {
  const grid = gridOf(range, GRID);
  if (unit) {
    const colors = colorsOf(network.forward(grid).a(unit.layer), unit.number);
    return paint(plot, GRID, GRID, (i) => colors[i]);
  }
  const { values } = network.predict(grid);
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

/**
 * The colors of a unit's activations, each from the unit's own lowest to its own highest: what matters is where they
 * change.
 *
 * @param activations of a layer, a row for each pixel
 * @param number of the unit, from 0 on
 */
export function colorsOf({ rows, columns, values }: Matrix, number: number): number[][] {
  const own = Array.from({ length: rows }, (_, i) => values[i * columns + number]);
  const [low, high] = own.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  return own.map((value) => colorAt(high === low ? 0 : (2 * (value - low)) / (high - low) - 1));
}

/** Points of a square, row after row from the top. */
export function gridOf([from, to]: Range, size: number): Matrix {
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
