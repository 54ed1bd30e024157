import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  approximationBuilder,
  backpropStepper,
  descentPlayground,
  drawingPad,
  flashcards,
  gradientMicroscope,
  jupyterDisplay,
  Network,
  networkPlayground,
  quiz,
  shareWidgetPrograms,
} from "../../src/index.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** One of each kind, the larger of two networks that the course uses in the pad. */
const all = {
  quiz: quiz({ questions: [{ ask: "1 + 1?", answer: 1 + 1, reason: "Count." }] }),
  flashcards: flashcards({ cards: [{ term: "epoch", definition: "once through all examples" }] }),
  "descent-playground": descentPlayground(),
  "gradient-microscope": gradientMicroscope(),
  "network-playground": networkPlayground(),
  "drawing-pad": drawingPad({ network: new Network([784, 16, 16, 10], { activations: "sigmoid" }) }),
  "backprop-stepper": backpropStepper(),
  "approximation-builder": approximationBuilder(),
};

test.each(Object.entries(all))("a %s takes less than 300 KB of a notebook", (_, widget) => {
  expect(Buffer.byteLength(String(widget[jupyterDisplay]()["text/html"]))).toBeLessThan(300_000);
});

const sharing = (html: string): string => {
  const shared = shareWidgetPrograms(html, "widgets");
  expect(shared.names.sort()).toEqual([...Object.keys(all), "host"].sort());
  expect(shared.html.length).toBeLessThan(html.length / 3);
  return shared.html;
};

test.each([
  ["each with its own program", (html: string) => html],
  ["sharing one copy of each program", sharing],
])("all kinds, twice each, work on one page, %s", async (_, prepare) => {
  const widgets = [...Object.values(all), ...Object.values(all)];
  const page = await WidgetPage.open(browser, widgets, {
    prepare,
    theme: "dark",
    device: { reducedMotion: "reduce" },
  });
  for (let number = 0; number < widgets.length; number++)
    await page.widget(number).locator('html[data-theme="dark"]').waitFor();
  expect(await page.cutOff()).toEqual([]);
  // What is done in one does not show in its twin.
  const [first, twin] = [2, 10].map((number) => page.widget(number));
  await page.click(first.getByRole("button", { name: "Run 50 steps" }));
  await first.getByRole("row", { name: "steps 50" }).waitFor();
  expect(await twin.getByRole("row", { name: "steps 0" }).count()).toBe(1);
  await page.takeFocus(14);
  await page.widget(14).getByRole("button", { name: "Next" }).press("Enter");
  await eventually(() => page.widget(14).locator("tbody tr").count()).toBe(1);
  expect(await page.widget(6).locator("tbody tr").count()).toBe(0);
  expect(page.complaints).toEqual([]);
  expect(page.requests).toEqual([]);
  await page.close();
});
