import { describe, expect, test } from "vitest";
import { InitializerName, initializers, initializerNamed, Network, normalByInputs } from "../../src/network";

/** Mean and variance of the weights of a layer of 400 inputs and 100 units. */
function moments(initializer: Parameters<typeof initializerNamed>[0], tensor: 0 | 1 = 0) {
  const network = new Network([400, 100], { activations: "tanh", initializer, seed: 3 });
  const { values } = network.views()[tensor];
  const mean = values.reduce((sum, w) => sum + w, 0) / values.length;
  const variance = values.reduce((sum, w) => sum + (w - mean) ** 2, 0) / values.length;
  const largest = values.reduce((m, w) => Math.max(m, Math.abs(w)), 0);
  return { mean, variance, largest };
}

describe("weights from 400 inputs to 100 units have the variance of the paper", () => {
  test.each<[InitializerName, number, number | undefined]>([
    ["uniform", 1 / 3, 1],
    ["normal", 1, undefined],
    ["xavier-uniform", 2 / 500, Math.sqrt(6 / 500)],
    ["xavier-normal", 2 / 500, undefined],
    ["he-uniform", 2 / 400, Math.sqrt(6 / 400)],
    ["he-normal", 2 / 400, undefined],
    ["lecun-uniform", 1 / 400, Math.sqrt(3 / 400)],
    ["lecun-normal", 1 / 400, undefined],
  ])("%s: %d", (name, expected, bound) => {
    const { mean, variance, largest } = moments(name);
    expect(Math.abs(mean)).toBeLessThan(4 * Math.sqrt(expected / 40_000));
    expect(variance / expected).toBeGreaterThan(0.97);
    expect(variance / expected).toBeLessThan(1.03);
    if (bound) {
      expect(largest).toBeLessThanOrEqual(bound);
      expect(largest).toBeGreaterThan(0.99 * bound);
    } else expect(largest).toBeGreaterThan(3 * Math.sqrt(expected));
  });
});

test("biases begin at 0, but for the lectures' random numbers", () => {
  for (const name of Object.keys(initializers) as InitializerName[]) {
    expect(moments(name, 1).variance > 0, name).toBe(name === "uniform" || name === "normal");
  }
});

test("zeros are zeros", () => {
  expect(
    new Network([2, 2], { activations: "tanh", initializer: "zeros" }).parameters.every((w) => w === 0),
  ).toBe(true);
});

test("normal by inputs has a gain, and biases if asked", () => {
  expect(moments(normalByInputs(2)).variance * 100).toBeCloseTo(1, 1);
  expect(moments(normalByInputs(2), 1).variance).toBe(0);
  expect(moments(normalByInputs(1, 1), 1).variance).toBeGreaterThan(0.5);
  for (const gain of [0, -1, NaN, Infinity]) expect(() => normalByInputs(gain)).toThrow(/a gain above 0/);
  expect(() => normalByInputs(1, -1)).toThrow(/deviation of the biases of 0 or more, got -1/);
});

test("one's own initializer gets the sizes of the layer", () => {
  const own = {
    name: "sizes",
    weight: (_: unknown, n: number, m: number) => 10 * n + m,
    bias: (_: unknown, n: number) => n,
  };
  expect([...new Network([1, 2, 1], { activations: "tanh", initializer: own }).parameters]).toEqual([
    12, 12, 1, 1, 21, 21, 2,
  ]);
});
