import fc from "../examples";
import { describe, expect, test } from "vitest";
import { centralGradient } from "../../src/calculus";
import { Matrix, Random, rowOf, rowsOf, zeros } from "../../src/data";
import {
  activations,
  ActivationName,
  backpropagate,
  backpropagateByHand,
  CostName,
  costOf,
  costs,
  exampleGradients,
  inputGradient,
  logitGradient,
  Network,
  numericalGradient,
  Workspace,
} from "../../src/network";

const names = Object.keys(activations) as ActivationName[];
const costNames = Object.keys(costs) as CostName[];
const X = [
  [3 / 10, 5 / 5],
  [5 / 10, 1 / 5],
  [10 / 10, 2 / 5],
];
const y = [[0.75], [0.82], [0.93]];

/** Data and a network whose last layer suits the cost: probabilities for cross-entropy, anything for the others. */
function random(sizes: number[], hidden: ActivationName[], cost: CostName, n: number, seed: number) {
  const chance = new Random(seed);
  const takesProbabilities = cost.endsWith("entropy");
  const last = takesProbabilities
    ? cost === "cross-entropy" && seed % 2
      ? "softmax"
      : "sigmoid"
    : hidden[0];
  const list = [...hidden.slice(0, sizes.length - 2), last] as ActivationName[];
  const network = new Network(sizes, { activations: list, initializer: "normal", seed });
  const fill = (columns: number, draw: () => number): Matrix => {
    const matrix = zeros(n, columns);
    return { ...matrix, values: matrix.values.map(draw) };
  };
  const inputs = fill(sizes[0], () => chance.normal());
  const targets = fill(sizes[sizes.length - 1], () => chance.uniform());
  return { network, inputs, targets };
}

function expectSame(got: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  const scale = Math.max(1e-3, ...Array.from(expected, Math.abs));
  expect(got.length).toBe(expected.length);
  for (let i = 0; i < got.length; i++) {
    expect(Math.abs(got[i] - expected[i]), `component ${i}: ${got[i]}, ${expected[i]}`).toBeLessThan(
      tolerance * scale,
    );
  }
}

/** Whether a weighted sum is so near a kink or a jump that differences would step over it. */
function nearKink(network: Network, inputs: Matrix): boolean {
  const pass = network.forward(inputs);
  return network.sizes
    .slice(1)
    .some((_, i) =>
      network
        .activation(i + 2)
        .notDifferentiableAt.some((kink) => pass.z(i + 2).values.some((z) => Math.abs(z - kink) < 1e-3)),
    );
}

describe.each(costNames)("backpropagation of %s", (cost) => {
  test.each(names)("through %s gives the gradient that differences give", (name) => {
    const size = fc.integer({ min: 1, max: 4 });
    const sizes = fc.array(size, { minLength: 2, maxLength: 5 });
    const others = fc.constantFrom(...names);
    fc.assert(
      fc.property(sizes, others, fc.integer({ min: 1, max: 3 }), fc.nat(1e6), (layers, other, n, seed) => {
        const hidden = layers.map((_, i) => (i % 2 ? other : name));
        const { network, inputs, targets } = random(layers, hidden, cost, n, seed);
        fc.pre(!nearKink(network, inputs));
        const { gradient, cost: value } = backpropagate(network, inputs, targets, cost);
        expect(value).toBe(costOf(network, inputs, targets, cost));
        expectSame(gradient, numericalGradient(network, inputs, targets, cost, { h: 1e-5 }).gradient, 1e-5);
      }),
      { numRuns: 15 },
    );
  });
});

describe("backpropagation by hand", () => {
  test("breaks where the sigmoid is rounded to 1, and backpropagation does not", () => {
    const sure = new Network([1, 1], { activations: "sigmoid", parameters: [40, 0] });
    const steps = backpropagateByHand(sure, [1], [0], "binary-cross-entropy");
    const { cost, gradient } = backpropagate(sure, [[1]], [[0]], "binary-cross-entropy");
    expect(steps.cost).toBe(100);
    expect(steps.δ[2][0]).toBeCloseTo(4e-6, 6);
    expect(cost).toBeCloseTo(40, 12);
    expect(gradient[0]).toBeCloseTo(1, 12);
  });

  // 1-1-1, x = 2, w1 = 3, b1 = -1, w2 = 0.5, b2 = 1, y = 1: z2 = 5, a2 = 5, z3 = 3.5, a3 = 3.5.
  // δ3 = −(y − ŷ) = 2.5; ∂C/∂w2 = 5·2.5 = 12.5, ∂C/∂b2 = 2.5; δ2 = 2.5·0.5·1 = 1.25; ∂C/∂w1 = 2·1.25, ∂C/∂b1 = 1.25.
  const network = new Network([1, 1, 1], { activations: ["relu", "identity"], parameters: [3, -1, 0.5, 1] });

  test("agrees with numbers worked out on paper", () => {
    const { cost, gradient } = backpropagate(network, [[2]], [[1]], "half-sum-of-squares");
    expect(cost).toBe(3.125);
    expect([...gradient]).toEqual([2.5, 1.25, 12.5, 2.5]);
  });

  test("keeps every intermediate of one example", () => {
    const steps = backpropagateByHand(network, [2], [1], "half-sum-of-squares");
    expect(steps.cost).toBe(3.125);
    expect([steps.a[1], steps.a[2], steps.a[3]]).toEqual([[2], [5], [3.5]]);
    expect([steps.z[2], steps.z[3]]).toEqual([[5], [3.5]]);
    expect([steps.slopes[2], steps.slopes[3]]).toEqual([[1], [1]]);
    expect([steps.δ[2], steps.δ[3]]).toEqual([[1.25], [2.5]]);
    expect([steps.dCda[1], steps.dCda[2], steps.dCda[3]]).toEqual([[3.75], [1.25], [2.5]]);
    expect([steps.dW[1], steps.dW[2]]).toEqual([[[2.5]], [[12.5]]]);
    expect([steps.db[1], steps.db[2]]).toEqual([[1.25], [2.5]]);
  });

  test("of the lecture's 2-3-1 has δ⁽³⁾ = −(y − ŷ)·σ′(z⁽³⁾), and gradients of the shapes of the weights", () => {
    const lecture = new Network([2, 3, 1], {
      activations: "sigmoid",
      biases: false,
      initializer: "normal",
      seed: 2,
    });
    const steps = backpropagateByHand(lecture, X[0], y[0], "half-sum-of-squares");
    const ŷ = steps.a[3][0];
    expect(steps.δ[3][0]).toBeCloseTo(-(0.75 - ŷ) * ŷ * (1 - ŷ), 14);
    expect(steps.dW[1].map((row) => row.length)).toEqual([3, 3]);
    expect(steps.dW[2].map((row) => row.length)).toEqual([1, 1, 1]);
  });

  test("gives, for any network, what the vectorized one gives", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 }),
        fc.constantFrom(...names),
        fc.constantFrom(...costNames),
        fc.nat(1e6),
        (layers, name, cost, seed) => {
          const hidden = layers.map(() => name);
          const { network: drawn, inputs, targets } = random(layers, hidden, cost, 1, seed);
          // By hand the last slope comes from ŷ, and 1 − ŷ has few digits left where ŷ is nearly 1.
          const sure = drawn.predict(inputs).values.some((ŷ) => ŷ < 1e-4 || ŷ > 1 - 1e-4);
          fc.pre(!cost.endsWith("entropy") || !sure);
          const steps = backpropagateByHand(drawn, inputs.values, targets.values, cost);
          const batch = backpropagate(drawn, inputs, targets, cost);
          const flat = steps.dW.flatMap((rows, l) => [...rows.flat(), ...steps.db[l]]);
          expectSame(flat, batch.gradient, 1e-10);
          expect(steps.cost).toBeCloseTo(batch.cost, 10);
          expectSame(steps.dCda[1], inputGradient(drawn, inputs, targets, cost).values, 1e-10);
        },
      ),
    );
  });
});

describe("the gradients of single examples", () => {
  const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 1 });

  test.each(["half-sum-of-squares", "mean-squared-error"] as const)(
    "add up, or average, to that of the batch: %s",
    (cost) => {
      const single = exampleGradients(network, X, y, cost);
      const together = new Float64Array(network.parameterCount);
      const share = costs[cost].reduction === "sum" ? 1 : 1 / 3;
      for (let i = 0; i < 3; i++) rowOf(single, i).forEach((slope, k) => (together[k] += share * slope));
      expectSame(together, backpropagate(network, X, y, cost).gradient, 1e-13);
      expect([...rowOf(single, 1)]).toEqual([...backpropagate(network, [X[1]], [y[1]], cost).gradient]);
    },
  );

  test.each(costNames)("are those of each example alone, to the last bit: %s", (cost) => {
    for (const hidden of ["relu", "softmax"] as const) {
      const { network, inputs, targets } = random([3, 4, 3, 2], [hidden, hidden], cost, 5, 12);
      inputs.values.set([0, -0.5, 0], 3);
      const single = exampleGradients(network, inputs, targets, cost);
      for (let i = 0; i < 5; i++) {
        const alone = backpropagate(network, [rowOf(inputs, i)], [rowOf(targets, i)], cost).gradient;
        expect([...rowOf(single, i)]).toEqual([...alone]);
      }
    }
    const bare = new Network([3, 2, 2], { activations: "sigmoid", biases: false });
    const alone = backpropagate(bare, [[1, 0, 2]], [[0, 1]], cost).gradient;
    expect([...rowOf(exampleGradients(bare, [[3, 1, 1], [1, 0, 2]], [[1, 0], [0, 1]], cost), 1)]).toEqual([...alone]); // prettier-ignore
  });
});

describe("the gradient with respect to the input", () => {
  test("is the one that differences give", () => {
    for (const cost of costNames) {
      const { network, inputs, targets } = random([3, 4, 2], ["tanh", "tanh"], cost, 2, 11);
      const along = (v: Float64Array) => costOf(network, { ...inputs, values: v }, targets, cost);
      expectSame(
        inputGradient(network, inputs, targets, cost).values,
        centralGradient(along, inputs.values),
        1e-7,
      );
    }
  });

  test("of one logit is too, also where the output is saturated", () => {
    const network = new Network([3, 4, 2], { activations: ["tanh", "sigmoid"], seed: 6 });
    network.b(2)!.values.fill(1000);
    const inputs = [[0.1, -2, 1]];
    const along = (v: Float64Array) => network.forward([v]).z(3).values[1];
    const slopes = logitGradient(network, inputs, 1).values;
    expectSame(slopes, centralGradient(along, inputs[0], 1e-3), 1e-5);
    expect(slopes.every((slope) => slope !== 0)).toBe(true);
    expect([...inputGradient(network, inputs, [[0, 0]], "mean-squared-error").values]).toEqual([0, 0, 0]);
    for (const unit of [-1, 2, 0.5]) {
      expect(() => logitGradient(network, inputs, unit)).toThrow(
        `a unit of the last layer, 0 to 1, got ${unit}`,
      );
    }
  });
});

describe("the work is counted", () => {
  test("by call and by example", () => {
    const network = new Network([2, 3, 1], { activations: "sigmoid" });
    costOf(network, X, y, "mean-squared-error");
    costOf(network, [X[0]], [y[0]], "mean-squared-error");
    backpropagate(network, X, y, "mean-squared-error");
    inputGradient(network, X, y, "mean-squared-error");
    exampleGradients(network, X, y, "mean-squared-error");
    expect(network.counts).toEqual({
      costEvaluations: 2,
      costExamples: 4,
      gradientEvaluations: 1 + 1 + 3,
      gradientExamples: 3 + 3 + 3,
    });
    expect(network.copy().counts.costEvaluations).toBe(0);
  });
});

describe("memory that is used again", () => {
  test("gives the same numbers, batch after batch of different sizes", () => {
    const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 3 });
    const workspace = new Workspace(network);
    const gradient = new Float64Array(network.parameterCount).fill(7);
    for (const n of [3, 1, 3, 2]) {
      const fresh = backpropagate(network, X.slice(0, n), y.slice(0, n), "mean-squared-error");
      const again = backpropagate(network, X.slice(0, n), y.slice(0, n), "mean-squared-error", {
        workspace,
        gradient,
      });
      expect(again).toEqual(fresh);
      expect(again.gradient).toBe(gradient);
    }
  });

  test("of another network is refused", () => {
    const network = new Network([2, 3, 1], { activations: "sigmoid" });
    const workspace = new Workspace(new Network([2, 4, 1], { activations: "sigmoid" }));
    expect(() => backpropagate(network, X, y, "mean-squared-error", { workspace })).toThrow(
      "expected a workspace made for this network, 2-3-1 in float64, got one for 2-4-1 in float64: write new Workspace(network)",
    );
    for (const gradient of [new Float64Array(12), new Float32Array(13)]) {
      expect(() => backpropagate(network, X, y, "mean-squared-error", { gradient })).toThrow(
        /a gradient of 13 numbers in float64, as the network's parameters, got 1/,
      );
    }
  });
});

test("float32 gives what float64 gives, to its seven digits", () => {
  const options = { activations: ["tanh", "softmax"] as ActivationName[], seed: 8 };
  const [wide, narrow] = (["float64", "float32"] as const).map((dtype) =>
    backpropagate(
      new Network([2, 5, 3], { ...options, dtype }),
      X,
      [
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 1],
      ],
      "cross-entropy",
    ),
  );
  expect(narrow.gradient).toBeInstanceOf(Float32Array);
  expectSame(narrow.gradient, wide.gradient, 1e-5);
  expect(narrow.cost).toBeCloseTo(wide.cost, 5);
});

describe("a call that fails changes nothing", () => {
  const network = new Network([2, 3, 1], { activations: "tanh", seed: 1 });
  const before = network.parameters.slice();
  const gradient = new Float64Array(13).fill(7);

  test.each<[string, unknown, unknown, string, RegExp]>([
    [
      "more targets than examples",
      X,
      [...y, [1]],
      "mean-squared-error",
      /targets of 3 rows, one for each example, with 1 numbers \(the network's last layer\), got 4 rows of 1/,
    ],
    ["targets of another width", X, X, "mean-squared-error", /with 1 numbers .* got 3 rows of 2/],
    [
      "a target that is NaN",
      X,
      [[1], [NaN], [1]],
      "mean-squared-error",
      /the targets to hold finite numbers, got NaN in row 1/,
    ],
    [
      "an input that is infinite",
      [[Infinity, 0]],
      [[1]],
      "mean-squared-error",
      /the inputs to hold finite numbers, got Infinity/,
    ],
    [
      "targets that are labels",
      X,
      [[3], [1], [4]],
      "cross-entropy-from-logits",
      /targets between 0 and 1 for cross-entropy, got 3/,
    ],
    [
      "outputs that are no probabilities",
      [[9, -9]],
      [[1]],
      "binary-cross-entropy",
      /outputs between 0 and 1/,
    ],
    ["a cost that does not exist", X, y, "squares", /a cost by name/],
  ])("%s", (_, inputs, targets, cost, message) => {
    // Whatever the seed, one of the two signs makes the output negative.
    network.b(2)!.values[0] = cost === "binary-cross-entropy" ? -50 : before[12];
    const counts = { ...network.counts };
    const call = [network, inputs as number[][], targets as number[][], cost as CostName] as const;
    expect(() => backpropagate(...call, { gradient })).toThrow(message);
    expect(() => costOf(...call)).toThrow(message);
    expect([...gradient]).toEqual(new Array(13).fill(7));
    expect(network.counts).toEqual(counts);
    network.b(2)!.values[0] = before[12];
    expect(network.parameters).toEqual(before);
  });

  test("one example by hand", () => {
    expect(() => backpropagateByHand(network, [1], [1], "mean-squared-error")).toThrow(
      /expected 2 inputs a row/,
    );
    expect(() => backpropagateByHand(network, [1, 2], [], "mean-squared-error")).toThrow(
      /the targets to have at least one column/,
    );
  });
});

test("the gradients of the lecture's 2-3-1 are the matrix products (a⁽²⁾)ᵀδ⁽³⁾ and Xᵀδ⁽²⁾", () => {
  // ∂J/∂W⁽²⁾ = (a⁽²⁾)ᵀδ⁽³⁾, ∂J/∂W⁽¹⁾ = Xᵀδ⁽²⁾: the matrix products, from the steps of the single examples.
  const network = new Network([2, 3, 1], { activations: "sigmoid", biases: false, seed: 9 });
  const { gradient } = backpropagate(network, X, y, "half-sum-of-squares");
  const steps = X.map((x, i) => backpropagateByHand(network, x, y[i], "half-sum-of-squares"));
  const dW1 = [0, 1].map((k) =>
    [0, 1, 2].map((j) => steps.reduce((sum, { δ }, i) => sum + X[i][k] * δ[2][j], 0)),
  );
  const dW2 = [0, 1, 2].map((k) => steps.reduce((sum, { a, δ }) => sum + a[2][k] * δ[3][0], 0));
  expectSame(rowsOf(network.W(1, gradient)).flat(), dW1.flat(), 1e-14);
  expectSame(network.W(2, gradient).values, dW2, 1e-14);
});
