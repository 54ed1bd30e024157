/**
 * `npm run gallery`: a page with every kind of figure in both themes, `dist/gallery/index.html`, and where there is a
 * Chromium screenshots of each at 400 and 1,200 pixels in `dist/gallery/screenshots/`. With words behind it only the
 * figures whose names contain one of them: `npm run gallery -- network digit`.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { findChromium, howToInstallChromium } from "../print/chromium.mjs";
import { build } from "../setup/build.mjs";
import { projectRoot } from "../setup/paths.mjs";
import { takeScreenshots } from "./screenshots.mjs";

const folder = join(projectRoot, "dist", "gallery");
const library = join(projectRoot, "dist", "library", "index.js");

/**
 * What the page shows of a specimen: a figure for Plotly, or HTML.
 * @typedef {{ name: string, text: string, plotly?: object, html?: string }} Exhibit
 */

/** The page's program; and the specimens, run against the library that was built. @param {string[]} words */
async function exhibits(words) {
  const { build: bundle } = await import("esbuild");
  await bundle({
    entryPoints: [join(import.meta.dirname, "page.ts")],
    outfile: join(folder, "page.js"),
    bundle: true,
    logLevel: "error",
  });
  const file = join(folder, "specimens.mjs");
  await bundle({
    entryPoints: [join(import.meta.dirname, "specimens.ts")],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
    plugins: [
      {
        name: "the library that was built",
        setup(run) {
          const path = pathToFileURL(library).href;
          run.onResolve({ filter: /^\.\.\/\.\.\/src$/ }, () => ({ path, external: true }));
        },
      },
    ],
  });
  const { specimens } = await import(pathToFileURL(file).href);
  const wanted = Object.keys(specimens).filter(
    (name) => words.length === 0 || words.some((word) => name.toLowerCase().includes(word.toLowerCase())),
  );
  return Promise.all(wanted.map((name) => exhibit(name, specimens[name]())));
}

/**
 * @param {string} name
 * @param {Record<symbol, () => Record<string, any> | Promise<Record<string, any>>>} value
 * @returns {Promise<Exhibit>}
 */
async function exhibit(name, value) {
  const shown = await value[Symbol.for("Jupyter.display")]();
  return {
    name,
    text: shown["text/plain"],
    plotly: shown["application/vnd.plotly.v1+json"],
    html: shown["text/html"],
  };
}

async function main() {
  await build({ log: console.log });
  mkdirSync(folder, { recursive: true });
  const shown = await exhibits(process.argv.slice(2));
  copyFileSync(createRequire(import.meta.url).resolve("plotly.js-dist"), join(folder, "plotly.js"));
  copyFileSync(join(import.meta.dirname, "index.html"), join(folder, "index.html"));
  writeFileSync(join(folder, "exhibits.js"), `window.exhibits = ${JSON.stringify(shown)};\n`);
  console.log(`${shown.length} figures: ${join(folder, "index.html")}`);
  if (findChromium() === undefined) {
    console.log(`No screenshots, since there is no Chromium: ${howToInstallChromium}`);
    return;
  }
  console.log(`${await takeScreenshots(folder)} screenshots: ${join(folder, "screenshots")}`);
}

await main();
