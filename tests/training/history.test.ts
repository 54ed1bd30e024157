import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { Network } from "../../src/network";
import { train, type TrainingOptions } from "../../src/training";
import { PROJECT } from "../library/sources";

const MOST = 32_768;

/** Compares long columns; `toEqual` takes a minute for them. */
function expectSame(column: readonly number[], expected: readonly number[]): void {
  expect(column).toHaveLength(expected.length);
  expect(column.findIndex((value, i) => value !== expected[i])).toBe(-1);
}

test("of very many batches every second is kept, or every fourth, also when training is continued", async () => {
  const network = new Network([1, 1], { activations: "identity", seed: 1 });
  const xs = Array.from({ length: 1000 }, (_, i) => [Math.sin(i)]);
  const data = { inputs: xs, targets: xs };
  const options: TrainingOptions = { batchSize: 1, epochs: 75, learningRate: 1e-5 };
  const costs: number[] = [];
  const onBatch = ({ cost }: { cost: number }) => void costs.push(cost);
  const run = await train(network, data, { ...options, onBatch });
  const { batches } = run.history;
  const steps = Array.from({ length: 75_000 / 4 }, (_, i) => 4 * (i + 1));
  expect(costs).toHaveLength(75_000);
  expectSame(batches.step, steps);
  expectSame(
    batches.cost,
    steps.map((step) => costs[step - 1]),
  );
  expectSame(
    batches.epoch,
    steps.map((step) => Math.floor((step - 1) / 1000) + (((step - 1) % 1000) + 1) / 1000),
  );
  expect(run.history.epoch).toHaveLength(75);

  for (const epochs of [32, 33, 66]) {
    const first = await train(network, data, { ...options, epochs });
    expect(first.history.batches.cost.length).toBeLessThanOrEqual(MOST);
    expect(first.history.batches.cost.length).toBeGreaterThanOrEqual(MOST / 2);
    const rest = await train(network, data, { ...options, continueFrom: first });
    expectSame(rest.history.cost, run.history.cost);
    expectSame(rest.history.batches.step, steps);
    expectSame(rest.history.batches.cost, batches.cost);
    expectSame(rest.history.batches.gradientNorm, batches.gradientNorm);
  }
});

test("memory stays flat over 1,000 epochs of 1,000 batches", async () => {
  const contents = `
    import { Network } from "./src/network";
    import { train } from "./src/training";
    const inputs = Array.from({ length: 1000 }, (_, i) => [Math.sin(i), Math.cos(i)]);
    const targets = inputs.map(([x, y]) => [x * y]);
    const taken = {};
    const onEpoch = ({ epoch }) => {
      if (epoch !== 200 && epoch !== 1000) return;
      globalThis.gc();
      const { heapUsed, external, arrayBuffers } = process.memoryUsage();
      taken[epoch] = { heap: heapUsed, other: external + arrayBuffers };
    };
    const network = new Network([2, 3, 1], { activations: "tanh" });
    void train(network, { inputs, targets }, { batchSize: 1, epochs: 1000, onEpoch, optimizer: "adam" }).then(() => {
      process.stdout.write(JSON.stringify(taken));
    });
  `;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: PROJECT },
    ...{ bundle: true, write: false, format: "cjs", platform: "node" },
  });
  const run = promisify(execFile)(process.execPath, ["--expose-gc", "-"]);
  run.child.stdin!.end(outputFiles[0].text);
  const taken = JSON.parse((await run).stdout) as Record<string, { heap: number; other: number }>;
  expect(taken[1000].heap - taken[200].heap).toBeLessThan(12e6); // 40 MB with a record for every batch
  expect(taken[1000].other - taken[200].other).toBeLessThan(2e6);
});
