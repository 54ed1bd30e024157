/** JupyterLab for all tests of a file: a server, a browser, and a notebook that is made ready for them. */
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeEach } from "vitest";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { NotebookPage, openBrowser } from "./page.js";
import { startJupyterLab, type Server } from "./server.js";

/** Where pictures of the screen are kept. */
export const pictures = join(projectRoot, "test-results", "browser");

/** What the tests of a file work with. */
export interface Desk {
  readonly server: Server;
  readonly notebook: NotebookPage;
  /** What every page has complained of until now. */
  readonly complaints: string[];
  /** Requests of every page that went anywhere but to its server. */
  readonly strayRequests: string[];
}

/**
 * Opens a lesson before the first test. A test that fails may leave a kernel that works and a page that nobody knows: the
 * next one, which may be the same once more, gets everything anew.
 *
 * @param lesson a file of notebooks/
 * @param prepare is done with the notebook before there is a test
 */
export function deskWith(
  lesson: string,
  prepare: (notebook: NotebookPage) => Promise<void> = async () => {},
): Desk {
  const pages: NotebookPage[] = [];
  let browser: Browser | undefined;
  let server: Server | undefined;
  let notebook: NotebookPage | undefined;

  async function clear(): Promise<void> {
    const [page, jupyter] = [browser, server];
    [browser, server, notebook] = [undefined, undefined, undefined];
    await page?.close();
    await jupyter?.stop();
  }

  beforeEach(async () => {
    if (notebook !== undefined) return;
    await clear(); // what an attempt that failed has left
    server = await startJupyterLab([lesson]);
    browser = await openBrowser();
    const opened = await NotebookPage.open(browser, server.url, lesson);
    pages.push(opened);
    await prepare(opened);
    notebook = opened;
  }, 600_000);

  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    const path = join(pictures, `failed-${task.name.replaceAll(/[^\w]+/g, "-")}.png`);
    await notebook?.page.screenshot({ path }).catch(() => undefined);
    await clear();
  });

  afterAll(clear);

  return {
    get server() {
      return server!;
    },
    get notebook() {
      return notebook!;
    },
    get complaints() {
      return pages.flatMap(({ complaints }) => complaints);
    },
    get strayRequests() {
      return pages.flatMap(({ strayRequests }) => strayRequests);
    },
  };
}
