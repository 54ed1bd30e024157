/**
 * `npm run print -- notebook.ipynb`: all figures of a notebook that was run and saved, as files beside it:
 * `notebook-1.png`, `notebook-2.png`, … Options: `--svg`, `--dark`, `--width 1200`, `--to folder`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { openPrinter } from "./printer.mjs";

const PLOTLY = "application/vnd.plotly.v1+json";

/**
 * The figures among a notebook's outputs, in their order.
 *
 * @param {string} text the notebook's file
 * @returns {import("./printer.mjs").PlotlyFigure[]}
 */
export function figuresIn(text) {
  /** @type {{ cells?: { outputs?: { data?: Record<string, any> }[] }[] }} */
  const notebook = JSON.parse(text);
  if (!Array.isArray(notebook.cells)) throw new TypeError("expected a notebook, got JSON without cells");
  return notebook.cells
    .flatMap(({ outputs = [] }) => outputs)
    .map(({ data }) => data?.[PLOTLY])
    .filter((figure) => figure !== undefined);
}

/**
 * @param {string} notebook the path of its file
 * @param {import("./printer.mjs").PrintOptions & { folder?: string }} options
 * @returns {Promise<string[]>} the files that were written
 */
export async function printNotebook(notebook, { folder = dirname(notebook), ...options }) {
  const figures = figuresIn(readFileSync(notebook, "utf8"));
  if (figures.length === 0)
    throw new Error(`expected figures in ${notebook}, found none: run the notebook and save it`);
  const printer = await openPrinter();
  try {
    mkdirSync(folder, { recursive: true });
    const files = [];
    for (const [i, figure] of figures.entries()) {
      const file = join(folder, `${basename(notebook, ".ipynb")}-${i + 1}.${options.format ?? "png"}`);
      writeFileSync(file, await printer.print(figure, options));
      files.push(file);
    }
    return files;
  } finally {
    await printer.close();
  }
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
      "expected a notebook that was run and saved: npm run print -- workspace/02-gradient-descent.ipynb",
    );
  }
  for (const notebook of positionals) {
    const files = await printNotebook(notebook, {
      format: values.svg ? "svg" : "png",
      theme: values.dark ? "dark" : "light",
      width: values.width === undefined ? undefined : Number(values.width),
      folder: values.to,
    });
    for (const file of files) console.log(file);
  }
}

if (process.argv[1] === import.meta.filename) {
  main().catch((error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
