import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { jupyterDisplay } from "../../src/display";
import { Network } from "../../src/network";
import { liveFigure } from "../../src/notebook";
import { History, train, TrainingOptions } from "../../src/training";

const KERNEL = Symbol.for("neural-descent.kernel");
const display = vi.fn<(bundle: object, options: { displayId: string; update: boolean }) => void>();
const draw = vi.fn((history: History) => ({
  [jupyterDisplay]: () => ({ "text/plain": `${history.epoch.length} epochs` }),
}));

beforeEach(() => {
  display.mockReset();
  draw.mockClear();
  Object.defineProperty(globalThis, KERNEL, { value: { version: 1, display }, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, KERNEL);
  vi.restoreAllMocks();
});

/** Trains for 20 epochs of 100 ms each, by a clock of our own. */
function trained(options: TrainingOptions = {}) {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  const onEpoch = () => void (now += 100);
  return train(
    new Network([1, 1], { activations: "identity" }),
    { inputs: [[0], [1]], targets: [[1], [3]] },
    { learningRate: 0.1, epochs: 20, onEpoch, listeners: [liveFigure(draw)], ...options },
  );
}

const texts = () => display.mock.calls.map(([bundle]) => (bundle as Record<string, string>)["text/plain"]);

test("a live figure is drawn in one place while training goes on, and as it is in the end", async () => {
  await trained();
  expect(texts().slice(0, 3)).toEqual(["1 epochs", "3 epochs", "5 epochs"]);
  expect(texts()).toHaveLength(11);
  expect(texts().at(-1)).toBe("20 epochs");
  expect(new Set(display.mock.calls.map(([, { displayId }]) => displayId)).size).toBe(1);
  expect(display.mock.calls.map(([, { update }]) => update)).toEqual([false, ...Array(10).fill(true)]);
});

test("it is not drawn before there is an epoch, nor where nobody sees it", async () => {
  await trained({ shouldStop: () => true });
  Reflect.deleteProperty(globalThis, KERNEL);
  await trained();
  expect(display).not.toHaveBeenCalled();
  expect(draw).not.toHaveBeenCalled();
});
