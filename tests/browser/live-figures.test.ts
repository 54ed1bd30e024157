/** Figures that grow while a network trains, and the bar beside them, as a learner sees them in JupyterLab. */
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { NotebookPage, openBrowser } from "./page.js";
import { startJupyterLab, type Server } from "./server.js";

const lesson = "05-the-chain-rule.ipynb";
const pictures = join(projectRoot, "test-results", "browser");

const preparation = `import { Network, decisionRegions, liveFigure, progress, spirals, train, trainingCurves } from "neural-descent";
const data = spirals({ count: 150, arms: 3, seed: 1 });
const network = new Network([2, 8, 3], { activations: ["tanh", "softmax"], seed: 1 });
const wait = (milliseconds: number) => () => new Promise((go) => setTimeout(go, milliseconds));
"prepared"`;

/** Two live figures and a bar, in a training whose batches take so long. */
const training = (
  options: string,
) => `const regions = liveFigure((_, now) => decisionRegions({ network: now, data, title: "The arms part" }));
const curve = liveFigure((history) => trainingCurves({ history, title: "The cost falls" }));
await train(network, data, { batchSize: 10, ...${options}, listeners: [progress(), curve, regions] });
"trained"`;

let server: Server;
let browser: Browser;
let notebook: NotebookPage;

beforeAll(async () => {
  server = await startJupyterLab([lesson]);
  browser = await openBrowser();
  notebook = await NotebookPage.open(browser, server.url, lesson);
  await notebook.typeInNewCell(preparation);
  await notebook.runCell();
  await notebook.page.getByText("'prepared'", { exact: true }).waitFor({ timeout: 60_000 });
}, 240_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
}, 30_000);

const outputs = (cell: Locator): Locator => cell.locator(".jp-OutputArea-child");
const sketches = (cell: Locator): Locator => cell.locator('[role="img"][aria-label]');
const figures = (cell: Locator): Locator => cell.locator(".js-plotly-plot .main-svg:first-child");

/** Runs code in a new cell, which is scrolled to, and notes for every frame how high each output is. */
async function run(code: string): Promise<Locator> {
  const cell = await notebook.typeInNewCell(code);
  await cell.evaluate((element) => {
    const heights: number[][] = [];
    Object.assign(window, { heights });
    (function look() {
      const now = [...element.querySelectorAll(".jp-OutputArea-child")].map(
        (output) => output.getBoundingClientRect().height,
      );
      heights.push(now);
      requestAnimationFrame(look);
    })();
  });
  await notebook.runCell();
  return cell;
}

const heightsSeen = (): Promise<number[][]> =>
  notebook.page.evaluate(() => (window as unknown as { heights: number[][] }).heights);

/** Waits until the bar has said its last, and both figures are Plotly's. */
async function ended(cell: Locator, says: RegExp): Promise<void> {
  await outputs(cell).first().getByText(says).waitFor({ timeout: 60_000 });
  for (const number of [0, 1]) await figures(cell).nth(number).waitFor({ timeout: 60_000 });
  expect(await cell.getByRole("progressbar").count()).toBe(0);
  expect(await sketches(cell).count()).toBe(0);
}

test.each(["light", "dark"] as const)(
  "in the %s theme two figures and a bar grow within the first epoch, and end in their places",
  { timeout: 180_000 },
  async (theme) => {
    await notebook.useTheme(theme);
    const cell = await run(training("{ onBatch: wait(400), epochs: 2 }"));
    await sketches(cell).nth(1).waitFor({ timeout: 60_000 });
    await cell.scrollIntoViewIfNeeded();
    expect(await cell.getByRole("progressbar").getAttribute("aria-label")).toBe("training");
    const first = await sketches(cell).first().innerHTML();
    await expect.poll(() => sketches(cell).first().innerHTML(), { timeout: 20_000 }).not.toBe(first);
    expect(await outputs(cell).first().textContent()).toMatch(/^\d+ %, epoch 1 of 2/);
    await notebook.page.screenshot({ path: join(pictures, `live-${theme}-growing.png`) });

    await ended(cell, /^2 epochs in \d+(\.\d)? s: cost/);
    await notebook.page.waitForTimeout(500);
    await notebook.page.screenshot({ path: join(pictures, `live-${theme}-ended.png`) });
    // From the first sketch to the figure, no output changes its height: the page stays where it is.
    const seen = await heightsSeen();
    for (const number of [0, 1, 2]) {
      const heights = seen.flatMap((now) => now[number] ?? []);
      expect(Math.max(...heights) - Math.min(...heights), `output ${number}`).toBeLessThanOrEqual(1);
    }
  },
);

test("an interrupt leaves the figures of what is there", { timeout: 120_000 }, async () => {
  const cell = await run(training("{ onBatch: wait(100), epochs: 1000 }"));
  await sketches(cell).nth(1).waitFor({ timeout: 60_000 });
  await notebook.pressStop();
  await ended(cell, /Stopped: it was interrupted\.$/);
});

test(
  "an error leaves them too, and the cell runs again with no more outputs than before",
  { timeout: 180_000 },
  async () => {
    const fails = "({ step }) => { if (step === 4) throw new Error('my own mistake'); return wait(300)(); }";
    const cell = await run(training(`{ onBatch: ${fails} }`));
    for (let time = 0; time < 2; time++) {
      await ended(cell, /^0 epochs and 4 of 15 batches in .*Stopped: an error ended it: my own mistake\.$/);
      await cell.getByText("Error: my own mistake").first().waitFor();
      expect(await outputs(cell).count()).toBe(4);
      if (time === 1) break;
      await notebook.runCell();
      await sketches(cell).nth(1).waitFor({ timeout: 60_000 });
    }
  },
);

test(
  "a saved notebook has the last state of each, and nothing of what was before",
  { timeout: 120_000 },
  async () => {
    await notebook.save();
    const saved = await server.savedFigures(lesson);
    expect(saved).toHaveLength(8); // two of each training
    for (const types of saved) expect(types).toContain("scatter");
    await notebook.page.reload();
    await notebook.page
      .getByText(/^2 epochs in .* s: cost/)
      .first()
      .waitFor({ timeout: 60_000 });
    expect(await notebook.page.locator(".jp-OutputArea").getByRole("progressbar").count()).toBe(0);
    await expect.poll(() => notebook.countFigures(), { timeout: 60_000 }).toBe(8);
  },
);

test("the page reports no error", () => {
  expect(notebook.complaints).toEqual([]);
});
