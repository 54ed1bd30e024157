import type { Shape } from "plotly.js-dist";
import type { Network } from "../network";
import { extremes } from "./samples";
import { PALETTE } from "./template";
import { asNumber } from "./wording";

/** A unit that is drawn. */
export interface Unit {
  /** Counted from 1, as in the lessons. */
  layer: number;
  /** Counted from 0 within the layer. */
  index: number;
  x: number;
  y: number;
  activation?: number;
  color: string;
  /** Whether the color is so dark that text on it must be white. */
  dark: boolean;
}

/**
 * Places for the units of every layer, in columns from left to right; of a large layer only some, see `chosen`.
 *
 * @param sizes the units of every layer
 * @param most how many units of a layer are drawn at most
 * @param activations the activations of every layer, if there are some
 */
export function placeUnits(
  sizes: readonly number[],
  most: number,
  activations?: ArrayLike<number>[],
): Unit[][] {
  const tallest = Math.max(...sizes);
  return sizes.map((n, l) => {
    const a = activations?.[l];
    const drawn = n <= most ? range(0, n) : chosen(n, most, a);
    const places = n <= most ? n : most + 1; // one stays empty for the dots
    const spread = Math.min(1, places / Math.min(5, tallest)); // few units stay close together
    const [low, high] = extremes(a ?? [0]);
    return drawn.map((index, k) => {
      const slot = n > most && k >= Math.ceil(most / 2) ? k + 1 : k;
      const y = 0.5 + (spread * ((places - 1) / 2 - slot)) / Math.max(1, places - 1);
      const part = (a?.[index] ?? 0) / Math.max(-low, high, 1);
      const dark = Math.abs(part) > 0.55;
      return { layer: l + 1, index, x: l + 1, y, activation: a?.[index], color: shade(part), dark };
    });
  });
}

/** Of many units the most active, in their order; without activations the first and the last. */
function chosen(n: number, most: number, activations: ArrayLike<number> | undefined): number[] {
  if (!activations) return [...range(0, Math.ceil(most / 2)), ...range(n - Math.floor(most / 2), n)];
  const bySize = range(0, n).sort((i, j) => Math.abs(activations[j]) - Math.abs(activations[i]));
  return bySize.slice(0, most).sort((i, j) => i - j);
}

/** How many widths of lines there are for each sign. */
const WIDTHS = 6;

/** A weight to point at. */
interface WeightPlace {
  x: number;
  y: number;
  says: string;
}

/**
 * The lines between the units that are drawn, gathered by sign and width into few shapes, and the places at which each
 * weight tells its number: at a third of the line, where lines do not cross as much as in the middle.
 */
export function connections(
  network: Network,
  units: Unit[][],
): { lines: Partial<Shape>[]; weights: WeightPlace[] } {
  const paths = new Map<string, string>();
  const weights: WeightPlace[] = [];
  for (let l = 1; l < units.length; l++) {
    const W = network.W(l);
    const [low, high] = extremes(W.values);
    const largest = Math.max(-low, high, 1e-12);
    for (const from of units[l - 1]) {
      for (const to of units[l]) {
        const w = W.values[from.index * W.columns + to.index];
        const width = Math.min(WIDTHS - 1, Math.floor((Math.abs(w) / largest) * WIDTHS));
        const key = `${w < 0 ? 1 : 0}${width}`;
        paths.set(key, `${paths.get(key) ?? ""}M${from.x},${round(from.y)}L${to.x},${round(to.y)}`);
        const place = { x: from.x + (to.x - from.x) / 3, y: from.y + (to.y - from.y) / 3 };
        weights.push({
          ...place,
          says: `${W.symbol} from ${from.index + 1} to ${to.index + 1}: ${asNumber(w)}`,
        });
      }
    }
  }
  const lines = Array.from(paths)
    .sort(([a], [b]) => Number(a[1]) - Number(b[1]))
    .map(([key, path]): Partial<Shape> => {
      const [sign, width] = Array.from(key, Number);
      const crowded = weights.length > 120;
      const line = { color: PALETTE[sign], width: crowded ? 0.4 + 0.5 * width : 1 + 0.8 * width };
      return {
        type: "path",
        path,
        line,
        opacity: crowded ? 0.2 + 0.08 * width : 0.5 + 0.1 * width,
        layer: "below",
      };
    });
  return { lines, weights };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

/** From white to dark blue for positive parts, to dark orange for negative ones. */
export function shade(part: number): string {
  const full = part < 0 ? [143, 61, 0] : [0, 74, 117];
  const mixed = full.map((channel) => Math.round(255 + (channel - 255) * Math.min(1, Math.abs(part))));
  return `rgb(${mixed.join(", ")})`;
}
