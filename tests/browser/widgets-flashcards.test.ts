import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { flashcards } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const cards = [
  {
    term: "epoch",
    definition: "once through all examples",
    mnemonic: "an age in the life of a network",
    lesson: "08 Batches",
  },
  {
    term: "`η`, the learning rate",
    definition: "how far to go for each unit of slope",
    lesson: "02 Gradient descent",
  },
  { term: "overfitting", definition: "right on what was learned, wrong on what is new: <b>not bold</b>" },
];

test("are learned by keyboard alone until all are known", async () => {
  const page = await WidgetPage.open(browser, [flashcards({ cards, seed: 3 })]);
  const widget = page.widget();
  const term = () => widget.locator(".front").textContent();
  const first = await term();
  await page.enter();
  await page.press("Enter");
  const { definition } = cards.find((card) => card.term.replaceAll("`", "") === first)!;
  await widget.getByText(definition, { exact: true }).waitFor();
  expect(await page.barriers()).toEqual([]);
  await page.press("2"); // again
  await eventually(term).not.toBe(first);
  for (let known = 1; known <= 2; known++) {
    await page.press("Enter"); // the button has the focus
    await widget.getByRole("button", { name: "I knew it" }).waitFor();
    await page.press("1");
    await widget.getByText(`${known} of 3 known, 1 put back.`).waitFor();
  }
  await eventually(term).toBe(first);
  await page.click(widget.locator(".card"));
  await page.click(widget.getByRole("button", { name: "I knew it" }));
  await eventually(term).toBe("You know all 3 cards.");
  expect(await page.barriers()).toEqual([]);
  await page.press("Enter"); // Start again has the focus
  await widget.getByText("0 of 3 known, 0 put back.").waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("HTML in them is shown as text; in reverse the definition comes first", async () => {
  const page = await WidgetPage.open(browser, [flashcards({ cards: [cards[2]], reverse: true })]);
  const widget = page.widget();
  await widget.getByText("<b>not bold</b>").waitFor();
  await page.click(widget.getByRole("button", { name: "Show the answer" }));
  await widget.getByText("overfitting", { exact: true }).waitFor();
  await page.close();
});

test("are good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [flashcards({ title: "Terms of the course", cards, seed: 1 })]);
  await page.click(page.widget().getByRole("button", { name: "Show the answer" }));
  expect(await page.inspect("flashcards")).toEqual([]);
  await page.close();
});
