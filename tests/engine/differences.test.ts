import { afterEach, describe, expect, test, vi } from "vitest";
import { loadDigits } from "../../src/data";
import { CostProbe } from "../../src/engine";
import { activations, costs, incrementalGradient, Network, numericalGradient } from "../../src/network";
import type { ActivationName, Cost, CostName, NumericalGradientOptions } from "../../src/network";
import fc from "../examples";
import { examples } from "./paths";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const names = Object.keys(activations) as ActivationName[];
const costNames = Object.keys(costs) as CostName[];
const methods = ["forward", "backward", "central", "five-point"] as const;
const dtypes = ["float64", "float32"] as const;

type Data = ReturnType<typeof examples>;
const found = (
  gradient: typeof numericalGradient,
  network: Network,
  { inputs, targets }: Data,
  cost: Cost | CostName,
  options: NumericalGradientOptions = {},
) => gradient(network, inputs, targets, cost, options);

/** Expects the engine's gradients to be the same: with every cost by a whole pass, and with what a change reaches. */
function expectSame(network: Network, data: Data, cost: CostName, given: NumericalGradientOptions = {}) {
  const options = { ...given, path: "engine" as const };
  const before = network.parameters.slice();
  const whole = found(numericalGradient, network, data, cost, options);
  const reached = found(incrementalGradient, network, data, cost, options);
  expect(reached).toEqual(whole);
  expect(network.parameters).toEqual(before);
  return reached;
}

/** Costs that take logarithms need outputs between 0 and 1. */
const outputs = (last: ActivationName, cost: CostName): ActivationName =>
  ["cross-entropy", "binary-cross-entropy"].includes(cost) && last !== "sigmoid" ? "softmax" : last;

describe.each(dtypes)("in %s the engine's incremental gradient is its plain one, bit for bit,", (dtype) => {
  const few = fc.integer({ min: 1, max: 9 });
  const width = fc.oneof({ weight: 3, arbitrary: few }, fc.constantFrom(16, 17, 33, 70));
  const layer = fc.constantFrom(...names);

  test("for networks of any build, with every method", () => {
    const build = fc.record({
      sizes: fc.array(width, { minLength: 2, maxLength: 6 }),
      hidden: fc.tuple(layer, layer, layer, layer),
      last: layer,
      cost: fc.constantFrom(...costNames),
      method: fc.constantFrom(...methods),
      biases: fc.boolean(),
      share: fc.constantFrom(0, 0.2, 1),
      n: fc.constantFrom(1, 1, 2, 5),
      seed: fc.nat(1e6),
      some: fc.array(fc.nat(), { minLength: 100, maxLength: 100 }),
    });
    fc.assert(
      fc.property(build, ({ sizes, hidden, last, cost, method, biases, share, n, seed, some }) => {
        const all = [...hidden.slice(0, sizes.length - 2), outputs(last, cost)];
        const network = new Network(sizes, { activations: all, biases, seed, dtype });
        const data = examples(n, sizes[0], sizes[sizes.length - 1], { share, seed, dtype });
        const count = network.parameterCount;
        const parameters = count < 300 ? undefined : some.map((index) => index % count);
        const options = { method, parameters };
        const { costEvaluations } = expectSame(network, data, cost, options);
        const readable = found(numericalGradient, network, data, cost, { ...options, path: "readable" });
        expect(costEvaluations).toBe(readable.costEvaluations);
      }),
      { numRuns: 150 },
    );
  });

  test.each([
    ["rows of inputs", 1],
    ["lists of inputs", 0.1],
  ])("for more examples than go through the network at once, in %s", (_, share) => {
    for (const cost of ["mean-squared-error", "cross-entropy"] as const) {
      const network = new Network([20, 6, 3], { activations: ["relu", "softmax"], seed: 3, dtype });
      expectSame(network, examples(300, 20, 3, { share, classes: true, dtype }), cost);
    }
  });

  test("for parameters in any order, the same ones again", () => {
    const network = new Network([18, 9, 4], { activations: "tanh", seed: 5, dtype });
    const parameters = ["W2", 40, 41, 43, 42, 42, "b1", 3, 3, 200, 12, "b2", 0];
    const data = examples(2, 18, 4, { share: 0.3, dtype });
    const { gradient, indices } = expectSame(network, data, "half-sum-of-squares", { parameters });
    const all = found(incrementalGradient, network, data, "half-sum-of-squares", { path: "engine" });
    expect([...gradient]).toEqual([...indices].map((index) => all.gradient[index]));
  });

  test("for a digit, whose pixels have few different values, so that units get the same numbers again", async () => {
    const { training } = await loadDigits({ training: 1, test: 1, dtype });
    for (const activations of ["sigmoid", "relu"] as const) {
      const network = new Network([784, 7, 5, 10], { activations, seed: 1, dtype });
      expectSame(network, training, "mean-squared-error");
    }
  });

  test.each([
    ["one example", [100, 8, 2], 1],
    ["an example more than go at once", [100, 8, 2], 129],
    ["many units", [2, 2000, 1], 1],
  ])("where nothing is rounded, so that units get the same numbers all the time, for %s", (_, sizes, n) => {
    const network = new Network(sizes, { activations: ["identity", "sigmoid"], seed: 2, dtype });
    const [W, data] = [network.W(1), examples(n, sizes[0], sizes[2], { dtype })];
    for (let i = 0; i < W.values.length; i++) W.values[i] = ((Math.floor(i / W.columns) % 8) - 4) / 16; // the same for all units
    data.inputs.values.forEach((x, k) => (data.inputs.values[k] = x < 0 ? 0.5 : 1));
    const found = expectSame(network, data, "half-sum-of-squares", { h: 1 / 64, parameters: ["W1", "b1"] });
    expect(Math.max(...found.gradient.map(Math.abs))).toBeGreaterThan(1e-3);
  });

  test("where numbers are so small that they are flushed", () => {
    const tiny = dtype === "float64" ? 1e-160 : 1e-22;
    const network = new Network([4, 5, 3, 2], { activations: ["sigmoid", "elu", "tanh"], seed: 1, dtype });
    network.parameters.forEach((w, i) => (network.parameters[i] = i % 3 === 0 ? w * tiny : w * 100));
    const data = examples(3, 4, 2, { dtype });
    data.inputs.values.forEach((x, k) => (data.inputs.values[k] = k % 2 === 0 ? x * tiny : x));
    expectSame(network, data, "mean-squared-error", { h: 1e-3 });
    expectSame(network, data, "mean-squared-error", { h: 100, method: "five-point" });
  });
});

test("on the network of digits, in float64 the engine's gradient is within 10⁻⁸ of the readable one, and counts the same", async () => {
  const { training } = await loadDigits({ training: 3, test: 1 });
  const network = new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 1 });
  const other = network.copy();
  const quick = expectSame(network, training, "half-sum-of-squares");
  const readable = found(incrementalGradient, other, training, "half-sum-of-squares", { path: "readable" });
  expect(Math.max(...quick.gradient.map((slope, i) => Math.abs(slope - readable.gradient[i])))).toBeLessThan(
    1e-8,
  );
  expect(Math.max(...quick.gradient)).toBeGreaterThan(0.01);
  const { costEvaluations, costExamples } = other.counts;
  expect(network.counts).toMatchObject({
    costEvaluations: 2 * costEvaluations,
    costExamples: 2 * costExamples,
  }); // it was asked twice
});

describe("the path", () => {
  const large = new Network([60, 16, 4], { activations: "sigmoid", seed: 1 });
  const data = examples(1, 60, 4, { share: 0.5 });
  const both = [numericalGradient, incrementalGradient];

  test("is the engine's where there is much to do, for all parameters or some", () => {
    const asked = vi.spyOn(CostProbe, "for");
    for (const gradient of both) {
      const all = found(gradient, large, data, "mean-squared-error");
      expect(all).toEqual(found(gradient, large, data, "mean-squared-error", { path: "engine" }));
      const [slope] = found(gradient, large, data, "mean-squared-error", { parameters: 990 }).gradient;
      expect(slope).toBe(all.gradient[990]);
    }
    expect(asked).toHaveBeenCalledTimes(6);
  });

  test("is the readable code's where there is little, or the caller says so", () => {
    const asked = vi.spyOn(CostProbe, "for");
    const small = new Network([2, 3, 1], { activations: "sigmoid" });
    for (const gradient of both) {
      found(gradient, small, examples(20, 2, 1), "mean-squared-error");
      found(gradient, large, data, "mean-squared-error", { path: "readable" });
    }
    expect(asked).not.toHaveBeenCalled();
  });

  test("is the readable code's for one's own parts; if the engine is asked for, an error says so", () => {
    class Own extends Network {}
    const swish = { ...activations.tanh, name: "swish" };
    const mine = { ...costs["mean-squared-error"], name: "mine" };
    const asked = vi.spyOn(CostProbe, "for");
    const cases: [Network, Cost | CostName, string][] = [
      [new Network([60, 16, 4], { activations: swish }), "mean-squared-error", "the activation swish"],
      [large, mine, "the cost mine"],
      [new Own([60, 16, 4], { activations: "tanh" }), "mean-squared-error", "the network's class Own"],
    ];
    for (const gradient of both)
      for (const [network, cost, name] of cases) {
        const readable = found(gradient, network, data, cost, { path: "readable" });
        expect(found(gradient, network, data, cost)).toEqual(readable);
        expect(() => found(gradient, network, data, cost, { path: "engine" })).toThrow(
          `expected parts that are the library's, which the engine knows, got ${name}, which is your own: write path: "readable"`,
        );
      }
    expect(asked).not.toHaveBeenCalled();
  });

  test("is the readable code's where there is no WebAssembly", async () => {
    vi.resetModules();
    vi.stubGlobal("WebAssembly", undefined);
    const { incrementalGradient: elsewhere } = await import("../../src/network/incremental-gradient");
    const { Network } = await import("../../src/network/network");
    const network = new Network([60, 16, 4], { activations: "sigmoid", seed: 1 });
    const { inputs, targets } = data;
    const readable = found(incrementalGradient, large, data, "mean-squared-error", { path: "readable" });
    expect(elsewhere(network, inputs, targets, "mean-squared-error")).toEqual(readable);
    expect(() => elsewhere(network, inputs, targets, "mean-squared-error", { path: "engine" })).toThrow(
      'expected WebAssembly with vectors of 128 bits, and room in memory, for the engine, and there is none: write path: "readable"',
    );
  });

  test("is one that there is", () => {
    for (const gradient of both)
      expect(() => found(gradient, large, data, "mean-squared-error", { path: "fast" as "engine" })).toThrow(
        'expected the path "readable" or "engine", or none, got "fast"',
      );
  });
});

describe("the engine's differences refuse what the readable ones refuse:", () => {
  const network = new Network([60, 16, 4], { activations: ["tanh", "identity"], seed: 1 });
  const data = examples(1, 60, 4, { share: 0.5 });
  const cases: [string, CostName, NumericalGradientOptions, (network: Network) => void][] = [
    ["a name that is none", "mean-squared-error", { parameters: "W9" }, () => {}],
    ["a step that is lost", "mean-squared-error", { h: 1e-30 }, () => {}],
    ["a step that is 0", "mean-squared-error", { h: 0 }, () => {}],
    ["a method that is none", "mean-squared-error", { method: "middle" as "central" }, () => {}],
    ["outputs that are no probabilities", "cross-entropy", {}, () => {}],
    ["a parameter that is NaN", "mean-squared-error", {}, ({ parameters }) => (parameters[5] = NaN)],
    ["a cost that is infinite", "mean-squared-error", {}, ({ parameters }) => parameters.fill(1e200)],
  ];
  const messageOf = (call: () => unknown): string => {
    try {
      call();
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };

  test.each(cases)("%s", (_, cost, options, spoil) => {
    for (const gradient of [numericalGradient, incrementalGradient]) {
      const spoiled = network.copy();
      spoil(spoiled);
      const before = spoiled.parameters.slice();
      const [readable, any, engine] = (["readable", undefined, "engine"] as const).map((path) =>
        messageOf(() => found(gradient, spoiled, data, cost, { ...options, path })),
      );
      expect(readable).not.toBe("nothing");
      expect(any).toBe(readable);
      expect([
        readable,
        'expected finite costs near the network\'s parameters, got one that is not: write path: "readable", which says more',
      ]).toContain(engine);
      expect(spoiled.parameters).toEqual(before);
      expect(found(incrementalGradient, network, data, "mean-squared-error").gradient).toHaveLength(1044);
    }
  });
});
