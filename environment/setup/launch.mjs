/** What `npm start` and `npm run author` do, once Node is known to be new enough. */

import { readdirSync } from "node:fs";
import { join } from "node:path";

import { openBrowser } from "./browser.mjs";
import { jupyterEnvironment } from "./jupyter.mjs";
import { readOptions } from "./launch-options.mjs";
import { lessons } from "./lessons.mjs";
import { jupyterFolder, notebooksFolder, workspaceFolder } from "./paths.mjs";
import { endPrograms } from "./program.mjs";
import { startServer } from "./server-process.mjs";
import { addressOf, findServerOf } from "./server.mjs";
import { setUp } from "./set-up.mjs";
import { explain } from "./set-up-error.mjs";

/**
 * @typedef {import("./launch-options.mjs").LaunchOptions} LaunchOptions
 * @typedef {{ folder: string, layouts: string }} View the folder to show, and where JupyterLab remembers what was open
 */

/** @type {View} */
const learnerView = { folder: workspaceFolder, layouts: join(jupyterFolder, "layouts") };

/** @type {View} */
const authorView = { folder: notebooksFolder, layouts: join(jupyterFolder, "layouts-author") };

/** @param {string[]} words what stands after the command */
export async function main(words) {
  const interrupted = async () => {
    console.log("\nInterrupted. Run it again to go on.");
    await endPrograms();
    process.exit(130);
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const options = readOptions(words);
    const view = options.author ? authorView : learnerView;
    const running = await findServerOf(view.folder);
    if (running !== undefined) {
      const address = addressOf(running, firstPage(view.layouts));
      console.log(`Neural Descent is running already: ${address}`);
      if (options.browser) openBrowser(address);
      return;
    }
    await setUp();
    for (const signal of signals) process.off(signal, interrupted);
    await serve(view, options);
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

/**
 * Runs JupyterLab until it ends or is stopped.
 *
 * @param {View} view
 * @param {LaunchOptions} options
 */
async function serve({ folder, layouts }, options) {
  const page = firstPage(layouts);
  const server = startServer(
    [...options.jupyter, ...(options.choosesPage ? [] : [`--LabApp.default_url=/${page}`])],
    { folder, environment: { ...jupyterEnvironment(), JUPYTERLAB_WORKSPACES_DIR: layouts } },
  );
  const found = await server.answering;
  if (found !== undefined) {
    const wanted = options.port ?? "8888";
    // Port 0 means any.
    if (wanted !== "0" && String(found.port) !== wanted)
      console.log(`Port ${wanted} is taken, so it is ${found.port} this time.`);
    console.log(`Neural Descent is at ${addressOf(found, page)}\nCtrl-C stops it.`);
    await keepBuilding(server.ended);
  }
  process.exitCode = await server.ended;
}

/**
 * Where JupyterLab opens: on the first lesson as long as it has no layout of an earlier visit, then on that layout.
 *
 * @param {string} layouts
 * @returns {string}
 */
function firstPage(layouts) {
  const [lesson] = lessons();
  return lesson === undefined || hasLayout(layouts) ? "lab" : `lab/tree/${lesson.file}`;
}

/**
 * @param {string} layouts
 * @returns {boolean}
 */
function hasLayout(layouts) {
  try {
    return readdirSync(layouts).some((file) => file.endsWith(".jupyterlab-workspace"));
  } catch {
    return false;
  }
}

/**
 * Keeps the library up to date with its sources while the server runs.
 *
 * @param {Promise<unknown>} ended
 */
async function keepBuilding(ended) {
  const { watch } = await import("./build.mjs");
  try {
    const stop = watch({ log: console.log });
    ended.then(stop);
  } catch (error) {
    // Linux limits how many folders may be watched. The course works without.
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`Changes in src/ are not noticed (${reason}); npm run build takes them up.`);
  }
}
