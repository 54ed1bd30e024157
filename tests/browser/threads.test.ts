/** Helpers of the engine in a browser: workers on shared memory, where the page may have it. */
import { build } from "esbuild";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "../library/sources.js";
import { CHUNKS, course, type Course } from "./large-batches.js";
import { openBrowser } from "./page.js";
import { until } from "./patience.js";

const isolated = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
/** Pages, and the headers that each comes with. */
const pages: Record<string, Record<string, string>> = {
  isolated,
  plain: {},
  refusing: { ...isolated, "Content-Security-Policy": "worker-src 'none'" },
};

/** What has happened on a page: the chunks that it took itself; workers that it asked for, ended, and sent messages to. */
interface Seen {
  own: number;
  begun: number;
  ended: number;
  posted: number;
}

let browser: Browser;
let server: Server;
let expected: Course;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ["tests/browser/large-batches.ts"],
    absWorkingDir: PROJECT,
    // as the widgets are: what becomes the text of another thread's program is minified too
    ...{ bundle: true, minify: true, target: "es2020", write: false },
    ...{ format: "iife", globalName: "batches", platform: "browser" },
  });
  const program = outputFiles[0].text;
  server = createServer(({ url = "" }, response) => {
    const isProgram = url === "/program.js";
    const headers = pages[url.slice(1)] ?? {};
    response.writeHead(200, { "Content-Type": isProgram ? "text/javascript" : "text/html", ...headers });
    response.end(isProgram ? program : '<link rel="icon" href="data:,"><script src="/program.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  [browser, expected] = await Promise.all([openBrowser(), course()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await new Promise((resolve) => server?.close(resolve) ?? resolve(undefined));
});

/** Counts what happens on a page: of how many processors it knows, and another program for its workers. */
function watch({ processors, program }: { processors: number; program?: string }): void {
  const seen: Seen = { own: 0, begun: 0, ended: 0, posted: 0 };
  Object.assign(globalThis, { seen });
  Object.defineProperty(Navigator.prototype, "hardwareConcurrency", { get: () => processors });
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (...parts: ConstructorParameters<typeof WebAssembly.Instance>) {
    const exports: Record<string, unknown> = { ...new Instance(...parts).exports };
    const take = exports["takeChunk32"] as (...told: number[]) => void;
    exports["takeChunk32"] = (...told: number[]) => (seen.own++, take(...told));
    return { exports };
  } as never;
  globalThis.Worker = class extends Worker {
    private isEnded = false;
    constructor(url: string | URL) {
      super(program === undefined ? url : URL.createObjectURL(new Blob([program])));
      seen.begun++;
    }
    override postMessage(message: unknown): void {
      seen.posted++;
      super.postMessage(message);
    }
    override terminate(): void {
      if (!this.isEnded) seen.ended++;
      this.isEnded = true;
      super.terminate();
    }
  };
}

/** A page that trains, what it says on its console or throws, and what has happened there. */
class TrainingPage {
  readonly said: string[] = [];

  private constructor(private readonly page: Page) {
    page.on("console", (message) => this.said.push(message.text()));
    page.on("pageerror", (error) => this.said.push(String(error)));
  }

  static async open(path: string, options: Parameters<typeof watch>[0]): Promise<TrainingPage> {
    const opened = new TrainingPage(await browser.newPage());
    await opened.page.addInitScript(watch, options);
    await opened.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`);
    return opened;
  }

  /** Trains once, to the numbers that Node has. @returns what has happened meanwhile */
  async train(): Promise<Seen> {
    const before = await this.seen();
    expect(await this.page.evaluate("batches.course()")).toEqual(expected);
    const { own, begun, ended, posted } = await this.seen();
    return {
      own: own - before.own,
      begun: begun - before.begun,
      ended: ended - before.ended,
      posted: posted - before.posted,
    };
  }

  seen(): Promise<Seen> {
    return this.page.evaluate("seen");
  }

  is(condition: string): Promise<boolean> {
    return this.page.evaluate(condition);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}

test("an isolated page trains with helpers, and gets the same numbers as Node", async () => {
  const page = await TrainingPage.open("isolated", { processors: 3 });
  expect(await page.is("crossOriginIsolated")).toBe(true);
  await until("helpers take part", async () => (await page.train()).own < CHUNKS);
  expect(await page.seen()).toMatchObject({ begun: 2, ended: 0 });
  expect(page.said).toEqual([]);
  await page.close();
});

test.each([
  ["that is not isolated", "plain", 3],
  ["with one processor", "isolated", 1],
])("a page %s trains alone, and says nothing", async (_, path, processors) => {
  const page = await TrainingPage.open(path, { processors });
  expect(await page.is("crossOriginIsolated")).toBe(path === "isolated");
  for (let i = 0; i < 5; i++) {
    expect(await page.train()).toEqual({ own: CHUNKS, begun: 0, ended: 0, posted: 0 });
  }
  expect(page.said).toEqual([]);
  await page.close();
});

test("a page whose policy forbids workers trains alone, and asks for them once", async () => {
  const page = await TrainingPage.open("refusing", { processors: 3 });
  await until("workers were refused", async () => {
    expect((await page.train()).own).toBe(CHUNKS);
    return (await page.seen()).ended === 2;
    return (await page.seen()).ended === 2;
  });
  expect(await page.train()).toEqual({ own: CHUNKS, begun: 0, ended: 0, posted: 0 });
  // the browser's own words
  for (const text of page.said) expect(text).toMatch(/Content Security Policy/);
  await page.close();
});

test("a page whose helpers fail trains alone, and says nothing", async () => {
  const program = 'onmessage = () => { throw new Error("broken") };';
  const page = await TrainingPage.open("isolated", { processors: 3, program });
  await until("helpers have failed", async () => {
    expect((await page.train()).own).toBe(CHUNKS);
    return (await page.seen()).ended === 2;
    return (await page.seen()).ended === 2;
  });
  expect(await page.train()).toEqual({ own: CHUNKS, begun: 0, ended: 0, posted: 0 });
  expect(page.said).toEqual([]);
  await page.close();
});
