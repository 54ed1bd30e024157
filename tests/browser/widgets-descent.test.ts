import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { adam, descend, descentPlayground, optimizers, type OptimizerName } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** A number of the widget's table. */
async function read(widget: FrameLocator, name: string): Promise<number> {
  const row = widget.locator("table").first().getByRole("row", { name });
  const text = (await row.locator("td").textContent())!;
  const [digits, power = "0"] = text.replaceAll("−", "-").split("e");
  return Number(`${digits}e${power}`);
}

/** Equal to the seven digits that are shown. */
const isSame = (shown: number, wanted: number) => Math.abs(shown - wanted) <= 1e-6 * Math.abs(wanted);

const f = ([x, y]: Float64Array | number[]) => 0.25 * (x + y) ** 2 + 5 * (x - y) ** 2;

test("runs 50 steps, and the cost falls to what the library computes in Node", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ start: [-2, 1], learningRate: 0.04 })]);
  const widget = page.widget();
  expect(await read(widget, "cost C")).toBeCloseTo(f([-2, 1]), 6);
  const labels = await page.notes(() => {
    const texts = [...document.querySelectorAll("button")].map(({ textContent }) => textContent);
    return texts.find((text) => /^(Run 50 steps|Stop)$/.test(text)) ?? "";
  });
  await page.click(widget.getByRole("button", { name: "Run 50 steps" }));
  await widget.getByRole("row", { name: "steps 50" }).waitFor();
  await eventually(labels).toEqual(["Run 50 steps", "Stop", "Run 50 steps"]);
  const { costs } = descend(f, { start: [-2, 1], learningRate: 0.04, steps: 50 });
  expect(await read(widget, "cost C")).toBeCloseTo(costs[50], 6);
  expect(costs[50]).toBeLessThan(costs[0] / 100);

  await page.click(widget.getByRole("button", { name: "Reset" }));
  await eventually(() => read(widget, "cost C")).toBeCloseTo(f([-2, 1]), 6);
  expect(await widget.getByLabel("Start x").inputValue()).toBe("-2");
  expect(page.complaints).toEqual([]);
  await page.close();
});

/** ∇f, worked out by hand. */
const slope = ([x, y]: Float64Array) =>
  Float64Array.of(0.5 * (x + y) + 10 * (x - y), 0.5 * (x + y) - 10 * (x - y));

test.each(Object.keys(optimizers) as OptimizerName[])("50 steps of %s are the library's", async (name) => {
  const page = await WidgetPage.open(
    browser,
    [descentPlayground({ start: [-2, 1], learningRate: 0.03, method: name })],
    { device: { reducedMotion: "reduce" } }, // which shows the end at once
  );
  const widget = page.widget();
  await page.click(widget.getByRole("button", { name: "Run 50 steps" }));
  await widget.getByRole("row", { name: "steps 50" }).waitFor();
  const optimizer = optimizers[name];
  const v = Float64Array.of(-2, 1);
  const state = optimizer.initialState(v);
  for (let k = 0; k < 50; k++) optimizer.step(v, slope(v), state, 0.03);
  const cost = await read(widget, "cost C");
  expect(isSame(cost, f(v)), `${cost} in the browser, ${f(v)} in Node`).toBe(true);
  expect(isSame(await read(widget, "slope"), Math.hypot(...slope(v)))).toBe(true);
  expect(cost).toBeLessThan(f([-2, 1]));
  await page.close();
});

test("the start is set by a click, and a method with a second rate steps as the library's", async () => {
  const page = await WidgetPage.open(browser, [
    descentPlayground({ surface: "bowl", method: "adam", learningRate: 0.5 }),
  ]);
  const widget = page.widget();
  const map = widget.getByRole("application", { name: /Map of the landscape/ });
  await page.click(map, { x: 300, y: 80 });
  await eventually(() => widget.getByLabel("Start x").inputValue()).not.toBe("-2.5");
  const start = [
    Number(await widget.getByLabel("Start x").inputValue()),
    Number(await widget.getByLabel("Start y").inputValue()),
  ];
  expect(start).not.toEqual([-2.5, 2]);
  const memory = widget.getByRole("slider", { name: "Memory β₁" });
  for (let i = 0; i < 10; i++) await memory.press("ArrowLeft");
  await eventually(() => memory.inputValue()).toBe("0.8");
  for (let i = 0; i < 3; i++) await widget.getByRole("button", { name: "Step", exact: true }).press("Enter");
  await widget.getByRole("row", { name: "steps 3" }).waitFor();
  const v = Float64Array.from(start);
  const method = adam({ beta1: 0.8 });
  const state = method.initialState(v);
  for (let i = 0; i < 3; i++) method.step(v, v.slice(), state, 0.5); // ∇½(x² + y²) = (x, y)
  expect(await read(widget, "cost C")).toBeCloseTo((v[0] ** 2 + v[1] ** 2) / 2, 6);
  await page.close();
});

test("a typo in a formula is shown with its place, and can be put right", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground()]);
  const widget = page.widget();
  const formulaField = widget.getByLabel("C(x, y) =");
  for (const [formula, complaint] of [
    ["x^2 + sinn(y)", /mistake at character 7: the function sinn is not known/],
    ["x^2 +", /mistake at character/],
    ["x^2 + z", /z is neither x nor y/],
    ["sqrt(x)", /finite height and slope at the start/],
    ["<img src=x onerror=alert(1)>", /mistake/],
  ] as const) {
    await formulaField.fill(formula);
    await formulaField.press("Enter");
    await widget.locator(".verdict", { hasText: complaint }).waitFor();
    await eventually(() => widget.getByRole("button", { name: "Step", exact: true }).isDisabled()).toBe(true);
  }
  expect(await page.barriers()).toEqual([]);
  await formulaField.fill("x^2 + exp(y/2)");
  await formulaField.press("Enter");
  await page.click(widget.getByRole("button", { name: "Step", exact: true }));
  await widget.getByRole("row", { name: "steps 1" }).waitFor();
  expect(await read(widget, "cost C")).toBeGreaterThan(0);
  await eventually(() => widget.locator(".verdict").isVisible()).toBe(false);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("by keyboard a cross on the map tells the height, and sets the start", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ surface: "bowl" })]);
  const widget = page.widget();
  const map = widget.getByRole("application");
  await map.press("ArrowRight"); // a fortieth of the way from −3 to 3, from the middle
  await map.press("ArrowUp");
  await widget.getByText("C(0.15, 0.15) = 0.0225").waitFor();
  expect(await page.barriers()).toEqual([]);
  await map.press("Enter");
  await eventually(() => widget.getByLabel("Start x").inputValue()).toBe("0.15");
  await eventually(() => read(widget, "cost C")).toBeCloseTo(0.0225, 6);
  await page.close();
});

test("a tap sets the start", async () => {
  const device = { hasTouch: true, isMobile: true };
  const page = await WidgetPage.open(browser, [descentPlayground()], { width: 375, device });
  const widget = page.widget();
  const map = widget.getByRole("application");
  const { x, y } = (await map.boundingBox())!;
  await page.reach({ x: x + 200, y: y + 100 });
  await map.tap({ position: { x: 200, y: 100 } });
  await eventually(() => widget.getByLabel("Start x").inputValue()).not.toBe("-2.5");
  await page.close();
});

test("paths that are kept stay beside the present one, with their rates, until they are forgotten", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ start: [-2, 1], learningRate: 0.03 })]);
  const widget = page.widget();
  const keep = widget.getByRole("button", { name: "Keep this path" });
  const lines = () => widget.locator("svg").first().locator("polyline[stroke-width='1.8']").count();
  expect(await keep.isDisabled()).toBe(true);
  for (const method of ["gradient-descent", "momentum", "adam"]) {
    await widget.getByLabel("Method").selectOption(method);
    for (let i = 0; i < 2; i++) await page.click(widget.getByRole("button", { name: "Step", exact: true }));
    await widget.getByRole("row", { name: "steps 2" }).waitFor();
    await page.click(keep);
    await widget.getByRole("row", { name: "steps 0" }).waitFor();
  }
  await eventually(lines).toBe(4);
  const { costs } = descend(f, { start: [-2, 1], learningRate: 0.03, steps: 2 });
  const first = widget.getByRole("row", { name: "gradient descent, η = 0.03" });
  expect(Number(await first.locator("td").last().textContent())).toBeCloseTo(costs[2], 3);
  await widget.getByRole("row", { name: "momentum, η = 0.03, μ = 0.9" }).waitFor();
  expect(await page.barriers()).toEqual([]);
  await page.photograph("descent-playground-kept");
  await page.click(widget.getByRole("button", { name: "Step", exact: true }));
  await eventually(() => keep.isDisabled()).toBe(true); // three are enough
  await page.click(widget.getByRole("button", { name: "Forget them" }));
  await eventually(lines).toBe(1);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("too large a rate diverges, and says so", async () => {
  const page = await WidgetPage.open(browser, [descentPlayground({ surface: "ravine", learningRate: 1 })]);
  await page.click(page.widget().getByRole("button", { name: "Run 50 steps" }));
  await page.widget().locator(".verdict", { hasText: "It diverges" }).waitFor();
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [
    descentPlayground({ surface: "Rosenbrock", method: "momentum" }),
  ]);
  await page.click(page.widget().getByRole("button", { name: "Run 50 steps" }));
  await page.widget().getByRole("row", { name: "steps 50" }).waitFor();
  expect(await page.inspect("descent-playground")).toEqual([]);
  await page.close();
});
