import { describe, expect, test } from "vitest";
import { zeros } from "../../src/data";
import { activations, costs, l1Penalty, l1ProximalPenalty, l2Penalty, Network } from "../../src/network";
import {
  adadelta,
  adagrad,
  adam,
  adamW,
  exponentialRate,
  momentum,
  nesterov,
  optimizers,
} from "../../src/training";
import type { ActivationName, CostName, InitializerName } from "../../src/network";
import type { TrainingOptions } from "../../src/training";
import { difference, examples, take } from "./paths";

type Dtype = "float32" | "float64";
const AFTER_ONE = { float64: 1e-12, float32: 1e-5 };

function both(
  sizes: number[],
  f: ActivationName | ActivationName[],
  data: ReturnType<typeof examples>,
  options: TrainingOptions,
  {
    dtype = "float64" as Dtype,
    steps = 1,
    biases = true,
    initializer = "xavier-normal" as InitializerName,
  } = {},
) {
  const network = new Network(sizes, { activations: f, seed: 3, dtype, biases, initializer });
  if (biases) network.views().forEach(({ kind, values }) => kind === "biases" && values.fill(0.125));
  const taken = (["engine", "readable"] as const).map((path) => take(path, network, data, options, steps));
  return { network, engine: taken[0], readable: taken[1] };
}

function expectAgreement(
  { network, engine, readable }: ReturnType<typeof both>,
  within: number,
  moved = true,
): void {
  expect(engine.diverged).toBe(readable.diverged);
  expect(difference(engine.network.parameters, readable.network.parameters)).toBeLessThanOrEqual(within);
  if (moved) expect(difference(network.parameters, readable.network.parameters)).toBeGreaterThan(10 * within);
  expect(engine.reports).toHaveLength(readable.reports.length);
  engine.reports.forEach((report, k) => {
    const other = readable.reports[k];
    expect(difference([report.cost], [other.cost]), `cost of step ${k}`).toBeLessThanOrEqual(within * 10);
    expect(difference([report.gradientNorm], [other.gradientNorm])).toBeLessThanOrEqual(within * 10);
    expect(report.learningRate).toBe(other.learningRate);
    expect(report.right).toBe(other.right);
  });
}

const names = Object.keys(activations) as ActivationName[];
const costNames = Object.keys(costs) as CostName[];
const isProbability = (name: string) => ["sigmoid", "softmax", "step"].includes(name);

describe.each(["float64", "float32"] as const)(
  "in %s one step of the engine is one of the readable code",
  (dtype) => {
    const pairs = names.flatMap((f) => costNames.map((cost) => [f, cost] as const));
    test.each(pairs)("%s, %s", (f, cost) => {
      const isLog = cost === "cross-entropy" || cost === "binary-cross-entropy";
      const last = isLog && !isProbability(f) ? "sigmoid" : f;
      const data = examples(11, 7, 5, { classes: true, dtype });
      // with zeros as outputs, cross-entropy after a step function has slopes of 10³⁸
      const learningRate = isLog && f === "step" ? 1e-38 : 0.1;
      const hidden = f === "softmax" ? "softmax" : f;
      const found = both(
        [7, 6, 9, 5],
        [hidden, hidden, last],
        data,
        { cost, learningRate, batchSize: 11 },
        { dtype },
      );
      expectAgreement(found, AFTER_ONE[dtype], f !== "step");
    });

    test.each([...Object.entries(optimizers)])("with %s", (_, optimizer) => {
      const data = examples(12, 20, 3, { dtype, share: 0.3 });
      const found = both([20, 8, 3], "tanh", data, { optimizer, learningRate: 0.1, batchSize: 4 }, { dtype });
      expectAgreement(found, dtype === "float64" ? 1e-12 : 1e-4);
    });

    test.each<[string, TrainingOptions]>([
      ["L2", { penalty: l2Penalty(0.1) }],
      ["L1", { penalty: l1Penalty(0.1) }],
      ["L1, proximal", { penalty: l1ProximalPenalty(0.3) }],
      ["all of them", { penalty: [l2Penalty(0.1), l1Penalty(0.01), l1ProximalPenalty(0.1), l2Penalty(0.2)] }],
      ["clipped by length", { clipNorm: 0.01 }],
      ["clipped by value", { clipValue: 0.001 }],
      ["clipped by both", { clipValue: 0.01, clipNorm: 0.02 }],
      ["dropout", { dropout: 0.4, seed: 5 }],
      ["everything", { dropout: 0.2, penalty: l2Penalty(0.01), clipNorm: 0.5, optimizer: adam() }],
    ])("%s", (_, options) => {
      for (const share of [0.3, 1]) {
        const data = examples(9, 19, 3, { dtype, share });
        const settings = { learningRate: 0.1, batchSize: 4, ...options };
        expectAgreement(
          both([19, 6, 5, 3], "sigmoid", data, settings, { dtype }),
          dtype === "float64" ? 1e-12 : 1e-4,
        );
      }
    });
  },
);

describe("after 1,000 steps float64 agrees to nine digits", () => {
  const own = {
    momentum: momentum({ momentum: 0.8, dampening: 0.5 }),
    nesterov: nesterov({ momentum: 0.5 }),
  };
  const more = {
    adagrad: adagrad({ initialAccumulator: 0.1, learningRateDecay: 0.01 }),
    adadelta: adadelta({ rho: 0.95 }),
    adam: adam({ beta1: 0.8, beta2: 0.99, epsilon: 1e-6 }),
    adamw: adamW({ weightDecay: 0.1 }),
  };
  test.each(Object.entries({ ...optimizers, ...own, ...more }))("with %s", (_, optimizer) => {
    for (const share of [0.2, 1]) {
      const data = examples(30, 18, 3, { classes: true, share });
      const options: TrainingOptions = {
        ...{
          optimizer,
          cost: "cross-entropy",
          batchSize: 8,
          dropout: 0.1,
          penalty: l2Penalty(0.01),
          seed: 2,
        },
        learningRate: exponentialRate(0.01, { factor: 0.99 }),
      };
      expectAgreement(both([18, 7, 3], ["tanh", "softmax"], data, options, { steps: 1000 }), 1e-9);
    }
  });
});

describe("sizes that are no whole vectors", () => {
  test.each([
    [[1, 1]],
    [[1, 2, 1]],
    [[2, 3, 1]],
    [[3, 1, 1, 2]],
    [[5, 4, 3]],
    [[17, 33, 1]],
    [[40, 19, 10]],
    [[1, 64, 1]],
  ])("%s, in batches of 1, 2, 3, 5 and all", (sizes) => {
    // prettier-ignore
    for (const dtype of ["float64", "float32"] as const) {
      for (const batchSize of [1, 2, 3, 5, "full"] as const) {
        for (const biases of [true, false]) {
          const data = examples(13, sizes[0], sizes.at(-1)!, { dtype, share: 0.4, seed: 4 });
          const options = { learningRate: 0.05, batchSize, seed: 1 };
          const found = both(sizes, "tanh", data, options, { dtype, biases, steps: 4 });
          expectAgreement(found, dtype === "float64" ? 1e-12 : 1e-4);
        }
      }
    }
  });

  test("batches of several hundred examples, in pieces, with what is left over", () => {
    for (const share of [0.3, 1]) {
      const data = examples(411, 24, 3, { share, classes: true });
      const options: TrainingOptions = { learningRate: 0.5, dropout: 0.3, cost: "cross-entropy" };
      for (const batchSize of [300, "full"] as const) {
        const found = both([24, 9, 3], ["relu", "softmax"], data, { ...options, batchSize }, { steps: 3 });
        expectAgreement(found, 1e-12);
      }
    }
  });
});

test("inputs in lists and inputs in rows give the same", () => {
  const listed = examples(20, 32, 4, { share: 0.2 });
  const full = { inputs: zeros(20, 33), targets: listed.targets };
  // one more input, which is never 0 and has no weight, after so many that are that rows are taken
  for (let i = 0; i < 20; i++) {
    for (let k = 0; k < 32; k++) full.inputs.values[i * 33 + k] = listed.inputs.values[i * 32 + k];
  }
  const network = new Network([32, 8, 4], { activations: "sigmoid", seed: 1 });
  const options: TrainingOptions = { learningRate: 0.5, batchSize: 6 };
  const a = take("engine", network, listed, options, 10);
  const dense = {
    inputs: { ...listed.inputs, values: listed.inputs.values.map((x) => x || 1e-300) },
    targets: listed.targets,
  };
  const b = take("engine", network, dense, options, 10);
  expect(difference(a.network.parameters, b.network.parameters)).toBeLessThan(1e-13);
});

test("outputs far out in the tails agree: exponentials neither overflow nor lose their digits", () => {
  for (const f of names.filter((name) => name !== "softmax")) {
    for (const scale of [1e-6, 1e-3, 30, 400]) {
      const data = examples(6, 3, 4);
      data.inputs.values.forEach((x, k) => (data.inputs.values[k] = scale * x));
      const found = both([3, 4], f, data, { learningRate: 1e-3, batchSize: "full" });
      expectAgreement(found, 1e-12, false);
    }
  }
});
