import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Network } from "../../src/network";
import { progress } from "../../src/notebook";
import { train, TrainingOptions } from "../../src/training";

const KERNEL = Symbol.for("neural-descent.kernel");
const display =
  vi.fn<(bundle: Record<string, string>, options: { displayId: string; update: boolean }) => void>();

beforeEach(() => {
  display.mockReset();
  Object.defineProperty(globalThis, KERNEL, { value: { version: 1, display }, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, KERNEL);
  vi.restoreAllMocks();
});

/** Trains for 100 steps while the clock goes on by so many milliseconds a step. */
async function trainWith(milliseconds: number, options: TrainingOptions = {}) {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const network = new Network([2, 2], { activations: "softmax" });
  const inputs = Array.from({ length: 20 }, (_, i) => [i % 2, 1 - (i % 2)]);
  return train(
    network,
    { inputs, targets: inputs },
    {
      ...{ cost: "cross-entropy", learningRate: 0.1, batchSize: 2, epochs: 10 },
      ...{ listeners: [progress(), (event) => event.type === "batch" && (now += milliseconds)] },
      ...options,
    },
  );
}

const texts = () => display.mock.calls.map(([bundle]) => bundle["text/plain"]);

describe("the progress of training", () => {
  test("is one place below the cell, changed in place", async () => {
    await trainWith(50);
    const [first, ...later] = display.mock.calls.map(([, options]) => options);
    expect(first.update).toBe(false);
    expect(later.every(({ update, displayId }) => update && displayId === first.displayId)).toBe(true);
    expect(later.length).toBeGreaterThan(2);
  });

  test("is shown at most five times a second, and at the end in any case", async () => {
    await trainWith(50); // 100 steps of 50 ms: 5 s
    expect(display.mock.calls.length).toBe(5 * 5 + 1);
    display.mockReset();
    await trainWith(0);
    expect(texts()).toHaveLength(1);
  });

  test("says how far it is, how good, and how long it takes", async () => {
    await trainWith(1000);
    expect(texts()[54]).toMatch(/^█{11}░{9} 55 %, epoch 6 of 10, 45 s left: cost 0\.\d+, \d+\.\d % right$/);
    expect(display.mock.calls[54][0]["text/html"]).toMatch(
      /role="progressbar" aria-label="training" aria-valuenow="55" aria-valuemin="0" aria-valuemax="100".*width: 55\.0%/,
    );
  });

  test("says of the time that is left no more than can be known", async () => {
    await trainWith(100); // 10 s
    expect(texts()[0]).toMatch(/ 2 %, epoch 1 of 10: cost/); // not yet
    expect(texts().slice(0, -1).at(-1)).toMatch(
      / 99 %, epoch 10 of 10, 1 s left: cost|100 %, epoch 10 of 10: cost/,
    );
    for (const [step, left] of [
      [6_000, "9 min"],
      [60_000, "1 h 30 min"],
    ] as const) {
      display.mockReset();
      await trainWith(step);
      expect(texts()[9]).toContain(`10 %, epoch 1 of 10, ${left} left`);
    }
  });

  test("ends with the time that was waited, not only that of the work", async () => {
    await trainWith(200); // 20 s by the clock, which does not run while a step is taken
    expect(texts().at(-1)).toMatch(/^10 epochs in 20 s: /);
  });

  test("ends with what was reached, and why it ended if not all was done", async () => {
    await trainWith(0, { validation: { inputs: [[1, 0]], targets: [[1, 0]] } });
    expect(texts().at(-1)).toMatch(/^10 epochs in .* s: cost .* right; validation cost .*, 100.0 % right$/);
    await trainWith(0, { onEpoch: ({ epoch }) => (epoch === 2 ? "stop" : undefined) });
    expect(texts().at(-1)).toMatch(/^2 epochs in .*\. Stopped: a listener said that it is enough\.$/);
    await trainWith(0, { onBatch: ({ step }) => (step === 13 ? "stop" : undefined) });
    expect(texts().at(-1)).toMatch(
      /^1 epoch and 3 of 10 batches in .* s: cost .*\. Stopped: a listener .*\.$/,
    );
    await trainWith(0, { shouldStop: () => true });
    expect(texts().at(-1)).toMatch(/^0 epochs in 0.0 s\. Stopped: it was interrupted\.$/);
  });

  test("does not stand still when training throws an error", async () => {
    const onEpoch = ({ epoch }: { epoch: number }) => {
      if (epoch === 2) throw new Error("my own mistake");
    };
    await expect(trainWith(50, { onEpoch })).rejects.toThrow("my own mistake");
    expect(texts().at(-1)).toMatch(/^2 epochs in .*\. Stopped: an error ended it: my own mistake\.$/);
    expect(display.mock.calls.at(-1)![0]["text/html"]).not.toContain("progressbar");
  });

  test("is silent where nothing can be changed in place", async () => {
    Reflect.deleteProperty(globalThis, KERNEL);
    const log = vi.spyOn(console, "log");
    await trainWith(50);
    expect(log).not.toHaveBeenCalled();
    expect(display).not.toHaveBeenCalled();
  });
});
