import fc from "../examples";
import { describe, expect, test } from "vitest";
import { matrixOf } from "../../src/data";
import { Batches, BatchOptions, shuffledOrder } from "../../src/training";

/** n examples that can be told apart: example i has the inputs (i, 10i) and the target 100 − i. */
const numbered = (n: number) => {
  const numbers = Array.from({ length: n }, (_, i) => i);
  return {
    inputs: matrixOf(numbers.map((i) => [i, 10 * i])),
    targets: matrixOf(numbers.map((i) => [100 - i])),
  };
};

/** The examples of each batch of an epoch, checked to be whole. */
const epochOf = (batches: Batches, epoch: number): number[][] =>
  Array.from({ length: batches.count }, (_, number) => {
    const { inputs, targets } = batches.take(epoch, number);
    expect(inputs.values).toHaveLength(2 * inputs.rows);
    expect(targets.rows).toBe(inputs.rows);
    const examples = Array.from({ length: inputs.rows }, (_, i) => inputs.values[2 * i]);
    examples.forEach((example, i) => {
      expect(inputs.values[2 * i + 1]).toBe(10 * example);
      expect(targets.values[i]).toBe(100 - example);
    });
    return examples;
  });

test("an epoch takes every example once, whatever the batch size, and its last batch holds the rest", () => {
  const size = fc.integer({ min: 1, max: 40 });
  const batchSize = fc.oneof(fc.integer({ min: 1, max: 50 }), fc.constant("full" as const));
  fc.assert(
    fc.property(size, batchSize, fc.boolean(), fc.nat(9), (n, B, shuffle, epoch) => {
      const batches = new Batches(numbered(n), { batchSize: B, shuffle });
      const taken = epochOf(batches, epoch);
      const expected = B === "full" ? n : Math.min(B, n);
      expect(taken.slice(0, -1).every((batch) => batch.length === expected)).toBe(true);
      expect(taken.at(-1)).toHaveLength(n % expected || expected);
      expect(taken.flat().sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    }),
  );
});

describe("the order of the examples", () => {
  const orders = (options: BatchOptions) => {
    const batches = new Batches(numbered(30), { batchSize: 7, ...options });
    return [0, 1, 2].map((epoch) => epochOf(batches, epoch).flat().join());
  };

  test("is another one in each epoch and for each seed, and the same for the same seed", () => {
    expect(orders({ seed: 3 })).toEqual(orders({ seed: 3 }));
    expect(new Set([...orders({ seed: 3 }), ...orders({ seed: 4 })]).size).toBe(6);
  });

  test("does not depend on the epochs before: training can be continued anywhere", () => {
    const later = new Batches(numbered(30), { batchSize: 7, seed: 3 });
    expect(epochOf(later, 2).flat().join()).toBe(orders({ seed: 3 })[2]);
    expect(epochOf(later, 0).flat().join()).toBe(orders({ seed: 3 })[0]);
  });

  test("is that of the data without shuffling", () => {
    expect(new Set(orders({ shuffle: false }))).toEqual(
      new Set([Array.from({ length: 30 }, (_, i) => i).join()]),
    );
  });

  test("puts every example everywhere about equally often", () => {
    const n = 5;
    const rounds = 4000;
    const counts = Array.from({ length: n * n }, () => 0);
    for (let epoch = 0; epoch < rounds; epoch++) {
      shuffledOrder(n, 1, epoch).forEach((example, place) => counts[n * example + place]++);
    }
    // χ² with 16 degrees of freedom: above 45 once in ten thousand.
    const chiSquared = counts.reduce((sum, count) => sum + (count - rounds / n) ** 2 / (rounds / n), 0);
    expect(chiSquared).toBeLessThan(45);
  });
});

test("batches share one buffer, and never write to the data", () => {
  const data = numbered(6);
  const before = structuredClone(data);
  const batches = new Batches(data, { batchSize: 2 });
  const first = batches.take(0, 0).inputs.values;
  expect(batches.take(0, 1).inputs.values).toBe(first);
  first.fill(99);
  expect(data).toEqual(before);
});

test.each([
  [{ batchSize: 0 }, /batchSize.*whole number, 1 or more, got 0/],
  [{ batchSize: 2.5 }, /batchSize.*got 2.5/],
  [{ batchSize: NaN }, /batchSize.*got NaN/],
  [{ batchSize: "all" as never }, /batchSize.*"full".*got all/],
  [{ seed: -1 }, /seed.*-1/],
])("%o is refused", (options, message) => {
  expect(() => new Batches(numbered(3), options)).toThrow(message);
});

test("inputs without targets are refused", () => {
  const data = { inputs: matrixOf([[1], [2]]), targets: matrixOf([[1]]) };
  expect(() => new Batches(data)).toThrow(/a target for each of 2 inputs, got 1/);
  expect(() => new Batches(numbered(3)).take(0, 3)).toThrow(/batch below 1, got 3/);
});
