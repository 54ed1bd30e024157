import { describe, expect, test } from "vitest";
import { centralGradient } from "../../src/calculus";
import { matrixOf, Random, zeros } from "../../src/data";
import {
  backpropagate,
  clipByNorm,
  clipByValue,
  costOf,
  dropUnits,
  l1Penalty,
  l1ProximalPenalty,
  l2Penalty,
  Network,
} from "../../src/network";

const network = () =>
  new Network([2, 2, 1], { activations: "tanh", parameters: [1, -2, 0.5, 0, 10, 20, -1, 0.25, 30] });

describe("a penalty on the weights", () => {
  test.each([
    ["L2", l2Penalty(0.5), 0.25 * (1 + 4 + 0.25 + 0 + 1 + 0.0625)],
    ["L1", l1Penalty(0.5), 0.5 * (1 + 2 + 0.5 + 0 + 1 + 0.25)],
    ["L1, proximal", l1ProximalPenalty(0.5), 0.5 * (1 + 2 + 0.5 + 0 + 1 + 0.25)],
  ])("%s has its value, without the biases", (_, penalty, expected) => {
    expect(penalty.value(network())).toBeCloseTo(expected, 14);
  });

  test("adds its slopes to the gradient: λw, or λ times the sign", () => {
    const of = (penalty: ReturnType<typeof l2Penalty>) => {
      const gradient = new Float64Array(9).fill(100);
      penalty.addGradient(network(), gradient);
      return [...gradient];
    };
    expect(of(l2Penalty(0.5))).toEqual([100.5, 99, 100.25, 100, 100, 100, 99.5, 100.125, 100]);
    expect(of(l1Penalty(0.5))).toEqual([100.5, 99.5, 100.5, 100, 100, 100, 99.5, 100.5, 100]);
    expect(of(l1ProximalPenalty(0.5))).toEqual(new Array(9).fill(100));
    expect(() => l2Penalty(1).addGradient(network(), new Float64Array(3))).toThrow(
      /expected 9 numbers.* got 3/,
    );
  });

  test("of L2 is the slope of its value", () => {
    const penalty = l2Penalty(0.3);
    const gradient = new Float64Array(9);
    penalty.addGradient(network(), gradient);
    const expected = centralGradient((v) => penalty.value(network().withParameters(v)), network().parameters);
    gradient.forEach((slope, i) => expect(slope).toBeCloseTo(expected[i], 8));
  });

  test("by the proximal step moves weights towards 0 and stops there, exactly; the others do nothing after a step", () => {
    const proximal = network();
    l1ProximalPenalty(2).afterStep(proximal, 0.25);
    expect([...proximal.parameters]).toEqual([0.5, -1.5, 0, 0, 10, 20, -0.5, 0, 30]);
    for (const penalty of [l1Penalty(2), l2Penalty(2)]) {
      const other = network();
      penalty.afterStep(other, 0.25);
      expect(other.parameters).toEqual(network().parameters);
    }
  });

  test("has a strength of 0 or more", () => {
    for (const penalty of [l1Penalty, l2Penalty, l1ProximalPenalty]) {
      expect(penalty(0).value(network())).toBe(0);
      for (const strength of [-1, NaN, Infinity, "0.1" as never]) {
        expect(() => penalty(strength)).toThrow(/a strength λ of 0 or more/);
      }
    }
  });
});

describe("dropout", () => {
  test("switches off the given share, enlarges the others, and keeps the mean", () => {
    const a = zeros(100, 200);
    a.values.fill(1);
    const mask = dropUnits(a, { rate: 0.2, random: new Random(1) });
    const off = a.values.filter((value) => value === 0).length;
    expect(Math.abs(off / 20_000 - 0.2)).toBeLessThan(0.012); // 4 standard errors
    expect(new Set(a.values)).toEqual(new Set([0, 1.25]));
    expect(mask.values).toEqual(a.values);
  });

  test("repeats for a seed, and at rate 0 does nothing", () => {
    const drop = (rate: number, seed: number) => {
      const a = matrixOf([new Array(50).fill(3)]);
      dropUnits(a, { rate, random: new Random(seed) });
      return a.values;
    };
    expect(drop(0.5, 1)).toEqual(drop(0.5, 1));
    expect(drop(0.5, 1)).not.toEqual(drop(0.5, 2));
    expect(drop(0, 1)).toEqual(new Float64Array(50).fill(3));
    for (const rate of [1, -0.1, NaN])
      expect(() => drop(rate, 1)).toThrow(/a dropout rate from 0 to below 1/);
  });

  test("in training has the gradient of the network without those units", () => {
    const trained = new Network([3, 6, 5, 2], { activations: ["tanh", "relu", "sigmoid"], seed: 2 });
    const X = [
      [1, -1, 0.5],
      [0.2, 0.3, -2],
    ];
    const y = [
      [0, 1],
      [1, 1],
    ];
    // The same seed drops the same units each time.
    const dropout = () => ({ rate: 0.4, random: new Random(7) });
    const cost = (v: Float64Array) =>
      costOf(trained.withParameters(v), X, y, "mean-squared-error", { dropout: dropout() });
    const { gradient } = backpropagate(trained, X, y, "mean-squared-error", { dropout: dropout() });
    const expected = centralGradient(cost, trained.parameters);
    gradient.forEach((slope, i) => expect(slope).toBeCloseTo(expected[i], 8));
    expect(gradient).not.toEqual(backpropagate(trained, X, y, "mean-squared-error").gradient);
  });

  test("leaves inputs and outputs alone", () => {
    const one = new Network([2, 2], { activations: "tanh", seed: 1 });
    const dropout = { rate: 0.9, random: new Random(1) };
    expect(one.forward([[1, 2]], { dropout }).outputs).toEqual(one.predict([[1, 2]]));
  });

  test("cannot drop units that are activated together", () => {
    const soft = new Network([2, 3, 1], { activations: ["softmax", "tanh"] });
    expect(() => soft.forward([[1, 2]], { dropout: { rate: 0.5, random: new Random(1) } })).toThrow(
      /got softmax in layer 2/,
    );
  });
});

describe("clipping", () => {
  test("by value bounds every component", () => {
    const gradient = Float64Array.of(-5, -1, 0, 0.5, 7);
    clipByValue(gradient, 2);
    expect([...gradient]).toEqual([-2, -1, 0, 0.5, 2]);
  });

  test("by norm shortens a long gradient, keeps its direction, and says how long it was", () => {
    const gradient = Float64Array.of(6, -8);
    expect(clipByNorm(gradient, 5)).toBe(10);
    expect([...gradient]).toEqual([3, -4]);
    expect(clipByNorm(gradient, 5)).toBe(5);
    expect([...gradient]).toEqual([3, -4]);
    const huge = Float64Array.of(3e200, 4e200);
    expect(clipByNorm(huge, 1)).toBeCloseTo(5e200, -190);
    expect(huge[0]).toBeCloseTo(0.6, 12);
  });

  test("hides no NaN and no infinity", () => {
    for (const broken of [NaN, Infinity]) {
      const gradient = Float64Array.of(broken, 1);
      expect(clipByNorm(gradient, 1)).toBe(broken);
      expect([...gradient]).toEqual([broken, 1]);
    }
    const gradient = Float64Array.of(NaN);
    clipByValue(gradient, 1);
    expect(gradient[0]).toBeNaN();
  });

  test("has a limit above 0", () => {
    for (const limit of [0, -1, NaN]) {
      expect(() => clipByNorm(new Float64Array(1), limit)).toThrow(/a limit above 0/);
      expect(() => clipByValue(new Float64Array(1), limit)).toThrow(/a limit above 0/);
    }
  });
});
