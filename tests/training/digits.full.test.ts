/** The lecture's network reads the real digits. */
import { beforeAll, describe, expect, test } from "vitest";
import { Network, normalByInputs } from "../../src/network";
import { evaluate, stepRate, train } from "../../src/training";
import { DIGITS, readDigits } from "./real-digits";

describe("784-16-16-10 with sigmoid and squared error, on 10,000 real digits", () => {
  let training: ReturnType<typeof readDigits>;
  let testing: ReturnType<typeof readDigits>;

  beforeAll(() => {
    if (!DIGITS) return;
    training = readDigits("train10k");
    testing = readDigits("t10k");
  });

  test.for([0, 1, 2, 3, 4, 5, 6, 7])(
    "seed %i: at least 91 % of 10,000 others are right",
    { timeout: 120_000 },
    async (seed, { skip }) => {
      skip(!DIGITS, "NEURAL_DESCENT_MNIST does not say where the real digits are");
      const options = { activations: "sigmoid", initializer: normalByInputs(1, 1), seed } as const;
      const network = new Network([784, 16, 16, 10], options);
      const learningRate = stepRate([
        [10, 5],
        [10, 1.5],
        [10, 0.5],
      ]);
      const run = await train(network, training, { learningRate, batchSize: 32, epochs: 30, seed });
      const { accuracy } = await evaluate(run.network, testing);
      expect(accuracy).toBeGreaterThanOrEqual(0.91);
    },
  );
});
