/** Figures that grow while a network trains, and the bar beside them, as a learner sees them in JupyterLab. */
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { deskWith, pictures } from "./jupyterlab.js";
import { eventually } from "./widget-page.js";

const lesson = "05-the-chain-rule.ipynb";

/** `until` waits a second at a time for a file, so that a training stays where it is for as long as one looks at it. */
const preparation = `import { existsSync } from "node:fs";
import { Network, decisionRegions, liveFigure, progress, spirals, train, trainingCurves } from "neural-descent";
const data = spirals({ count: 150, arms: 3, seed: 1 });
const network = new Network([2, 8, 3], { activations: ["tanh", "softmax"], seed: 1 });
const wait = (milliseconds: number) => new Promise((go) => setTimeout(go, milliseconds));
const until = (file: string) => () => existsSync(file) ? undefined : wait(1000);
"prepared"`;

/** Two live figures and a bar. */
const training = (
  options: string,
) => `const regions = liveFigure((_, now) => decisionRegions({ network: now, data, title: "The arms part" }));
const curve = liveFigure((history) => trainingCurves({ history, title: "The cost falls" }));
await train(network, data, { ...${options}, listeners: [progress(), curve, regions] });
"trained"`;

/** How many cells with a training the notebook has. */
let trainings = 0;

const desk = deskWith(lesson, async (notebook) => {
  trainings = 0;
  await notebook.typeInNewCell(preparation);
  await notebook.runCell();
  await notebook.page.getByText("'prepared'", { exact: true }).waitFor();
});

const outputs = (cell: Locator): Locator => cell.locator(".jp-OutputArea-child");
const sketches = (cell: Locator): Locator => cell.locator('[role="img"][aria-label]');
const figures = (cell: Locator): Locator => cell.locator(".js-plotly-plot .main-svg:first-child");

/** Runs code in a new cell, which is scrolled to, and notes for every frame how high each output is. */
async function run(code: string): Promise<Locator> {
  const cell = await desk.notebook.typeInNewCell(code);
  trainings++;
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
  await desk.notebook.runCell();
  return cell;
}

const heightsSeen = (): Promise<number[][]> =>
  desk.notebook.page.evaluate(() => (window as unknown as { heights: number[][] }).heights);

/** Waits until the bar has said its last, and both figures are Plotly's. */
async function ended(cell: Locator, says: RegExp): Promise<void> {
  await outputs(cell).first().getByText(says).waitFor();
  for (const number of [0, 1]) await figures(cell).nth(number).waitFor();
  await eventually(() => cell.getByRole("progressbar").count()).toBe(0);
  await eventually(() => sketches(cell).count()).toBe(0);
}

test.each(["light", "dark"] as const)(
  "in the %s theme two figures and a bar grow within the first epoch, and end in their places",
  async (theme) => {
    const { page } = desk.notebook;
    await desk.notebook.useTheme(theme);
    const file = `${theme}-${performance.now()}`;
    const cell = await run(training(`{ batchSize: 1, epochs: 2, onBatch: until("${file}") }`));
    await sketches(cell).nth(1).waitFor();
    await cell.scrollIntoViewIfNeeded();
    expect(await cell.getByRole("progressbar").getAttribute("aria-label")).toBe("training");
    const first = await sketches(cell).first().innerHTML();
    await eventually(() => sketches(cell).first().innerHTML()).not.toBe(first);
    await eventually(() => outputs(cell).first().textContent()).toMatch(/^\d+ %, epoch 1 of 2/);
    await page.screenshot({ path: join(pictures, `live-${theme}-growing.png`) });

    await desk.server.signal(file);
    await ended(cell, /^2 epochs in \d+(\.\d)? s: cost/);
    await page.screenshot({ path: join(pictures, `live-${theme}-ended.png`) });
    // From the first sketch to the figure, no output changes its height: the page stays where it is.
    const seen = await heightsSeen();
    for (const number of [0, 1, 2]) {
      const heights = seen.flatMap((now) => now[number] ?? []);
      expect(Math.max(...heights) - Math.min(...heights), `output ${number}`).toBeLessThanOrEqual(1);
    }
  },
);

test("an interrupt leaves the figures of what is there", async () => {
  const cell = await run(training("{ batchSize: 10, epochs: 1000, onBatch: () => wait(100) }"));
  await sketches(cell).nth(1).waitFor();
  await desk.notebook.pressStop();
  await ended(cell, /Stopped: it was interrupted\.$/);
});

test("an error leaves them too, and the cell runs again with no more outputs than before", async () => {
  const file = `error-${performance.now()}`;
  // Before each run the file is away; it is made when the sketches were seen.
  const code = `import { rmSync } from "node:fs";
rmSync("${file}", { force: true });
const fails = async ({ step }: { step: number }) => {
  await wait(300);
  if (step < 4) return;
  while (!existsSync("${file}")) await wait(100);
  throw new Error("my own mistake");
};
${training("{ batchSize: 10, onBatch: fails }")}`;
  const cell = await run(code);
  for (let time = 0; time < 2; time++) {
    if (time === 1) await desk.notebook.runCell();
    await sketches(cell).nth(1).waitFor();
    await desk.server.signal(file);
    await ended(cell, /^0 epochs and 4 of 15 batches in .*Stopped: an error ended it: my own mistake\.$/);
    await cell.getByText("Error: my own mistake").first().waitFor();
    await eventually(() => outputs(cell).count()).toBe(4);
  }
});

test("a saved notebook has the last state of each, and nothing of what was before", async () => {
  const cell = await run(training("{ batchSize: 10, epochs: 2, onBatch: () => wait(50) }"));
  await ended(cell, /^2 epochs in .* s: cost/);
  await cell.getByText("'trained'", { exact: true }).waitFor();
  await desk.notebook.save();
  const saved = await desk.server.savedFigures(lesson);
  expect(saved).toHaveLength(2 * trainings);
  for (const types of saved) expect(types).toContain("scatter");
  const { page } = desk.notebook;
  await desk.notebook.reload();
  await page
    .getByText(/^2 epochs in .* s: cost/)
    .first()
    .waitFor();
  expect(await page.locator(".jp-OutputArea").getByRole("progressbar").count()).toBe(0);
  await eventually(() => desk.notebook.countFigures()).toBe(2 * trainings);
});

test("the page reports no error", () => {
  expect(desk.complaints).toEqual([]);
});
