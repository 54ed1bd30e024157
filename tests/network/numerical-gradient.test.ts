import fc from "../examples";
import { describe, expect, test } from "vitest";
import { Random, zeros } from "../../src/data";
import {
  activations,
  ActivationName,
  backpropagate,
  chooseParameters,
  CostName,
  incrementalGradient,
  Network,
  numericalGradient,
} from "../../src/network";

const names = Object.keys(activations) as ActivationName[];
const methods = ["forward", "backward", "central", "five-point"] as const;
const X = [
  [0.3, 1],
  [0, 0.2],
];
const y = [[0.75], [0.82]];

describe.each([
  ["the plain", numericalGradient],
  ["the incremental", incrementalGradient],
] as const)("%s numerical gradient", (_, numerical) => {
  const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 1 });
  const exact = backpropagate(network, X, y, "mean-squared-error").gradient;

  test.each(methods)("agrees with backpropagation, by %s differences", (method) => {
    const { gradient, indices } = numerical(network, X, y, "mean-squared-error", { method });
    const digits = { forward: 6, backward: 6, central: 9, "five-point": 10 }[method];
    expect([...indices]).toEqual([...exact.keys()]);
    gradient.forEach((slope, i) => expect(slope).toBeCloseTo(exact[i], digits));
  });

  test("takes any parameters, by name and by index", () => {
    const { gradient, indices } = numerical(network, X, y, "mean-squared-error", {
      parameters: ["b1", 12, 0],
    });
    expect([...indices]).toEqual([6, 7, 8, 12, 0]);
    gradient.forEach((slope, i) => expect(slope).toBeCloseTo(exact[indices[i]], 9));
  });

  test("counts 2n evaluations, or n + 1 on one side", () => {
    const counting = network.copy();
    expect(numerical(counting, X, y, "mean-squared-error").costEvaluations).toBe(26);
    expect(counting.counts).toMatchObject({ costEvaluations: 26, costExamples: 52, gradientEvaluations: 0 });
    expect(numerical(counting, X, y, "mean-squared-error", { method: "forward" }).costEvaluations).toBe(14);
    expect(counting.counts.costEvaluations).toBe(40);
  });

  test("changes no parameter, not even when it fails", () => {
    const before = network.parameters.slice();
    numerical(network, X, y, "mean-squared-error");
    const bomb = { ...activations.tanh, name: "bomb", value: (z: number) => (z > 1e3 ? NaN : z) };
    const fragile = new Network([1, 1], { activations: bomb, parameters: [1, 0] });
    expect(() => numerical(fragile, [[1]], [[1]], "mean-squared-error", { h: 1e4 })).toThrow(
      /the cost near the network's parameters to be a finite number, got NaN/,
    );
    expect([...fragile.parameters]).toEqual([1, 0]);
    expect(network.parameters).toEqual(before);
  });

  test("takes longer steps in float32, where shorter ones drown in rounding", () => {
    const narrow = new Network([2, 3, 1], {
      activations: "sigmoid",
      parameters: network.parameters,
      dtype: "float32",
    });
    const { gradient } = numerical(narrow, X, y, "mean-squared-error");
    gradient.forEach((slope, i) => expect(Math.abs(slope - exact[i])).toBeLessThan(2e-4));
    expect(() => numerical(narrow, X, y, "mean-squared-error", { h: 1e-10 })).toThrow(
      /a step that changes parameter 0.* got h = 1e-10, which is lost in rounding: enlarge it/,
    );
  });

  test.each<[object, RegExp]>([
    [{ h: 0 }, /the step h to be positive, got 0/],
    [{ h: NaN }, /the step h to be a finite number/],
    [{ method: "middle" }, /a method of finite differences .* got "middle"/],
    [{ parameters: "W3" }, /a tensor of the network, one of W1, b1, W2, b2, got "W3"/],
    [{ parameters: [13] }, /the index of a parameter, 0 to 12, got 13/],
    [{ parameters: [] }, /one or more parameters, got an empty list/],
  ])("refuses %o", (options, message) => {
    expect(() => numerical(network, X, y, "mean-squared-error", options)).toThrow(message);
  });

  test("refuses data that does not fit", () => {
    expect(() => numerical(network, [[1]], y, "mean-squared-error")).toThrow(/expected 2 inputs a row/);
    expect(() => numerical(network, X, [[1]], "mean-squared-error")).toThrow(/targets of 2 rows/);
    expect(() => numerical(network, X, y, "cost" as CostName)).toThrow(/a cost by name/);
  });
});

describe("the incremental gradient equals the plain one, bit for bit,", () => {
  /** Inputs of which a third is 0, as the pixels of a digit, and targets between 0 and 1. */
  function data(sizes: number[], n: number, seed: number) {
    const chance = new Random(seed);
    const inputs = zeros(n, sizes[0]);
    const targets = zeros(n, sizes[sizes.length - 1]);
    inputs.values.set(inputs.values.map(() => (chance.uniform() < 1 / 3 ? 0 : chance.normal())));
    targets.values.set(targets.values.map(() => chance.uniform()));
    return { inputs, targets };
  }

  const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 });
  const layers = fc.array(fc.constantFrom(...names), { minLength: 4, maxLength: 4 });
  const some = fc.record({ n: fc.integer({ min: 1, max: 4 }), seed: fc.nat(1e6), biases: fc.boolean() });

  test.each(["float64", "float32"] as const)("for every activation, with %s", (dtype) => {
    fc.assert(
      fc.property(
        sizes,
        layers,
        fc.constantFrom(...methods),
        some,
        (units, all, method, { n, seed, biases }) => {
          const network = new Network(units, {
            activations: all.slice(0, units.length - 1),
            biases,
            seed,
            dtype,
          });
          const { inputs, targets } = data(units, n, seed);
          for (const cost of ["mean-squared-error", "cross-entropy-from-logits"] as const) {
            const plain = numericalGradient(network, inputs, targets, cost, { method });
            const incremental = incrementalGradient(network, inputs, targets, cost, { method });
            expect(incremental.gradient.map((slope) => slope + 0)).toEqual(
              plain.gradient.map((slope) => slope + 0),
            );
            expect(incremental.costEvaluations).toBe(plain.costEvaluations);
          }
        },
      ),
    );
  });

  test("after softmax and sigmoid with their own costs", () => {
    for (const [activation, cost] of [
      ["softmax", "cross-entropy"],
      ["sigmoid", "binary-cross-entropy"],
    ] as const) {
      const network = new Network([4, 3, 3], { activations: ["relu", activation], seed: 2 });
      const { inputs, targets } = data([4, 3, 3], 5, 3);
      expect(incrementalGradient(network, inputs, targets, cost).gradient).toEqual(
        numericalGradient(network, inputs, targets, cost).gradient,
      );
    }
  });

  test("for parameters in any order, one layer or another, the same ones again", () => {
    const units = [9, 11, 8, 6, 3];
    const order = fc.array(fc.nat(9 * 11 + 11 + 11 * 8 + 8 + 8 * 6 + 6 + 6 * 3 + 3 - 1), { minLength: 1 });
    const hidden = fc.constantFrom<ActivationName>("sigmoid", "relu", "softmax");
    const dtypes = fc.constantFrom("float64" as const, "float32" as const);
    fc.assert(
      fc.property(order, hidden, dtypes, some, (parameters, activation, dtype, { n, seed, biases }) => {
        const network = new Network(units, {
          activations: [activation, "relu", activation, "tanh"],
          biases,
          seed,
          dtype,
        });
        const { inputs, targets } = data(units, n, seed);
        const chosen = { parameters: parameters.map((index) => index % network.parameterCount) };
        const plain = numericalGradient(network, inputs, targets, "half-sum-of-squares", chosen);
        const incremental = incrementalGradient(network, inputs, targets, "half-sum-of-squares", chosen);
        expect(incremental.gradient.map((slope) => slope + 0)).toEqual(
          plain.gradient.map((slope) => slope + 0),
        );
      }),
    );
  });

  test("for the biases before the weights", () => {
    const network = new Network([4, 3, 2], { activations: "tanh", seed: 6 });
    const { inputs, targets } = data([4, 3, 2], 2, 7);
    const parameters = ["b1", "W1", "b2", "W2"];
    expect(
      incrementalGradient(network, inputs, targets, "mean-squared-error", { parameters }).gradient,
    ).toEqual(numericalGradient(network, inputs, targets, "mean-squared-error", { parameters }).gradient);
  });

  test.each(["readable", "engine"] as const)(
    "for some of the 13,002 parameters of 784-16-16-10, on the %s path",
    (path) => {
      const network = new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 4 });
      const { inputs, targets } = data([784, 16, 16, 10], 3, 5);
      const parameters = ["b1", "W3", ...Array.from({ length: 100 }, (_, i) => 125 * i)];
      const options = { parameters, path };
      expect(incrementalGradient(network, inputs, targets, "mean-squared-error", options).gradient).toEqual(
        numericalGradient(network, inputs, targets, "mean-squared-error", options).gradient,
      );
    },
  );
});

test("a single name or index is a choice, too, and without a choice all are chosen", () => {
  const network = new Network([2, 1], { activations: "tanh" });
  expect([...chooseParameters(network, "b1")]).toEqual([2]);
  expect([...chooseParameters(network, 1)]).toEqual([1]);
  expect([...chooseParameters(network, Int32Array.of(2, 1))]).toEqual([2, 1]);
  expect([...chooseParameters(network)]).toEqual([0, 1, 2]);
});
