import { expect, test } from "vitest";
import { gradientMicroscope, Network } from "../../src";

const network = new Network([2, 1], { activations: "sigmoid" });
const [inputs, targets] = [[[1, 2]], [[1]]];

test.each([
  [{ network, inputs: [[1, 2, 3]], targets }, /expected 2 inputs a row/],
  [
    { network: { sizes: [2, 1] } as unknown as string, inputs, targets },
    /expected a network as written by toJSON/,
  ],
  [{ network, inputs, targets: [[1, 2]] }, /1 numbers \(the network's last layer\), got 1 rows of 2/],
  [{ network, inputs: [[1, NaN]], targets }, /finite numbers, got NaN in row 0, column 1/],
  [{ network, inputs }, /network, inputs and targets, or none/],
  [{ network, inputs, targets, gradient: [1] }, /a gradient of 3 numbers, one for each parameter, got 1/],
  [{ network, inputs, targets, gradient: [1, NaN, 2] }, /finite gradient, got NaN at 1/],
  [{ network, inputs, targets, cost: "costly" as "cross-entropy" }, /name of a cost, one of/],
])("what cannot be looked at is refused: %#", (options, message) => {
  expect(() => gradientMicroscope(options)).toThrow(message);
});

test("too many examples are refused before the notebook becomes slow", () => {
  const many = Array.from({ length: 60_000 }, () => [0, 1]);
  expect(() => gradientMicroscope({ network, inputs: many, targets: many.map(() => [0]) })).toThrow(
    /take fewer examples/,
  );
});
