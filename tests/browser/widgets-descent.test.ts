import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adam, descend, descentPlayground } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { nothingCutOff, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** A number of the widget's table. */
async function read(widget: FrameLocator, name: string): Promise<number> {
  const row = widget.locator("table").first().getByRole("row", { name });
  return Number((await row.locator("td").textContent())!.replaceAll("−", "-"));
}

const f = ([x, y]: Float64Array | number[]) => 0.25 * (x + y) ** 2 + 5 * (x - y) ** 2;

test("runs 50 steps, and the cost falls to what the library computes in Node", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ start: [-2, 1], learningRate: 0.04 })]);
  const widget = page.widget();
  expect(await read(widget, "cost C")).toBeCloseTo(f([-2, 1]), 6);
  await widget.getByRole("button", { name: "Run 50 steps" }).click();
  await widget.getByRole("button", { name: "Stop" }).waitFor();
  await widget.getByRole("row", { name: "steps 50" }).waitFor();
  const { costs } = descend(f, { start: [-2, 1], learningRate: 0.04, steps: 50 });
  expect(await read(widget, "cost C")).toBeCloseTo(costs[50], 7);
  expect(costs[50]).toBeLessThan(costs[0] / 100);

  await widget.getByRole("button", { name: "Reset" }).click();
  expect(await read(widget, "cost C")).toBeCloseTo(f([-2, 1]), 6);
  expect(await widget.getByLabel("Start x").inputValue()).toBe("-2");
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("the start is set by a click, and a method with a second rate steps as the library's", async () => {
  const page = await WidgetPage.open(browser, [
    descentPlayground({ surface: "bowl", method: "adam", learningRate: 0.5 }),
  ]);
  const widget = page.widget();
  await widget.getByRole("img", { name: /Map of the landscape/ }).click({ position: { x: 300, y: 80 } });
  const start = [
    Number(await widget.getByLabel("Start x").inputValue()),
    Number(await widget.getByLabel("Start y").inputValue()),
  ];
  expect(start).not.toEqual([-2.5, 2]);
  await widget.getByRole("slider", { name: "Momentum or memory" }).focus();
  for (let i = 0; i < 10; i++) await page.page.keyboard.press("ArrowLeft"); // β₁ from 0.9 to 0.8
  for (let i = 0; i < 3; i++) await widget.getByRole("button", { name: "Step", exact: true }).press("Enter");
  const v = Float64Array.from(start);
  const method = adam({ beta1: 0.8 });
  const state = method.initialState(v);
  for (let i = 0; i < 3; i++) method.step(v, v.slice(), state, 0.5); // ∇½(x² + y²) = (x, y)
  expect(await read(widget, "cost C")).toBeCloseTo((v[0] ** 2 + v[1] ** 2) / 2, 6);
  await page.close();
});

test("a typo in a formula is shown with its place, and can be put right", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ surface: "x^2 + sinn(y)" })]);
  const widget = page.widget();
  expect(await widget.locator(".verdict").textContent()).toMatch(/sinn/);
  expect(await widget.getByRole("button", { name: "Step", exact: true }).isDisabled()).toBe(true);
  for (const [formula, complaint] of [
    ["x^2 +", /mistake at character/],
    ["x^2 + z", /z is neither x nor y/],
    ["sqrt(x)", /finite height and slope at the start/],
    ["<img src=x onerror=alert(1)>", /mistake/],
  ] as const) {
    await widget.getByLabel("C(x, y) =").fill(formula);
    await page.page.keyboard.press("Enter");
    await widget.locator(".verdict", { hasText: complaint }).waitFor();
  }
  await widget.getByLabel("C(x, y) =").fill("x^2 + exp(y/2)");
  await page.page.keyboard.press("Enter");
  await widget.getByRole("button", { name: "Step", exact: true }).click();
  expect(await read(widget, "cost C")).toBeGreaterThan(0);
  expect(await widget.locator(".verdict").isVisible()).toBe(false);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("too large a rate diverges, and says so", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ surface: "ravine", learningRate: 1 })]);
  await page.widget().getByRole("button", { name: "Run 50 steps" }).click();
  await page.widget().locator(".verdict", { hasText: "It diverges" }).waitFor();
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [
    descentPlayground({ surface: "Rosenbrock", method: "momentum" }),
  ]);
  await page.widget().getByRole("button", { name: "Run 50 steps" }).click();
  await page.widget().getByRole("row", { name: "steps 50" }).waitFor();
  const { barriers, overflows } = await page.inspect("descent-playground");
  expect(barriers).toEqual([]);
  expect(nothingCutOff(overflows), JSON.stringify(overflows)).toBe(true);
  await page.close();
});
