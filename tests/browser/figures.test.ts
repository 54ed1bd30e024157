/** Every kind of figure as Plotly draws it, and on paper. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openPrinter } from "../../environment/print/printer.mjs";
import { printNotebook } from "../../environment/print/print.mjs";
import { Figure, sketch } from "../../src/figures";
import { jupyterDisplay } from "../../src/display";
import { FIGURES, figuresNamed } from "../figures/specimens";
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

/** Would be markup, and a number's place, and an entity, if it were not shown as text. */
const NAME = "a<i>b</i>%{x}&amp;";

describe.each(Object.entries(figuresNamed(NAME)))("%s", (kind, make) => {
  test("shows names as they are: on axes, in legends, on sliders and at the pointer", async () => {
    complaints.length = 0;
    const figure = plotlyOf(make());
    await draw(figure, 900);
    await page.mouse.move(0, 0);
    const written = await words();
    const pointed = await wordsAtPointer();
    const seen = new Set([...written, ...pointed]);
    for (const text of seen) {
      expect(text).not.toMatch(/undefined|NaN|&lt;|&#/);
      // Wherever a piece of the name is, the whole name is.
      if (/<i>|<\/i>|&amp;|%\{/.test(text)) expect(text).toContain(NAME);
    }
    expect(await page.locator("#figure [style*='italic']").count()).toBe(0);
    // Three-dimensional axes are drawn in pixels.
    if (kind !== "surfaceWithPath") {
      const isNamed = JSON.stringify([figure.data, figure.layout]).includes("a&lt;i&gt;b");
      expect(Array.from(seen).some((text) => text.includes(NAME))).toBe(isNamed);
      expect(pointed.length, "there is something to point at").toBeGreaterThan(0);
    }
    expect(complaints).toEqual([]);
  });
});

/** All words that are seen. */
function words(where = "#figure text"): Promise<string[]> {
  return page.locator(where).allTextContents();
}

/** What appears where the pointer is: at the last point of every trace, in the middle of every picture and of boxes. */
async function wordsAtPointer(): Promise<string[]> {
  const found: string[] = [];
  const traces = await page.evaluate(() => {
    type Trace = { hoverinfo: string; type: string; xaxis: string; yaxis: string; x?: unknown[] };
    const { _fullData } = document.getElementById("figure") as unknown as { _fullData: Trace[] };
    return _fullData.map(({ hoverinfo, type, x, xaxis, yaxis }) => ({
      last: hoverinfo !== "skip" && /scatter$|bar/.test(type) ? (x?.length ?? 0) - 1 : -1,
      axes: xaxis + yaxis,
    }));
  });
  for (const [i, { last, axes }] of traces.entries()) {
    if (last < 0) continue;
    await page.evaluate(
      ({ i, last, axes }) => {
        const { Plotly } = window as unknown as { Plotly: { Fx: { hover: (...a: unknown[]) => void } } };
        Plotly.Fx.hover(document.getElementById("figure"), [{ curveNumber: i, pointNumber: last }], axes);
      },
      { i, last, axes },
    );
    found.push(...(await words(".hoverlayer text")));
  }
  for (const selector of ["#figure .nsewdrag", "#figure .annotation-text-g"]) {
    for (const place of (await page.locator(selector).all()).slice(0, 3)) {
      const box = await place.boundingBox();
      if (!box) continue;
      await page.mouse.move(box.x + box.width / 3, box.y + box.height / 3, { steps: 2 });
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 2 });
      // Plotly looks at the pointer 50 ms later, if not at once. Not everything tells something.
      await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 150)));
      found.push(...(await words(".hoverlayer text")));
    }
  }
  return found;
}

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
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen))
    .toEqual(["0", "1", "2"]);
  await expect.poll(step).toBe("step 2");
});

test("figures are printed as PNG and SVG, dark on white", async () => {
  const printer = await openPrinter();
  try {
    const figure = plotlyOf(FIGURES.optimizerRace());
    const png = await printer.print(figure, { width: 500, scale: 2 });
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1000, 2 * figure.layout.height]);
    const images = await printer.print(plotlyOf(FIGURES.digitGrid()), { width: 600, scale: 1 });
    expect(images.readUInt32BE(16), "one small image leaves no empty paper beside it").toBeLessThan(300);
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

describe("printing a notebook", () => {
  let folder: string;
  let notebook: string;
  const figure = { data: FIGURES.histogram()[jupyterDisplay]() };
  const widget = { data: { "text/html": ["<iframe data-neural-descent-widget", " srcdoc=''></iframe>"] } };
  const growing = { data: { "text/html": sketch(FIGURES.histogram()) } };
  const save = (...outputs: object[]): void =>
    writeFileSync(notebook, JSON.stringify({ cells: [{ outputs }, { source: "" }] }));

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "neural-descent-print-"));
    notebook = join(folder, "lesson.ipynb");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("puts its figures beside it, in their order, and says what it leaves out", async () => {
    save(figure, widget, growing, { text: "7" }, figure);
    const { files, leftOut } = await printNotebook(notebook, { format: "svg" });
    expect(files).toEqual(["lesson-01.svg", "lesson-02.svg"].map((name) => join(folder, name)));
    expect(readFileSync(files[1], "utf8")).toContain("number of values");
    expect(leftOut).toEqual([
      "1 widget left out: only figures are printed",
      "1 figure left out: still growing when it was saved. Run the cell to its end",
    ]);
  });

  test("says what to do where there is nothing to print", async () => {
    save();
    await expect(printNotebook(notebook, {})).rejects.toThrow(/found none: run the notebook and save it$/);
    save(widget);
    await expect(printNotebook(notebook, {})).rejects.toThrow(/found none \(1 widget left out.*\): run/);
    writeFileSync(notebook, "no JSON");
    await expect(printNotebook(notebook, {})).rejects.toThrow(
      "expected a notebook, got a file that is no JSON",
    );
    writeFileSync(notebook, "3");
    await expect(printNotebook(notebook, {})).rejects.toThrow(
      "expected a notebook, got a file without cells",
    );
    await expect(printNotebook(join(folder, "none"), {})).rejects.toThrow(
      /none was not found: give a lesson's/,
    );
  });
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
