import { afterEach, describe, expect, test, vi } from "vitest";
import { Examiner } from "../../src/engine";
import { activations, costs, Network } from "../../src/network";
import type { ActivationName, CostName } from "../../src/network";
import { evaluate, train } from "../../src/training";
import { Evaluator } from "../../src/training/evaluate";
import { Pace } from "../../src/training/pace";
import { difference, examples } from "./paths";

afterEach(() => vi.restoreAllMocks());

const COUNT = 1100; // more than a portion
const data = examples(COUNT, 12, 5, { share: 0.4, classes: true });
const network = (last: ActivationName = "sigmoid") => {
  return new Network([12, 7, 5], { activations: ["tanh", last], seed: 2 });
};

/** What the readable code says. */
const readably = (of: Network, on: typeof data, cost: CostName) =>
  new Evaluator(of, on, costs[cost]).evaluate(new Pace());

const names = Object.keys(activations) as ActivationName[];
const costNames = Object.keys(costs) as CostName[];

describe.each(["float64", "float32"] as const)(
  "in %s the engine's evaluation is the readable code's",
  (dtype) => {
    const pairs = names.flatMap((f) => costNames.map((cost) => [f, cost] as const));
    test.each(pairs)("%s, %s", async (f, cost) => {
      const takesLogs = cost === "cross-entropy" || cost === "binary-cross-entropy";
      const last = takesLogs && !["sigmoid", "softmax", "step"].includes(f) ? "sigmoid" : f;
      const asked = vi.spyOn(Examiner.prototype, "examine");
      for (const outputs of [1, 5]) {
        const on = examples(COUNT, 12, outputs, { share: 0.4, classes: outputs > 1, dtype });
        const { values } = on.targets;
        if (outputs === 1) for (let k = 0; k < values.length; k++) values[k] = Math.round(values[k]);
        const of = new Network([12, 7, outputs], { activations: [f, last], seed: 2, dtype });
        const other = of.copy();
        const found = await evaluate(of, on, cost);
        const expected = await readably(other, on, cost);
        expect(difference([found.cost], [expected.cost])).toBeLessThan(dtype === "float64" ? 1e-12 : 1e-5);
        expect(found).toEqual({ ...expected, cost: found.cost });
        expect(of.counts).toEqual(other.counts);
      }
      expect(asked).toHaveBeenCalledTimes(4); // two portions each
    });
  },
);

test("few examples, one's own parts and other classes of networks are the readable code's", async () => {
  class Own extends Network {}
  const asked = vi.spyOn(Examiner, "for");
  const few = examples(15, 784, 5);
  const wide = new Network([784, 16, 5], { activations: "sigmoid" });
  expect(await evaluate(wide, few)).toEqual(await readably(wide, few, "mean-squared-error"));
  const own = new Own([12, 7, 5], { activations: "sigmoid" });
  expect(await evaluate(own, data)).toEqual(await readably(own, data, "mean-squared-error"));
  const mine = { ...costs["mean-squared-error"], name: "mine", value: () => 7 };
  expect((await evaluate(network(), data, mine)).cost).toBeCloseTo(7, 12);
  expect(asked).not.toHaveBeenCalled();
});

test("targets that are no classes have no accuracy", async () => {
  const { accuracy } = await evaluate(network(), examples(COUNT, 12, 5));
  expect(accuracy).toBeUndefined();
});

test("a number that is not finite is what the readable code makes of it", async () => {
  const spoiled = network();
  spoiled.parameters[3] = NaN;
  expect((await evaluate(spoiled, data)).cost).toBeNaN();
  const huge = network("identity");
  huge.parameters.fill(1e200);
  expect((await evaluate(huge, data)).cost).toBe(Infinity);
  const inputs = { ...data.inputs, values: data.inputs.values.slice() };
  inputs.values[12 * 1050 + 4] = Infinity;
  await expect(evaluate(network(), { ...data, inputs })).rejects.toThrow(/finite.*row 1050, column 4/);
});

test("what the readable code refuses, evaluation refuses", async () => {
  await expect(evaluate(network("tanh"), data, "cross-entropy")).rejects.toThrow(
    await readably(network("tanh"), data, "cross-entropy").then(
      () => "nothing",
      (error: Error) => error.message,
    ),
  );
});

test("it gives others a turn, and another may train or be evaluated meanwhile", async () => {
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += 30));
  const turns = vi.spyOn(globalThis, "setImmediate");
  const both = await Promise.all([
    evaluate(network(), data),
    evaluate(network("tanh"), data),
    train(network(), data, { epochs: 1 }),
  ]);
  expect(turns.mock.calls.length).toBeGreaterThan(6);
  expect(both[0]).toEqual(await evaluate(network(), data));
  expect(both[1]).toEqual(await evaluate(network("tanh"), data));
});
