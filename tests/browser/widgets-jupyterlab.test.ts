import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NotebookPage, openBrowser } from "./page.js";
import { startJupyterLab, type Server } from "./server.js";
import { eventually } from "./widget-page.js";

const lesson = "02-gradient-descent.ipynb";
const code = `import { descentPlayground, quiz, show } from "neural-descent";
show(quiz({ questions: [{ ask: "1 + 1?", answer: 1 + 1, reason: "Count." }] }));
descentPlayground({ surface: "bowl" })`;

let server: Server;
let browser: Browser;
let notebook: NotebookPage;

beforeAll(async () => {
  server = await startJupyterLab([lesson]);
  browser = await openBrowser();
  notebook = await NotebookPage.open(browser, server.url, lesson);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
}, 30_000);

const widget = (number: number): FrameLocator =>
  notebook.page.frameLocator("iframe[data-neural-descent-widget]").nth(number);

/** Waits until a widget is shown whole: its frame gets its height some time after it has asked for it. */
async function shownWhole(number: number): Promise<void> {
  const page = widget(number).locator("html");
  const hidden = () => page.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  await eventually(hidden).toBeLessThanOrEqual(1);
}

test("in JupyterLab two widgets of one cell work", { timeout: 60_000 }, async () => {
  await notebook.typeInNewCell(code);
  await notebook.runCell();
  for (const number of [0, 1]) await shownWhole(number);
  await widget(0).getByLabel("1 + 1?").fill("2");
  await widget(0).getByRole("button", { name: "Check" }).click();
  await widget(0).getByText("✓ Right.").waitFor();
  for (const number of [0, 1]) await shownWhole(number);
  await widget(1).getByRole("button", { name: "Run 50 steps" }).click();
  await widget(1).getByRole("row", { name: "steps 50" }).waitFor();
});

test.each(["dark", "light"] as const)(
  "they take JupyterLab's %s theme, and are shown whole",
  async (theme) => {
    await notebook.useTheme(theme);
    for (const number of [0, 1]) {
      await widget(number).locator(`html[data-theme="${theme}"]`).waitFor();
      await shownWhole(number);
    }
  },
);

test("a saved notebook shows them again, without its kernel having run", { timeout: 60_000 }, async () => {
  await notebook.save();
  await notebook.page.reload();
  await widget(1).getByRole("button", { name: "Step", exact: true }).click();
  await widget(1).getByRole("row", { name: "steps 1" }).waitFor();
});

test("the page reports no error, and asks nothing of the network but its own server", () => {
  expect(notebook.complaints).toEqual([]);
  expect(notebook.strayRequests).toEqual([]);
});
