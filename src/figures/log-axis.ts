import type { LayoutAxis } from "plotly.js-dist";
import type { Point } from "../calculus";
import { extremes } from "./samples";

/**
 * A logarithmic axis for some numbers: a tick for each power of ten, or each few of them, where there are enough; for less
 * than two powers of ten 1, 2 and 5; for less than a half what Plotly finds best.
 *
 * @param series the numbers, of which those above 0 count
 * @param most how many powers of ten at most; side by side they need more room than one above the other
 * @returns what makes an axis logarithmic, to which title and range may be added
 */
export function logAxis(series: readonly Point[], most = 8): Partial<LayoutAxis> {
  const [low, high] = extremes(series.flatMap((values) => Array.from(values).filter((value) => value > 0)));
  const decades = Math.log10(high / low);
  // Plotly sets powers larger than all else; this makes up for it.
  if (decades >= 2) return { type: "log", dtick: Math.ceil(decades / most), tickfont: { size: 10.5 } };
  // Without a format Plotly writes 2 and 5, in small, for 0.2 and 0.5.
  const tickformat = low >= 1e-4 && high < 1e6 ? ",.4~r" : undefined;
  return { type: "log", dtick: decades >= 0.5 ? "D2" : undefined, nticks: 6, tickformat };
}
