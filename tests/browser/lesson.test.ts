import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { expectDrawn, expectRunWithoutError } from "./expectations.js";
import { NotebookPage, openBrowser } from "./page.js";
import { startJupyterLab, type Server } from "./server.js";

const lesson = "02-gradient-descent.ipynb";
const pictures = join(projectRoot, "test-results", "browser");

let server: Server;
let browser: Browser;
let notebook: NotebookPage;

beforeAll(async () => {
  server = await startJupyterLab([lesson]);
  browser = await openBrowser();
  notebook = await NotebookPage.open(browser, server.url, lesson);
  await notebook.runAll(180_000);
}, 360_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
}, 30_000);

afterEach(async ({ task }) => {
  if (task.result?.state === "fail")
    await notebook.page.screenshot({ path: join(pictures, `failed-${task.name.replaceAll(" ", "-")}.png`) });
});

describe("lesson 02 in JupyterLab", () => {
  test("runs from top to bottom without an error", async () => {
    expectRunWithoutError(await notebook.outputs());
  });

  test("draws every figure with all its traces, inside its cell", async () => {
    await notebook.save();
    const figures = await notebook.figures();
    expect(figures.length).toBeGreaterThanOrEqual(3);
    expectDrawn(figures, await server.savedFigures(lesson));
  });

  test("draws its surface in three dimensions", async () => {
    const colors = await notebook.colorsOfSurfaces();
    expect(colors.length).toBeGreaterThanOrEqual(1);
    for (const count of colors) expect(count).toBeGreaterThan(100);
  });

  test("draws its figures again when the window changes its width", async () => {
    const saved = await server.savedFigures(lesson);
    const before = await notebook.figures();
    await notebook.useWidth(1100);
    const narrow = await notebook.figures();
    expectDrawn(narrow, saved);
    expect(narrow.map(({ height }) => height)).toEqual(before.map(({ height }) => height));
    await notebook.useWidth(1400);
    expect(await notebook.figures()).toEqual(before);
  });

  test.each(["light", "dark"] as const)(
    "is drawn in the %s theme, and has its pictures taken",
    async (theme) => {
      await notebook.useTheme(theme);
      expectDrawn(await notebook.figures(), await server.savedFigures(lesson));
      expect(await notebook.contrastOfFigureText()).toBeGreaterThan(4.5);
      await notebook.photograph(join(pictures, `02-${theme}`));
    },
    60_000,
  );
});

describe("in a cell", () => {
  test("Tab lists what the library has", async () => {
    await notebook.typeInNewCell('import * as library from "neural-descent";\nlibrary.d');
    await notebook.page.keyboard.press("Tab");
    await notebook.page.locator(".jp-Completer-match", { hasText: /^descend$/ }).waitFor();
    await notebook.page.screenshot({ path: join(pictures, "completion.png") });
    await notebook.page.keyboard.press("Escape");
  });

  test("Shift Tab shows what a function does", async () => {
    await notebook.typeInNewCell('import { descend } from "neural-descent";\ndescend');
    await notebook.page.keyboard.press("Shift+Tab");
    const tooltip = notebook.page.locator(".jp-Tooltip");
    await tooltip.waitFor();
    expect(await tooltip.textContent()).toContain("Gradient descent: from v₀, again and again");
    await notebook.page.screenshot({ path: join(pictures, "tooltip.png") });
    await notebook.page.keyboard.press("Escape");
  });

  test("the stop button ends an endless loop, and the next cell runs", async () => {
    const loop = await notebook.typeInNewCell("const before = 20;\nwhile (true) {}");
    await notebook.runCell();
    await notebook.busy();
    await notebook.page.waitForTimeout(500);
    await notebook.pressStop();
    await notebook.idle(10_000);
    expect(await loop.locator(".jp-InputPrompt").textContent()).toMatch(/^\[\d+\]:$/);
    expect(await loop.locator(".jp-OutputArea").textContent()).toMatch(/interrupt/i);
    await notebook.page.screenshot({ path: join(pictures, "interrupt.png") });

    const next = await notebook.typeInNewCell("before + 1");
    await notebook.runCell();
    await next.getByText("21", { exact: true }).waitFor();
  });
});

// Last, so that it hears of everything above.
describe("while all this happens, the page", () => {
  test("reports no error", () => {
    expect(notebook.complaints).toEqual([]);
  });

  test("asks nothing of the network but its own server", () => {
    expect(notebook.strayRequests).toEqual([]);
  });
});
