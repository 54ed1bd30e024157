import { describe, expect, test } from "vitest";
import { Network } from "../../src/network";
import { randomAt, train, type TrainingOptions } from "../../src/training";
import { DROPOUT_SEED } from "../../src/training/engine-recipe";
import { difference, examples, take } from "./paths";

const SIZES = [18, 70, 33, 32, 3]; // rows of bits that end within a word, and at its end
const data = examples(23, 18, 3, { classes: true, share: 0.3 });

describe("dropout switches off the units that the readable code switches off", () => {
  test.each([0.001, 0.3, 0.5, 0.999])(
    "at the rate %d, in whole batches and in what is left over",
    (dropout) => {
      for (const dtype of ["float64", "float32"] as const) {
        const typed = examples(23, 18, 3, { classes: true, share: 0.3, dtype });
        const network = new Network(SIZES, { activations: "tanh", seed: 1, dtype });
        for (const batchSize of [1, 5, "full"] as const) {
          const options: TrainingOptions = { dropout, batchSize, learningRate: 0.001, seed: 7 };
          const [engine, readable] = (["engine", "readable"] as const).map((path) =>
            take(path, network, typed, options, 12),
          );
          const costs = [engine, readable].map(({ reports }) => reports.map(({ cost }) => cost));
          expect(difference(costs[0], costs[1])).toBeLessThan(dtype === "float64" ? 1e-10 : 1e-3);
        }
      }
    },
  );

  test("also where a number drawn is the rate to the last digit, or just below it", () => {
    const seed = 5;
    const random = randomAt((seed ^ DROPOUT_SEED) >>> 0, 0);
    const network = new Network([18, 6, 3], { activations: "tanh", seed: 1 });
    for (let k = 0; k < 40; k++) {
      const drawn = random.uniform();
      for (const dropout of [drawn, drawn + 2 ** -53]) {
        const options: TrainingOptions = { dropout, batchSize: "full", learningRate: 0.1, seed };
        const [engine, readable] = (["engine", "readable"] as const).map((path) =>
          take(path, network, data, options, 1),
        );
        expect(difference(engine.network.parameters, readable.network.parameters)).toBeLessThan(1e-12);
      }
    }
  });
});

test("batches that are taken one by one have the same units off as batches taken together", async () => {
  const network = new Network(SIZES, { activations: "tanh", seed: 1 });
  const options: TrainingOptions = { dropout: 0.4, batchSize: 4, learningRate: 0.01, epochs: 3 };
  const together = await train(network, data, options);
  const heard = await train(network, data, { ...options, onBatch: () => undefined });
  const onBatch = ({ step }: { step: number }) => (step === 7 ? "stop" : undefined);
  const stopped = await train(network, data, { ...options, onBatch });
  const resumed = await train(network, data, { ...options, continueFrom: stopped });
  expect(heard.network.parameters).toEqual(together.network.parameters);
  expect(resumed.network.parameters).toEqual(together.network.parameters);
});
