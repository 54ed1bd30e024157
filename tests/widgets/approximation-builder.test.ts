import { expect, test } from "vitest";
import { approximationBuilder } from "../../src";
import { networkOfBumps } from "../../src/widgets/approximation-builder/bumps";

test.each([
  [{ target: Math.log }, /the target at 0/],
  [{ interval: [1, 1] as [number, number] }, /from a smaller to a larger number/],
  [{ target: "sin" as unknown as Math["sin"] }, /target as a function, got string/],
])("what cannot be built is refused: %#", (options, message) => {
  expect(() => approximationBuilder(options)).toThrow(message);
});

test("bumps add up where they overlap", () => {
  const network = networkOfBumps(
    [
      { left: 0, right: 2, height: 3 },
      { left: 1, right: 3, height: -1 },
    ],
    200,
  );
  const { values } = network.predict([[-0.5], [0.5], [1.5], [2.5], [3.5]]);
  [0, 3, 2, -1, 0].forEach((wanted, i) => expect(values[i]).toBeCloseTo(wanted, 10));
  expect(network.sizes).toEqual([1, 4, 1]);
});
