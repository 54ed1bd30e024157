import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { limitOf } from "../../environment/notebooks/execution.mjs";
import { lessons } from "../../environment/setup/lessons.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { areDrawn, expectDrawn, expectRunWithoutError } from "./expectations.js";
import { NotebookPage, openBrowser } from "./page.js";
import { startJupyterLab, type Server } from "./server.js";
import { eventually } from "./widget-page.js";

const files = lessons().map(({ file }) => file);
const pictures = join(projectRoot, "test-results", "browser");

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startJupyterLab([]);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test.each(files)(
  "%s runs, draws its figures, and shows them again when it is closed and opened",
  async (file) => {
    // A second try begins with what was never run.
    const copy = await server.copy(file);
    const notebook = await NotebookPage.open(browser, server.url, copy);
    await notebook.runAll(2000 * limitOf(file));
    expectRunWithoutError(await notebook.outputs());
    await notebook.save();
    const saved = await server.savedFigures(copy);
    for (const theme of ["light", "dark"] as const) {
      await notebook.useTheme(theme);
      expectDrawn(await notebook.figures(areDrawn(saved)), saved);
      await notebook.photograph(join(pictures, `${file.replace(".ipynb", "")}-${theme}`));
    }
    await notebook.save();
    await notebook.close();

    const again = await NotebookPage.open(browser, server.url, copy);
    await eventually(() => again.countFigures()).toBe(saved.length);
    expect([...notebook.complaints, ...again.complaints]).toEqual([]);
    expect([...notebook.strayRequests, ...again.strayRequests]).toEqual([]);
    await again.close();
  },
  900_000,
);
