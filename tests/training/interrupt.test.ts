/** What an interrupt leaves that ends the program in the middle of a step, as the kernel's does: no `finally` runs. */
import { runInThisContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { activations, Network } from "../../src/network";
import { adam, Training, type TrainingOptions } from "../../src/training";
import { beginning, copyCheckpoint } from "../../src/training/checkpoint";
import { emptyHistory } from "../../src/training/history";
import { Keeper } from "../../src/training/keeper";
import { examples } from "../engine/paths";

const KERNEL = Symbol.for("neural-descent.kernel");
const place = globalThis as { untilCut?: () => void; [KERNEL]?: { interrupted: boolean } | undefined };
afterEach(() => {
  vi.restoreAllMocks();
  delete place.untilCut;
  place[KERNEL] = undefined;
});

/** Does something that takes longer than so many milliseconds, after which it is cut off. */
function cutOff(work: () => void, timeout: number): void {
  place.untilCut = work;
  const cut = { code: "ERR_SCRIPT_EXECUTION_TIMEOUT" };
  expect(() => runInThisContext("untilCut()", { timeout })).toThrow(expect.objectContaining(cut) as Error);
}

const data = examples(20_000, 40, 3, { share: 0.3, classes: true });
const tanh = { ...activations.tanh, name: "my tanh" };
const networks = {
  "the engine": () => new Network([40, 200, 3], { activations: ["tanh", "sigmoid"], seed: 1 }),
  "the readable code": () => new Network([40, 200, 3], { activations: [tanh, "sigmoid"], seed: 1 }),
};
const options: TrainingOptions = {
  ...{ optimizer: adam(), learningRate: 0.001, batchSize: 1, epochs: 1, dropout: 0.1 },
};

/** Training that has come to a pause, has ended there, and in the next cell is cut off in the middle. */
async function cut(of: () => Network, ms: number): Promise<Training> {
  const training = new Training(of(), data, options);
  place[KERNEL] = { interrupted: false };
  setTimeout(() => (place[KERNEL]!.interrupted = true), 0);
  await training.run();
  expect(training.result.stopped).toBe("interrupted");
  const { step } = training.result.checkpoint;
  place[KERNEL] = undefined;
  vi.spyOn(performance, "now").mockReturnValue(0); // it is never time for a pause
  cutOff(() => void training.run(), ms);
  vi.restoreAllMocks();
  expect(training.result.checkpoint.step).toBeGreaterThanOrEqual(step);
  return training;
}

describe.each(Object.entries(networks))("an interrupt in the middle of steps of %s", (_, of) => {
  test.each([40, 50, 61, 73])("after %d ms leaves what whole steps have left", async (ms) => {
    const { checkpoint, history, network } = (await cut(of, ms)).result;
    let left = checkpoint.step;
    const uncut = new Training(of(), data, { ...options, shouldStop: () => left-- === 0 });
    const expected = await uncut.run();
    expect(network.parameters).toEqual(expected.network.parameters);
    expect({ ...checkpoint, seconds: 0 }).toEqual({ ...expected.checkpoint, seconds: 0 });
    expect(history).toEqual(expected.history);
  });
});

test("training goes on after it, bit for bit", async () => {
  const of = networks["the engine"];
  const continued = await (await cut(of, 50)).run();
  const { network, history } = await new Training(of(), data, options).run();
  expect(continued.network.parameters).toEqual(network.parameters);
  expect({ ...continued.history, seconds: [] }).toEqual({ ...history, seconds: [] });
});

describe("where training stands is kept", () => {
  const start = () => beginning(Float64Array.from([1, 2]), adam(), 3);

  test("from before a change that was cut off, and what is whole stays", () => {
    const at = start();
    const keeper = new Keeper(at, emptyHistory());
    Object.assign(at, { step: 5, batch: 2 });
    at.parameters[0] = 7;
    keeper.keepRecent();
    const kept = copyCheckpoint(at);
    keeper.mend({ abandon: () => expect.unreachable() });
    const change = () => {
      at.parameters[1] = NaN;
      at.epoch++;
      for (;;);
    };
    cutOff(() => keeper.change(change), 10);
    const abandon = vi.fn();
    keeper.mend({ abandon });
    expect(at).toEqual(kept);
    expect(abandon).toHaveBeenCalledOnce();
    keeper.mend({ abandon: () => expect.unreachable() });
  });

  test("an error is no interrupt: where training stands is as the work has left it", () => {
    const at = start();
    const keeper = new Keeper(at, emptyHistory());
    const change = () => {
      at.step++;
      throw new Error("mine");
    };
    expect(() => keeper.change(change)).toThrow("mine");
    keeper.mend({ abandon: () => expect.unreachable() });
    expect(at.step).toBe(1);
  });

  test("also if copying was cut off", () => {
    const at = start();
    const keeper = new Keeper(at, emptyHistory());
    const { mean } = at.state as unknown as { mean: Float64Array };
    let isEndless = true;
    const reluctant = () => {
      while (isEndless);
      return mean;
    };
    Object.defineProperty(at.state, "mean", { get: reluctant, enumerable: true });
    at.parameters[0] = 9;
    mean[0] = 3;
    cutOff(() => keeper.keepEpochEnd(), 10);
    isEndless = false;
    keeper.mend({ abandon: () => expect.unreachable() });
    expect(keeper.epochEnd.parameters[0]).toBe(9);
    expect((keeper.epochEnd.state as unknown as { mean: Float64Array }).mean[0]).toBe(3);
  });
});
