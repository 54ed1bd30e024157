/** Plain descent takes a large first layer in one pass, where it knows beforehand that the gradient is in bounds. */
import { describe, expect, test } from "vitest";
import { l1Penalty, l1ProximalPenalty, l2Penalty, Network } from "../../src/network";
import type { TrainingOptions } from "../../src/training";
import { difference, examples, take, Taken } from "./paths";

const sizes = [90, 17, 3]; // 90 rows of 17 weights: some kilobytes, and rows that are no whole vectors
const both = (start: Network, data: ReturnType<typeof examples>, options: TrainingOptions, steps: number) =>
  (["engine", "readable"] as const).map((path) => take(path, start, data, options, steps)) as [Taken, Taken];

function expectSame([engine, readable]: [Taken, Taken], within: number): void {
  expect(difference(engine.network.parameters, readable.network.parameters)).toBeLessThanOrEqual(within);
  expect(engine.reports).toHaveLength(readable.reports.length);
  engine.reports.forEach((report, k) => {
    expect(difference([report.cost], [readable.reports[k].cost])).toBeLessThanOrEqual(10 * within);
    const norm = readable.reports[k].gradientNorm;
    expect(difference([report.gradientNorm], [norm]), `‖g‖ of step ${k}`).toBeLessThanOrEqual(10 * within);
  });
}

const rules: Record<string, TrainingOptions> = {
  "no rule": {},
  L2: { penalty: l2Penalty(0.1) },
  L1: { penalty: l1Penalty(0.03) },
  "L1, proximal": { penalty: l1ProximalPenalty(0.05) },
  "L2 and L1, proximal": { penalty: [l2Penalty(0.1), l1ProximalPenalty(0.05)] },
  "all penalties": { penalty: [l2Penalty(0.1), l1Penalty(0.01), l1ProximalPenalty(0.05)] },
  "clipped by length": { clipNorm: 0.05 },
  "hardly clipped by length": { clipNorm: 1 },
  "clipped by value": { clipValue: 0.002 },
  "clipped by both": { clipValue: 0.002, clipNorm: 0.01 },
  "L2, clipped by length": { penalty: l2Penalty(0.1), clipNorm: 0.05 },
  "L1, proximal, clipped by value": { penalty: l1ProximalPenalty(0.05), clipValue: 0.002 },
};

describe.each(Object.entries(rules))("%s", (_, rule) => {
  test.each(["float64", "float32"] as const)("in %s, inputs in lists or in rows", (dtype) => {
    for (const share of [0.05, 0.3, 1]) {
      const data = examples(12, sizes[0], 3, { dtype, share });
      const start = new Network(sizes, { activations: "tanh", seed: 3, dtype });
      start.parameters.fill(0, 40, 50); // L1 has no slope at 0
      for (const batchSize of [1, 4, "full"] as const) {
        const taken = both(start, data, { ...rule, batchSize, learningRate: 0.1, seed: 1 }, 5);
        expectSame(taken, dtype === "float64" ? 1e-12 : 1e-4);
      }
    }
  });

  test("a gradient that may be out of bounds is measured first", () => {
    for (const share of [0.1, 1]) {
      const wild = examples(12, sizes[0], 3, { dtype: "float32", share });
      wild.inputs.values.forEach((x, k) => (wild.inputs.values[k] = 1e8 * x));
      const start = new Network(sizes, { activations: "identity", seed: 3, dtype: "float32" });
      start.parameters.forEach((w, k) => (start.parameters[k] = 1e-8 * w));
      const options = { ...rule, batchSize: 3, learningRate: 1e-18 };
      expectSame(both(start, wild, options, 4), 1e-4);
    }
  });

  test("before a gradient that is out of bounds nothing has changed, and nothing is left of it", () => {
    for (const share of [0.1, 1]) {
      const data = examples(12, sizes[0], 3, { dtype: "float32", share });
      data.inputs.values.forEach((x, k) => (data.inputs.values[k] = k < 6 * sizes[0] ? x : 1e18 * x));
      const start = new Network(sizes, { activations: ["sigmoid", "identity"], seed: 3, dtype: "float32" });
      // weights so small that even these inputs give no large sums, and slopes so large that the square has no room
      start.parameters.fill(1e-25, 0, 90 * 17);
      const options = { ...rule, batchSize: 3, learningRate: 1e-30, shuffle: false };
      expectSame(both(start, data, options, 8), 1e-4);
    }
  });
});

describe("float32 has no room for the squares in the second batch", () => {
  test("of what L2 does to the weights", () => {
    const data = examples(12, 90, 17, { dtype: "float32", share: 0.1 });
    data.inputs.values.forEach((x, k) => (data.inputs.values[k] = 1e-8 * x));
    data.targets.values.forEach((y, k) => (data.targets.values[k] = 1e10 * y));
    const line = new Network([90, 17], { activations: "identity", seed: 3, dtype: "float32", biases: false });
    const options = { penalty: l2Penalty(1), batchSize: 4, learningRate: 1e10, shuffle: false };
    expectSame(both(line, data, options, 2), 1e-4);
  });

  test("of the gradient by the last layer, while the first layer's is in bounds", () => {
    const data = examples(12, 90, 3, { dtype: "float32", share: 0.1 });
    data.targets.values.forEach((y, k) => (data.targets.values[k] = (k < 12 ? 1e5 : 8e10) * y));
    const start = new Network(sizes, { activations: ["sigmoid", "identity"], seed: 3, dtype: "float32" });
    start.parameters.fill(0, 90 * 17 + 17); // so that errors hardly come back to the first layer
    expectSame(both(start, data, { batchSize: 4, learningRate: 1e-12, shuffle: false }, 2), 1e-4);
  });
});

test.each([
  ["float32", 1e12, 1e-5],
  ["float64", 1e155, 1e-10],
] as const)("weights in %s whose squares have no room, though L2 hardly moves them", (dtype, big, λ) => {
  const data = examples(8, sizes[0], 3, { dtype, share: 0.1 });
  for (let i = 0; i < 8; i++) data.inputs.values.fill(i < 4 ? 0.1 / big : 0, i * 90, i * 90 + 20);
  const start = new Network(sizes, { activations: "tanh", seed: 3, dtype });
  start.parameters.fill(big, 0, 20 * 17);
  const options = { penalty: l2Penalty(λ), batchSize: 4, learningRate: 0.1, shuffle: false };
  const taken = both(start, data, options, 2);
  const others = taken.map(({ network }) => network.parameters.subarray(20 * 17)) as [
    Float64Array,
    Float64Array,
  ];
  expect(difference(...others)).toBeLessThan(1e-4);
  expectSame(taken, 1e-4);
});

test("many steps agree, with weights that no input moves", () => {
  const data = examples(30, sizes[0], 3, { share: 0.1, classes: true });
  for (let i = 0; i < 30; i++) data.inputs.values.fill(0, i * 90, i * 90 + 20);
  const start = new Network(sizes, { activations: ["tanh", "softmax"], seed: 2 });
  const options: TrainingOptions = {
    ...{ cost: "cross-entropy", batchSize: 4, learningRate: 0.05 },
    penalty: [l2Penalty(0.01), l1ProximalPenalty(1e-4)],
  };
  expectSame(both(start, data, options, 1000), 1e-9);
});

test("weights that decay become 0 before long when they are subnormal", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const smallest = dtype === "float32" ? 2 ** -126 : 2 ** -1022;
    for (const share of [0.1, 1]) {
      const data = examples(4, sizes[0], 3, { dtype, share });
      for (let i = 0; i < 4; i++) data.inputs.values.fill(0, i * 90, i * 90 + 20);
      const start = new Network(sizes, { activations: "sigmoid", seed: 2, dtype, biases: false });
      start.parameters.fill(1.5 * smallest, 0, 20 * 17);
      const options = { penalty: l2Penalty(0.02), batchSize: 2, learningRate: 0.5 };
      const { network } = take("engine", start, data, options, 600);
      expect(network.parameters.every((w) => w === 0 || Math.abs(w) >= smallest)).toBe(true);
      expect([...network.parameters.subarray(0, 20 * 17)]).toEqual(Array<number>(20 * 17).fill(0));
    }
  }
});
