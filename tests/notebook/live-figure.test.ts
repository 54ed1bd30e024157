import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { jupyterDisplay, MimeBundle } from "../../src/display";
import { Figure, trainingCurves, weightImages } from "../../src/figures";
import { Network } from "../../src/network";
import { liveFigure } from "../../src/notebook";
import { History, train, TrainingOptions } from "../../src/training";

const KERNEL = Symbol.for("neural-descent.kernel");
const PLOTLY = "application/vnd.plotly.v1+json";
const display = vi.fn<(bundle: MimeBundle, options: { displayId: string; update: boolean }) => void>();
const draw = vi.fn((history: History): { [jupyterDisplay](): MimeBundle } => ({
  [jupyterDisplay]: () => ({ "text/plain": `${history.epoch.at(-1)} epochs, cost ${history.cost.length}` }),
}));
let now = 0;

beforeEach(() => {
  display.mockReset();
  draw.mockClear();
  now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now);
  Object.defineProperty(globalThis, KERNEL, { value: { version: 1, display }, configurable: true });
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, KERNEL);
  vi.restoreAllMocks();
});

/** Trains for 2 epochs of 10 batches, of 100 ms each by a clock of our own. */
function trained(options: TrainingOptions = {}) {
  const x = Array.from({ length: 10 }, (_, i) => [i / 10]);
  return train(
    new Network([1, 1], { activations: "identity" }),
    { inputs: x, targets: x },
    {
      ...{ learningRate: 0.1, epochs: 2, batchSize: 1, onBatch: () => void (now += 100) },
      ...{ listeners: [liveFigure(draw)], ...options },
    },
  );
}

const texts = () => display.mock.calls.map(([bundle]) => bundle["text/plain"]);

test("a live figure grows in one place, within the first epoch too, and ends as it is in the end", async () => {
  await trained();
  expect(texts().slice(0, 2)).toEqual(["0.2 epochs, cost 1", "0.4 epochs, cost 1"]);
  expect(texts()).toHaveLength(11); // every 200 ms of 2 s, and at the end
  expect(texts().slice(-2)).toEqual(["1 epochs, cost 1", "2 epochs, cost 2"]);
  expect(new Set(display.mock.calls.map(([, { displayId }]) => displayId)).size).toBe(1);
  expect(display.mock.calls.map(([, { update }]) => update)).toEqual([false, ...Array(10).fill(true)]);
});

test("until an epoch is done, the mean of its batches so far stands for it", async () => {
  const seen: History[] = [];
  draw.mockImplementationOnce((history) => {
    seen.push(structuredClone(history));
    return { [jupyterDisplay]: () => ({}) };
  });
  await trained();
  const [{ epoch, cost, batches, ...other }] = seen;
  expect(epoch).toEqual([0.2]);
  expect(batches.cost).toHaveLength(2);
  expect(cost).toEqual([(batches.cost[0] + batches.cost[1]) / 2]);
  expect(other).toMatchObject({ step: [2], work: [2], learningRate: [0.1], accuracy: [] });
});

test("a figure that takes long to draw is drawn more seldom: it takes no more than a hundredth of the time", async () => {
  let drawing = 0;
  draw.mockImplementation(() => {
    drawing += 20;
    now += 20;
    return { [jupyterDisplay]: () => ({}) };
  });
  await trained({ epochs: 60 });
  expect(draw.mock.calls.length).toBeGreaterThan(10);
  expect((drawing - 40) / now).toBeLessThan(1 / 100); // without the first and the last
  draw.mockReset();
});

test("while it grows it is a sketch, and in the end the figure itself, in the same place", async () => {
  const curves = (history: History) => trainingCurves({ history, title: "Down" });
  const weights = (_: History, network: Network) =>
    weightImages({ weights: network.W(1), shape: [1, 1], title: "Weights" });
  for (const drawn of [curves, weights] as ((history: History, network: Network) => Figure)[]) {
    display.mockReset();
    await trained({ listeners: [liveFigure(drawn)] });
    const bundles = display.mock.calls.map(([bundle]) => bundle);
    const last = bundles.pop()!;
    expect(bundles.length).toBeGreaterThan(5);
    for (const bundle of bundles) expect(Object.keys(bundle)).toEqual(["text/html", "text/plain"]);
    expect(Object.keys(last)).toEqual([PLOTLY, "text/plain"]);
    const { height } = (last[PLOTLY] as { layout: { height: number } }).layout;
    expect(bundles[0]["text/html"]).toContain(`height: ${height}px`);
  }
});

test("it shows the network as it is at the moment", async () => {
  const weights: number[] = [];
  const drawn = (history: History, network: Network) => {
    weights.push(network.parameters[0]);
    return trainingCurves({ history, title: "Down" });
  };
  const { network } = await trained({ listeners: [liveFigure(drawn)] });
  expect(new Set(weights.slice(0, -1)).size).toBe(weights.length - 1);
  expect(weights.at(-1)).toBe(network.parameters[0]);
});

test.each([
  ["an interrupt", { shouldStop: () => now >= 350 }, "0.4 epochs, cost 1"],
  ["an interrupt at once", { shouldStop: () => now >= 100 }, "0.1 epochs, cost 1"],
])("%s leaves the figure of what is there", async (_, options, text) => {
  await trained(options);
  expect(texts().at(-1)).toBe(text);
});

test("an error leaves the figure of what is there, and comes through", async () => {
  const onEpoch = () => {
    throw new Error("my own mistake");
  };
  await expect(trained({ onEpoch })).rejects.toThrow("my own mistake");
  expect(texts().at(-1)).toBe("1 epochs, cost 1");
  expect(display.mock.calls.at(-1)![0]).not.toHaveProperty("text/html");
});

test("used for another training it has another place", async () => {
  const live = liveFigure(draw);
  for (let k = 0; k < 2; k++) await trained({ listeners: [live] });
  expect(new Set(display.mock.calls.map(([, { displayId }]) => displayId)).size).toBe(2);
});

test("it is not drawn before there is a batch, nor where nobody sees it", async () => {
  await trained({ shouldStop: () => true });
  Reflect.deleteProperty(globalThis, KERNEL);
  await trained();
  expect(display).not.toHaveBeenCalled();
  expect(draw).not.toHaveBeenCalled();
});
