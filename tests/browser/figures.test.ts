/** Every kind of figure as Plotly draws it, and on paper. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPrinter } from "../../environment/print/printer.mjs";
import { printNotebook } from "../../environment/print/print.mjs";
import { Figure } from "../../src/figures";
import { jupyterDisplay } from "../../src/display";
import { FIGURES } from "../figures/specimens";
import { openBrowser } from "./page";

type Plotly = { data: object[]; layout: { height: number }; frames?: object[] };
const plotlyOf = (figure: Figure): Plotly =>
  figure[jupyterDisplay]()["application/vnd.plotly.v1+json"] as Plotly;

let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  page.on("pageerror", ({ message }) => complaints.push(message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.setContent("<div id='figure'></div>");
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve("plotly.js-dist") });
}, 60_000);

afterAll(() => browser?.close());

/** Draws a figure at a width, as the notebook's renderer does. */
async function draw(figure: Plotly, width: number): Promise<void> {
  await page.evaluate(
    async ({ figure, width }) => {
      const { Plotly } = window as unknown as {
        Plotly: { newPlot: (...a: unknown[]) => Promise<void>; purge: (e: unknown) => void };
      };
      const place = document.getElementById("figure")!;
      Plotly.purge(place);
      place.style.width = `${width}px`;
      await Plotly.newPlot(place, figure);
    },
    { figure, width },
  );
}

describe.each(Object.entries(FIGURES))("%s", (_, make) => {
  test.each([400, 1200])(
    "is drawn at %i pixels, with its title as text and nothing outside",
    async (width) => {
      complaints.length = 0;
      await draw(plotlyOf(make()), width);
      const seen = await page.evaluate(() => {
        const title = document.querySelector(".gtitle")!;
        const place = document.getElementById("figure")!.getBoundingClientRect();
        const { top, right } = title.getBoundingClientRect();
        return {
          text: title.textContent,
          top: top - place.top,
          over: right - place.right,
          bold: title.querySelector("[style*='bold']") !== null,
        };
      });
      expect(seen).toMatchObject({ text: "Down & <b>out</b>", bold: false });
      expect(seen.top).toBeGreaterThanOrEqual(0);
      expect(seen.over).toBeLessThanOrEqual(0);
      expect(complaints).toEqual([]);
    },
  );
});

test("an animation plays from its start when asked to, and stands still at its end", async () => {
  await draw(plotlyOf(FIGURES.optimizerRace()), 800);
  const step = (): Promise<string | null> => page.locator(".slider-label").first().textContent();
  expect(await step()).toBe("step 2");
  await page.evaluate(() => {
    const seen: (string | null)[] = ((window as unknown as { seen: unknown }).seen = []) as never;
    const place = document.getElementById("figure") as unknown as {
      on: (e: string, f: (e: { name: string }) => void) => void;
    };
    place.on("plotly_animatingframe", ({ name }) => seen.push(name));
  });
  await page.locator(".updatemenu-button", { hasText: "play" }).click();
  await expect.poll(step).toBe("step 2");
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen))
    .toEqual(["0", "1", "2"]);
});

test("figures are printed as PNG and SVG, dark on white", async () => {
  const printer = await openPrinter();
  try {
    const figure = plotlyOf(FIGURES.optimizerRace());
    const png = await printer.print(figure, { width: 500, scale: 2 });
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1000, 2 * figure.layout.height]);
    const svg = (await printer.print(figure, { format: "svg" })).toString();
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain("Down &amp; &#60;b&#62;out&#60;/b&#62;");
    expect(svg).not.toContain("▶");
    expect(svg).not.toContain("rgb(121, 121, 121)");
    await expect(printer.print(figure, { format: "gif" as "png" })).rejects.toThrow(/png or svg, got gif/);
  } finally {
    await printer.close();
  }
});

test("a notebook's figures are printed beside it, in their order", async () => {
  const folder = mkdtempSync(join(tmpdir(), "neural-descent-print-"));
  try {
    const notebook = join(folder, "lesson.ipynb");
    const output = { data: FIGURES.histogram()[jupyterDisplay]() };
    writeFileSync(notebook, JSON.stringify({ cells: [{ outputs: [output, output] }, { source: "" }] }));
    const files = await printNotebook(notebook, { format: "svg" });
    expect(files).toEqual(["lesson-1.svg", "lesson-2.svg"].map((name) => join(folder, name)));
    expect(readFileSync(files[1], "utf8")).toContain("number of values");
    writeFileSync(notebook, JSON.stringify({ cells: [] }));
    await expect(printNotebook(notebook, {})).rejects.toThrow(/found none: run the notebook/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("without a Chromium it says what to install", async () => {
  const before = { ...process.env };
  process.env.PATH = "";
  delete process.env.CHROMIUM;
  try {
    await expect(openPrinter()).rejects.toThrow(/expected Chromium, to draw pictures with, found none: /);
  } finally {
    process.env.PATH = before.PATH;
    if (before.CHROMIUM !== undefined) process.env.CHROMIUM = before.CHROMIUM;
  }
});
