import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backpropagate, finiteDifference, costOf, gradientMicroscope, Network } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

const network = new Network([3, 4, 2], { activations: ["tanh", "softmax"], seed: 5 });
const inputs = [
  [0.2, -1, 0.5],
  [1, 0.3, -0.7],
];
const targets = [
  [1, 0],
  [0, 1],
];
const cost = "cross-entropy";
const { gradient } = backpropagate(network, inputs, targets, cost);

/** The value beside a name in the widget's table. */
const cell = (page: WidgetPage, name: RegExp) =>
  page
    .widget()
    .locator("tr", { has: page.page.locator("th", { hasText: name }) })
    .locator("td");

const read = async (page: WidgetPage, name: RegExp) =>
  Number((await cell(page, name).textContent())!.replace("−", "-"));

test("shows what the library computes for the chosen parameter, by keyboard too", async () => {
  const page = await WidgetPage.open(browser, [gradientMicroscope({ network, inputs, targets, cost })]);
  const widget = page.widget();
  const parameters = widget.getByLabel("Parameters");
  for (let i = 0; i < 2; i++) await parameters.press("ArrowDown"); // W⁽²⁾, after W⁽¹⁾ and b⁽¹⁾
  await eventually(() => parameters.inputValue()).toBe("W2");
  await widget.getByLabel("Row").fill("3");
  await widget.getByLabel("Column").fill("2");
  const { offset, columns } = network.W(2);
  const index = offset + 2 * columns + 1;
  await widget.getByRole("row", { name: "W⁽²⁾, row 3, column 2" }).waitFor();
  expect(await read(page, /Backpropagation/)).toBeCloseTo(gradient[index], 11);
  const C = (w: number) => {
    const parameters = network.parameters.slice();
    parameters[index] = w;
    return costOf(network.withParameters(parameters), inputs, targets, cost);
  };
  const w = network.parameters[index];
  expect(await read(page, /^\(C\(w/)).toBeCloseTo(finiteDifference(C, w, { h: 1e-5 }), 9);
  expect(await read(page, /^C\(w \+ h\)$/)).toBeCloseTo(C(w + 1e-5), 11);
  const verdict = () => widget.locator(".verdict").textContent();
  expect(await verdict()).toContain("They agree");

  await widget.getByRole("slider", { name: "Step h" }).press("Home");
  await eventually(verdict).toContain("rounding is left");
  // The costs are shown to the last digit: from what one reads, the quotient follows.
  const [above, below] = [await read(page, /^C\(w \+ h\)$/), await read(page, /^C\(w − h\)$/)];
  const quotient = (above - below) / (w + 1e-15 - (w - 1e-15));
  expect(await read(page, /^\(C\(w/)).toBeCloseTo(quotient, 10);
  await widget.getByText(/The stairs are rounding: the cost has only \d+ different values here/).waitFor();
  await page.photograph("gradient-microscope-rounding");
  expect(await page.barriers()).toEqual([]);
  await widget.getByRole("slider", { name: "Step h" }).press("End");
  await eventually(verdict).toContain("not straight");
  await eventually(() => widget.getByText("The stairs are rounding").count()).toBe(0);
  await page.click(widget.getByRole("img", { name: /Relative error/ }));
  await eventually(() => widget.getByRole("slider").getAttribute("aria-valuetext")).toBe("1.778·10⁻⁹");

  await widget.getByLabel("Row").fill("9"); // there are 4
  await eventually(() => widget.getByLabel("Row").getAttribute("aria-invalid")).toBe("true");
  expect(await page.barriers()).toEqual([]);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("finds the mistake in a wrong gradient", async () => {
  const doubled = gradient.map((component) => component / 2);
  const page = await WidgetPage.open(browser, [
    gradientMicroscope({ network, inputs, targets, cost, gradient: doubled }),
  ]);
  const verdict = page.widget().locator(".verdict");
  expect(await verdict.textContent()).toContain("✗ The gradient is wrong.");
  expect(await verdict.textContent()).toContain("2 times as large: is a factor wrong?");
  expect(await page.barriers()).toEqual([]);
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [gradientMicroscope()]);
  expect(await page.inspect("gradient-microscope")).toEqual([]);
  expect(page.complaints).toEqual([]);
  await page.close();
});
