import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backpropagate, backpropStepper, costOf, Network } from "../../src/index.js";
import { asNumber } from "../../src/wording.js";
import { openBrowser } from "./page.js";
import { eventually, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

test("goes forward and back by keyboard, to the gradient that the library computes", async () => {
  const network = new Network([2, 3, 1], { activations: ["tanh", "sigmoid"], seed: 9 });
  const page = await WidgetPage.open(browser, [backpropStepper({ network, inputs: [1, -2], target: 0.4 })]);
  const widget = page.widget();
  const told = () => widget.getByRole("status").textContent();
  const count = () => widget.locator("tbody tr").count();
  const next = widget.getByRole("button", { name: "Next" });
  await next.press("Enter");
  await eventually(told).toContain("z₁⁽²⁾ = x₁·w₁₁⁽¹⁾ + x₂·w₂₁⁽¹⁾ + b₁⁽¹⁾");
  await eventually(count).toBe(1);
  await widget.getByText(/Next, predict before you look: a₁⁽²⁾ = tanh\(z₁⁽²⁾\) = tanh\(.*\) = \?/).waitFor();
  await next.press("Enter");
  await eventually(told).toContain("a₁⁽²⁾ = tanh(z₁⁽²⁾)");
  await page.click(widget.getByRole("button", { name: "Back" }));
  await eventually(count).toBe(1);

  await page.click(widget.getByRole("button", { name: "To the end" }));
  await eventually(count).toBe(8 + 1 + 1 + 4 + 3 + 6 + 3);
  await widget.getByLabel("Target y").fill("0.9"); // another example keeps the place
  await widget.getByText("½(y − ŷ)²").waitFor();
  const { gradient } = backpropagate(network, [[1, -2]], [[0.9]], "half-sum-of-squares");
  await eventually(count).toBe(8 + 1 + 1 + 4 + 3 + 6 + 3);
  const value = async (symbol: string) => {
    const cell = widget.locator("tr", { hasText: `← ∂J/∂${symbol}` }).locator("td.number");
    const text = (await cell.textContent())!;
    const [digits, power = "0"] = text.replace("−", "-").split("·10");
    return Number(
      `${digits}e${power.replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (d) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(d)])}`,
    );
  };
  const close = (got: number, wanted: number) =>
    expect(Math.abs(got - wanted)).toBeLessThan(1e-3 * Math.abs(wanted));
  close(await value("w₂₃⁽¹⁾"), network.W(1, gradient).values[5]);
  close(await value("w₃₁⁽²⁾"), network.W(2, gradient).values[2]);
  close(await value("b₂⁽¹⁾"), network.b(1, gradient)!.values[1]);
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("at the end it learns: one step of descent lowers the cost as the library says", async () => {
  const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 4 });
  const page = await WidgetPage.open(browser, [backpropStepper({ network })]);
  const widget = page.widget();
  const learn = widget.getByRole("button", { name: "Learn: one step of descent" });
  expect(await learn.isVisible()).toBe(false);
  await widget.getByRole("button", { name: "To the end" }).press("Enter");
  await eventually(() => widget.locator(":focus").textContent()).toContain("Learn");
  expect(await page.barriers()).toEqual([]);
  await page.press("Enter");
  const example = [[[0.3, 1]], [[0.75]], "half-sum-of-squares"] as const;
  const { cost, gradient } = backpropagate(network, ...example);
  const after = costOf(network.withParameters(network.parameters.map((w, i) => w - gradient[i])), ...example);
  expect(after).toBeLessThan(cost);
  await widget.getByText(`J was ${asNumber(cost)}, and is ${asNumber(after)} now.`).waitFor();
  await page.click(widget.getByRole("button", { name: "The first weights again" }));
  await eventually(() => widget.getByRole("status").textContent()).not.toContain("J was");
  expect(page.complaints).toEqual([]);
  await page.close();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [backpropStepper()]);
  const widget = page.widget();
  await page.click(widget.getByRole("button", { name: "To the end" }));
  for (let i = 0; i < 6; i++) await page.click(widget.getByRole("button", { name: "Back" }));
  expect(await page.inspect("backprop-stepper")).toEqual([]);
  await page.close();
});
