/** On the real digits, step for step what PyTorch does. */
import { expect, test } from "vitest";
import { Network } from "../../src/network";
import { train } from "../../src/training";
import fixture from "../fixtures/digits.json";
import { Sequence } from "../fixtures/sequence";
import { DIGITS, readDigits } from "./real-digits";

/** The initial parameters, by the same rule as in tests/fixtures/pytorch.py. */
function initialParameters({ sizes, seed }: typeof fixture): number[] {
  const sequence = new Sequence(seed);
  return sizes.slice(1).flatMap((columns, l) => {
    const rows = sizes[l];
    const weights = Array.from(sequence.take(rows * columns), (u) => u * Math.sqrt(3 / rows));
    return [...weights, ...sequence.take(columns)];
  });
}

test("784-16-16-10 has PyTorch's costs for 100 steps on real digits", async ({ skip }) => {
  skip(!DIGITS, "NEURAL_DESCENT_MNIST does not say where the real digits are");
  const { sizes, batchSize, steps, learningRate, values } = fixture;
  const network = new Network(sizes, { activations: "sigmoid", parameters: initialParameters(fixture) });
  const run = await train(network, readDigits("train10k"), {
    ...{ cost: "mean-squared-error", learningRate, batchSize, shuffle: false },
    onBatch: ({ step }) => (step === steps ? "stop" : undefined),
  });
  const costs = run.history.batches.cost;
  expect(costs).toHaveLength(steps);
  costs.forEach((cost, step) => {
    expect(Math.abs(cost - values[step]) / values[step], `step ${step + 1}`).toBeLessThan(1e-9);
  });
  expect(values[steps - 1]).toBeLessThan(0.3 * values[0]); // something was learned on the way
});
