import { afterEach, describe, expect, test, vi } from "vitest";
import { activations, costOf, Network } from "../../src/network";
import { train, TogetherOptions, trainTogether } from "../../src/training";
import { difference } from "../engine/paths";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
});

const xor = { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]] }; // prettier-ignore
const fromSeeds = (count: number, f: ConstructorParameters<typeof Network>[1]["activations"] = "sigmoid") =>
  Array.from({ length: count }, (_, seed) => new Network([2, 3, 1], { activations: f, seed }));
const options: TogetherOptions = { learningRate: 2, batchSize: 2, epochs: 60, seed: 3 };

test("each network becomes what train makes of it alone; the networks given stay as they were", async () => {
  const networks = fromSeeds(21);
  const before = networks.map(({ parameters }) => [...parameters]);
  const run = await trainTogether(networks, xor, options);
  for (const [i, network] of networks.entries()) {
    const alone = await train(network, xor, options);
    expect(difference(run.network(i).parameters, alone.network.parameters)).toBeLessThan(1e-12);
    expect(run.cost[i]).toBeCloseTo(costOf(alone.network, xor.inputs, xor.targets, "mean-squared-error"), 14);
  }
  expect(networks.map(({ parameters }) => [...parameters])).toEqual(before);
  expect(networks.every(({ counts }) => counts.costEvaluations === 0)).toBe(true);
  expect([...run.epochs]).toEqual(Array(21).fill(60));
  expect(run).toMatchObject({ stopped: "epochs", reason: "all 60 epochs were done" });
  expect(String(run)).toMatch(/^21 networks: all 60 epochs were done\n/);
});

test("in whichever company, a network becomes the same to the last bit", async () => {
  const networks = fromSeeds(40);
  const all = await trainTogether(networks, xor, options);
  const some = await trainTogether(networks.slice(5).reverse(), xor, options);
  for (const i of [5, 20, 39]) expect(some.network(39 - i).parameters).toEqual(all.network(i).parameters);
});

/** A signal that is aborted when others have had so many turns: never, if they have none. */
function abortedAfterTurns(turns: number): AbortSignal {
  const controller = new AbortController();
  const timer = setInterval(() => {
    if (--turns > 0) return;
    clearInterval(timer);
    controller.abort();
  }, 1);
  return controller.signal;
}

/** Both ways: in groups, and one after the other, as with an activation of one's own. */
const ways = { "in groups": "tanh", "one by one": { ...activations.tanh } } as const;

describe.each(Object.entries(ways))("%s", (way, f) => {
  const readable = (): void => void (way === "one by one" && vi.spyOn(console, "info").mockReturnValue());

  test("the course of the cost is what train comes to in so many epochs", async () => {
    readable();
    const networks = fromSeeds(9, f);
    const run = await trainTogether(networks, xor, { ...options, learningRate: 0.2, costsAfter: [0, 7, 60] });
    for (const i of [0, 8]) {
      const costs = await Promise.all(
        [0, 7, 60].map(async (epochs) => {
          const alone = await train(networks[i], xor, { ...options, learningRate: 0.2, epochs });
          return costOf(alone.network, xor.inputs, xor.targets, "mean-squared-error");
        }),
      );
      const course = [...run.course!.values.slice(3 * i, 3 * i + 3)];
      expect(difference(course, costs)).toBeLessThan(1e-12);
      expect(course[2]).toBe(run.cost[i]);
    }
  });

  test("a network that diverges is told of, and keeps what it had after its last whole epoch; others go on", async () => {
    readable();
    const line = { inputs: [[1], [2], [3]], targets: [[1], [2], [4]] };
    // two layers without activation: from far out descent leaves the valley
    const identity = way === "in groups" ? "identity" : { ...activations.identity };
    const start = [0.1, 1, 100, 0.2, -50, -0.5, 10, 0.4, 0.5].map((w) => {
      return new Network([1, 1, 1], { activations: identity, parameters: [w, 0, w, 0] });
    });
    const settings: TogetherOptions = { batchSize: 2, epochs: 40, learningRate: 0.02 };
    const run = await trainTogether(start, line, { ...settings, costsAfter: [0, 40] });
    expect([...run.diverged]).toEqual([0, 0, 1, 0, 1, 0, 1, 0, 0]);
    expect(run.reason).toBe(
      "all 40 epochs were done; 3 of 9 networks diverged: the learning rate may be too large",
    );
    for (const [i, network] of start.entries()) {
      const alone = await train(network, line, settings);
      expect(run.diverged[i]).toBe(alone.stopped === "diverged" ? 1 : 0);
      expect(run.epochs[i]).toBe(alone.checkpoint.epoch);
      expect(difference(run.network(i).parameters, alone.network.parameters)).toBeLessThan(1e-12);
      expect(Number.isNaN(run.course!.values[2 * i + 1])).toBe(alone.stopped === "diverged");
      expect(run.course!.values[2 * i]).toBe(
        costOf(network.copy(), line.inputs, line.targets, "mean-squared-error"),
      );
    }
  });

  test("whoever ends it gets all networks after whole epochs", async () => {
    readable();
    const networks = fromSeeds(40, f);
    const long = { ...options, epochs: 1e7, costsAfter: [0, 1e7] };
    const run = await trainTogether(networks, xor, { ...long, signal: abortedAfterTurns(3) });
    expect(run.stopped).toBe("aborted");
    for (const i of [0, 39]) {
      const { network } = await train(networks[i], xor, { ...options, epochs: run.epochs[i] });
      expect(difference(run.network(i).parameters, network.parameters)).toBeLessThan(1e-9);
      expect(run.cost[i]).toBeCloseTo(costOf(network, xor.inputs, xor.targets, "mean-squared-error"), 9);
      expect(run.course!.values[2 * i]).toBeGreaterThan(0);
      expect(run.course!.values[2 * i + 1]).toBeNaN();
    }
  });
});

test("what is stopped before it begins trains nothing", async () => {
  const networks = fromSeeds(9);
  const run = await trainTogether(networks, xor, {
    ...options,
    signal: AbortSignal.abort(),
    costsAfter: [0, 1],
  });
  expect(run.stopped).toBe("aborted");
  expect([...run.epochs]).toEqual(Array(9).fill(0));
  expect(run.network(8).parameters).toEqual(networks[8].parameters);
  expect(run.course!.values[0]).toBe(run.cost[0]);
});

test("others have a turn while it trains", async () => {
  const signal = abortedAfterTurns(2);
  const run = await trainTogether(fromSeeds(3000), xor, { ...options, epochs: 1e7, signal });
  expect(run.stopped).toBe("aborted");
});

test("where WebAssembly is missing, networks are trained one after the other, to the same", async () => {
  const usual = await trainTogether(fromSeeds(10), xor, options);
  vi.stubGlobal("WebAssembly", undefined);
  vi.resetModules();
  const fresh = (await import("../../src/training")) as { trainTogether: typeof trainTogether };
  const { Network: FreshNetwork } = (await import("../../src/network")) as { Network: typeof Network };
  const networks = fromSeeds(10).map(
    (_, seed) => new FreshNetwork([2, 3, 1], { activations: "sigmoid", seed }),
  );
  const run = await fresh.trainTogether(networks, xor, options);
  expect(difference(run.parameters.values, usual.parameters.values)).toBeLessThan(1e-11);
  expect(difference(run.cost, usual.cost)).toBeLessThan(1e-11);
  expect(run.parameters.values).not.toEqual(usual.parameters.values);
});

test("outputs that are no probabilities are refused, as by train", async () => {
  const networks = fromSeeds(10, "identity");
  await expect(trainTogether(networks, xor, { ...options, cost: "cross-entropy" })).rejects.toThrow(
    /outputs between 0 and 1/,
  );
});

test("what is wrong is said before anything is trained", async () => {
  const networks = fromSeeds(3);
  const other = [...networks, new Network([2, 4, 1], { activations: "sigmoid" })];
  const mixed = [...networks, new Network([2, 3, 1], { activations: "tanh" })];
  await expect(trainTogether([], xor)).rejects.toThrow("expected one network or more in a list, got []");
  await expect(trainTogether(other, xor)).rejects.toThrow(
    "expected networks of one build, 2-3-1 with biases in float64, got 2-4-1 with biases in float64 as number 3",
  );
  await expect(trainTogether(mixed, xor)).rejects.toThrow(/same activations, got other ones in number 3/);
  await expect(trainTogether(networks, { inputs: [[1]], targets: [[1]] })).rejects.toThrow(/2 inputs a row/);
  const asked = { validation: xor } as TogetherOptions;
  await expect(trainTogether(networks, xor, asked)).rejects.toThrow(/got validation: train one by one/);
  for (const costsAfter of [[1, 1], [-1], [0.5], [11]])
    await expect(trainTogether(networks, xor, { costsAfter })).rejects.toThrow(
      /from 0 to 10 in rising order/,
    );
  const falling = { learningRate: (epoch: number) => 1 - epoch };
  await expect(trainTogether(fromSeeds(9), xor, falling)).rejects.toThrow(
    /learning rate of zero or more, got -1/,
  );
});
