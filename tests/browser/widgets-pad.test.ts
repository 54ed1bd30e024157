import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawingPad, loadDigits, Network, train } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

let browser: Browser;
let network: Network;
let examples: { inputs: number[][]; labels: number[] };

beforeAll(async () => {
  browser = await openBrowser();
  const { training, test } = await loadDigits({ source: "drawn", training: 1500, test: 12 });
  const untrained = new Network([784, 16, 10], { activations: ["sigmoid", "softmax"], seed: 1 });
  const options = {
    cost: "cross-entropy",
    optimizer: "adam",
    learningRate: 0.01,
    epochs: 6,
    batchSize: 30,
  } as const;
  network = (await train(untrained, training, options)).network;
  const rows = Array.from({ length: 12 }, (_, i) =>
    Array.from(test.inputs.values.subarray(784 * i, 784 * (i + 1))),
  );
  examples = { inputs: rows, labels: Array.from(test.labels!) };
}, 120_000);
afterAll(() => browser?.close());

const outputs = async (widget: FrameLocator) =>
  (await widget.locator(".outputs .number").allTextContents()).map((text) =>
    Number(text.replace("–", "NaN")),
  );

test("a stroke with the mouse changes the outputs, and a one is seen as a one", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network: JSON.stringify(network), examples })]);
  const widget = page.widget();
  expect(await outputs(widget)).toEqual(new Array(10).fill(NaN));
  const { x, y, width } = (await widget.locator("canvas.pad").boundingBox())!;
  const { mouse } = page.page;
  await page.reach({ x: x + width * 0.52, y: y + width * 0.15 });
  await mouse.move(x + width * 0.52, y + width * 0.15);
  await mouse.down();
  for (let i = 1; i <= 10; i++)
    await mouse.move(x + width * (0.52 - 0.004 * i), y + width * (0.15 + 0.07 * i));
  const sum = async () => (await outputs(widget)).reduce((a, b) => a + b);
  await eventually(sum).toBeCloseTo(1, 1);
  await mouse.up();
  await eventually(() => widget.getByRole("status").textContent()).toMatch(/brightest output is 1 /);
  const before = await outputs(widget);

  await mouse.move(x + width * 0.2, y + width * 0.85);
  await mouse.down();
  await mouse.move(x + width * 0.8, y + width * 0.85, { steps: 6 });
  await mouse.up();
  await eventually(() => outputs(widget)).not.toEqual(before);
  expect(await page.barriers()).toEqual([]);
  await page.click(widget.getByRole("button", { name: "Undo" }));
  await eventually(() => outputs(widget)).toEqual(before);
  await page.click(widget.getByRole("button", { name: "Clear" }));
  await eventually(() => outputs(widget)).toEqual(new Array(10).fill(NaN));
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("examples and noise get the answers that the library gives", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network, examples })]);
  const widget = page.widget();
  for (const i of [0, 7]) {
    await page.click(
      widget.getByRole("button", { name: `Example ${i + 1}, labelled ${examples.labels[i]}` }),
    );
    const wanted = network.predict([examples.inputs[i]]).values;
    const farthest = async () =>
      (await outputs(widget)).reduce((most, output, k) => Math.max(most, Math.abs(output - wanted[k])), 0);
    await eventually(farthest).toBeLessThan(0.001);
  }
  const last = await outputs(widget);
  await page.click(widget.getByRole("button", { name: "Noise" }));
  await eventually(() => outputs(widget)).not.toEqual(last);
  const first = await outputs(widget);
  await page.click(widget.getByRole("button", { name: "Noise" }));
  await eventually(() => outputs(widget)).not.toEqual(first);
  await page.close();
});

test("is drawn on with the arrow keys too", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network })]);
  const widget = page.widget();
  await page.enter();
  await page.press("Space");
  await page.press("ArrowDown", 10);
  await page.press("Space");
  await eventually(() => widget.getByRole("status").textContent()).toMatch(/brightest output is 1 /);
  expect(await page.barriers()).toEqual([]);
  await page.close();
});

/** A stroke from the upper part of the pad straight down, as a one is drawn. */
async function strokeOn(widget: FrameLocator) {
  const { x, y, width } = (await widget.locator("canvas.pad").boundingBox())!;
  return Array.from({ length: 12 }, (_, i) => ({ x: x + width * 0.5, y: y + width * (0.85 - 0.06 * i) }));
}

test("is drawn on with a finger, and the page stays where it is", async () => {
  const pads = [drawingPad({ network }), drawingPad({ network })];
  const device = { hasTouch: true, isMobile: true };
  const page = await WidgetPage.open(browser, pads, { width: 375, device });
  const widget = page.widget();
  const stroke = await strokeOn(widget); // upwards: elsewhere that scrolls
  await page.finger(stroke);
  await eventually(() => widget.getByRole("status").textContent()).toMatch(/brightest output is 1 /);
  expect(await page.scrolled()).toBe(0);
  await page.finger(stroke.map(({ x, y }) => ({ x: x + 150, y })));
  await eventually(() => page.scrolled()).toBeGreaterThan(20);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("is drawn on with a pen", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network })]);
  await page.pen(await strokeOn(page.widget()));
  await eventually(() => page.widget().getByRole("status").textContent()).toMatch(/brightest output is 1 /);
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network, examples })]);
  await page.click(page.widget().getByRole("button", { name: "Example 3" }));
  expect(await page.inspect("drawing-pad")).toEqual([]);
  const lines = page.widget().locator(".outputs tr");
  const heights = () => lines.evaluateAll((rows) => rows.map(({ clientHeight }) => clientHeight));
  await eventually(async () => Math.max(...(await heights()))).toBeLessThan(36); // a line each
  await page.close();
});
