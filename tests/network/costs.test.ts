import fc from "../examples";
import { describe, expect, test } from "vitest";
import { centralGradient } from "../../src/calculus";
import { matrixOf, zeros } from "../../src/data";
import { activations, backpropagate, Cost, costNamed, costOf, costs, Network } from "../../src/network";

const all = Object.values(costs) as Cost[];
const takesLogits = ({ name }: Cost) => !name.endsWith("entropy");

describe.each(all)("$name", (cost) => {
  test("has the derivative that differences give", () => {
    const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { minLength: 6, maxLength: 6 }), (pairs) => {
        const [ŷ, y] = [0, 1].map((part) => ({
          rows: 2,
          columns: 3,
          values: Float64Array.from(pairs, (p) => p[part]),
        }));
        const outputs = takesLogits(cost) ? { ...ŷ, values: ŷ.values.map((u) => 10 * u - 5) } : ŷ;
        const gradient = zeros(2, 3);
        cost.derivative(outputs, y, gradient);
        const expected = centralGradient(
          (v) => cost.value({ ...outputs, values: v }, y),
          outputs.values,
          1e-6,
        );
        gradient.values.forEach((slope, k) => expect(slope).toBeCloseTo(expected[k], 7));
      }),
    );
  });

  test("adds or averages over the examples, as it says", () => {
    const [once, twice] = [1, 2].map((times) => {
      const rows = <T>(row: T): T[] => new Array<T>(times).fill(row);
      return cost.value(matrixOf(rows([0.2, 0.7])), matrixOf(rows([0, 1])));
    });
    expect(twice / once).toBeCloseTo(cost.reduction === "sum" ? 2 : 1, 12);
  });
});

describe("costs by hand", () => {
  const [ŷ, y] = [
    matrixOf([
      [0.5, 0.25],
      [1, 0],
    ]),
    matrixOf([
      [1, 0],
      [1, 0.5],
    ]),
  ];

  test.each([
    ["half-sum-of-squares", (0.25 + 0.0625 + 0 + 0.25) / 2],
    ["mean-squared-error", (0.25 + 0.0625 + 0 + 0.25) / 2],
    ["cross-entropy", -Math.log(0.5) / 2 + (0.5 * 100) / 2], // ln 0 ends at −100
    ["binary-cross-entropy", (-Math.log(0.5) - Math.log(0.75) + 0.5 * 100) / 2],
  ] as const)("%s", (name, expected) => {
    expect(costs[name].value(ŷ, y)).toBeCloseTo(expected, 12);
  });

  test("from logits", () => {
    const z = matrixOf([[0, Math.log(3)]]);
    expect(costs["cross-entropy-from-logits"].value(z, matrixOf([[1, 0]]))).toBeCloseTo(Math.log(4), 12);
    expect(costs["binary-cross-entropy-from-logits"].value(z, matrixOf([[1, 0]]))).toBeCloseTo(
      Math.log(2) + Math.log(4),
      12,
    );
  });
});

describe("cross-entropy after its own activation is computed from z", () => {
  // One weight w on the input 1: z = w.
  const network = (activation: "sigmoid", w: number) =>
    new Network([1, 1], { activations: activation, parameters: [w], biases: false });

  test("and neither overflows nor loses the gradient at z = ±1000", () => {
    const [costly, cheap] = [-1000, 1000].map((w) =>
      costOf(network("sigmoid", w), [[1]], [[1]], "binary-cross-entropy"),
    );
    expect(costly).toBe(1000);
    expect(cheap).toBe(0);
    expect(costOf(network("sigmoid", 40), [[1]], [[1]], "binary-cross-entropy")).toBeCloseTo(
      4.248354255291589e-18,
      30,
    );
    expect([
      ...backpropagate(network("sigmoid", -1000), [[1]], [[1]], "binary-cross-entropy").gradient,
    ]).toEqual([-1]);

    const sure = new Network([1, 2], { activations: "softmax", parameters: [1000, -1000], biases: false });
    expect(costOf(sure, [[1]], [[0, 1]], "cross-entropy")).toBe(2000);
    expect([...backpropagate(sure, [[1]], [[0, 1]], "cross-entropy").gradient]).toEqual([1, -1]);
  });

  test("and is the same as the cost from the outputs, where those are not extreme", () => {
    const soft = new Network([2, 3], { activations: "softmax", seed: 4 });
    const X = [[0.5, -1]];
    const plain = costs["cross-entropy"].value(soft.predict(X), matrixOf([[0, 1, 0]]));
    expect(costOf(soft, X, [[0, 1, 0]], "cross-entropy")).toBeCloseTo(plain, 12);
  });
});

describe("costs refuse", () => {
  test("outputs that are no probabilities", () => {
    for (const name of ["cross-entropy", "binary-cross-entropy"] as const) {
      expect(() => costs[name].value(matrixOf([[-0.5]]), matrixOf([[1]]))).toThrow(
        /expected outputs between 0 and 1, since cross-entropy takes their logarithm, got -0.5: end the network with/,
      );
    }
  });

  test("targets that are labels and not shares", () => {
    for (const cost of all.filter(({ name }) => name.includes("cross-entropy"))) {
      for (const attempt of [
        () => cost.value(matrixOf([[0.5]]), matrixOf([[7]])),
        () => cost.derivative(matrixOf([[0.5]]), matrixOf([[7]]), zeros(1, 1)),
      ])
        expect(attempt).toThrow(
          /expected targets between 0 and 1 for cross-entropy, got 7: write class k as a 1/,
        );
    }
  });

  test("names that are none", () => {
    expect(() => costNamed("mse" as never)).toThrow(
      /expected a cost by name, one of half-sum-of-squares, .* got "mse"/,
    );
    expect(() => costNamed(undefined as never)).toThrow(/expected a cost by name/);
  });
});

describe("a cost is taken from the weighted sums", () => {
  const parameters = [0.7, -0.2];
  const bare = new Network([1, 1], { activations: "identity", parameters });
  const [X, y] = [
    [[1.5], [-2]],
    [[1], [0]],
  ];
  const costAndGradient = (network: Network, cost: Cost) => backpropagate(network, X, y, cost);

  /** ∂C/∂θ of a network of one unit with an activation f and a cost per output, by hand from z, f and the cost. */
  function byHand(f: (z: number) => number, C: (ŷ: number, y: number) => number): Float64Array {
    return centralGradient(
      ([w, b]) => X.reduce((s, [x], i) => s + C(f(w * x + b), y[i][0]), 0) / 2,
      parameters,
    );
  }
  const logLoss = (ŷ: number, y: number) => -y * Math.log(ŷ) - (1 - y) * Math.log(1 - ŷ);

  test("but not after one's own activation that is called sigmoid", () => {
    const steep = {
      ...activations.sigmoid,
      value: (z: number) => activations.sigmoid.value(3 * z),
      derivative: (z: number) => 3 * activations.sigmoid.derivative(3 * z),
    };
    const network = new Network([1, 1], { activations: steep, parameters });
    const { gradient } = costAndGradient(network, costs["binary-cross-entropy"]);
    byHand(steep.value, logLoss).forEach((slope, k) => expect(gradient[k]).toBeCloseTo(slope, 6));
  });

  test("and not for one's own cost that is made from the library's", () => {
    const plain = costs["binary-cross-entropy"];
    const double: Cost = {
      ...plain,
      value: (ŷ, y) => 2 * plain.value(ŷ, y),
      derivative(ŷ, y, gradient) {
        plain.derivative(ŷ, y, gradient);
        gradient.values.forEach((slope, k) => (gradient.values[k] = 2 * slope));
      },
    };
    const network = new Network([1, 1], { activations: "sigmoid", parameters });
    const [once, twice] = [plain, double].map((cost) => costAndGradient(network, cost));
    expect(twice.cost).toBeCloseTo(2 * once.cost, 12);
    twice.gradient.forEach((slope, k) => expect(slope).toBeCloseTo(2 * once.gradient[k], 12));
  });

  test("after the library's sigmoid, given by name, by record, or read again from JSON", () => {
    const expected = costAndGradient(bare, costs["binary-cross-entropy-from-logits"]);
    const byName = new Network([1, 1], { activations: "sigmoid", parameters });
    const byRecord = new Network([1, 1], { activations: activations.sigmoid, parameters });
    const again = Network.fromJSON(byName.toJSON());
    for (const network of [byName, byRecord, again, again.copy()]) {
      expect(costAndGradient(network, costs["binary-cross-entropy"])).toEqual(expected);
    }
  });
});
