import fc from "../examples";
import { afterEach, describe, expect, test, vi } from "vitest";
import { l1ProximalPenalty, l2Penalty, Network } from "../../src/network";
import {
  adam,
  EpochEvent,
  evaluate,
  exponentialRate,
  optimizers,
  train,
  Training,
  TrainingEvent,
  TrainingOptions,
} from "../../src/training";

const KERNEL = Symbol.for("neural-descent.kernel");
afterEach(() => void Reflect.deleteProperty(globalThis, KERNEL));

/** ŷ = w·x + b, starting at 0. */
const line = () => new Network([1, 1], { activations: "identity", parameters: [0, 0] });
const onLine = { inputs: [[0], [1], [2], [3]], targets: [[1], [3], [5], [7]] }; // y = 2x + 1

const xor = { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [[0], [1], [1], [0]] }; // prettier-ignore
const small = (seed = 0) => new Network([2, 4, 1], { activations: ["tanh", "sigmoid"], seed });

/** Three classes of points, each around a corner of its own. */
const corners = Array.from({ length: 30 }, (_, i) => i % 3);
const classes = {
  inputs: corners.map((k, i) => [Math.cos(2 * k) + 0.01 * (i % 7), Math.sin(2 * k) - 0.01 * (i % 5)]),
  targets: corners.map((k) => [0, 1, 2].map((j) => (j === k ? 1 : 0))),
};
const classifier = () => new Network([2, 5, 3], { activations: ["tanh", "softmax"], seed: 1 });

describe("training", () => {
  test("by hand: with all examples and plain descent it is θ ← θ − η·∇C", async () => {
    let [w, b] = [0, 0];
    for (let k = 0; k < 20; k++) {
      const error = onLine.inputs.map(([x], i) => w * x + b - onLine.targets[i][0]);
      const slopeW = error.reduce((sum, e, i) => sum + (2 * e * onLine.inputs[i][0]) / 4, 0);
      const slopeB = error.reduce((sum, e) => sum + (2 * e) / 4, 0);
      [w, b] = [w - 0.05 * slopeW, b - 0.05 * slopeB];
    }
    const run = await train(line(), onLine, { learningRate: 0.05, batchSize: "full", epochs: 20 });
    expect(run.network.parameters[0]).toBeCloseTo(w, 12);
    expect(run.network.parameters[1]).toBeCloseTo(b, 12);
  });

  test("reaches what there is to reach, with every optimizer", async () => {
    for (const [name, optimizer] of Object.entries(optimizers)) {
      const learningRate = ({ adadelta: 3, adagrad: 1 } as Record<string, number>)[name] ?? 0.05;
      const run = await train(line(), onLine, { optimizer, learningRate, batchSize: 2, epochs: 400 });
      const { cost } = await evaluate(run.network, onLine);
      expect(cost, name).toBeLessThan(0.01);
    }
  });

  test("leaves the network that it is given and the data as they are", async () => {
    const network = small();
    const [before, data] = [network.parameters.slice(), structuredClone(xor)];
    await train(network, data, { learningRate: 1, epochs: 3, batchSize: 2 });
    expect(network.parameters).toEqual(before);
    expect(data).toEqual(xor);
  });

  test("repeats for a seed, and goes another way for another", async () => {
    const parameters = async (seed: number) =>
      (await train(small(), xor, { learningRate: 1, batchSize: 1, epochs: 5, seed, dropout: 0.3 })).network
        .parameters;
    expect(await parameters(1)).toEqual(await parameters(1));
    expect(await parameters(1)).not.toEqual(await parameters(2));
  });

  test("keeps a float32 network in float32", async () => {
    const network = new Network([1, 1], { activations: "identity", parameters: [0, 0], dtype: "float32" });
    const run = await train(network, onLine, { learningRate: 0.1, epochs: 300, batchSize: "full" });
    expect(run.network.parameters).toBeInstanceOf(Float32Array);
    expect(run.network.parameters[0]).toBeCloseTo(2, 4);
  });

  test("follows the schedule within epochs too", async () => {
    const learningRate = exponentialRate(0.01, { factor: 0.25 });
    const { history } = await train(line(), onLine, { learningRate, batchSize: 2, epochs: 2 });
    expect(history.batches.learningRate).toEqual([0.01, 0.005, 0.0025, 0.00125]);
  });
});

describe("what training tells", () => {
  const told = async (options: TrainingOptions) => {
    const events: TrainingEvent[] = [];
    const run = await train(classifier(), classes, {
      ...{ cost: "cross-entropy", learningRate: 0.5, epochs: 3, batchSize: 8, validation: classes },
      ...{ listeners: [(event) => events.push(event)] },
      ...options,
    });
    return { events, run };
  };

  test("is every batch, after them the epoch, and in the end the run", async () => {
    const { events, run } = await told({});
    const epoch = ["batch", "batch", "batch", "batch", "epoch"];
    expect(events.map(({ type }) => type)).toEqual([...epoch, ...epoch, ...epoch, "end"]);
    expect(events.at(-1)).toEqual({ type: "end", run });
    expect(events[5]).toMatchObject({ epoch: 2, epochs: 3, batch: 1, batches: 4, step: 5, work: 38 });
    expect(events[9]).toMatchObject({ epoch: 2, step: 8, work: 60, learningRate: 0.5 });
  });

  test("is in the history, in columns", async () => {
    const { events, run } = await told({});
    const epochs = events.filter((event): event is EpochEvent => event.type === "epoch");
    const { history } = run;
    expect(history.epoch).toEqual([1, 2, 3]);
    expect(history.cost).toEqual(epochs.map(({ cost }) => cost));
    expect(history.accuracy).toEqual(epochs.map(({ accuracy }) => accuracy));
    expect(history.validationCost).toEqual(epochs.map(({ validationCost }) => validationCost));
    expect(history.work).toEqual([30, 60, 90]);
    expect(history.batches.step).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(history.batches.epoch[4]).toBe(1.25);
    for (const column of Object.values(history.batches)) expect(column).toHaveLength(12);
  });

  test.each(["mean-squared-error", "half-sum-of-squares"] as const)(
    "has the cost and accuracy of the whole epoch, weighted by the size of its batches: %s",
    async (cost) => {
      const { run } = await told({ cost, learningRate: 1e-12, epochs: 1 });
      const { cost: whole, accuracy } = await evaluate(classifier(), classes, cost);
      expect(run.history.cost[0]).toBeCloseTo(whole, 9);
      expect(run.history.accuracy[0]).toBeCloseTo(accuracy!, 12);
      expect(run.history.validationCost[0]).toBeCloseTo(whole, 9);
    },
  );

  test("has no accuracy where the targets name no classes, and no validation where there is none", async () => {
    const { history } = await train(line(), onLine, { learningRate: 0.01, epochs: 2 });
    expect(history.accuracy).toEqual([]);
    expect(history.validationCost).toEqual([]);
    expect(history.cost).toHaveLength(2);
  });

  test("counts the work on the network that is returned", async () => {
    const { run } = await told({});
    expect(run.network.counts).toMatchObject({ gradientExamples: 90, costExamples: 90 });
  });

  test("reads as a few lines, not as thousands of parameters", async () => {
    const { run } = await told({});
    expect(String(run)).toMatch(
      /^3 epochs, 12 steps: all 3 epochs were done\n.*\ntraining .*%\nvalidation .*%$/,
    );
  });

  test("a sampled listener hears of the latest about every 50 ms, and of the end", async () => {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    const seen: string[] = [];
    const listener = (event: TrainingEvent) =>
      void seen.push(event.type === "end" ? "end" : `${event.type} ${event.step}`);
    const onBatch = () => void (now += 10);
    const listeners = [Object.assign(listener, { sampled: true })];
    await train(line(), onLine, { batchSize: 1, epochs: 3, learningRate: 0.01, onBatch, listeners });
    vi.restoreAllMocks();
    expect(seen).toEqual(["batch 5", "batch 10", "end"]);
  });

  test("a listener may wait; training waits for it", async () => {
    const order: string[] = [];
    await train(line(), onLine, {
      ...{ learningRate: 0.01, epochs: 2, batchSize: "full" },
      onEpoch: async ({ epoch }) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        order.push(`epoch ${epoch}`);
      },
      onBatch: ({ step }) => order.push(`step ${step}`),
    });
    expect(order).toEqual(["step 1", "epoch 1", "step 2", "epoch 2"]);
  });
});

describe("training ends", () => {
  const endless = { learningRate: 0.01, epochs: 100_000 }; // seconds, if nothing stops it

  test("when a listener says stop, at once", async () => {
    const onBatch = ({ step }: { step: number }) => (step === 5 ? "stop" : undefined);
    const run = await train(line(), onLine, { ...endless, batchSize: 1, onBatch });
    expect(run).toMatchObject({ stopped: "listener", checkpoint: { epoch: 1, batch: 1, step: 5 } });
    const onEpoch = ({ epoch }: { epoch: number }) => (epoch === 2 ? "stop" : undefined);
    expect((await train(line(), onLine, { ...endless, onEpoch })).checkpoint.epoch).toBe(2);
  });

  test("when its signal is aborted, from a timer too: it gives others a turn", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const run = await train(line(), onLine, { ...endless, signal: controller.signal });
    expect(run.stopped).toBe("aborted");
    expect(run.checkpoint.step).toBeGreaterThan(0);
    const none = await train(line(), onLine, { ...endless, signal: AbortSignal.abort() });
    expect(none).toMatchObject({ stopped: "aborted", checkpoint: { step: 0 } });
  });

  test("when the notebook's cell was interrupted, with what it has", async () => {
    const kernel = { version: 1, interrupted: false };
    Object.defineProperty(globalThis, KERNEL, { value: kernel, configurable: true });
    setTimeout(() => (kernel.interrupted = true), 5);
    const run = await train(line(), onLine, endless);
    expect(run).toMatchObject({ stopped: "interrupted", reason: "it was interrupted" });
    expect(run.network.parameters[0]).not.toBe(0);
  });

  test("when shouldStop says so", async () => {
    const shouldStop = vi.fn().mockReturnValueOnce(false).mockReturnValueOnce(false).mockReturnValue(true);
    expect((await train(line(), onLine, { ...endless, shouldStop })).stopped).toBe("interrupted");
  });

  test("when there is no gain for as long as the patience lasts, with the best parameters", async () => {
    // The validation points contradict the training points, so that their cost rises from some epoch on.
    const validation = { inputs: [[0], [3]], targets: [[0.5], [3.5]] };
    const seen: Float64Array[] = [];
    const run = await train(line(), onLine, {
      ...{ learningRate: 0.02, epochs: 1000, batchSize: "full", validation, patience: 4 },
      onEpoch: ({ network }) => seen.push(Float64Array.from(network.parameters)),
    });
    const costs = run.history.validationCost;
    const best = costs.indexOf(Math.min(...costs));
    expect(best).toBeGreaterThan(0);
    expect(costs).toHaveLength(best + 1 + 4);
    expect(run.stopped).toBe("patience");
    expect(run.reason).toContain(`epoch ${best + 1}`);
    expect(run.network.parameters).toEqual(seen[best]);
    expect(run.checkpoint.parameters).toEqual(seen.at(-1));
  });

  test("and a penalty has no part in what patience and keep judge", async () => {
    const priced = l2Penalty(0.1);
    const value = vi.fn(priced.value);
    const validation = { inputs: [[0], [3]], targets: [[0.5], [3.5]] };
    await train(line(), onLine, { epochs: 5, patience: 2, validation, penalty: { ...priced, value } });
    expect(value).not.toHaveBeenCalled();
  });

  test("and returns the last parameters unless the best are asked for", async () => {
    const options: TrainingOptions = { learningRate: 0.37, epochs: 6, batchSize: "full" }; // too large: it rises
    const last = await train(line(), onLine, options);
    const best = await train(line(), onLine, { ...options, keep: "best" });
    expect(last.network.parameters).toEqual(last.checkpoint.parameters);
    expect(best.network.parameters).not.toEqual(best.checkpoint.parameters);
    expect(best.checkpoint.best!.cost).toBe(Math.min(...best.history.cost));
  });
});

describe("when training diverges", () => {
  test("it says at which step, and what to try, and returns the last parameters that were sound", async () => {
    const run = await train(line(), onLine, { learningRate: 100, epochs: 500, batchSize: 2 });
    expect(run.stopped).toBe("diverged");
    expect(run.reason).toMatch(
      /^at step \d+, in epoch \d+, the cost became .*learning rate 100 .*Try 10, or clipNorm/,
    );
    expect(run.network.parameters.every(Number.isFinite)).toBe(true);
    expect(run.checkpoint.batch).toBe(0);
    expect(run.reason).toContain(`after epoch ${run.checkpoint.epoch}`);
  });

  test("it is seen too if it happens in the very last step, or when training is stopped right then", async () => {
    const options: TrainingOptions = { learningRate: 1e308, epochs: 1, batchSize: "full" };
    for (const more of [{}, { validation: onLine }, { onBatch: () => "stop" }]) {
      const run = await train(line(), onLine, { ...options, ...more });
      expect([...run.network.parameters]).toEqual([0, 0]);
      if ("onBatch" in more) expect(run.stopped).toBe("listener");
      else expect(run.reason).toMatch(/^after epoch 1 .*: the learning rate 1e\+308 may be too large/);
    }
  });

  test("it can be continued from there with a smaller rate", async () => {
    const run = await train(line(), onLine, { learningRate: 100, epochs: 300, batchSize: "full" });
    const next = await train(line(), onLine, {
      ...{ learningRate: 0.05, epochs: 300, batchSize: "full", continueFrom: run },
    });
    expect(next.stopped).toBe("epochs");
    expect(next.history.epoch).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });

  test("before the first step, it is not the learning rate's fault", async () => {
    const network = new Network([1, 1], { activations: "identity", parameters: [1e200, 0] });
    const run = await train(network, onLine, { learningRate: 0.1 });
    expect(run).toMatchObject({ stopped: "diverged", checkpoint: { step: 0 } });
    expect(run.reason).toMatch(
      /^before the first step the cost is Infinity: look at the network's parameters/,
    );
  });

  test("clipping keeps it in bounds", async () => {
    const options: TrainingOptions = { learningRate: 0.5, epochs: 30, batchSize: "full" };
    expect((await train(line(), onLine, options)).stopped).toBe("diverged");
    expect((await train(line(), onLine, { ...options, clipNorm: 1 })).stopped).toBe("epochs");
    expect((await train(line(), onLine, { ...options, clipValue: 1 })).stopped).toBe("epochs");
  });
});

describe("training that was stopped", () => {
  test("goes on as if it had never stopped, wherever that was, with every optimizer", async () => {
    const optimizer = fc.constantFrom(...Object.values(optimizers));
    const batchSize = fc.constantFrom(1, 3, 7, "full" as const);
    await fc.assert(
      fc.asyncProperty(
        optimizer,
        batchSize,
        fc.nat(20),
        fc.nat(9),
        async (optimizer, batchSize, stopAt, seed) => {
          const options: TrainingOptions = {
            ...{
              cost: "cross-entropy",
              optimizer,
              batchSize,
              seed,
              epochs: 3,
              learningRate: exponentialRate(0.1),
            },
            ...{ penalty: [l2Penalty(0.01), l1ProximalPenalty(0.001)], dropout: 0.2, validation: classes },
          };
          const whole = await train(classifier(), classes, options);
          const onBatch = ({ step }: { step: number }) => (step > stopAt ? "stop" : undefined);
          const first = await train(classifier(), classes, { ...options, onBatch });
          const stopped = structuredClone(first.checkpoint);
          const rest = await train(classifier(), classes, { ...options, continueFrom: first });
          expect(rest.network.parameters).toEqual(whole.network.parameters);
          expect(withoutTime(rest.history)).toEqual(withoutTime(whole.history));
          expect(rest.checkpoint.work).toBe(whole.checkpoint.work);
          expect(first.checkpoint).toEqual(stopped);
        },
      ),
      { numRuns: 40 },
    );
  });

  test("as a value goes on where it was, and tells what it has at any time", async () => {
    const options: TrainingOptions = { learningRate: 0.05, batchSize: 3, epochs: 4 };
    let enough = true;
    const training = new Training(line(), onLine, {
      ...options,
      onBatch: ({ step }) => (step === 3 && enough ? "stop" : undefined),
    });
    expect(training.result).toMatchObject({ stopped: "unfinished", checkpoint: { step: 0 } });
    await training.run();
    expect(training.result).toMatchObject({ stopped: "listener", checkpoint: { step: 3 } });
    enough = false;
    const run = await training.run();
    expect(run.network.parameters).toEqual((await train(line(), onLine, options)).network.parameters);
  });

  test("in a cell whose timers are gone goes on in the next, and the run before ends", async () => {
    const training = new Training(line(), onLine, { learningRate: 0.001, epochs: 3000, batchSize: 1 });
    const before = training.run();
    const after = training.run();
    expect((await before).checkpoint.step).toBeLessThanOrEqual((await after).checkpoint.step);
    expect((await after).checkpoint).toMatchObject({ epoch: 3000, step: 12_000 });
    expect((await after).history.batches.step).toHaveLength(12_000);
  });

  test("does not go on with another network, another optimizer, or other batches within an epoch", async () => {
    const onBatch = ({ step }: { step: number }) => (step === 3 ? "stop" : undefined);
    const options: TrainingOptions = { learningRate: 0.05, batchSize: 2, epochs: 9 };
    const run = await train(line(), onLine, { ...options, onBatch });
    const goOn = (changes: TrainingOptions, network = line()) =>
      train(network, onLine, { ...options, ...changes, continueFrom: run });
    await expect(goOn({}, new Network([1, 2, 1], { activations: "tanh" }))).rejects.toThrow(
      /7 parameters.*with 2/,
    );
    await expect(goOn({ optimizer: adam() })).rejects.toThrow(/optimizer gradient descent.*got Adam/);
    await expect(goOn({ batchSize: 1 })).rejects.toThrow(/2 batches an epoch.*got 4/);
  });
});

/** A history but for the seconds, which differ each time. */
function withoutTime<H extends { seconds: number[] }>({ seconds: _, ...rest }: H): Omit<H, "seconds"> {
  return rest;
}

describe("regularization", () => {
  test("L1's proximal step makes weights that are exactly zero; the reported cost is without it", async () => {
    const options: TrainingOptions = { cost: "cross-entropy", learningRate: 0.1, epochs: 60 };
    const zeros = async (penalty: TrainingOptions["penalty"]) =>
      (await train(classifier(), classes, { ...options, penalty })).network.parameters.filter((w) => w === 0)
        .length;
    expect(await zeros(l1ProximalPenalty(0.1))).toBeGreaterThan(5);
    expect(await zeros(l2Penalty(0.1))).toBe(0);
    const first = async (penalty: TrainingOptions["penalty"]) =>
      (await train(classifier(), classes, { ...options, penalty, epochs: 1 })).history.batches.cost[0];
    expect(await first(l2Penalty(100))).toBe(await first([]));
  });

  test("dropout takes other units in every step, and none in validation", async () => {
    const options: TrainingOptions = {
      cost: "cross-entropy",
      learningRate: 1e-12,
      epochs: 5,
      batchSize: "full",
    };
    const validation = classes;
    const { history } = await train(classifier(), classes, { ...options, dropout: 0.5, validation });
    expect(new Set(history.cost.map((cost) => cost.toFixed(6))).size).toBe(5);
    const { cost } = await evaluate(classifier(), classes, "cross-entropy");
    for (const validated of history.validationCost) expect(validated).toBeCloseTo(cost, 9);
  });

  test("clipping limits the step to η times the limit, and reports the gradient as it was", async () => {
    const before = line();
    const run = await train(before, onLine, {
      learningRate: 0.1,
      epochs: 1,
      batchSize: "full",
      clipNorm: 0.5,
    });
    const [dw, db] = run.network.parameters.map((θ, i) => θ - before.parameters[i]);
    expect(Math.hypot(dw, db)).toBeCloseTo(0.05, 12);
    expect(run.history.gradientNorm[0]).toBeGreaterThan(5);
  });
});

describe("bad input", () => {
  const call = (options: object, data: object = onLine) =>
    train(line(), data as typeof onLine, { learningRate: 0.1, ...options });

  test.each<[string, object, RegExp]>([
    ["no data", { inputs: [], targets: [] }, /the inputs.*at least one row, got none/],
    ["no targets", { inputs: [[1]] }, /the data as \{ inputs, targets \}/],
    [
      "inputs of another width",
      { inputs: [[1, 2]], targets: [[1]] },
      /expected 1 inputs a row.*got 1 rows of 2/,
    ],
    ["fewer targets", { inputs: [[1], [2]], targets: [[1]] }, /targets of 2 rows.*got 1 rows of 1/],
    ["NaN", { inputs: [[1], [NaN]], targets: [[1], [2]] }, /finite numbers, got NaN in row 1/],
  ])("%s is refused", async (_, data, message) => {
    await expect(call({}, data)).rejects.toThrow(message);
    await expect(call({ validation: data })).rejects.toThrow(
      message.source.includes("the data") ? /validation data/ : message,
    );
  });

  test.each<[object, RegExp]>([
    [{ epochs: -1 }, /epochs as a whole number, 0 or more, got -1/],
    [{ epochs: 1.5 }, /epochs.*got 1.5/],
    [{ learningRate: 0 }, /learning rate to be positive, got 0/],
    [{ learningRate: NaN }, /learning rate.*NaN/],
    [{ learningRate: () => -1 }, /learning rate of zero or more, got -1/],
    [{ batchSize: 0 }, /batchSize/],
    [{ seed: 0.5 }, /seed.*0.5/],
    [{ cost: "mse" }, /a cost by name.*got "mse"/],
    [{ optimizer: "sgd" }, /one of gradient-descent.*got "sgd"/],
    [{ dropout: 1 }, /dropout from 0 to below 1.*got 1/],
    [{ clipNorm: 0 }, /clipNorm to be positive, got 0/],
    [{ clipValue: NaN }, /clipValue to be positive, got NaN/],
    [{ patience: 0 }, /patience as a whole number, 1 or more, got 0/],
    [{ minimumGain: NaN }, /minimumGain.*NaN/],
    [{ keep: "first" }, /keep to be "last" or "best", got "first"/],
    [{ onEpoch: "print" }, /onEpoch.*function.*string/],
    [{ listeners: [3] }, /listeners as functions.*number/],
    [{ penalty: "l2" }, /penalty such as l2Penalty\(0.001\), or a list of them, got "l2"/],
    [{ penalty: [l2Penalty(1), null] }, /penalty such as .* got null/],
    [{ penalty: 0.1 }, /penalty such as .* got 0.1/],
  ])("%o is refused", async (options, message) => {
    await expect(call(options)).rejects.toThrow(message);
  });

  test("after an error everybody hears the end, and the first error is the one that is told", async () => {
    const ends: string[] = [];
    const heard = (event: TrainingEvent) => {
      if (event.type === "end") ends.push(`${event.run.stopped} at ${event.run.checkpoint.step}`);
      if (event.type === "end") throw new Error("a second one");
    };
    const onBatch = ({ step }: { step: number }) => {
      if (step === 3) throw new Error("the first one");
    };
    const options = { onBatch, listeners: [heard, Object.assign(heard.bind(null), { sampled: true })] };
    await expect(train(line(), onLine, { ...options, batchSize: 1 })).rejects.toThrow("the first one");
    expect(ends).toEqual(["failed at 3", "failed at 3"]);
  });

  test("what a listener throws comes through", async () => {
    const onEpoch = () => {
      throw new Error("my own mistake");
    };
    await expect(call({ onEpoch })).rejects.toThrow("my own mistake");
  });
});
