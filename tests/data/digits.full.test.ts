/** The digits that the project draws are worth learning from: not too easy, and like real handwriting. */
import { beforeAll, expect, test } from "vitest";
import { type Digits, loadDigits } from "../../src/data";
import { Network, normalByInputs } from "../../src/network";
import { cosineRate, evaluate, stepRate, train } from "../../src/training";

const real = process.env.NEURAL_DESCENT_MNIST;
let drawn: Digits;

beforeAll(async () => {
  drawn = await loadDigits({ source: "drawn" });
});

test("a linear classifier stays below 95 % on their test images", { timeout: 300_000 }, async () => {
  const network = new Network([784, 10], { activations: "softmax", seed: 0 });
  const run = await train(network, drawn.training, {
    ...{ cost: "cross-entropy", optimizer: "adam", learningRate: cosineRate(0.003, { epochs: 30 }) },
    ...{ batchSize: 50, epochs: 30, seed: 0 },
  });
  const [training, test] = [
    await evaluate(run.network, drawn.training),
    await evaluate(run.network, drawn.test),
  ];
  console.log(`linear: ${training.accuracy} on training images, ${test.accuracy} on test images`);
  expect(training.accuracy).toBeGreaterThan(0.93); // it did learn what it can
  expect(test.accuracy).toBeGreaterThan(0.85);
  expect(test.accuracy).toBeLessThan(0.95);
});

test.for([0, 1])(
  "784-16-16-10 that has seen drawn digits only reads 10,000 real ones (seed %i)",
  { timeout: 300_000 },
  async (seed, { skip }) => {
    skip(real === undefined, "NEURAL_DESCENT_MNIST does not say where the real digits are");
    const options = { activations: "sigmoid", initializer: normalByInputs(1, 1), seed } as const;
    const network = new Network([784, 16, 16, 10], options);
    const learningRate = stepRate([
      [10, 5],
      [10, 1.5],
      [10, 0.5],
    ]);
    const run = await train(network, drawn.training, { learningRate, batchSize: 32, epochs: 30, seed });
    const onDrawn = await evaluate(run.network, drawn.test);
    const onReal = await evaluate(run.network, (await loadDigits({ source: "mnist", training: 1 })).test);
    console.log(
      `network, seed ${seed}: ${onDrawn.accuracy} on drawn, ${onReal.accuracy} on real test images`,
    );
    expect(onDrawn.accuracy).toBeGreaterThan(0.9);
    expect(onReal.accuracy).toBeGreaterThan(0.8); // asked for is 0.65
  },
);
