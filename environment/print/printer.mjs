/** Figures as PNG and SVG, drawn by a headless Chromium as a notebook would draw them. */
import { createRequire } from "node:module";
import { chromium } from "playwright-core";
import { chromiumOptions, expectChromium } from "./chromium.mjs";

/**
 * What Plotly draws, as a notebook's output has it under "application/vnd.plotly.v1+json".
 * @typedef {{ data: object[], layout?: object, config?: object }} PlotlyFigure
 *
 * @typedef {object} PrintOptions
 * @property {"png" | "svg"} [format] "png" if not given
 * @property {number} [width] in pixels, 800 if not given; a figure that fills less of it is cut to what it fills
 * @property {"light" | "dark"} [theme] the paper, "light" if not given: white with dark text
 * @property {number} [scale] pixels of the PNG for each pixel of the width, 2 if not given
 */

const PAPERS = { light: { paper: "#ffffff", text: "#333333" }, dark: { paper: "#111111", text: "#cccccc" } };

/** The gray that figures use for text where they do not know the theme. On paper there is no need for it. */
const NEUTRAL = /#797979/g;

/**
 * @typedef {{ newPlot: Function, relayout: Function, toImage: Function, purge: Function }} Plotly
 * @typedef {HTMLElement & { _fullLayout: Record<string, any> }} PlotlyElement
 */

/**
 * Opens a printer; `close()` it in the end.
 *
 * @returns a printer for any number of figures
 * @throws {Error} if there is no Chromium on this machine, with what to do
 */
export async function openPrinter() {
  const browser = await chromium.launch({ executablePath: expectChromium(), args: chromiumOptions });
  const page = await browser.newPage();
  await page.setContent("<div id='figure'></div>");
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("plotly.js-dist") });
  return {
    /**
     * @param {PlotlyFigure} figure
     * @param {PrintOptions} [options]
     * @returns {Promise<Buffer>} the bytes of the file
     */
    async print(figure, options = {}) {
      const { format = "png", width = 800, theme = "light", scale = 2 } = expectOptions(options);
      const { paper, text } = PAPERS[theme];
      const { data, layout } = JSON.parse(JSON.stringify(figure).replace(NEUTRAL, text));
      const picture = await page.evaluate(drawOnPage, {
        data,
        layout: { ...withoutControls(layout), width, paper_bgcolor: paper },
        wanted: { format, width, height: layout?.height ?? 450, scale: format === "svg" ? 1 : scale },
      });
      return bytesOf(picture);
    },

    async close() {
      await browser.close();
    },
  };
}

/**
 * Draws a figure, in the page. Square pictures and rows of images begin at the left: paper that would stay empty is cut off.
 *
 * @param {{ data: object[], layout: object, wanted: { width: number } }} figure
 * @returns {Promise<string>} the picture's address, which holds all of it
 */
async function drawOnPage({ data, layout, wanted }) {
  const { Plotly } = /** @type {{ Plotly: Plotly }} */ (/** @type {unknown} */ (window));
  const place = /** @type {PlotlyElement} */ (document.getElementById("figure"));
  await Plotly.newPlot(place, data, layout, { staticPlot: true });
  const { left } = place.getBoundingClientRect();
  const words = [...place.querySelectorAll(".gtitle, .annotation, .legend, .colorbar, .xtick")];
  const ends = [
    ...words.map((word) => word.getBoundingClientRect().right - left),
    ...Object.entries(place._fullLayout).flatMap(([name, axis]) =>
      /^xaxis\d*$/.test(name) ? [axis._offset + axis._length] : /^scene/.test(name) ? [wanted.width] : [],
    ),
  ];
  const width = Math.ceil(Math.max(...ends)) + 16;
  const isNarrow = width < wanted.width - 40;
  if (isNarrow) await Plotly.relayout(place, { width });
  const address = await Plotly.toImage(place, isNarrow ? { ...wanted, width } : wanted);
  Plotly.purge(place);
  return address;
}

/** Nobody can press a button on paper. @param {Record<string, unknown>} [layout] */
function withoutControls(layout = {}) {
  return { ...layout, updatemenus: [], sliders: [] };
}

/**
 * @param {PrintOptions} options
 * @returns {PrintOptions}
 */
function expectOptions(options) {
  const { format = "png", width = 800, theme = "light" } = options;
  if (!["png", "svg"].includes(format)) throw new RangeError(`expected the format png or svg, got ${format}`);
  if (!(theme in PAPERS)) throw new RangeError(`expected the theme light or dark, got ${theme}`);
  if (!(width >= 100 && width <= 4000))
    throw new RangeError(`expected a width from 100 to 4000 pixels, got ${width}`);
  return options;
}

/** What a data: address holds. @param {string} address */
function bytesOf(address) {
  const comma = address.indexOf(",");
  const [head, content] = [address.slice(0, comma), address.slice(comma + 1)];
  return head.endsWith(";base64") ? Buffer.from(content, "base64") : Buffer.from(decodeURIComponent(content));
}
