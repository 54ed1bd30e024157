import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { areDrawn, expectDrawn, expectRunWithoutError } from "./expectations.js";
import { deskWith, pictures } from "./jupyterlab.js";
import { eventually } from "./widget-page.js";

const lesson = "02-gradient-descent.ipynb";
const desk = deskWith(lesson, async (notebook) => {
  await notebook.runAll(300_000);
  await notebook.save();
});

describe("lesson 02 in JupyterLab", () => {
  test("runs from top to bottom without an error", async () => {
    expectRunWithoutError(await desk.notebook.outputs());
  });

  test("draws every figure with all its traces, inside its cell", async () => {
    const saved = await desk.server.savedFigures(lesson);
    expect(saved.length).toBeGreaterThanOrEqual(3);
    expectDrawn(await desk.notebook.figures(areDrawn(saved)), saved);
  });

  test("draws its surface in three dimensions", async () => {
    const fewest = async () => {
      const colors = await desk.notebook.colorsOfSurfaces();
      return colors.length === 0 ? 0 : Math.min(...colors);
    };
    await eventually(fewest).toBeGreaterThan(100);
  });

  test("draws its figures again when the window changes its width", async () => {
    const saved = await desk.server.savedFigures(lesson);
    const before = await desk.notebook.figures(areDrawn(saved));
    await desk.notebook.useWidth(1100);
    const narrow = await desk.notebook.figures(areDrawn(saved));
    expectDrawn(narrow, saved);
    expect(narrow.map(({ height }) => height)).toEqual(before.map(({ height }) => height));
    expect(Math.max(...narrow.map(({ width }) => width))).toBeLessThan(
      Math.max(...before.map(({ width }) => width)),
    );
    await desk.notebook.useWidth(1400);
    const isAsBefore = (now: unknown) => JSON.stringify(now) === JSON.stringify(before);
    expect(await desk.notebook.figures(isAsBefore)).toEqual(before);
  });

  test.each(["light", "dark"] as const)(
    "is drawn in the %s theme, with text that can be read",
    async (theme) => {
      await desk.notebook.useTheme(theme);
      const saved = await desk.server.savedFigures(lesson);
      expectDrawn(await desk.notebook.figures(areDrawn(saved)), saved);
      await eventually(() => desk.notebook.contrastOfFigureText()).toBeGreaterThan(4.5);
      await desk.notebook.page.screenshot({ path: join(pictures, `02-${theme}.png`) });
    },
  );
});

describe("in a cell", () => {
  test("Tab lists what the library has", async () => {
    const { page } = desk.notebook;
    await desk.notebook.typeInNewCell('import * as library from "neural-descent";\nlibrary.d');
    const match = page.locator(".jp-Completer-match", { hasText: /^descend$/ });
    // JupyterLab gives a kernel a second to answer. One that has to load the library first may need another try.
    await eventually(async () => {
      if (!(await match.isVisible())) await page.keyboard.press("Tab");
      return match.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    }).toBe(true);
    await page.screenshot({ path: join(pictures, "completion.png") });
    await page.keyboard.press("Escape");
  });

  test("Shift Tab shows what a function does", async () => {
    const { page } = desk.notebook;
    await desk.notebook.typeInNewCell('import { descend } from "neural-descent";\ndescend');
    await page.keyboard.press("Shift+Tab");
    const tooltip = page.locator(".jp-Tooltip");
    await eventually(() => tooltip.textContent()).toContain("Gradient descent: from v₀, again and again");
    await page.screenshot({ path: join(pictures, "tooltip.png") });
    await page.keyboard.press("Escape");
  });

  test("the stop button ends an endless loop, and the next cell runs", async () => {
    const { notebook } = desk;
    const loop = await notebook.typeInNewCell(
      'const before = 20;\nconsole.log("it loops");\nwhile (true) {}',
    );
    await notebook.runCell();
    const output = loop.locator(".jp-OutputArea");
    await output.getByText("it loops", { exact: true }).waitFor();
    await notebook.pressStop();
    await eventually(() => loop.locator(".jp-InputPrompt").textContent()).toMatch(/^\[\d+\]:$/);
    await eventually(() => output.textContent()).toMatch(/interrupt/i);
    await notebook.idle();
    await notebook.page.screenshot({ path: join(pictures, "interrupt.png") });

    const next = await notebook.typeInNewCell("before + 1");
    await notebook.runCell();
    await next.getByText("21", { exact: true }).waitFor();
  });
});

// Last, so that it hears of everything above.
describe("while all this happens, the page", () => {
  test("reports no error", () => {
    expect(desk.complaints).toEqual([]);
  });

  test("asks nothing of the network but its own server", () => {
    expect(desk.strayRequests).toEqual([]);
  });
});
