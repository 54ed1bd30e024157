/** Figures where there is little room: titles, legends, and what is played there. */
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/display";
import { contourWithPaths, histogram, logLog, optimizerRace, trainingCurves } from "../../src/figures";
import type { Figure } from "../../src/figures";
import { openBrowser } from "./page";

let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 400, height: 800 } });
  await page.setContent("<!doctype html><div id='figure' style='width: 400px'></div>");
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("plotly.js-dist") });
}, 60_000);

afterAll(() => browser?.close());

/** Where something is when a figure is drawn as wide as a phone. */
async function placesOf(figure: Figure, ...selectors: string[]): Promise<DOMRect[]> {
  return page.evaluate(
    async ({ plotly, selectors }) => {
      const { Plotly } = window as unknown as { Plotly: { newPlot: (...a: unknown[]) => Promise<void> } };
      await Plotly.newPlot("figure", plotly);
      return selectors.map((selector) => document.querySelector(selector)!.getBoundingClientRect().toJSON());
    },
    { plotly: figure[jupyterDisplay]()["application/vnd.plotly.v1+json"], selectors },
  );
}

test.each([
  "With few hidden units some seeds never learn XOR",
  "Which minimum is reached depends on the start",
  "Every arrow points to a valley nearby",
  "A MAXIMUM OF CAPITALS, WHICH ARE WIDE",
])('"%s" fits a phone', async (title) => {
  const [{ right }] = await placesOf(histogram({ values: [1, 2], axis: "x", title }), ".gtitle");
  expect(right).toBeLessThanOrEqual(400);
});

test("a title of three lines and a legend of three rows have room above a map", async () => {
  const title =
    "In thirteen thousand dimensions every random direction is almost square to the gradient, and stays so";
  const names = ["gradient descent", "with momentum", "Nesterov's way", "RMSprop with a decay", "Adam"];
  const paths = names.map((name, k) => ({
    name,
    points: [
      [k, 1],
      [0, 0],
    ],
  }));
  const f = ([x, y]: Float64Array): number => x * x + y * y;
  for (const figure of [contourWithPaths({ f, paths, title }), optimizerRace({ f, paths, title })]) {
    const [words, legend, map] = await placesOf(figure, ".gtitle", ".legend", ".nsewdrag");
    expect(legend.top).toBeGreaterThanOrEqual(words.bottom - 1);
    expect(map.top).toBeGreaterThanOrEqual(legend.bottom - 3);
    expect(legend.right).toBeLessThanOrEqual(400);
    expect(map.left).toBeLessThan(80);
  }
});

test("a race keeps its terrain while it is played and afterwards", async () => {
  const f = ([x, y]: Float64Array): number => x * x + y * y;
  const points = [
    [1, 1],
    [0.5, 0.5],
    [0, 0],
  ];
  await placesOf(optimizerRace({ f, paths: [{ name: "a", points }], title: "Down" }));
  const levels = page.locator(".contourlayer path");
  const before = await levels.count();
  expect(before).toBeGreaterThan(5);
  await page.evaluate(() => {
    const counts: number[] = [];
    const figure = document.getElementById("figure") as unknown as { on(e: string, f: () => void): void };
    const count = () => counts.push(document.querySelectorAll(".contourlayer path").length);
    figure.on("plotly_animatingframe", count);
    figure.on("plotly_animated", () => {
      count();
      Object.assign(window, { counts });
    });
  });
  await page.locator(".updatemenu-button", { hasText: "play" }).click();
  const counts = () => page.evaluate(() => (window as unknown as { counts?: number[] }).counts);
  await expect.poll(counts).toEqual([before, before, before, before]); // three frames, and afterwards
  await expect.poll(() => page.locator(".slider-label").first().textContent()).toBe("step 2");
  expect(await levels.count()).toBe(before);
});

test("a logarithmic axis of less than two powers of ten writes its numbers in full", async () => {
  const history = { epoch: [1, 2, 3], cost: [0.9, 0.2, 0.02] };
  await placesOf(trainingCurves({ history, logarithmic: true, title: "Down" }));
  expect(await page.locator(".ytick text").allTextContents()).toEqual([
    "0.02",
    "0.05",
    "0.1",
    "0.2",
    "0.5",
    "1",
  ]);
});

test("a logarithmic axis of many powers of ten has few of them, and none stands on its neighbor", async () => {
  const x = Array.from({ length: 16 }, (_, k) => 10 ** (k - 15));
  const axes = { x: "h", y: "error" };
  await placesOf(logLog({ series: [{ name: "a", x, y: x }], axes, title: "Down" }));
  const ticks = await page.locator(".xtick text").evaluateAll((texts) =>
    texts.map((text) => {
      const { left, right } = text.getBoundingClientRect();
      return { left, right, isTilted: /rotate\((?!0)/.test(text.getAttribute("transform") ?? "") };
    }),
  );
  expect(ticks.length).toBeGreaterThan(3);
  ticks.forEach(({ left, isTilted }, k) => {
    expect(isTilted).toBe(false);
    if (k > 0) expect(left).toBeGreaterThan(ticks[k - 1].right);
  });
});
