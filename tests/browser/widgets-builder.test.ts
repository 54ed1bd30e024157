import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approximationBuilder } from "../../src/index.js";
import { errorOf, evenBumps, networkOfBumps } from "../../src/widgets/approximation-builder/bumps.js";
import { openBrowser } from "./page.js";
import { nothingCutOff, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const f = (x: number) => x * (3 - x);
const interval = [1, 3] as const;

async function errors(widget: FrameLocator): Promise<{ largest: number; rootMeanSquare: number }> {
  const text = (await widget.getByRole("status").textContent())!;
  const [, largest, rootMeanSquare] = /largest error ([\d.]+), root mean square ([\d.]+)/
    .exec(text)!
    .map(Number);
  return { largest, rootMeanSquare };
}

test("bumps spread evenly have the error that the library computes, and more of them a smaller one", async () => {
  const page = await WidgetPage.open(browser, [
    approximationBuilder({ target: f, name: "x(3 − x)", interval }),
  ]);
  const widget = page.widget();
  const xs = Array.from({ length: 401 }, (_, i) => 1 + i / 200);
  let before = Infinity;
  for (const count of [2, 4, 8, 16]) {
    await widget.getByRole("button", { name: "Twice as many" }).click();
    const steepness = Number(
      /weight ([\d.]+)/.exec((await widget.getByText("This is a").textContent())!)![1],
    );
    const sum = networkOfBumps(evenBumps(count, interval, f), steepness).predict(xs.map((x) => [x])).values;
    const wanted = errorOf(xs.map(f), sum);
    const shown = await errors(widget);
    expect(shown.largest).toBeCloseTo(wanted.largest, 3);
    expect(shown.rootMeanSquare).toBeCloseTo(wanted.rootMeanSquare, 3);
    expect(shown.rootMeanSquare).toBeLessThan(before);
    before = shown.rootMeanSquare;
  }
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a bump is moved with the mouse and with the keyboard", async () => {
  const page = await WidgetPage.open(browser, [approximationBuilder()]);
  const widget = page.widget();
  const slider = (name: string) => widget.getByRole("slider", { name });
  const left = async () => Number(await slider("Left step").inputValue());
  const box = (await widget.locator("svg").boundingBox())!;
  const scale = box.width / 360;
  const top = Number((await widget.locator("circle").nth(1).getAttribute("cy"))!);
  const { mouse, keyboard } = page.page;
  await mouse.move(box.x + scale * (58 + 290 * 0.25), box.y + scale * top); // its middle
  await mouse.down();
  await mouse.move(box.x + scale * (58 + 290 * 0.45), box.y + scale * (top + 40), { steps: 4 });
  await mouse.up();
  expect(await left()).toBeCloseTo(0.3, 2);
  expect(Number(await slider("Right step").inputValue())).toBeCloseTo(0.6, 2);

  await slider("Left step").focus();
  await keyboard.press("ArrowLeft");
  expect(await left()).toBeCloseTo(0.295, 3);
  await keyboard.press("End"); // the right step is pushed along
  expect(Number(await slider("Right step").inputValue())).toBeCloseTo(1.1, 6);
  await widget.getByRole("button", { name: "Add a bump" }).click();
  expect(await widget.getByLabel("Move").inputValue()).toBe("1");
  await widget.getByRole("button", { name: "Remove it" }).click();
  expect(await widget.getByRole("button", { name: "Remove it" }).isDisabled()).toBe(true);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [approximationBuilder()]);
  for (let i = 0; i < 3; i++) await page.widget().getByRole("button", { name: "Twice as many" }).click();
  const { barriers, overflows } = await page.inspect("approximation-builder");
  expect(barriers).toEqual([]);
  expect(nothingCutOff(overflows), JSON.stringify(overflows)).toBe(true);
  await page.close();
});
