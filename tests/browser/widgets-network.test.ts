import type { Browser } from "playwright-core";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

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
  await page.click(widget.getByRole("button", { name: "One epoch" }));
  await widget.getByText("Epoch 1:").waitFor();
  const first = Number(/cost ([\d.e-]+)/.exec((await widget.getByText("Epoch 1:").textContent())!)![1]);
  // Pressed in the page itself, as the fifth epoch is shown: a hundred may be done before a click from here comes.
  const run = widget.getByRole("button", { name: "Run 100 epochs" });
  await run.evaluate((button: HTMLButtonElement) => {
    const watcher = new MutationObserver(() => {
      if (button.textContent !== "Stop" || !/Epoch [5-9]:/.test(document.body.textContent)) return;
      watcher.disconnect();
      button.click();
    });
    watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  await page.click(run);
  await widget.getByText(/^Epoch [5-9]:/).waitFor();
  await run.waitFor();
  const text = (await widget.getByText(/^Epoch [5-9]:/).textContent())!;
  const cost = Number(/cost ([\d.e-]+)/.exec(text)![1]);
  expect(cost).toBeLessThan(first);
  const cell = await widget.locator("textarea").inputValue();
  expect(cell).toContain(`epochs: ${/\d+/.exec(text)![0]},`);
  const inNode = await runCell(cell);
  expect(Math.abs(inNode - cost)).toBeLessThan(1e-5 * cost); // six digits are shown
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("a change begins anew, also while it runs; wrong units are told", async () => {
  const page = await WidgetPage.open(browser, [library.networkPlayground()]);
  const widget = page.widget();
  await page.click(widget.getByRole("button", { name: "Run 100 epochs" }));
  await widget.getByText(/^Epoch \d/).waitFor();
  await widget.getByLabel("Data").selectOption("spirals");
  await widget.getByText("Not trained yet.").waitFor();
  await page.page.waitForTimeout(200);
  expect(await widget.getByText("Not trained yet.").count()).toBe(1);

  await widget.getByLabel("Hidden units").fill("5, 99");
  await widget.getByLabel("Hidden units").press("Tab");
  await widget.getByText("1 to 12 each").waitFor();
  expect(await page.barriers()).toEqual([]);
  await widget.getByLabel("Hidden units").fill("5 3 2");
  await widget.getByLabel("Hidden units").press("Tab");
  await eventually(() => widget.locator(".units canvas").count()).toBe(10);
  await page.click(widget.getByText("The same training as"));
  // The clipboard is the machine's, and may be taken: the learner is then told what to do instead.
  const told = widget.getByText(/^(Copied|Press Ctrl-C to copy)\.$/);
  await eventually(async () => {
    await page.click(widget.getByRole("button", { name: "Copy" }));
    return told.count();
  }).toBe(1);
  expect(await page.barriers()).toEqual([]);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("tells the output at a place, and that of a hidden unit that is put on the map, as the library computes them", async () => {
  const page = await WidgetPage.open(browser, [library.networkPlayground({ noise: 0 })]);
  const widget = page.widget();
  const map = widget.getByRole("application");
  await map.press("ArrowUp"); // from the middle
  await widget.getByText(/^At \(0, 0\.\d+\) the output ŷ is/).waitFor();
  const network = new library.Network([2, 4, 4, 1], {
    activations: ["tanh", "tanh", "sigmoid"],
    seed: 1,
  });
  const data = library.twoMoons({ count: 200, noise: 0, seed: 1 });
  const reach = data.inputs.values.reduce((most, x) => Math.max(most, Math.abs(x)), 0) * 1.12;
  const pass = network.forward([[0, (2 * reach) / 40]]);
  const told = async () =>
    Number(/is (−?[\d.]+)\.$/.exec((await there.textContent())!)![1].replace("−", "-"));
  const there = widget.getByRole("status").filter({ hasText: /^At \(/ }); // it is read aloud
  expect(await told()).toBeCloseTo(pass.outputs.values[0], 3);
  await widget.getByRole("button", { name: "Unit 2 of layer 3 on the map" }).press("Enter");
  await widget.getByRole("application", { name: /what unit 2 of layer 3 sees/ }).waitFor();
  await map.press("ArrowDown"); // the cross is where it was
  await map.press("ArrowUp");
  await eventually(told).toBeCloseTo(pass.a(3).values[1], 3);
  expect(await page.barriers()).toEqual([]);
  await page.photograph("network-playground-unit");
  await page.click(widget.getByRole("button", { name: "Unit 2 of layer 3 on the map" }));
  await widget.getByRole("application", { name: /and the regions/ }).waitFor();
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("who wants less motion sees the end of the training, not the way", async () => {
  const page = await WidgetPage.open(browser, [library.networkPlayground()], {
    device: { reducedMotion: "reduce" },
  });
  const widget = page.widget();
  const pictures = await page.notes(() => document.querySelector("image")!.getAttribute("href")!);
  const epochs = await page.notes(() => /Epoch \d+/.exec(document.body.textContent)?.[0] ?? "");
  await page.click(widget.getByRole("button", { name: "Run 100 epochs" }));
  await widget.getByText("After 100 epochs the cost is").waitFor({ state: "attached" });
  expect((await epochs()).length).toBeGreaterThan(10);
  expect(await pictures()).toHaveLength(2); // the first and the last
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [library.networkPlayground()]);
  const widget = page.widget();
  await page.click(widget.getByRole("button", { name: "Run 100 epochs" }));
  await widget.getByText("Epoch 100:").waitFor();
  expect(await page.inspect("network-playground")).toEqual([]);
  await page.close();
});
