import type { Dash, Layout, LayoutAxis, Template } from "plotly.js-dist";
import { asTitle } from "./wording";

/**
 * Text and lines. One gray for both themes: the contrast is 4.3:1 on white and on #111111, and no color reaches more
 * on both, since white on #111111 has 18.9:1 and √18.9 = 4.3. Where the page knows its theme it may set text in full
 * contrast by CSS: `.js-plotly-plot text { fill: … }`.
 */
export const GRAY = "#797979";

/** For what stands on a filled picture: a contour's path. */
export const HALO = "#ffffff";

/**
 * The colors of Okabe and Ito ("Color universal design", 2008) that the color-blind can tell apart and that stand out
 * at 3:1 or more from white as from #111111: blue, vermilion, bluish green, reddish purple.
 */
export const PALETTE: readonly string[] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

/** Line styles, so that color is never the only difference. */
export const DASHES = ["solid", "dash", "dot", "dashdot"] as const;

/** Heights of a terrain, from the valley to the summit. */
export const TERRAIN: [number, string][] = [
  [0, "#0b2f4e"],
  [0.25, "#2a6187"],
  [0.5, "#6196b3"],
  [0.75, "#a5c8d6"],
  [1, "#e9f2f3"],
];

/** Numbers with a sign, from the most negative by zero, which is almost white, to the most positive. */
export const SIGNED: [number, string][] = [
  [0, "#8f3d00"],
  [0.25, "#d98a55"],
  [0.5, "#f7f7f4"],
  [0.75, "#5f9fca"],
  [1, "#004a75"],
];

/** From paper to ink. */
export const INK: [number, string][] = [
  [0, "#ffffff"],
  [1, "#16212b"],
];

/** The palette, and more colors for what has many classes: neighbors differ in lightness too. */
export const CLASS_COLORS: readonly string[] = [
  ...PALETTE,
  "#7f6a00",
  "#6a5acd",
  "#3b9bb3",
  "#a3405f",
  "#6b8e23",
  "#8c6d5a",
];

/** Symbols of points, so that color is never the only difference. */
export const SYMBOLS = ["circle", "diamond", "square", "triangle-up", "cross", "star"] as const;

const axis: Partial<LayoutAxis> = {
  // Fine dots in the color of the text: as easy to see as it, and quieter than the data.
  gridcolor: GRAY,
  griddash: "1px,5px" as Dash, // lengths are allowed, though Plotly's type knows the names only
  linecolor: GRAY,
  tickcolor: GRAY,
  zeroline: false,
  showline: true,
  ticks: "outside",
  automargin: true,
  exponentformat: "power",
  minexponent: 4,
  separatethousands: true,
  title: { standoff: 10, font: { size: 15 } },
};

const sceneAxis = {
  gridcolor: GRAY,
  linecolor: GRAY,
  zerolinecolor: GRAY,
  showbackground: false,
  showspikes: false,
  nticks: 5,
  tickfont: { size: 12, color: GRAY },
  title: { font: { size: 15, color: GRAY } },
};

/** What all figures have in common: transparent, readable on light and dark pages, at home on small screens. */
export const template: Template = {
  // Without this Plotly draws a smooth curve with visible corners.
  data: { scatter: [{ type: "scatter", line: { simplify: false } }] },
  layout: {
    paper_bgcolor: "rgba(0, 0, 0, 0)",
    plot_bgcolor: "rgba(0, 0, 0, 0)",
    font: { color: GRAY, size: 13, family: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" },
    colorway: [...PALETTE],
    margin: { l: 12, r: 16, t: 16, b: 12 },
    xaxis: axis,
    yaxis: axis,
    scene: { xaxis: sceneAxis, yaxis: sceneAxis, zaxis: sceneAxis },
    // Names are shown in full.
    hoverlabel: { bgcolor: "#222222", bordercolor: "#888888", font: { color: "#ffffff" }, namelength: -1 },
    modebar: { bgcolor: "rgba(0, 0, 0, 0)", color: GRAY, activecolor: PALETTE[0] },
  },
};

/**
 * The layout that every figure starts from: its title says the finding, a legend lies below the axes.
 *
 * @param title the finding; a long one is broken into lines
 * @param height in pixels; the width is that of the page
 * @param above pixels to leave between the title and the axes, for words that stand there
 * @returns a layout to add axes to
 * @example
 * baseLayout("Too large a step climbs out of the valley", 420).height; // 420
 */
export function baseLayout(title: string, height: number, above = 0): Partial<Layout> {
  const { text, lines, size } = asTitle(title);
  const lineHeight = Math.round(1.35 * size);
  return {
    autosize: true,
    height,
    title: {
      text,
      font: { size, weight: 600 },
      x: 0,
      xanchor: "left",
      xref: "container",
      y: 1,
      yanchor: "top",
      yref: "container",
      pad: { l: 14, t: 1 + (lineHeight / 2) * lines },
    },
    margin: { t: 26 + lineHeight * lines + above },
    legend: { orientation: "h", x: 0, xanchor: "left", y: 0, yanchor: "bottom", yref: "container" },
    showlegend: false,
  };
}
