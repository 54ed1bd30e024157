import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as library from "../../src/index.js";
import { PROJECT } from "../library/sources.js";
import { openBrowser } from "./page.js";

let browser: Browser;
let program: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: 'export * from "./src/network"; export * from "./src/training";',
      resolveDir: PROJECT,
    },
    ...{ bundle: true, write: false, format: "iife", globalName: "library", platform: "browser" },
  });
  program = outputFiles[0].text;
  browser = await openBrowser();
}, 120_000);
afterAll(() => browser?.close());

/** Trains a small network; it is sent to the page as text. */
async function course({ Network, train }: typeof library): Promise<number[]> {
  const network = new Network([20, 6, 3], { activations: ["gelu", "softmax"], seed: 1, dtype: "float32" });
  const inputs = Array.from({ length: 60 }, (_, i) =>
    Array.from({ length: 20 }, (_, k) => ((i * k) % 3 === 0 ? (i - k) / 16 : 0)),
  );
  const targets = inputs.map((_, i) => [0, 1, 2].map((j) => (i % 3 === j ? 1 : 0)));
  const options = { cost: "cross-entropy", optimizer: "adam", learningRate: 0.01, dropout: 0.1 } as const;
  const run = await train(network, { inputs, targets }, { ...options, batchSize: 7, epochs: 5 });
  return [...run.network.parameters];
}

test("a page trains on the engine, and gets the same numbers as Node", async () => {
  const page = await browser.newPage();
  await page.evaluate(() => {
    const made: string[] = [];
    const { Module } = WebAssembly;
    WebAssembly.Module = new Proxy(Module, {
      construct(target, [bytes]) {
        made.push("module");
        return new target(bytes as BufferSource);
      },
    });
    Object.assign(globalThis, { made });
  });
  await page.evaluate(program + ";globalThis.library = library;");
  const parameters = await page.evaluate(`(${course.toString()})(library)`);
  expect(await page.evaluate("made")).toEqual(["module"]);
  expect(parameters).toEqual(await course(library));
  await page.close();
});

test("a page that forbids WebAssembly trains on the readable code", async () => {
  const page = await browser.newPage();
  const policy = "script-src 'unsafe-inline'";
  await page.setContent(
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
      `<script>${program.replaceAll("</script", "<\\/script")};` +
      `(${course.toString()})(library).then((p) => (document.title = JSON.stringify(p)));</script>`,
  );
  await page.waitForFunction(() => document.title !== "", undefined, { timeout: 60_000 });
  const parameters = JSON.parse(await page.title()) as number[];
  const expected = await course(library);
  const apart = Math.max(...parameters.map((value, i) => Math.abs(value - expected[i])));
  expect(apart).toBeLessThan(1e-4);
  expect(apart).toBeGreaterThan(0);
  await page.close();
});
