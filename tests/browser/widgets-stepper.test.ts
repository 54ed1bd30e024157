import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backpropagate, backpropStepper, Network } from "../../src/index.js";
import { openBrowser } from "./page.js";
import { nothingCutOff, WidgetPage } from "./widget-page.js";

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

test("goes forward and back by keyboard, to the gradient that the library computes", async () => {
  const network = new Network([2, 3, 1], { activations: ["tanh", "sigmoid"], seed: 9 });
  const page = await WidgetPage.open(browser, [backpropStepper({ network, inputs: [1, -2], target: 0.4 })]);
  const widget = page.widget();
  const { keyboard } = page.page;
  await widget.getByRole("button", { name: "Next" }).focus();
  await keyboard.press("Enter");
  expect(await widget.getByRole("status").textContent()).toContain("z₁⁽²⁾ = x₁·w₁₁⁽¹⁾ + x₂·w₂₁⁽¹⁾ + b₁⁽¹⁾");
  expect(await widget.locator("tbody tr").count()).toBe(1);
  await keyboard.press("Enter");
  expect(await widget.getByRole("status").textContent()).toContain("a₁⁽²⁾ = tanh(z₁⁽²⁾)");
  await widget.getByRole("button", { name: "Back" }).click();
  expect(await widget.locator("tbody tr").count()).toBe(1);

  await widget.getByRole("button", { name: "To the end" }).click();
  await widget.getByLabel("Target y").fill("0.9"); // another example keeps the place
  const { gradient } = backpropagate(network, [[1, -2]], [[0.9]], "half-sum-of-squares");
  const rows = await widget.locator("tbody tr").allTextContents();
  expect(rows).toHaveLength(8 + 1 + 1 + 4 + 3 + 6 + 3);
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

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const page = await WidgetPage.open(browser, [backpropStepper()]);
  const widget = page.widget();
  await widget.getByRole("button", { name: "To the end" }).click();
  for (let i = 0; i < 6; i++) await widget.getByRole("button", { name: "Back" }).click();
  const { barriers, overflows } = await page.inspect("backprop-stepper");
  expect(barriers).toEqual([]);
  expect(nothingCutOff(overflows), JSON.stringify(overflows)).toBe(true);
  await page.close();
});
