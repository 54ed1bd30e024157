import type { Layout, LayoutAxis } from "plotly.js-dist";
import type { Interval } from "./samples";
import { baseLayout } from "./template";
import { asText } from "./wording";

/** Legends and animations add to the height of a picture of the plane: what stands below its axes, in pixels. */
interface Extras {
  /** The names of a legend, if there is one: it stands between the title and the picture. */
  legend?: readonly string[];
  /** Pixels to leave below the axes. */
  below?: number;
}

/** As wide is the picture for which the height is made: on a phone it fills the page, on a wide screen its left half. */
const WIDTH = 430;

/** The least and the largest height of the axes, in pixels. */
const HEIGHTS: Interval = [200, 430];

/** Pixels for the ticks and the title of the horizontal axis. */
const AXIS = 62;

/** What a row of a legend needs, in pixels. */
const ROW = 24;

/**
 * Axes for a part of the plane, with the same scale on both, so that right angles look right. Picture, title and legend
 * begin at the left; the height fits the picture, so that on a narrow page little is left blank below it.
 *
 * @param title the finding
 * @param domain the part of the plane
 * @param symbols the names of the axes
 * @param extras what else needs room
 * @returns a layout
 */
export function planeLayout(
  title: string,
  domain: { x: Interval; y: Interval },
  symbols: { x: string; y: string },
  { legend = [], below = 0 }: Extras = {},
): Partial<Layout> {
  const ratio = (domain.y[1] - domain.y[0]) / (domain.x[1] - domain.x[0]);
  const height = Math.round(Math.max(HEIGHTS[0], Math.min(HEIGHTS[1], WIDTH * ratio)));
  const above = legend.length === 0 ? 0 : ROW * legendRows(legend) - 6;
  const base = baseLayout(title, 0, above);
  const axis: Partial<LayoutAxis> = { constrain: "domain", showgrid: false };
  return {
    ...base,
    height: base.margin!.t! + height + AXIS + below,
    showlegend: legend.length > 0,
    legend: { orientation: "h", x: 0, xanchor: "left", y: 1, yref: "paper", yanchor: "bottom" },
    hovermode: "closest",
    xaxis: {
      ...axis,
      range: [...domain.x],
      title: { text: asText(symbols.x) },
      constraintoward: "left",
    },
    yaxis: {
      ...axis,
      range: [...domain.y],
      title: { text: asText(symbols.y) },
      scaleanchor: "x",
      constraintoward: "top",
    },
  };
}

/** How many rows a legend has on a page of 400 pixels, with letters of about 7 pixels. */
function legendRows(names: readonly string[]): number {
  const room = 320;
  const widths = names.map((name) => 48 + 7.2 * name.length);
  if (widths.reduce((sum, width) => sum + width, 0) <= room) return 1;
  // What does not fit into one row Plotly sets in columns of equal width.
  const widest = widths.reduce((most, width) => Math.max(most, width), 0);
  return Math.ceil(names.length / Math.max(1, Math.floor(room / widest)));
}
