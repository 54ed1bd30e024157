import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, FrameLocator } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { jupyterDisplay, Network, quiz, shareWidgetPrograms, Widget } from "../../src/index.js";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { openBrowser } from "./page.js";
import { PATIENCE } from "./patience.js";
import { eventually, WidgetPage, type PageOptions } from "./widget-page.js";

let browser: Browser;
let opened: WidgetPage | undefined;

beforeAll(async () => {
  browser = await openBrowser();
}, 60_000);
afterAll(() => browser?.close());

afterEach(async () => {
  expect(opened?.complaints ?? []).toEqual([]);
  await opened?.close();
  opened = undefined;
});

async function open(widgets: Widget[], options?: PageOptions): Promise<FrameLocator> {
  opened = await WidgetPage.open(browser, widgets, options);
  return opened.widget();
}

const network = new Network([784, 16, 16, 10], { activations: "sigmoid" });

const sample = quiz({
  title: "Quiz: neurons and cost",
  questions: [
    {
      ask: "What does the bias of a neuron do?",
      choices: [
        {
          text: "It shifts where the neuron begins to be active.",
          right: true,
          reason: "It is added to the weighted sum.",
        },
        { text: "It makes the activation steeper.", reason: "That is what larger weights do." },
        { text: "Hardly anything.", reason: "Without it every neuron with inputs of 0 gives `f(0)`." },
      ],
    },
    {
      ask: "Which of these change when `network` learns?",
      several: true,
      choices: [
        { text: "its weights", right: true, reason: "Each by its own share of the gradient." },
        { text: "its biases", right: true, reason: "They are parameters as well." },
        { text: "its number of layers", reason: "That is chosen before." },
      ],
    },
    {
      ask: "How many parameters has a 784-16-16-10 network?",
      answer: network.parameterCount,
      unit: "parameters",
      reason: "784·16 + 16 + 16·16 + 16 + 16·10 + 10.",
      mistakes: [{ value: network.parameterCount - 42, reason: "The biases are missing." }],
    },
  ],
});

test("is answered by keyboard alone, from wrong to right, with reasons and a score", async () => {
  const widget = await open([sample]);
  const focused = () => widget.locator(":focus");
  await opened!.enter(); // the first choice
  await opened!.press("Space");
  const order = await widget.locator("li").first().locator("label").allTextContents();
  const right = order.indexOf("It shifts where the neuron begins to be active.");
  const wrong = (right + 1) % 3;
  await opened!.press("ArrowDown", wrong);
  await opened!.press("Enter");
  const first = widget.locator("li").first();
  await first.getByText("✗ Not yet.").waitFor();
  await eventually(() => first.locator(".reason:visible").count()).toBe(1);
  await eventually(() => focused().textContent()).toBe("Try again");
  await opened!.press("Enter");
  await eventually(() => first.locator(".reason:visible").count()).toBe(0);
  await opened!.press("Space");
  await opened!.press("ArrowDown", right);
  await opened!.press("Enter");
  await eventually(() => first.locator(".verdict").textContent()).toContain("✓ Right.");
  await eventually(() => first.locator(".reason:visible").textContent()).toContain(
    "added to the weighted sum",
  );

  const number = widget.locator("li").nth(2).locator("input");
  await number.pressSequentially("12,960");
  await number.press("Enter");
  await widget.getByText("The biases are missing.").waitFor();
  await number.pressSequentially("13,002"); // the old number is selected, so this replaces it
  await number.press("Enter");
  await widget.getByText("784·16 + 16 + 16·16 + 16 + 16·10 + 10.").waitFor();
  await eventually(() => widget.locator("p[role=status]").last().textContent()).toContain(
    "Score: 2 of 3 solved, 0 at the first try",
  );
});

test("of several right choices all are needed; then every choice is explained", async () => {
  const widget = await open([sample]);
  const second = widget.locator("li").nth(1);
  await opened!.check(second.getByLabel("its weights"));
  await opened!.click(second.getByRole("button", { name: "Check" }));
  await eventually(() => second.locator(".verdict").textContent()).toContain("it is not all");
  await opened!.click(second.getByRole("button", { name: "Try again" }));
  await opened!.check(second.getByLabel("its biases")); // what was chosen stays chosen
  await opened!.click(second.getByRole("button", { name: "Check" }));
  await eventually(() => second.locator(".reason:visible").count()).toBe(3);
  await eventually(() => second.getByText("✓ rightly left out: ").count()).toBe(1);
  await opened!.click(widget.getByRole("button", { name: "Start again" }));
  await widget.getByText("Score: 0 of 3").waitFor();
  await eventually(() => widget.locator(".reason:visible").count()).toBe(0);
});

test("HTML in its texts is shown as text, never run", async () => {
  const html =
    '<img src=x onerror="parent.postMessage(1)"></script><script>document.title = "broken in"</script>"';
  const choices = [
    { text: html, right: true, reason: html },
    { text: `b${html}`, reason: html },
  ];
  const hostile = quiz({
    title: html,
    questions: [
      { ask: html, choices },
      { ask: html, answer: 1, unit: html, reason: html },
    ],
  });
  const widget = await open([hostile]);
  expect(await widget.locator("h2").textContent()).toBe(html);
  expect(await widget.locator("legend").textContent()).toBe(html);
  await opened!.click(widget.locator("label", { hasText: "b<img" }));
  await opened!.click(widget.getByRole("button", { name: "Check" }).first());
  await widget.getByText("✗ Not yet.").waitFor();
  expect(await widget.locator("img").count()).toBe(0);
  expect(await opened!.page.title()).toBe("Widgets");
  expect(opened!.requests).toEqual([]);
});

test("very long texts stay within the page, at a phone's width too", async () => {
  const word = "Donaudampfschifffahrtsgesellschaft".repeat(4);
  const text = `${"A sentence that goes on and on. ".repeat(12)}${word}`;
  const long = quiz({
    title: text,
    questions: [
      {
        ask: `Which? ${text}`,
        choices: [
          { text, right: true, reason: text },
          { text: word, reason: `\`${word}\`` },
        ],
      },
      { ask: text, answer: 1e-12, tolerance: 0, unit: word, reason: text },
    ],
  });
  const widget = await open([long], { width: 375 });
  await opened!.check(widget.getByRole("radio").first());
  await opened!.click(widget.getByRole("button", { name: "Check" }).first());
  await widget.locator("input[type=text]").fill("1e-12");
  await opened!.click(widget.getByRole("button", { name: "Check" }).last());
  await widget.getByText("✓ Right.").last().waitFor();
  expect(await opened!.cutOff()).toEqual([]);
  expect(await opened!.barriers()).toEqual([]);
});

test("a number counts as right just within the tolerance, written in any way", async () => {
  const question = { ask: "How far?", answer: -0.25, tolerance: 0.01, reason: "Measured." };
  const widget = await open([quiz({ questions: [question] })]);
  const field = widget.locator("input");
  for (const [text, verdict] of [
    ["", "there is nothing yet"],
    ["a quarter", "there is “a quarter”"],
    ["0.25", "Look at the sign again."],
    ["-0.2601", "That is too small."],
    ["-0.2399", "That is too large."],
    ["-3", "more than ten times too large"],
    ["−0,26", "It is −0.25."],
  ]) {
    await field.fill(text);
    await field.press("Enter");
    await widget.locator(".verdict", { hasText: verdict }).waitFor();
    expect(await opened!.barriers()).toEqual([]);
  }
  await widget.getByText("Score: 1 of 1 solved, 0 at the first try.").waitFor();
});

test("is good to look at and to use for everybody, wide and narrow, light and dark", async () => {
  const widget = await open([sample]);
  await opened!.check(widget.getByLabel("its weights"));
  await opened!.check(widget.getByLabel("its biases"));
  await opened!.click(widget.locator("li").nth(1).getByRole("button", { name: "Check" }));
  await opened!.check(widget.getByLabel("Hardly anything."));
  await opened!.click(widget.locator("li").first().getByRole("button", { name: "Check" }));
  await widget.locator("li").nth(2).locator("input").fill("12");
  await opened!.click(widget.getByRole("button", { name: "Check" }).last());
  expect(await opened!.inspect("quiz")).toEqual([]);
});

test("follows the page's theme, and the system's where the page says none", async () => {
  const widget = await open([sample], { theme: "dark" });
  const ground = () => widget.locator("main").evaluate((main) => getComputedStyle(main).backgroundColor);
  await widget.locator('html[data-theme="dark"]').waitFor();
  await eventually(ground).toBe("rgb(21, 24, 28)");
  await opened!.useTheme("light");
  await eventually(ground).toBe("rgb(255, 255, 255)");
  await opened!.close();

  const alone = await open([sample]);
  await opened!.page.emulateMedia({ colorScheme: "dark" });
  const groundAlone = () => alone.locator("main").evaluate((main) => getComputedStyle(main).backgroundColor);
  await eventually(groundAlone).toBe("rgb(21, 24, 28)");
});

test("several stand on a page without disturbing each other, with one copy of the program", async () => {
  const prepare = (html: string) => {
    const shared = shareWidgetPrograms(html, "widgets");
    expect(shared.names.sort()).toEqual(["host", "quiz"]);
    expect(shared.html.length).toBeLessThan(html.length - 10_000);
    return shared.html;
  };
  await open([sample, sample], { prepare });
  await opened!.check(opened!.widget(0).getByLabel("its weights"));
  expect(await opened!.widget(1).getByLabel("its weights").isChecked()).toBe(false);
  expect(await opened!.cutOff()).toEqual([]);
});

test("so they do in pages that are opened from a disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "widgets-"));
  await cp(join(projectRoot, "dist", "widgets"), join(folder, "programs"), { recursive: true });
  const html = String(sample[jupyterDisplay]()["text/html"]);
  await writeFile(
    join(folder, "page.html"),
    `<!DOCTYPE html><body>${shareWidgetPrograms(html, "programs").html}`,
  );
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(pathToFileURL(join(folder, "page.html")).href);
  await page.frameLocator("iframe").getByLabel("its weights").check();
  await page.waitForFunction(() => document.querySelector("iframe")!.clientHeight < 650);
  await page.close();
  await rm(folder, { recursive: true });
});

test("as a file of its own it works as well", async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.setContent(sample.document);
  await page.getByLabel("its weights").check();
  await page.close();
});
