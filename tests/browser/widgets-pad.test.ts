import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawingPad, loadDigits, Network, train } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { nothingCutOff, WidgetPage } from "./widget-page.js";

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
  await mouse.move(x + width * 0.52, y + width * 0.15);
  await mouse.down();
  for (let i = 1; i <= 10; i++)
    await mouse.move(x + width * (0.52 - 0.004 * i), y + width * (0.15 + 0.07 * i));
  const during = await outputs(widget);
  expect(during.reduce((a, b) => a + b)).toBeCloseTo(1, 1);
  await mouse.up();
  expect(await widget.getByRole("status").textContent()).toMatch(/brightest output is 1 /);

  await mouse.move(x + width * 0.2, y + width * 0.85);
  await mouse.down();
  await mouse.move(x + width * 0.8, y + width * 0.85, { steps: 6 });
  await mouse.up();
  const after = await outputs(widget);
  expect(after).not.toEqual(during);
  await widget.getByRole("button", { name: "Undo" }).click();
  expect((await outputs(widget)).indexOf(Math.max(...(await outputs(widget))))).toBe(1);
  await widget.getByRole("button", { name: "Clear" }).click();
  expect(await outputs(widget)).toEqual(new Array(10).fill(NaN));
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("examples and noise get the answers that the library gives", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network, examples })]);
  const widget = page.widget();
  for (const i of [0, 7]) {
    await widget.getByRole("button", { name: `Example ${i + 1}, labelled ${examples.labels[i]}` }).click();
    const wanted = network.predict([examples.inputs[i]]).values;
    (await outputs(widget)).forEach((output, k) => expect(output).toBeCloseTo(wanted[k], 2));
  }
  await widget.getByRole("button", { name: "Noise" }).click();
  const first = await outputs(widget);
  await widget.getByRole("button", { name: "Noise" }).click();
  expect(await outputs(widget)).not.toEqual(first);
  await page.close();
});

test("is drawn on with the arrow keys too", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network })]);
  const widget = page.widget();
  await page.enter();
  await page.page.keyboard.press("Space");
  for (let i = 0; i < 10; i++) await page.page.keyboard.press("ArrowDown");
  await page.page.keyboard.press("Space");
  expect(await widget.getByRole("status").textContent()).toMatch(/brightest output is 1 /);
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [drawingPad({ network, examples })]);
  await page.widget().getByRole("button", { name: "Example 3" }).click();
  const { barriers, overflows } = await page.inspect("drawing-pad");
  expect(barriers).toEqual([]);
  expect(nothingCutOff(overflows), JSON.stringify(overflows)).toBe(true);
  await page.close();
});
