import { expect, test } from "vitest";
import { Neuron } from "../../src/network";

test("a neuron is an activation of a weighted sum plus bias", () => {
  const neuron = new Neuron({ weights: [2, -1], bias: 0.5, activation: "relu" });
  expect(neuron.weightedSum([3, 4])).toBe(2.5);
  expect(neuron.output([3, 4])).toBe(2.5);
  expect(neuron.output([0, 4])).toBe(0);
});

test("its threshold is −b: above it the weighted inputs make it active, and a larger bias makes that easier", () => {
  const active = (bias: number, x: number) =>
    new Neuron({ weights: [2], bias, activation: "step" }).output([x]);
  expect([active(-3, 1.49), active(-3, 1.51)]).toEqual([0, 1]); // 2x > 3
  expect([active(-1, 0.49), active(-1, 0.51)]).toEqual([0, 1]); // 2x > 1
});

test("it is a sigmoid neuron without bias if nothing is said", () => {
  expect(new Neuron({ weights: [1] }).output([0])).toBe(0.5);
});

test("it keeps its weights apart from the caller's list", () => {
  const weights = [1];
  const neuron = new Neuron({ weights });
  weights[0] = 5;
  expect(neuron.weightedSum([1])).toBe(1);
});

test("wrong inputs and parts are refused", () => {
  const neuron = new Neuron({ weights: [1, 1] });
  expect(() => neuron.output([1])).toThrow(/expected 2 inputs, one for each weight of the neuron, got 1/);
  expect(() => neuron.output([1, NaN])).toThrow(/the inputs, index 1, to be a finite number, got NaN/);
  expect(() => new Neuron({ weights: [] })).toThrow(/the weights to have at least one coordinate/);
  expect(() => new Neuron({ weights: [1], bias: Infinity })).toThrow(/the bias to be a finite number/);
  expect(() => new Neuron({ weights: [1], activation: "softmax" as never })).toThrow(
    /a single neuron, got softmax/,
  );
  expect(() => new Neuron({ weights: [1], activation: "sgm" as never })).toThrow(/an activation by name/);
});
