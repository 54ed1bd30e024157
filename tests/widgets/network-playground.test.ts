import { expect, test } from "vitest";
import { networkPlayground } from "../../src";

test.each([
  [{ data: "moons" as "two moons" }, /data as one of two moons, circles/],
  [{ hidden: [13] }, /at most 4 hidden layers of 1 to 12 units, got \[13\]/],
  [{ hidden: [1, 1, 1, 1, 1] }, /at most 4 hidden layers/],
  [{ activation: "sine" as "tanh" }, /activation as one of/],
  [{ optimizer: "magic" as "adam" }, /optimizer as one of/],
  [{ learningRate: NaN }, /learningRate from/],
  [{ seed: 1.5 }, /seed that is a whole number, got 1.5/],
  [{ l2: -1 }, /l2 from 0 to 10, got -1/],
])("what makes no playground is refused: %#", (options, message) => {
  expect(() => networkPlayground(options)).toThrow(message);
});
