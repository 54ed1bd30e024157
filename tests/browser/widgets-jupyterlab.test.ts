import type { FrameLocator } from "playwright-core";
import { expect, test } from "vitest";
import { deskWith } from "./jupyterlab.js";
import { clickOn, eventually } from "./widget-page.js";

const code = `import { descentPlayground, quiz, show } from "neural-descent";
show(quiz({ questions: [{ ask: "1 + 1?", answer: 1 + 1, reason: "Count." }] }));
descentPlayground({ surface: "bowl" })`;

const desk = deskWith("02-gradient-descent.ipynb", async (notebook) => {
  await notebook.typeInNewCell(code);
  await notebook.runCell();
});

const widget = (number: number): FrameLocator =>
  desk.notebook.page.frameLocator("iframe[data-neural-descent-widget]").nth(number);

/** Waits until a widget is shown whole: its frame gets its height some time after it has asked for it. */
async function shownWhole(number: number): Promise<void> {
  const page = widget(number).locator("html");
  const hidden = () => page.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  await eventually(hidden).toBeLessThanOrEqual(1);
}

test("in JupyterLab two widgets of one cell work", async () => {
  for (const number of [0, 1]) await shownWhole(number);
  await widget(0).getByLabel("1 + 1?").fill("2");
  await clickOn(widget(0).getByRole("button", { name: "Check" }));
  await widget(0).getByText("✓ Right.").waitFor();
  for (const number of [0, 1]) await shownWhole(number);
  await clickOn(widget(1).getByRole("button", { name: "Run 50 steps" }));
  await widget(1).getByRole("row", { name: "steps 50" }).waitFor();
});

test.each(["dark", "light"] as const)(
  "they take JupyterLab's %s theme, and are shown whole",
  async (theme) => {
    await desk.notebook.useTheme(theme);
    for (const number of [0, 1]) {
      await widget(number).locator(`html[data-theme="${theme}"]`).waitFor();
      await shownWhole(number);
    }
  },
);

test("a saved notebook shows them again, without its kernel having run", async () => {
  for (const number of [0, 1]) await shownWhole(number);
  await desk.notebook.save();
  await desk.notebook.reload();
  for (const number of [0, 1]) await shownWhole(number);
  await clickOn(widget(1).getByRole("button", { name: "Step", exact: true }));
  await widget(1).getByRole("row", { name: "steps 1" }).waitFor();
});

test("the page reports no error, and asks nothing of the network but its own server", () => {
  expect(desk.complaints).toEqual([]);
  expect(desk.strayRequests).toEqual([]);
});
