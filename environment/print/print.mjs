/**
 * `npm run print` makes files of the figures in notebooks that were run and saved, for slides and handouts:
 *
 *     npm run print 2                               of the learner's copy of lesson 02 in workspace/
 *     npm run print -- some/file.ipynb              of this file
 *     npm run print -- --svg 2                      as SVG, which can be enlarged; else as PNG
 *     npm run print -- --to slides --width 1200 2   into slides/, so many pixels wide (else 800)
 *     npm run print -- --dark 2                     light on dark, for a dark slide
 *
 * They lie beside the notebook and are numbered in its order: 02-gradient-descent-01.png, …
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { findLesson, lessons } from "../setup/lessons.mjs";
import { workspaceFolder } from "../setup/paths.mjs";
import { openPrinter } from "./printer.mjs";

const PLOTLY = "application/vnd.plotly.v1+json";

/** Where the user typed the command: npm itself always starts in the project's root. */
const here = process.env.INIT_CWD ?? process.cwd();

/**
 * What a notebook's outputs have to print.
 *
 * @param {string} text the notebook's file
 * @returns {{ figures: import("./printer.mjs").PlotlyFigure[], widgets: number, growing: number }} the figures in their
 *   order; how many widgets there are, and figures that were still growing when it was saved: neither can be printed
 */
export function figuresIn(text) {
  /** @type {{ cells?: { outputs?: { data?: Record<string, any> }[] }[] }} */
  const notebook = readJson(text);
  if (!Array.isArray(notebook?.cells)) throw new TypeError("expected a notebook, got a file without cells");
  const shown = notebook.cells.flatMap(({ outputs = [] }) => outputs).map(({ data = {} }) => data);
  const pages = shown
    .filter((data) => !(PLOTLY in data))
    .map((data) => [data["text/html"] ?? ""].flat().join(""));
  return {
    figures: shown.flatMap((data) => (PLOTLY in data ? [data[PLOTLY]] : [])),
    widgets: pages.filter((html) => html.includes("data-neural-descent-widget")).length,
    growing: pages.filter((html) => html.startsWith('<div role="img"')).length,
  };
}

/** @param {string} text */
function readJson(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TypeError("expected a notebook, got a file that is no JSON", { cause: error });
  }
}

/**
 * @param {string} notebook the path of its file
 * @param {import("./printer.mjs").PrintOptions & { folder?: string }} options
 * @returns {Promise<{ files: string[], leftOut: string[] }>} the files that were written; what was not printed, and why
 * @throws {Error} if there is nothing to print, or nothing to print with
 */
export async function printNotebook(notebook, { folder = dirname(notebook), ...options }) {
  const { figures, widgets, growing } = figuresIn(read(notebook));
  const leftOut = [
    ...(widgets > 0 ? [`${count(widgets, "widget")} left out: only figures are printed`] : []),
    ...(growing > 0
      ? [`${count(growing, "figure")} left out: still growing when it was saved. Run the cell to its end`]
      : []),
  ];
  if (figures.length === 0) {
    const found = leftOut.length > 0 ? ` (${leftOut.join("; ")})` : "";
    throw new Error(`expected figures in ${notebook}, found none${found}: run the notebook and save it`);
  }
  const printer = await openPrinter();
  try {
    mkdirSync(folder, { recursive: true });
    const files = [];
    for (const [i, figure] of figures.entries()) {
      const number = String(i + 1).padStart(2, "0");
      const file = join(folder, `${basename(notebook, ".ipynb")}-${number}.${options.format ?? "png"}`);
      writeFileSync(file, await printer.print(figure, options));
      files.push(file);
    }
    return { files, leftOut };
  } finally {
    await printer.close();
  }
}

/** @param {string} notebook */
function read(notebook) {
  if (existsSync(notebook)) return readFileSync(notebook, "utf8");
  throw new Error(`${notebook} was not found: give a lesson's number, or a notebook file`);
}

/** @param {number} number @param {string} what */
function count(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** The file that a word names. @param {string} word */
function fileOf(word) {
  if (!/^\d+$/.test(word)) return resolve(here, word);
  const lesson = findLesson(word, lessons());
  if (lesson === undefined) throw new Error(`no lesson has the number ${word}: see the files in notebooks/`);
  return join(workspaceFolder, lesson.file);
}

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      svg: { type: "boolean" },
      dark: { type: "boolean" },
      width: { type: "string" },
      to: { type: "string" },
    },
  });
  if (positionals.length === 0) {
    throw new Error(
      "expected a notebook that was run and saved, such as npm run print 2 for that of lesson 02",
    );
  }
  for (const notebook of positionals.map(fileOf)) {
    const { files, leftOut } = await printNotebook(notebook, {
      format: values.svg ? "svg" : "png",
      theme: values.dark ? "dark" : "light",
      width: values.width === undefined ? undefined : Number(values.width),
      folder: values.to === undefined ? undefined : resolve(here, values.to),
    });
    for (const line of [...files, ...leftOut]) console.log(line);
  }
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
