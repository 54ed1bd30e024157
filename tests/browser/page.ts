/** A notebook in JupyterLab as a learner has it on the screen: what the tests do there, and what they see. */
import { mkdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { chromium, type Browser, type Locator, type Page } from "playwright-core";
import { findChromium } from "./chromium.mjs";
import { PATIENCE, until } from "./patience.js";

/** What a code cell shows below it. */
export interface CellOutput {
  /** The first line of the cell's code, to say which cell it is. */
  readonly line: string;
  /** What stands in the brackets: a number, `*` while it waits or runs, nothing before. */
  readonly prompt: string;
  /** Errors, and what was written to stderr: JupyterLab shows both alike. */
  readonly errors: string[];
}

/** A figure as the page has drawn it. */
export interface DrawnFigure {
  readonly title: string;
  /** Type of each trace that Plotly has taken: "scatter", "contour", "surface", … */
  readonly traces: string[];
  readonly width: number;
  readonly height: number;
  /** How far it reaches out of its cell on the right, in pixels. */
  readonly overhang: number;
}

/** Plotly's element, as far as the tests look into it. */
interface PlotlyElement extends HTMLElement {
  readonly _fullData?: { type: string }[];
  readonly _fullLayout?: { title?: { text?: string } };
}

/**
 * 3-D figures need WebGL, which comes from software here; all else keeps the browser from calling home.
 */
const browserOptions = [
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser, with a fresh profile. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: browserOptions });
}

export class NotebookPage {
  /** Errors that the page has reported: on its console, thrown, or as a request that failed. */
  readonly complaints: string[] = [];
  /** Requests that went anywhere but to the server. */
  readonly strayRequests: string[] = [];

  private isLeaving = false;

  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    const complain = (text: string) => this.isLeaving || this.complaints.push(text);
    page.on("console", (message) => {
      if (message.type() === "error") complain(message.text());
    });
    page.on("pageerror", (error) => complain(String(error)));
    page.on("response", (response) => {
      if (response.status() >= 400) complain(`${response.status()} for ${response.url()}`);
    });
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith("http") && origin !== this.origin) this.strayRequests.push(request.url());
    });
  }

  /**
   * Opens a notebook and waits until its kernel is ready.
   *
   * @param browser from openBrowser
   * @param server the address that the server prints, with its token
   * @param path of the notebook, from the server's root folder
   */
  static async open(browser: Browser, server: string, path: string): Promise<NotebookPage> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(PATIENCE);
    const url = new URL(server);
    url.pathname = `/lab/tree/${path}`;
    const notebook = new NotebookPage(page, url.origin);
    await page.goto(url.href);
    // JupyterLab opens what was open before as well, and shows that first.
    const tab = page.locator(".lm-DockPanel .lm-TabBar-tab.lm-mod-current", { hasText: basename(path) });
    await tab.waitFor();
    await page.locator(`${panel} .jp-Cell`).first().waitFor();
    await notebook.idle();
    return notebook;
  }

  /** Waits until the kernel is ready and has nothing to do. (The toolbar shows that before there is a kernel.) */
  async idle(): Promise<void> {
    await this.page.getByText("TypeScript | Idle", { exact: true }).waitFor();
  }

  async pressStop(): Promise<void> {
    await this.page.locator(`${panel} [data-jp-item-name="interrupt"]`).click();
  }

  /** Saves the notebook until its tab says that all is saved: a figure that is drawn meanwhile adds its picture to it. */
  async save(): Promise<void> {
    const unsaved = this.page.locator(".lm-DockPanel .lm-TabBar-tab.lm-mod-current.jp-mod-dirty");
    await until("the notebook is saved", async () => {
      const stored = this.page.waitForResponse(
        (response) => response.request().method() === "PUT" && response.url().includes("/api/contents/"),
      );
      await Promise.all([stored, this.menu("File", "Save Notebook")]);
      return unsaved.waitFor({ state: "detached", timeout: 3_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Loads the page again. A page that is left may complain that it was interrupted in what it was just asking the server. */
  async reload(): Promise<void> {
    this.isLeaving = true;
    await this.page.reload({ waitUntil: "commit" });
    this.isLeaving = false;
  }

  /** Chooses from the menu at the top: `menu("Run", "Run All Cells")`. */
  async menu(...items: string[]): Promise<void> {
    for (const [level, name] of items.entries()) {
      // By its label: an item's accessible name has the keyboard shortcut in it.
      const label = level === 0 ? ".lm-MenuBar-itemLabel" : ".lm-Menu-itemLabel";
      await this.page.locator(label, { hasText: new RegExp(`^${name}$`) }).click();
    }
  }

  /** Runs all cells, and returns when the last one has ended, or one with an error, which ends the run. */
  async runAll(timeout: number): Promise<void> {
    await this.menu("Run", "Run All Cells");
    await this.page
      .locator(`${codeCells} .jp-InputPrompt`, { hasText: /\[[\d*]+\]/ })
      .first()
      .waitFor();
    const begin = performance.now();
    for (;;) {
      const outputs = await this.outputs();
      const waiting = outputs.filter(({ prompt }) => !/^\d+$/.test(prompt));
      if (waiting.length === 0 || outputs.some(({ errors }) => errors.length > 0)) break;
      if (performance.now() - begin > timeout)
        throw new Error(
          `after ${timeout / 1000} s, ${waiting.length} cells wait behind "${waiting[0].line}"`,
        );
      await this.page.waitForTimeout(200);
    }
    await this.idle();
  }

  /** What every code cell shows. */
  outputs(): Promise<CellOutput[]> {
    return this.page.locator(codeCells).evaluateAll((cells) =>
      cells.map((cell) => {
        const errors = cell.querySelectorAll('[data-mime-type="application/vnd.jupyter.stderr"]');
        const code = [...cell.querySelectorAll(".cm-line")].map((line) => line.textContent);
        return {
          line: code.find((line) => line.trim() !== "" && !line.startsWith("import ")) ?? "",
          prompt: cell.querySelector(".jp-InputPrompt")?.textContent.replace(/[[\]:\s]/g, "") ?? "",
          errors: [...errors].map((output) => output.textContent),
        };
      }),
    );
  }

  /**
   * Every figure, in the order of the lesson, when they change no more: Plotly comes with the first one, and draws anew
   * some time after the window or the theme has changed.
   *
   * @param areWanted whether they are what one waits for; if they never are, they are returned as they are in the end
   */
  async figures(areWanted: (figures: DrawnFigure[]) => boolean): Promise<DrawnFigure[]> {
    const begin = performance.now();
    for (let before = ""; ; await this.page.waitForTimeout(200)) {
      const figures = await this.lookAtFigures();
      const now = JSON.stringify(figures);
      const isSettled = now === before && areWanted(figures);
      if (isSettled || performance.now() - begin > PATIENCE) return figures;
      before = now;
    }
  }

  /** Every figure as it is at the moment. Each is scrolled to first, as it is by a reader. */
  private async lookAtFigures(): Promise<DrawnFigure[]> {
    const figures: DrawnFigure[] = [];
    for (const figure of await this.page.locator(`${panel} .js-plotly-plot`).all()) {
      await figure.scrollIntoViewIfNeeded();
      figures.push(
        await figure.evaluate((element: HTMLElement) => {
          const { _fullData, _fullLayout } = element as PlotlyElement;
          const { width, height, right } = element.getBoundingClientRect();
          const cell = element.closest(".jp-Cell") ?? element;
          return {
            title: _fullLayout?.title?.text ?? "",
            traces: (_fullData ?? []).map(({ type }) => type),
            width,
            height,
            overhang: Math.max(0, right - cell.getBoundingClientRect().right),
          };
        }),
      );
    }
    return figures;
  }

  /**
   * How many colors the canvas of each 3-D figure shows: a canvas on which nothing was drawn shows one.
   */
  async colorsOfSurfaces(): Promise<number[]> {
    const counts: number[] = [];
    for (const canvas of await this.page.locator(`${panel} .gl-container canvas`).all()) {
      await canvas.scrollIntoViewIfNeeded();
      counts.push(await this.countColors(await canvas.screenshot()));
    }
    return counts;
  }

  private async countColors(png: Buffer): Promise<number> {
    const context = await this.page.context().browser()!.newContext();
    try {
      const blank = await context.newPage();
      return await blank.evaluate(async (data) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = image.width;
        canvas.height = image.height;
        const context = canvas.getContext("2d")!;
        context.drawImage(image, 0, 0);
        const { data: pixels } = context.getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(pixels.buffer)).size;
      }, png.toString("base64"));
    } finally {
      await context.close();
    }
  }

  /** Adds a cell at the end, types into it, and leaves the cursor there. Each key waits until the one before was heard. */
  async typeInNewCell(text: string): Promise<Locator> {
    const { keyboard } = this.page;
    const cells = this.page.locator(`${panel} .jp-Cell`);
    const count = await cells.count();
    await cells.last().locator(".jp-InputPrompt").click();
    await keyboard.press("Escape");
    await this.page.locator(`${panel} .jp-Notebook.jp-mod-commandMode :focus`).waitFor();
    await keyboard.press("b");
    await until("there is another cell", async () => (await cells.count()) === count + 1);
    await this.page.locator(`${panel} .jp-Cell.jp-mod-active`).and(cells.last()).waitFor();
    await keyboard.press("Enter");
    await cells.last().locator(".cm-content:focus").waitFor();
    await keyboard.insertText(text);
    const lines = cells.last().locator(".cm-line");
    await until(
      "the cell has its code",
      async () => (await lines.allTextContents()).join("\n") === text.trimEnd(),
    );
    return this.page.locator(codeCells).last();
  }

  /** Runs the cell in which the cursor is. */
  async runCell(): Promise<void> {
    await this.page.keyboard.press("Control+Enter");
  }

  /** Makes the window narrower or wider. */
  async useWidth(width: number): Promise<void> {
    const notebook = this.page.locator(`${panel} .jp-Notebook`);
    const widthNow = () => notebook.evaluate((element) => element.getBoundingClientRect().width);
    const before = await widthNow();
    await this.page.setViewportSize({ width, height: 900 });
    await until("the notebook has another width", async () => (await widthNow()) !== before);
  }

  /** The course's JupyterLab takes the theme that the system asks for. */
  async useTheme(theme: "light" | "dark"): Promise<void> {
    await this.menu("Settings", "Theme", theme === "light" ? "JupyterLab Light" : "JupyterLab Dark");
    const isLight = String(theme === "light");
    await this.page.waitForFunction((light) => document.body.dataset.jpThemeLight === light, isLight);
  }

  /** The least contrast of a figure's titles and labels with the page, by WCAG's formula. */
  contrastOfFigureText(): Promise<number> {
    return this.page.evaluate(() => {
      const luminance = (color: string): number => {
        const [r, g, b] = color.match(/\d+/g)!.map((part) => {
          const c = Number(part) / 255;
          return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const background = getComputedStyle(document.querySelector(".jp-Notebook")!).backgroundColor;
      const texts = [...document.querySelectorAll(".js-plotly-plot .gtitle, .js-plotly-plot .xtick text")];
      const ratios = texts.map((text) => {
        const [a, b] = [luminance(getComputedStyle(text).fill), luminance(background)];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      });
      return Math.min(...ratios);
    });
  }

  /** How many figures are on the screen: drawn, or as the pictures that a saved notebook keeps of them. */
  async countFigures(): Promise<number> {
    const figures = this.page.locator(`${panel} .jp-RenderedPlotly`).filter({ visible: true });
    return figures.filter({ has: this.page.locator(".js-plotly-plot, img[src^=data]") }).count();
  }

  /**
   * Pictures of the screen, and of the whole notebook a tall screenful at a time: NAME-screen.png, NAME-01.png, …
   *
   * @param name a path without its ending
   */
  async photograph(name: string): Promise<void> {
    await mkdir(dirname(name), { recursive: true });
    const scroller = this.page.locator(`${panel} .jp-WindowedPanel-outer`);
    await scroller.evaluate((element) => element.scrollTo(0, 0));
    await this.page.screenshot({ path: `${name}-screen.png` });
    const size = this.page.viewportSize()!;
    await this.page.setViewportSize({ ...size, height: 2000 });
    for (let number = 1, isEnd = false; !isEnd && number <= 40; number++) {
      // What has just come into view is drawn now.
      await this.page.waitForTimeout(300);
      await scroller.screenshot({ path: `${name}-${String(number).padStart(2, "0")}.png` });
      isEnd = await scroller.evaluate((element) => {
        const before = element.scrollTop;
        element.scrollBy(0, element.clientHeight - 40);
        return element.scrollTop === before;
      });
    }
    await this.page.setViewportSize(size);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

/** The notebook on the screen, where several are open. */
const panel = ".jp-NotebookPanel:not(.lm-mod-hidden)";
const codeCells = `${panel} .jp-CodeCell`;
