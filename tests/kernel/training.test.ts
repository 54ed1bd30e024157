/** Training of large batches in the kernel: helper threads work for the cell, which is stopped in the middle. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { CellResult } from "./check";
import { KernelClient } from "./client";

/** Counts chunks of batches that the cell's own thread takes. */
const library = `
import { Network, type TrainingOptions, Training } from "neural-descent";
import { wantHelpers } from "neural-descent/dist/library/engine/helpers";
let own = 0;
const { WebAssembly } = globalThis as any;
const { Instance } = WebAssembly;
WebAssembly.Instance = function (...parts: unknown[]) {
  const exports = { ...new Instance(...parts).exports };
  const { takeChunk32 } = exports;
  exports.takeChunk32 = (...told: number[]) => (own++, takeChunk32(...told));
  return { exports };
};`;

const digits = `
const rows = 5000;
const inputs = { rows, columns: 784, values: new Float32Array(rows * 784) };
const targets = { rows, columns: 10, values: new Float32Array(rows * 10) };
for (let k = 0; k < inputs.values.length; k++) {
  const chance = Math.imul(k + 1, 2_654_435_761) >>> 8;
  if (chance % 5 === 0) inputs.values[k] = ((chance >>> 4) % 255) / 256;
}
for (let i = 0; i < rows; i++) targets.values[i * 10 + ((i * 7) % 10)] = 1;
const begin = (more: TrainingOptions) => {
  const network = new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 1, dtype: "float32" });
  const options = { optimizer: "adam", learningRate: 0.001, batchSize: "full" } as const;
  return new Training(network, { inputs, targets }, { ...options, ...more });
};
const isSame = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).every((value, i) => Object.is(value, b[i]));
wantHelpers(0);
await begin({ epochs: 1 }).run();
const chunks = own; // of a batch
wantHelpers(1);

/** η as above; says "go" when helpers have taken part in some batches. */
let reached = 0;
const rate = () => {
  let isSaid = false;
  return (epoch: number) => {
    reached = epoch;
    const isDue = !isSaid && epoch >= 10 && own < chunks * epoch;
    if (isDue) console.log("go");
    isSaid ||= isDue;
    return 0.001;
  };
};
/** Whether training that was stopped is where training of so many epochs is, with helpers. */
const isWhole = async () => {
  const { checkpoint, network } = training.result;
  for (;;) {
    own = 0;
    const run = await begin({ epochs: checkpoint.step }).run();
    if (!isSame(run.network.parameters, network.parameters)) return false;
    if (own < chunks * checkpoint.step) return network.parameters.every(Number.isFinite);
  }
};
let training: Training;`;

// One for all, until a test fails or shuts it down.
let kernel: KernelClient | undefined;
const folder = mkdtempSync(join(tmpdir(), "nd-training-"));

beforeEach(async () => {
  if (kernel) return;
  kernel = await new KernelClient(folder).ready();
  for (const cell of [library, digits]) await valueOf(cell);
});
afterEach(async ({ task }) => {
  if (task.result?.state === "fail") await closed();
});
afterAll(async () => {
  await closed();
  rmSync(folder, { recursive: true, force: true });
});

/** Shuts the kernel down. @returns how it ended */
async function closed(): Promise<unknown> {
  const before = kernel;
  kernel = undefined;
  return before?.close();
}

/** The value of a cell as it is shown, if it ends without an error. */
async function valueOf(code: string): Promise<unknown> {
  const { result, error } = await kernel!.run(code);
  expect(error).toBeUndefined();
  return result?.["text/plain"];
}

/** Runs a cell until it says "go". */
async function begun(code: string): Promise<{ ended: Promise<CellResult> }> {
  const go = kernel!.next(({ content }) => content["text"] === "go\n");
  const ended = kernel!.run(code);
  await Promise.race([go, ended.then(({ error }) => expect(error).toBeUndefined())]);
  return { ended };
}

test("the stop button ends training between two steps, and what it has counts", async () => {
  const { ended } = await begun(`
    own = 0;
    training = begin({ learningRate: rate(), epochs: 1e6 });
    const run = await training.run();
    run.stopped`);
  await kernel!.interrupt();
  expect((await ended).result?.["text/plain"]).toBe("'interrupted'");
  expect(await valueOf("isSame(run.network.parameters, training.result.network.parameters)")).toBe("true");
  expect(await valueOf("await isWhole()")).toBe("true");
});

test("training that is cut off in the middle of a batch has whole steps, and goes on", async () => {
  for (let i = 0; i < 3; i++) {
    const { ended } = await begun(`
      const { now } = performance;
      performance.now = () => 0; // it is never time for a pause
      own = 0;
      let goal = Infinity;
      training = begin({ learningRate: rate(), epochs: 1e6, shouldStop: () => reached >= goal });
      await training.run()`);
    await kernel!.interrupt();
    expect((await ended).error?.ename).toBe("Interrupted");
    expect(await valueOf("performance.now = now; training.result.stopped")).toBe("'unfinished'");
    expect(await valueOf("await isWhole()")).toBe("true");
    expect(await valueOf("goal = reached + 20; (await training.run()).stopped")).toBe("'interrupted'");
    expect(await valueOf("await isWhole()")).toBe("true");
  }
});

test("helpers that have nothing to do take no time", async () => {
  await begun("own = 0; training = begin({ learningRate: rate(), epochs: 1e6 }); await training.run(); 0");
  await kernel!.interrupt();
  const isCalm = `
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { user, system } = process.cpuUsage(before);
    user + system < 50_000 // microseconds`;
  await expect.poll(() => valueOf(isCalm)).toBe("true");
});

test("the kernel can be shut down while helpers work", async () => {
  await begun("own = 0; await begin({ learningRate: rate(), epochs: 1e6 }).run()");
  const before = kernel!;
  expect(await closed()).toBe(0);
  expect(before.stderr).toBe("");
});
