import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { approximationBuilder } from "../../src/index.js";
import { errorOf, evenBumps, networkOfBumps } from "../../src/widgets/approximation-builder/bumps.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

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
    await page.click(widget.getByRole("button", { name: "Twice as many" }));
    const sentence = widget.getByText("This is a");
    await eventually(() => sentence.textContent()).toContain(`${2 * count}-1 network`);
    const steepness = Number(/weight ([\d.]+)/.exec((await sentence.textContent())!)![1]);
    const sum = networkOfBumps(evenBumps(count, interval, f), steepness).predict(xs.map((x) => [x])).values;
    const wanted = errorOf(xs.map(f), sum);
    await eventually(async () => (await errors(widget)).largest).toBeCloseTo(wanted.largest, 3);
    const shown = await errors(widget);
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
  const left = () => valueOf(widget, "Left step");
  const [from, to] = await wayOfMiddle(widget, 0.2, 40);
  const { mouse } = page.page;
  await page.reach(from);
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move(to.x, to.y, { steps: 4 });
  await mouse.up();
  await eventually(left).toBeCloseTo(0.3, 2);
  await eventually(() => valueOf(widget, "Right step")).toBeCloseTo(0.6, 2);

  await slider("Left step").press("ArrowLeft");
  await eventually(left).toBeCloseTo(0.295, 3);
  await slider("Left step").press("End"); // the right step is pushed along
  await eventually(() => valueOf(widget, "Right step")).toBeCloseTo(1.1, 6);
  await page.click(widget.getByRole("button", { name: "Add a bump" }));
  await eventually(() => widget.getByRole("combobox", { name: "Bump in hand" }).inputValue()).toBe("1");
  await page.click(widget.getByRole("button", { name: "Remove it" }));
  await eventually(() => widget.getByRole("button", { name: "Remove it" }).isDisabled()).toBe(true);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("in the picture, the arrow keys move the bump in hand, and page down takes another", async () => {
  const page = await WidgetPage.open(browser, [approximationBuilder()]);
  const widget = page.widget();
  const picture = widget.getByRole("application");
  await page.click(widget.getByRole("button", { name: "Twice as many" }));
  await picture.press("PageDown");
  await eventually(() => widget.getByRole("combobox", { name: "Bump in hand" }).inputValue()).toBe("1");
  const before = await valueOf(widget, "Height");
  for (const key of ["ArrowUp", "ArrowLeft", "ArrowLeft"]) await picture.press(key);
  await eventually(() => valueOf(widget, "Height")).toBeGreaterThan(before);
  await eventually(() => valueOf(widget, "Left step")).toBeCloseTo(0.46, 6); // it went from ½ to 1.1
  await eventually(() => valueOf(widget, "Right step")).toBeCloseTo(1.06, 6);
  for (let i = 0; i < 10; i++) await picture.press("ArrowRight"); // not farther than the picture
  await eventually(() => valueOf(widget, "Right step")).toBeCloseTo(1.1, 6);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a finger on a bump drags it; beside it, it scrolls the page", async () => {
  const builder = approximationBuilder();
  const device = { hasTouch: true, isMobile: true };
  const page = await WidgetPage.open(browser, [builder, builder], { width: 375, device });
  const widget = page.widget();
  const [from, to] = await wayOfMiddle(widget, 0.2, 40);
  const between = Array.from({ length: 6 }, (_, i) => ({
    x: from.x + ((to.x - from.x) * i) / 5,
    y: from.y + ((to.y - from.y) * i) / 5,
  }));
  await page.finger(between);
  await eventually(() => valueOf(widget, "Left step")).toBeCloseTo(0.3, 2);
  const moved = await valueOf(widget, "Left step");
  expect(await page.scrolled()).toBe(0);
  // From a place where no bump is within reach, upwards.
  const away = Array.from({ length: 8 }, (_, i) => ({ x: to.x + 60, y: to.y + 120 - 25 * i }));
  await page.finger(away);
  await eventually(() => page.scrolled()).toBeGreaterThan(50);
  expect(await valueOf(widget, "Left step")).toBe(moved);
  await page.close();
});

test("a pen drags as well", async () => {
  const page = await WidgetPage.open(browser, [approximationBuilder()]);
  const widget = page.widget();
  await page.pen(await wayOfMiddle(widget, 0.2, 0));
  await eventually(() => valueOf(widget, "Left step")).toBeCloseTo(0.3, 2);
  await page.close();
});

const valueOf = async (widget: FrameLocator, slider: string) =>
  Number(await widget.getByRole("slider", { name: slider }).inputValue());

/** From the middle of the first bump to a place farther to the right, in units of x, and lower, in those of the plot. */
async function wayOfMiddle(widget: FrameLocator, aside: number, down: number) {
  const box = (await widget.locator("svg").boundingBox())!;
  const scale = box.width / 360;
  const middle = widget.locator(".held").nth(1);
  const [cx, cy] = await Promise.all(
    ["cx", "cy"].map(async (name) => Number(await middle.getAttribute(name))),
  );
  const unit = 290 / 1.2; // from −0.1 to 1.1
  const placeOf = (x: number, y: number) => ({ x: box.x + scale * x, y: box.y + scale * y });
  return [placeOf(cx, cy), placeOf(cx + aside * unit, cy + down)];
}

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [approximationBuilder()]);
  for (let i = 0; i < 3; i++) await page.click(page.widget().getByRole("button", { name: "Twice as many" }));
  expect(await page.inspect("approximation-builder")).toEqual([]);
  await page.close();
});
