import type { Config, Data, Frame, Layout } from "plotly.js-dist";
import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import { template } from "./template";

/** The largest JSON that a figure may send to the notebook, in characters. */
const LARGEST_JSON = 2_000_000;

const CONFIG: Partial<Config> = {
  // The notebook's renderer follows the page's width itself. With `responsive` Plotly gives a figure the height of the
  // element around it instead of its own, and a figure collapses to a line when the window or the theme changes.
  responsive: false,
  // What stands between dollars in a title or a name is text like the rest, whether the page has MathJax or not.
  typesetMath: false,
  displaylogo: false,
  modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "hoverClosest3d", "resetCameraLastSave3d"],
};

/**
 * A picture as a value: what Plotly draws (`data`, `layout`), which may be changed before it is shown, and the same
 * said in words (`text`), for whoever cannot see it.
 *
 * @example
 * const figure = new Figure([{ type: "bar", x: [1, 2], y: [3, 4] }], { title: { text: "Two bars" } }, "two bars");
 * figure.layout.height = 300;
 * figure.text; // "two bars"
 */
export class Figure implements Displayable {
  /** Plotly's traces. */
  data: Data[];
  /** Plotly's layout; its `template` makes the figure readable on light and dark pages. */
  layout: Partial<Layout>;
  /** What the figure shows, in words made from its data. */
  text: string;
  /** The pictures of an animation; none for a figure that stands still. */
  frames: Partial<Frame>[];

  constructor(data: Data[], layout: Partial<Layout>, text: string, frames: Partial<Frame>[] = []) {
    this.data = data;
    this.layout = { template, ...layout };
    this.text = text;
    this.frames = frames;
  }

  /**
   * What a notebook gets: the figure for Plotly, and its text.
   *
   * @throws RangeError if the figure holds so many numbers that a notebook would become slow
   */
  [jupyterDisplay](): MimeBundle {
    const frames = this.frames.length > 0 ? this.frames : undefined;
    const plotly = asJson({ data: this.data, layout: this.layout, frames, config: CONFIG });
    const size = JSON.stringify(plotly).length;
    if (size > LARGEST_JSON) {
      throw new RangeError(
        `expected a figure of at most 2 MB, got ${(size / 1e6).toFixed(1)} MB: draw fewer points`,
      );
    }
    return { "application/vnd.plotly.v1+json": plotly, "text/plain": this.text };
  }
}

/**
 * Numbers keep nine significant digits, which no screen can show; typed arrays become arrays, and what JSON cannot
 * say (NaN, ±∞) becomes null, a gap in the picture.
 */
function asJson(value: unknown): unknown {
  if (typeof value === "number") return Number.isFinite(value) ? Number(value.toPrecision(9)) : null;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, asJson);
  if (Array.isArray(value)) return value.map(asJson);
  if (typeof value === "object" && value !== null) {
    const known = Object.entries(value).filter(([, property]) => property !== undefined);
    return Object.fromEntries(known.map(([key, property]) => [key, asJson(property)]));
  }
  return value;
}
