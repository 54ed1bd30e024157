/** Widgets in a plain page, outside of JupyterLab: what the tests do there, and what they see. */
import { mkdir, readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type {
  Browser,
  BrowserContextOptions,
  CDPSession,
  FrameLocator,
  Locator,
  Page,
} from "playwright-core";
import { expect } from "vitest";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { jupyterDisplay, type Displayable } from "../../src/index.js";
import { PATIENCE, until } from "./patience.js";

const pictures = join(projectRoot, "test-results", "browser", "widgets");
const axe = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const OWN = /^(http:\/\/127\.0\.0\.1:\d+\/(page\.html|widgets\/[\w-]+\.js)$|data:|about:)/;

export type Theme = "light" | "dark";

export interface PageOptions {
  width?: number;
  /** The theme as JupyterLab says it; without it the page says none, and the system's counts. */
  theme?: Theme;
  /** What is done to the page's HTML before it is shown. */
  prepare?: (html: string) => string;
  /** What is special about the browser: a touch screen, a wish for less motion. */
  device?: BrowserContextOptions;
}

/** A place on the screen. */
export interface Place {
  x: number;
  y: number;
}

/** What the accessibility checker found, and where. */
export interface Finding {
  rule: string;
  impact: string;
  where: string[];
}

export class WidgetPage {
  /** Errors that the page or a widget has reported. */
  readonly complaints: string[] = [];
  /** Requests for anything but the page itself, the programs beside it, and what is written within it. */
  readonly requests: string[] = [];

  private server: Server | undefined;
  private session: Promise<CDPSession> | undefined;

  private constructor(readonly page: Page) {
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("pageerror", (error) => this.complaints.push(String(error)));
    page.on("request", (request) => {
      if (!OWN.test(request.url())) this.requests.push(request.url());
    });
  }

  /** Opens a page with widgets, one below the other. */
  static async open(
    browser: Browser,
    widgets: readonly Displayable[],
    { width = 900, theme, prepare = (html) => html, device = {} }: PageOptions = {},
  ): Promise<WidgetPage> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, ...device });
    const bundles = await Promise.all(widgets.map((widget) => widget[jupyterDisplay]()));
    const says = theme === undefined ? "" : ` data-jp-theme-light="${theme === "light"}"`;
    const outputs = bundles.map((bundle) => `<div>${String(bundle["text/html"])}</div>`).join("\n");
    const html = prepare(
      `<!DOCTYPE html><html lang="en"><head><title>Widgets</title>` +
        `<meta name="viewport" content="width=device-width"></head><body${says}>${outputs}</body></html>`,
    );
    page.setDefaultTimeout(PATIENCE);
    const opened = new WidgetPage(page);
    opened.server = await serve(html);
    const { port } = opened.server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/page.html`);
    for (let i = 0; i < widgets.length; i++) await opened.widget(i).locator("h2").waitFor();
    await opened.takeFocus();
    return opened;
  }

  /**
   * Gives a widget's frame the focus by a click on its title, and waits until it hears a key that does nothing: the frame
   * is a process of its own in the browser, and a key that comes too early goes to another one.
   */
  async takeFocus(number = 0): Promise<void> {
    const frame = this.widget(number).locator("html");
    await frame.evaluate(() => {
      Object.assign(window, { hasHeard: false });
      window.addEventListener("keydown", () => Object.assign(window, { hasHeard: true }), { once: true });
    });
    await this.click(this.widget(number).locator("h2"));
    await until("the widget hears a key", async () => {
      await this.page.keyboard.press("Shift");
      return frame.evaluate(() => (window as unknown as { hasHeard: boolean }).hasHeard);
    });
  }

  /**
   * Notes, from now on, every change of what is read in the first widget: what goes by faster than a test looks.
   *
   * @param read a function without anything from around it, which is run in the widget's page
   * @returns gives what was noted until then
   */
  async notes(read: () => string): Promise<() => Promise<string[]>> {
    const noted = await this.widget()
      .locator("html")
      .evaluateHandle((_, text) => {
        const look = new Function(`return (${text})()`) as () => string;
        const noted = [look()];
        const note = () => look() !== noted.at(-1) && noted.push(look());
        const all = { subtree: true, childList: true, characterData: true, attributes: true };
        new MutationObserver(note).observe(document.body, all);
        return noted;
      }, read.toString());
    return () => noted.jsonValue();
  }

  /** A widget's page. */
  widget(number = 0): FrameLocator {
    return this.page.frameLocator("iframe").nth(number);
  }

  /**
   * Clicks when the frames have their heights: a widget that has grown gets a higher frame some time later, and a click
   * meanwhile would miss.
   */
  async click(target: Locator, position?: Place): Promise<void> {
    await this.cutOff();
    await clickOn(target, position);
  }

  /** Chooses a box or a circle. */
  async check(target: Locator): Promise<void> {
    if (!(await target.isChecked())) await this.click(target);
    await eventually(() => target.isChecked()).toBe(true);
  }

  /**
   * Waits until the first widget hears of the pointer at a place of the screen, where it is: the browser learns later than
   * the page where a frame is.
   */
  async reach({ x, y }: Place): Promise<void> {
    const box = (await this.page.locator("iframe").first().boundingBox())!;
    const heard = await this.widget()
      .locator("html")
      .evaluateHandle(() => {
        const heard = { x: NaN, y: NaN };
        window.addEventListener("mousemove", ({ clientX, clientY }) =>
          Object.assign(heard, { x: clientX, y: clientY }),
        );
        return heard;
      });
    let aside = 0;
    await until("the widget hears where the pointer is", async () => {
      aside = 1 - aside; // a pointer that does not move says nothing
      await this.page.mouse.move(x + aside, y);
      const at = await heard.jsonValue();
      return Math.hypot(at.x - (x + aside - box.x), at.y - (y - box.y)) < 3;
    });
  }

  /** Goes with the Tab key to the first thing in the first widget that takes keys, and waits until it has the focus. */
  async enter(): Promise<void> {
    await this.page.keyboard.press("Tab");
    await this.widget().locator(":focus").waitFor();
  }

  /**
   * Presses a key where the focus is, in the first widget. What the key does is seen later.
   *
   * @param key as Playwright names it
   * @param times how often
   */
  async press(key: string, times = 1): Promise<void> {
    for (let i = 0; i < times; i++) await this.widget().locator(":focus").press(key);
  }

  /** A finger that goes along a path, from where it touches the screen to where it leaves it. */
  async finger(path: readonly Place[]): Promise<void> {
    await this.reach(path[0]);
    const session = await this.devices();
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", touchPoints: Place[]) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    await touch("touchStart", [path[0]]);
    for (const place of path.slice(1)) await touch("touchMove", [place]);
    await touch("touchEnd", []);
  }

  /** A pen that goes along a path. */
  async pen(path: readonly Place[]): Promise<void> {
    await this.reach(path[0]);
    const session = await this.devices();
    const move = (type: "mousePressed" | "mouseMoved" | "mouseReleased", place: Place) =>
      session.send("Input.dispatchMouseEvent", {
        ...{ type, ...place, button: "left", buttons: 1, clickCount: 1, pointerType: "pen" },
      });
    await move("mousePressed", path[0]);
    for (const place of path.slice(1)) await move("mouseMoved", place);
    await move("mouseReleased", path[path.length - 1]);
  }

  private devices(): Promise<CDPSession> {
    return (this.session ??= this.page.context().newCDPSession(this.page));
  }

  /** How far the page is scrolled down. */
  scrolled(): Promise<number> {
    return this.page.evaluate(() => window.scrollY);
  }

  /** The theme as the page around says it. */
  async useTheme(theme: Theme): Promise<void> {
    await this.page.evaluate(
      (light) => (document.body.dataset.jpThemeLight = light),
      String(theme === "light"),
    );
    await this.widget().locator(`html[data-theme="${theme}"]`).waitFor();
  }

  /**
   * The widgets that are not shown whole: cut off or scrolled, in height or width. A frame gets its height some time after
   * its widget has asked for it, so they are given a while.
   */
  async cutOff(): Promise<{ down: number; aside: number }[]> {
    const begin = performance.now();
    for (;;) {
      const found = (await this.overflows()).filter(({ down, aside }) => down > 1 || aside > 1);
      if (found.length === 0 || performance.now() - begin > PATIENCE / 2) return found;
      await this.page.waitForTimeout(100);
    }
  }

  private overflows(): Promise<{ down: number; aside: number }[]> {
    const frames = this.page.frames().slice(1);
    return Promise.all(
      frames.map((frame) =>
        frame.evaluate(() => {
          const { scrollHeight, clientHeight, scrollWidth, clientWidth } = document.documentElement;
          return { down: scrollHeight - clientHeight, aside: scrollWidth - clientWidth };
        }),
      ),
    );
  }

  /** What is too small for a finger: lower or narrower than 32 pixels. */
  async smallTargets(): Promise<string[]> {
    const frames = this.page.frames().slice(1);
    const found = await Promise.all(
      frames.map((frame) =>
        frame.evaluate(() => {
          const targets =
            "button, select, summary, textarea, input:not([type=radio], [type=checkbox]), .choice label";
          return [...document.querySelectorAll<HTMLElement>(targets)].flatMap((target) => {
            const { width, height } = target.getBoundingClientRect();
            const isShown = width > 0 && height > 0;
            return isShown && Math.min(width, height) < 32
              ? [`${width} × ${height}: ${target.outerHTML}`]
              : [];
          });
        }),
      ),
    );
    return found.flat();
  }

  /** What stands in the way of people with a screen reader, a keyboard or weak eyes: what axe calls serious or worse. */
  async barriers(): Promise<Finding[]> {
    const program = await axe;
    const findings = await Promise.all(
      this.page
        .frames()
        .slice(1)
        .map((frame) =>
          frame.evaluate(async (text) => {
            new Function(text)();
            // The frame's own elements only; the page around it is the test's.
            const { axe } = window as unknown as {
              axe: {
                run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
              };
            };
            const { violations } = await axe.run();
            return violations.map(({ id, impact, nodes }) => {
              return { rule: id, impact, where: nodes.map(({ html }) => html) };
            });
          }, program),
        ),
    );
    return findings.flat().filter(({ impact }) => impact === "serious" || impact === "critical");
  }

  /** A picture of the whole page: test-results/browser/widgets/NAME.png. */
  async photograph(name: string): Promise<void> {
    const path = join(pictures, `${name}.png`);
    await mkdir(dirname(path), { recursive: true });
    await this.page.waitForTimeout(200);
    await this.page.screenshot({ path, fullPage: true });
  }

  /**
   * Pictures in both themes and at a phone's width.
   *
   * @returns what is wrong there: for people who cannot see or use a mouse, cut off, too small for a finger
   */
  async inspect(name: string): Promise<unknown[]> {
    const faults: unknown[] = [];
    for (const theme of ["light", "dark"] as const) {
      await this.useTheme(theme);
      await this.photograph(`${name}-${theme}`);
      faults.push(...(await this.barriers()));
    }
    faults.push(...(await this.cutOff()));
    await this.page.setViewportSize({ width: 375, height: 1900 });
    await this.widget()
      .locator("html")
      .evaluate(() => new Promise(requestAnimationFrame));
    faults.push(...(await this.cutOff()), ...(await this.smallTargets()));
    await this.photograph(`${name}-phone`);
    await this.page.setViewportSize({ width: 900, height: 900 });
    return faults;
  }

  async close(): Promise<void> {
    await this.page.close();
    this.server?.close();
  }
}

/** A site with one page, and the widgets' programs beside it. */
async function serve(html: string): Promise<Server> {
  const server = createServer(async ({ url = "" }, response) => {
    const isProgram = /^\/widgets\/[\w-]+\.js$/.test(url);
    response.setHeader("Content-Type", `text/${isProgram ? "javascript" : "html"}; charset=utf-8`);
    response.end(isProgram ? await readFile(join(projectRoot, "dist", url)) : html);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return server;
}

/**
 * Clicks, again if nothing came of it: between the look where a target is and the click, the frame that it is in may move.
 *
 * @param position where in the target, if not in its middle
 */
export async function clickOn(target: Locator, position?: Place): Promise<void> {
  await until("the click is heard", async () => {
    const heard = await target.evaluateHandle((element) => {
      const heard = { isClicked: false };
      element.addEventListener("click", () => (heard.isClicked = true), { once: true, capture: true });
      return heard;
    });
    await target.click({ position });
    return heard.evaluate(({ isClicked }) => isClicked);
  });
}

/** Expects something of a page that may take a while to come. */
export function eventually<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: PATIENCE });
}
