import { expect, test } from "vitest";
import { backpropStepper, finiteDifference, Network, costOf } from "../../src";
import { stepsOf } from "../../src/widgets/backprop-stepper/steps";

test("only a 2-3-1 network with a finite example is traced", () => {
  const network = new Network([2, 2, 1], { activations: "sigmoid" });
  expect(() => backpropStepper({ network })).toThrow(/expected a 2-3-1 network, got 2-2-1/);
  expect(() => backpropStepper({ network: null as unknown as string })).toThrow(
    /expected a network as written by toJSON/,
  );
  expect(() => backpropStepper({ network: { sizes: [2, 3, 1] } as unknown as string })).toThrow(
    /expected a network as written by toJSON/,
  );
  expect(() =>
    backpropStepper({ network: new Network([2, 3, 1], { activations: ["tanh", "softmax"] }) }),
  ).toThrow(/activated one by one, got softmax in layer 3/);
  expect(() => backpropStepper({ inputs: [NaN, 1] })).toThrow(/finite/);
  expect(() => backpropStepper({ inputs: [1] as unknown as [number, number] })).toThrow(/2 inputs a row/);
});

test("a network may come as JSON", () => {
  const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 3 });
  expect(backpropStepper({ network: JSON.stringify(network) }).data).toEqual(
    backpropStepper({ network }).data,
  );
});

test("every traced gradient is the slope that differences say", () => {
  const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 3 });
  const steps = stepsOf(network, [0.3, 1], 0.75);
  const gradients = steps.filter(({ symbol }) => symbol.startsWith("∂J"));
  expect(gradients).toHaveLength(network.parameterCount);
  for (const { place, symbol, value } of gradients) {
    const [l, i, j] = place.split(".").map(Number);
    const isWeight = j !== undefined;
    const index = isWeight
      ? network.W(l).offset + (i - 1) * network.W(l).columns + j - 1
      : network.b(l - 1)!.offset + i - 1;
    const slope = finiteDifference((w) => {
      const parameters = network.parameters.slice();
      parameters[index] = w;
      return costOf(network.withParameters(parameters), [[0.3, 1]], [[0.75]], "half-sum-of-squares");
    }, network.parameters[index]);
    expect(value, symbol).toBeCloseTo(slope, 8);
  }
  // The errors δ are what the gradients are made of: ∂J/∂w = a·δ.
  const δ = steps.find(({ symbol }) => symbol === "δ⁽³⁾")!.value;
  const a = steps.find(({ symbol }) => symbol === "a₂⁽²⁾")!.value;
  expect(steps.find(({ symbol }) => symbol === "∂J/∂w₂₁⁽²⁾")!.value).toBeCloseTo(a * δ, 14);
});
