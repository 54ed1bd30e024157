import type { Browser } from "playwright-core";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { openBrowser } from "./page.js";
import { nothingCutOff, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

/** Runs the cell that the widget offers, in Node; its last line is its value. */
async function runCell(cell: string): Promise<number> {
  const lines = cell.replace(
    /^import .*$/m,
    "const { Network, train, l2Penalty, twoMoons, circles, spirals, xor } = library;",
  );
  const { outputText } = ts.transpileModule(lines.replace(/\nhistory\.cost/, "\nreturn history.cost"), {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Preserve },
  });
  const AsyncFunction = (async () => {}).constructor as new (
    ...texts: string[]
  ) => (given: unknown) => Promise<number>;
  return new AsyncFunction("library", outputText)(library);
}

test("trains in the browser as the cell that it offers trains in Node", async () => {
  const options = { data: "circles", hidden: [3], l2: 0.001, learningRate: 0.05, seed: 7 } as const;
  const page = await WidgetPage.open(browser, [library.networkPlayground(options)]);
  const widget = page.widget();
  await widget.getByRole("button", { name: "One epoch" }).click();
  const first = Number(/cost ([\d.e-]+)/.exec((await widget.getByText("Epoch 1:").textContent())!)![1]);
  await widget.getByRole("button", { name: "Run 100 epochs" }).click();
  await widget.getByRole("button", { name: "Stop" }).waitFor();
  await page.page.waitForTimeout(600);
  await widget.getByRole("button", { name: "Stop" }).click();
  await widget.getByRole("button", { name: "Run 100 epochs" }).waitFor();
  const text = (await widget.getByText(/^Epoch \d+:/).textContent())!;
  const cost = Number(/cost ([\d.e-]+)/.exec(text)![1]);
  expect(cost).toBeLessThan(first);
  const cell = await widget.locator("textarea").inputValue();
  expect(cell).toContain(`epochs: ${/\d+/.exec(text)![0]},`);
  expect(await runCell(cell)).toBeCloseTo(cost, 6);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a change begins anew, also while it runs; wrong units are told", async () => {
  const page = await WidgetPage.open(browser, [library.networkPlayground()]);
  const widget = page.widget();
  await widget.getByRole("button", { name: "Run 100 epochs" }).click();
  await page.page.waitForTimeout(200);
  await widget.getByLabel("Data").selectOption("spirals");
  await widget.getByText("Not trained yet.").waitFor();
  await page.page.waitForTimeout(200);
  expect(await widget.getByText("Not trained yet.").count()).toBe(1);

  await widget.getByLabel("Hidden units").fill("5, 99");
  await page.page.keyboard.press("Tab");
  await widget.getByText("1 to 12 each").waitFor();
  await widget.getByLabel("Hidden units").fill("5 3 2");
  await page.page.keyboard.press("Tab");
  expect(await widget.locator(".units canvas").count()).toBe(10);
  await widget.getByText("The same training as").click();
  // The clipboard is the machine's, and may be taken: the learner is then told what to do instead.
  const told = widget.getByText(/^(Copied|Press Ctrl-C to copy)\.$/);
  await expect
    .poll(async () => {
      await widget.getByRole("button", { name: "Copy" }).click();
      return told.count();
    })
    .toBe(1);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [library.networkPlayground()]);
  const widget = page.widget();
  await widget.getByRole("button", { name: "Run 100 epochs" }).click();
  await widget.getByText("Epoch 100:").waitFor({ timeout: 15_000 });
  const { barriers, overflows } = await page.inspect("network-playground");
  expect(barriers).toEqual([]);
  expect(nothingCutOff(overflows), JSON.stringify(overflows)).toBe(true);
  await page.close();
}, 90_000);
