/** The loaders where there is no Node: the library's bundle for browsers, in a world with a browser's names only. */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import type * as Data from "../../src/data";

const root = join(import.meta.dirname, "../..");
let server: Server;
let code: string;
let page: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, "src/data/index.ts")],
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "data",
    write: false,
    logLevel: "error",
  });
  code = outputFiles[0].text;
  server = createServer(async ({ url = "" }, response) => {
    try {
      response.end(await readFile(join(root, url)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/lesson.html`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The library on a page with this address. */
function onPage(href: string): typeof Data {
  const names = { fetch, URL, Blob, Response, TextDecoder, TextEncoder, DecompressionStream };
  const world = createContext({ ...names, location: { href } });
  return runInContext(`${code}; data`, world) as typeof Data;
}

test("the course's data come from datasets/ beside the page", async () => {
  const { loadDigits, loadSleepStudy } = onPage(page);
  const digits = await loadDigits({ training: 50 });
  expect([digits.source, digits.training.size, digits.test.size]).toEqual(["drawn", 50, 2_000]);
  expect((await loadSleepStudy()).size).toBe(3);
});

test("what a browser cannot do is said", async () => {
  const { fileSource, loadDigits } = onPage(page);
  await expect(fileSource("scores.csv").read()).rejects.toThrow("got a browser: use httpSource(url)");
  await expect(loadDigits({ source: "mnist" })).rejects.toThrow("expected the real digits, got none");
  await expect(onPage("about:srcdoc").loadSleepStudy()).rejects.toThrow(
    "expected a place to read sleep-study/sleep-study.csv from, got none",
  );
});
