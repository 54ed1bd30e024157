/** Networks of 1 to 6 layers with every activation and every cost, against PyTorch in float64. */
import { describe, expect, test } from "vitest";
import { Matrix } from "../../src/data";
import {
  ActivationName,
  backpropagate,
  CostName,
  costOf,
  costs,
  activations,
  Network,
  inputGradient,
} from "../../src/network";
import fixture from "../fixtures/networks.json";
import { Sequence } from "../fixtures/sequence";

type Case = (typeof fixture.cases)[number];

/** The network and the data of a case, by the same rules as in tests/fixtures/pytorch.py. */
function rebuild({ sizes, activations: names, cost, examples, seed }: Case) {
  const sequence = new Sequence(seed);
  const count = sizes.slice(1).reduce((sum, units, l) => sum + (sizes[l] + 1) * units, 0);
  const parameters = sequence.take(count);
  const network = new Network(sizes, { activations: names as ActivationName[], parameters });
  const inputs = sequence.take(examples * sizes[0]).map((u) => 2 * u);
  const columns = sizes[sizes.length - 1];
  return {
    network,
    inputs: { rows: examples, columns: sizes[0], values: inputs },
    targets: { rows: examples, columns, values: targetsFor(cost, sequence, examples, columns) },
  };
}

/** Any numbers for squared errors, shares for yes and no, one class a row for cross-entropy. */
function targetsFor(cost: string, sequence: Sequence, rows: number, columns: number): Float64Array {
  if (cost === "cross-entropy" || cost === "cross-entropy-from-logits") {
    const targets = new Float64Array(rows * columns);
    sequence.take(rows).forEach((u, i) => (targets[i * columns + Math.floor(((u + 1) / 2) * columns)] = 1));
    return targets;
  }
  const targets = sequence.take(rows * columns);
  return cost.startsWith("binary") ? targets.map((u) => (u + 1) / 2) : targets;
}

function expectClose(got: ArrayLike<number>, expected: ArrayLike<number>, what: string): void {
  expect(got.length, what).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(got[i] - expected[i]);
    expect(difference, `${what}, index ${i}: ${got[i]}, in PyTorch ${expected[i]}`).toBeLessThanOrEqual(
      1e-10 * Math.abs(expected[i]),
    );
  }
}

const titled = fixture.cases.map((c) => ({
  ...c,
  title: `${c.sizes.join("-")} ${[...new Set(c.activations)].join(", ")}, ${c.cost}`,
}));

describe.each(titled)("$title", (c) => {
  const { network, inputs, targets } = rebuild(c);
  const cost = c.cost as CostName;

  test("gives PyTorch's outputs, cost and gradient to 1e-10", () => {
    expectClose(network.predict(inputs as Matrix).values, c.outputs, "output");
    expectClose([costOf(network, inputs, targets, cost)], [c.value], "cost");
    const { cost: value, gradient } = backpropagate(network, inputs, targets, cost);
    expectClose([value], [c.value], "cost beside the gradient");
    expectClose(gradient, c.gradient, "gradient");
    expectClose(inputGradient(network, inputs, targets, cost).values, c.inputGradient, "input gradient");
  });
});

test("the cases have every activation with every cost, and 1 to 6 layers", () => {
  const seen = new Set(fixture.cases.flatMap((c) => c.activations.map((name) => `${name} ${c.cost}`)));
  for (const name of Object.keys(activations)) {
    const layers = new Set(
      fixture.cases.filter((c) => c.activations.includes(name)).map((c) => c.activations.length),
    );
    expect(layers.size, name).toBeGreaterThanOrEqual(4);
  }
  for (const cost of Object.keys(costs))
    expect(
      fixture.cases.some((c) => c.cost === cost),
      cost,
    ).toBe(true);
  expect(seen.size).toBeGreaterThan(50);
});
