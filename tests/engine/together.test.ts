/** Networks that are trained together become what the readable code makes of each alone. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { Together } from "../../src/engine";
import { activations, costs, l1Penalty, l1ProximalPenalty, l2Penalty, Network } from "../../src/network";
import {
  adam,
  exponentialRate,
  momentum,
  optimizers,
  TogetherOptions,
  trainTogether,
} from "../../src/training";
import type { ActivationName, CostName } from "../../src/network";
import { difference, examples, take } from "./paths";

const inGroups = vi.spyOn(Together, "for");
beforeEach(() => void inGroups.mockClear());

type Dtype = "float32" | "float64";
const AFTER_ONE = { float64: 1e-12, float32: 1e-5 };

/** Networks from different seeds, more than one group and no whole number of them. */
function build(
  sizes: number[],
  f: ActivationName | ActivationName[],
  { count = 19, dtype = "float64" as Dtype, biases = true } = {},
): Network[] {
  return Array.from({ length: count }, (_, seed) => {
    const network = new Network(sizes, { activations: f, seed, dtype, biases });
    network.views().forEach(({ kind, values }) => kind === "biases" && values.fill(0.125));
    return network;
  });
}

/** That each network together with others becomes what the readable code makes of it alone. */
async function expectAgreement(
  networks: Network[],
  data: ReturnType<typeof examples>,
  options: TogetherOptions & { batchSize: number | "full"; epochs: number },
  within: number,
): Promise<void> {
  const run = await trainTogether(networks, data, options);
  expect(inGroups.mock.results.at(-1)?.value, "the engine is made").toBeInstanceOf(Together);
  const batchSize = options.batchSize === "full" ? data.inputs.rows : options.batchSize;
  const steps = options.epochs * Math.ceil(data.inputs.rows / batchSize);
  for (const i of [0, 7, networks.length - 1]) {
    const alone = take("readable", networks[i], data, options, steps);
    expect(alone.diverged).toBe(undefined);
    expect(difference(run.network(i).parameters, alone.network.parameters)).toBeLessThanOrEqual(within);
    const cost = costOfReadably(alone.network, data, options);
    expect(difference([run.cost[i]], [cost]), "the cost").toBeLessThanOrEqual(10 * within);
    expect(run.epochs[i]).toBe(options.epochs);
    expect(run.diverged[i]).toBe(0);
  }
}

function costOfReadably(
  network: Network,
  data: ReturnType<typeof examples>,
  options: TogetherOptions,
): number {
  return take("readable", network, data, { cost: options.cost, batchSize: "full" }, 1).reports[0].cost;
}

const names = Object.keys(activations) as ActivationName[];
const costNames = Object.keys(costs) as CostName[];

describe.each(["float64", "float32"] as const)("in %s each takes the step that it takes alone", (dtype) => {
  const pairs = names.flatMap((f) => costNames.map((cost) => [f, cost] as const));
  test.each(pairs)("%s, %s", async (f, cost) => {
    const isLog = cost === "cross-entropy" || cost === "binary-cross-entropy";
    const last = isLog && !["sigmoid", "softmax", "step"].includes(f) ? "sigmoid" : f;
    const data = examples(11, 7, 5, { classes: true, dtype });
    const learningRate = isLog && f === "step" ? 1e-38 : 0.1;
    const options = { cost, learningRate, batchSize: "full", epochs: 1 } as const;
    await expectAgreement(build([7, 6, 9, 5], [f, f, last], { dtype }), data, options, AFTER_ONE[dtype]);
  });

  test.each(Object.entries(optimizers))("with %s", async (_, optimizer) => {
    const data = examples(12, 3, 2, { dtype });
    const options = { optimizer, learningRate: 0.1, batchSize: 4, epochs: 1 };
    await expectAgreement(
      build([3, 5, 2], "tanh", { dtype }),
      data,
      options,
      dtype === "float64" ? 1e-12 : 1e-4,
    );
  });

  test.each<[string, TogetherOptions]>([
    ["L2", { penalty: l2Penalty(0.1) }],
    ["L1", { penalty: l1Penalty(0.1) }],
    ["L1, proximal", { penalty: l1ProximalPenalty(0.3) }],
    ["clipped by length", { clipNorm: 0.01 }],
    ["clipped by value", { clipValue: 0.001 }],
    ["clipped by both", { clipValue: 0.01, clipNorm: 0.02 }],
    ["dropout", { dropout: 0.4, seed: 5 }],
    ["everything", { dropout: 0.2, penalty: l2Penalty(0.01), clipNorm: 0.5, optimizer: adam() }],
  ])("%s", async (_, options) => {
    const data = examples(9, 4, 3, { dtype });
    const settings = { learningRate: 0.1, batchSize: 4, epochs: 1, ...options };
    await expectAgreement(
      build([4, 6, 5, 3], "sigmoid", { dtype }),
      data,
      settings,
      dtype === "float64" ? 1e-12 : 1e-4,
    );
  });

  test.each([[[1, 1]], [[2, 3, 1]], [[3, 1, 1, 2]], [[5, 4, 3]], [[17, 33, 1]], [[1, 64, 1]]])(
    "%s, in batches of 1, 2, 5 and all, with biases and without",
    async (sizes) => {
      for (const batchSize of [1, 2, 5, "full"] as const) {
        for (const biases of [true, false]) {
          const data = examples(13, sizes[0], sizes.at(-1)!, { dtype, seed: 4 });
          const options = { learningRate: 0.05, batchSize, epochs: 1, seed: 1 };
          const within = dtype === "float64" ? 1e-12 : 1e-4;
          await expectAgreement(build(sizes, "tanh", { dtype, biases }), data, options, within);
        }
      }
    },
  );
});

test("batches of several hundred examples, in pieces, with what is left over", async () => {
  const data = examples(411, 6, 3, { classes: true });
  for (const batchSize of [300, "full"] as const) {
    const options = { learningRate: 0.5, dropout: 0.3, cost: "cross-entropy", batchSize, epochs: 2 } as const;
    await expectAgreement(build([6, 9, 3], ["relu", "softmax"]), data, options, 1e-12);
  }
});

describe("after 1,000 steps float64 agrees to nine digits", () => {
  test.each(Object.entries({ ...optimizers, damped: momentum({ momentum: 0.8, dampening: 0.5 }) }))(
    "with %s",
    async (_, optimizer) => {
      const data = examples(30, 5, 3, { classes: true });
      const options = {
        ...{ optimizer, batchSize: 8, dropout: 0.1, penalty: l2Penalty(0.01), seed: 2, epochs: 250 },
        ...({ cost: "cross-entropy", learningRate: exponentialRate(0.01, { factor: 0.99 }) } as const),
      };
      await expectAgreement(build([5, 7, 3], ["tanh", "softmax"]), data, options, 1e-9);
    },
  );
});
