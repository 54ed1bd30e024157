import { afterEach, describe, expect, test, vi } from "vitest";
import { zeros } from "../../src/data";
import { activations, costs, l2Penalty, Network } from "../../src/network";
import { Engine } from "../../src/engine";
import { adam, optimizers, train, Training, TrainingOptions } from "../../src/training";
import { Pace } from "../../src/training/pace";
import { difference, examples, take } from "./paths";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.resetModules();
});

const data = examples(40, 20, 3, { share: 0.3, classes: true });
const network = () => new Network([20, 6, 3], { activations: ["tanh", "softmax"], seed: 1 });
const options: TrainingOptions = {
  ...{ cost: "cross-entropy", learningRate: 0.1, batchSize: 8, epochs: 4, dropout: 0.2 },
  validation: examples(300, 20, 3, { share: 0.3, classes: true, seed: 1 }),
};

test("the same seed gives the same numbers, to the last bit, also while another network trains", async () => {
  const [a, b] = await Promise.all([train(network(), data, options), train(network(), data, options)]);
  const c = await train(network(), data, options);
  for (const run of [b, c]) {
    expect(run.network.parameters).toEqual(a.network.parameters);
    expect({ ...run.history, seconds: [] }).toEqual({ ...a.history, seconds: [] });
  }
});

describe("what is one's own takes the readable code, says so once, and gives the same", () => {
  const swish = { ...activations.tanh, name: "swish" };
  const mean = { ...costs["cross-entropy"], name: "mine" };
  const steps = { ...adam(), name: "my Adam" };
  const price = { ...l2Penalty(0.01), name: "my price" };
  test.each<[string, Network, TrainingOptions, TrainingOptions]>([
    ["the activation swish", new Network([20, 6, 3], { activations: [swish, "softmax"], seed: 1 }), {}, {}],
    ["the cost mine", network(), { cost: mean }, {}],
    ["the optimizer my Adam", network(), { optimizer: steps }, { optimizer: adam() }],
    ["the penalty my price", network(), { penalty: price }, { penalty: l2Penalty(0.01) }],
  ])("%s", async (name, mine, changes, usual) => {
    const info = vi.spyOn(console, "info").mockReturnValue();
    const own = await train(mine, data, { ...options, ...changes });
    await train(mine, data, { ...options, ...changes });
    expect(info.mock.calls.flat()).toEqual([expect.stringContaining(`${name} is your own`)]);
    const { network: library } = await train(network(), data, { ...options, ...usual });
    expect(difference(own.network.parameters, library.parameters)).toBeLessThan(1e-11);
    expect(own.network.parameters).not.toEqual(library.parameters);
    expect(info).toHaveBeenCalledTimes(1);
  });

  test("an optimizer of the library whose step was replaced is one's own", async () => {
    vi.spyOn(console, "info").mockReturnValue();
    const lazy = Object.assign(adam(), { step: () => undefined });
    const run = await train(network(), data, { ...options, optimizer: lazy });
    expect(run.network.parameters).toEqual(network().parameters);
  });
});

test.each(["WebAssembly is missing", "vectors in it are missing"])(
  "where %s, training gives the same to rounding",
  async (what) => {
    const usual = await train(network(), data, options);
    const none = { ...WebAssembly };
    const refuse = function () {
      throw new WebAssembly.CompileError("invalid value type 's128'");
    };
    vi.stubGlobal("WebAssembly", what.startsWith("vectors") ? { ...none, Module: refuse } : undefined);
    vi.resetModules();
    const fresh = (await import("../../src/training")) as { train: typeof train };
    const { Network: FreshNetwork } = (await import("../../src/network")) as { Network: typeof Network };
    const start = new FreshNetwork([20, 6, 3], { activations: ["tanh", "softmax"], seed: 1 });
    const run = await fresh.train(start, data, options);
    expect(difference(run.network.parameters, usual.network.parameters)).toBeLessThan(1e-11);
    expect(difference(run.history.validationCost, usual.history.validationCost)).toBeLessThan(1e-11);
    expect(run.history.accuracy).toEqual(usual.history.accuracy);
    expect(run.network.parameters).not.toEqual(usual.network.parameters);
  },
);

test("a listener that looks at the network sees it as it is after the batch", async () => {
  const seen: number[][] = [];
  const onBatch = ({ network: now }: { network: Network }) => void seen.push([...now.parameters]);
  await train(network(), data, { ...options, epochs: 1, onBatch });
  expect(seen).toHaveLength(5);
  seen.forEach((parameters, k) => {
    const { network: after } = take("readable", network(), data, options, k + 1);
    expect(difference(parameters, after.parameters)).toBeLessThan(1e-11);
  });
});

test("divergence is told as the readable code tells it, and nothing of the batch is done", () => {
  for (const share of [0.3, 1]) {
    const wild = examples(12, 20, 2, { share });
    const line = new Network([20, 2], { activations: "identity", seed: 1 });
    const recipe: TrainingOptions = { learningRate: 1e3, batchSize: 3 };
    const [a, b] = (["engine", "readable"] as const).map((path) => take(path, line, wild, recipe, 200));
    expect(a.diverged).toMatch(/^at step \d+, in epoch \d+, the cost became /);
    expect(a.diverged!.replace(/became [\d.e+]+/, "")).toBe(b.diverged!.replace(/became [\d.e+]+/, ""));
    expect(a.checkpoint.step).toBe(b.checkpoint.step);
    expect(difference(a.network.parameters, b.network.parameters)).toBeLessThan(1e-9);
  }
});

test("training that rests in the middle knows its first cost when it goes on", async () => {
  const some = examples(12, 20, 2);
  const line = new Network([20, 2], { activations: "identity", seed: 1 });
  const recipe: TrainingOptions = { learningRate: 0.12, batchSize: 3, epochs: 4000, shuffle: false };
  const inOneGo = await train(line, some, recipe);
  expect(inOneGo.stopped).toBe("diverged");
  let rests = 1;
  const onEpoch = ({ epoch }: { epoch: number }) =>
    epoch === inOneGo.checkpoint.epoch - 2 && rests-- > 0 ? ("stop" as const) : undefined;
  const inTwo = new Training(line, some, { ...recipe, onEpoch });
  expect((await inTwo.run()).stopped).toBe("listener");
  expect((await inTwo.run()).reason).toBe(inOneGo.reason);
});

test("a run that begins while another evaluates is the only one that goes on", async () => {
  const evaluated = 3000;
  const recipe = {
    ...options,
    epochs: 2,
    validation: examples(evaluated, 20, 3, { classes: true, seed: 1 }),
  };
  const alone = await train(network(), data, recipe);
  vi.spyOn(Pace.prototype, "due", "get").mockReturnValue(true); // both pause wherever they can
  const training = new Training(network(), data, recipe);
  let second: Promise<unknown> | undefined;
  const taken = vi.spyOn(Engine.prototype, "evaluate");
  const { evaluate } = Engine.prototype;
  taken.mockImplementation(function (this: Engine, first, count) {
    taken.mockRestore();
    setTimeout(() => (second = training.run()), 0);
    return evaluate.call(this, first, count);
  });
  await training.run();
  await second;
  expect(second).toBeDefined();
  const { history, network: trained } = training.result;
  expect({ ...history, seconds: [] }).toEqual({ ...alone.history, seconds: [] });
  expect(trained.counts).toEqual(alone.network.counts);
});

test("outputs that are no probabilities are refused as ever", async () => {
  const signed = new Network([20, 3], { activations: "identity", seed: 1 });
  await expect(train(signed, data, { ...options, dropout: 0 })).rejects.toThrow(/outputs between 0 and 1/);
});

test("what decays is 0 before it is subnormal, in parameters and in what optimizers remember", () => {
  for (const dtype of ["float32", "float64"] as const) {
    const smallest = dtype === "float32" ? 2 ** -126 : 2 ** -1022;
    for (const [name, optimizer] of Object.entries(optimizers)) {
      // the second input is 1 in the first example only: from then on what is remembered of its weights decays
      const some = examples(2, 2, 1, { dtype });
      some.inputs.values.set([0, 1, 0, 0]);
      some.targets.values.set([0.5, 0.5]);
      const start = new Network([2, 3, 1], { activations: "sigmoid", seed: 2, dtype, biases: false });
      start.parameters[0] = 1.5 * smallest;
      const recipe: TrainingOptions = { optimizer, learningRate: 0.5, batchSize: 2, penalty: l2Penalty(1) };
      const { checkpoint } = take("engine", start, some, recipe, 3000);
      const remembered = Object.values(checkpoint.state).filter((value) => ArrayBuffer.isView(value));
      for (const vector of [checkpoint.parameters, ...remembered] as Float64Array[]) {
        for (const value of vector) expect(value === 0 || Math.abs(value) >= smallest, name).toBe(true);
      }
    }
  }
});

test("errors of outputs that are saturated are 0 before a product with them is subnormal", () => {
  const dark = { inputs: examples(4, 20, 3, { dtype: "float32" }).inputs, targets: zeros(4, 3, "float32") };
  const start = new Network([20, 6, 3], { activations: "sigmoid", seed: 1, dtype: "float32" });
  start.parameters.fill(-30, start.parameters.length - 3); // outputs of 10⁻¹³, δ of 10⁻²⁶
  const { reports, network: after } = take("engine", start, dark, { batchSize: 2 }, 2);
  expect(reports.map(({ gradientNorm }) => gradientNorm)).toEqual([0, 0]);
  expect(after.parameters).toEqual(start.parameters);
});

test("memory stays as it is over 1,000 epochs, and from one training to the next", async () => {
  const { arrayBuffers } = process.memoryUsage();
  const made = vi.spyOn(WebAssembly, "Memory");
  await train(network(), data, { ...options, epochs: 1000 });
  for (let seed = 0; seed < 20; seed++) await train(network(), data, { ...options, seed });
  expect(made.mock.calls.length).toBeLessThanOrEqual(1);
  expect(process.memoryUsage().arrayBuffers - arrayBuffers).toBeLessThan(20e6);
});
