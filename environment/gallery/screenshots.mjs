/** Screenshots of everything in the gallery: in both themes, on a phone and on a wide screen. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { chromiumOptions, expectChromium } from "../print/chromium.mjs";

const WIDTHS = [400, 1200];
const THEMES = ["light", "dark"];

/**
 * @param {string} folder where the gallery is
 * @returns {Promise<number>} how many were taken
 * @throws {Error} if the page reports an error
 */
export async function takeScreenshots(folder) {
  const target = join(folder, "screenshots");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const browser = await chromium.launch({ executablePath: expectChromium(), args: chromiumOptions });
  try {
    const page = await browser.newPage({ viewport: { width: 1240, height: 1000 } });
    /** @type {string[]} */
    const complaints = [];
    page.on("pageerror", ({ message }) => complaints.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    let count = 0;
    await page.goto(`${pathToFileURL(join(folder, "index.html")).href}?alone`);
    const names = await page.evaluate(() =>
      /** @type {any} */ (window).exhibits.map((/** @type {any} */ e) => e.name),
    );
    for (const [i, name] of names.entries()) {
      for (const theme of THEMES) {
        for (const width of WIDTHS) {
          const place = await page.evaluateHandle(
            ({ i, theme, width }) => /** @type {any} */ (window).showAlone(i, theme, width),
            { i, theme, width },
          );
          const file = `${name.replace(/[^a-zA-Z0-9]+/g, "-")}-${theme}-${width}.png`;
          await place.asElement()?.screenshot({ path: join(target, file) });
          count++;
        }
      }
    }
    if (complaints.length > 0) throw new Error(`the gallery's page reports ${complaints.join("; ")}`);
    return count;
  } finally {
    await browser.close();
  }
}
