import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { Worker } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type * as Helpers from "../../src/engine/helpers";
import { Network } from "../../src/network";
import type * as Networks from "../../src/network";
import type * as Trainings from "../../src/training";
import { root } from "../root";
import { difference, examples, take } from "./paths";

/**
 * The library as a process has it that has not begun a helper yet; what it began, the chunks that it took itself, and how
 * many instances of the kernels it made.
 */
let library: typeof Helpers & typeof Networks & typeof Trainings;
const builtin = process.getBuiltinModule.bind(process);
let begun: Worker[] = [];
let own = 0;
let instances = 0;
let beforeChunk: () => void = () => undefined;

beforeEach(async () => {
  vi.resetModules();
  [begun, own, instances, beforeChunk] = [[], 0, 0, () => undefined];
  withWorkers((Real) => {
    return class extends Real {
      constructor(...parts: ConstructorParameters<typeof Worker>) {
        super(...parts);
        begun.push(this);
      }
    };
  });
  const { Instance } = WebAssembly;
  const counting = function (...parts: ConstructorParameters<typeof WebAssembly.Instance>) {
    const exports: Record<string, unknown> = { ...new Instance(...parts).exports };
    instances++;
    for (const name of ["takeChunk32", "takeChunk64"]) {
      const kernel = exports[name] as (...told: number[]) => void;
      exports[name] = (...told: number[]) => (beforeChunk(), own++, kernel(...told));
    }
    return { exports };
  };
  vi.spyOn(WebAssembly, "Instance").mockImplementation(counting as never);
  library = {
    ...(await import("../../src/network")),
    ...(await import("../../src/training")),
    ...(await import("../../src/engine/helpers")),
  };
});

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(begun.map((worker) => worker.terminate()));
});

/** Workers of another class. */
function withWorkers(change: (Real: typeof Worker) => unknown): void {
  vi.spyOn(process, "getBuiltinModule").mockImplementation(((name: "node:os") =>
    name.endsWith("worker_threads") ? { Worker: change(Worker) } : builtin(name)) as never);
}

type Dtype = "float32" | "float64";
/** Of a batch of these networks on this data. */
const CHUNKS = 5;
const data = (dtype: Dtype, share = 1) =>
  examples(share < 1 ? 4000 : 3000, 40, 3, { dtype, share, classes: true });
const networkOf = (dtype: Dtype) =>
  new library.Network([40, 30, 3], { activations: ["tanh", "softmax"], seed: 1, dtype });
const options: Trainings.TrainingOptions = { cost: "cross-entropy", batchSize: "full", epochs: 6 };

/** Trains, and again until helpers have taken part, which nobody can say the moment of. */
async function trained(helpers: number, dtype: Dtype, more: Trainings.TrainingOptions = {}, share = 1) {
  library.wantHelpers(helpers);
  for (;;) {
    own = 0;
    const run = await library.train(networkOf(dtype), data(dtype, share), { ...options, ...more });
    const all = run.checkpoint.step * CHUNKS;
    expect(own).toBeGreaterThanOrEqual(run.checkpoint.step); // the first chunk of each batch
    if (helpers === 0) expect(own).toBe(all);
    if (helpers === 0 || own < all) return run;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const numbersOf = ({ network, history, checkpoint }: Trainings.TrainingRun) => ({
  parameters: network.parameters,
  state: checkpoint.state,
  history: { ...history, seconds: [] },
});

describe.each(["float32", "float64"] as const)("in %s the numbers do not depend on the threads", (dtype) => {
  test.each<[string, Trainings.TrainingOptions, number]>([
    ["inputs in rows", {}, 1],
    ["inputs in lists", { optimizer: "adam", learningRate: 0.01 }, 0.45],
    ["validation", { validation: examples(2500, 40, 3, { dtype, classes: true, seed: 1 }) }, 1],
    ["dropout and a penalty", { dropout: 0.3, clipNorm: 0.1, epochs: 9 }, 0.45],
  ])("with %s", async (_, more, share) => {
    const alone = numbersOf(await trained(0, dtype, more, share));
    expect(begun).toHaveLength(0);
    for (const helpers of [1, 3]) {
      expect(numbersOf(await trained(helpers, dtype, more, share))).toEqual(alone);
      expect(begun).toHaveLength(helpers);
    }
  });
});

test.each(["float32", "float64"] as const)("a step in chunks is one of the readable code, in %s", (dtype) => {
  const network = new Network([40, 30, 3], { activations: ["tanh", "softmax"], seed: 1, dtype });
  for (const share of [0.45, 1]) {
    for (const dropout of [0, 0.4]) {
      const set: Trainings.TrainingOptions = { ...options, learningRate: 0.5, dropout, shuffle: true };
      const [a, b] = (["engine", "readable"] as const).map((path) =>
        take(path, network, data(dtype, share), { ...set, batchSize: 2900 }, 2),
      );
      const within = dtype === "float32" ? 1e-5 : 1e-12;
      expect(difference(a.network.parameters, b.network.parameters)).toBeLessThan(within);
      expect(a.reports.map(({ right }) => right)).toEqual(b.reports.map(({ right }) => right));
      a.reports.forEach(({ cost }, k) => expect(cost).toBeCloseTo(b.reports[k].cost, 5));
    }
  }
});

test("two trainings at once have the numbers that each has alone", async () => {
  const alone = numbersOf(await trained(0, "float64"));
  await trained(1, "float64");
  const train = () => library.train(networkOf("float64"), data("float64"), { ...options, onBatch: () => {} });
  for (const run of await Promise.all([train(), train(), train()])) expect(numbersOf(run)).toEqual(alone);
});

test("training that broke off within a batch goes on as if it had not", async () => {
  const alone = numbersOf(await trained(0, "float64"));
  await trained(1, "float64");
  const training = new library.Training(networkOf("float64"), data("float64"), options);
  let left = CHUNKS;
  beforeChunk = () => {
    if (left-- === 0) throw new Error("broken off");
  };
  await expect(training.run()).rejects.toThrow("broken off");
  expect(numbersOf(await training.run())).toEqual(alone);
});

test("divergence in a chunk is told, and nothing of the batch is done", async () => {
  const wild = { ...options, learningRate: 1e8, cost: "mean-squared-error", epochs: 40 } as const;
  const runs = [];
  for (const helpers of [0, 1]) {
    await trained(helpers, "float32");
    const network = new library.Network([40, 30, 3], { activations: "identity", seed: 1, dtype: "float32" });
    runs.push(await library.train(network, data("float32"), wild));
  }
  expect(runs.map(({ stopped }) => stopped)).toEqual(["diverged", "diverged"]);
  expect(runs[0].checkpoint.step).toBeGreaterThan(0);
  expect(numbersOf(runs[1])).toEqual(numbersOf(runs[0]));
  expect(runs[1].reason).toBe(runs[0].reason);
});

describe("the one that trains goes on alone, with the same numbers,", () => {
  test("if helpers can not begin", async () => {
    const alone = numbersOf(await trained(0, "float64"));
    withWorkers(() => {
      return function () {
        throw new Error("no thread");
      };
    });
    library.wantHelpers(2);
    for (let i = 0; i < 3; i++) {
      expect(numbersOf(await library.train(networkOf("float64"), data("float64"), options))).toEqual(alone);
    }
  });

  test("if a helper ends between batches", async () => {
    const alone = numbersOf(await trained(0, "float64"));
    await trained(1, "float64");
    await begun[0].terminate();
    expect(numbersOf(await library.train(networkOf("float64"), data("float64"), options))).toEqual(alone);
  });

  test("if a helper ends with a chunk that it has begun", async () => {
    const alone = numbersOf(await trained(0, "float64"));
    let marks: Int32Array | undefined;
    // hears of an engine, and does nothing of itself
    withWorkers(() => {
      return class {
        unref() {}
        on() {}
        postMessage({ share }: { share?: { marks: Int32Array } }) {
          marks ??= share?.marks;
        }
      };
    });
    beforeChunk = () => void (marks && Atomics.compareExchange(marks, CHUNKS - 1, 0, 2));
    library.wantHelpers(1);
    const lost = await library.train(networkOf("float64"), data("float64"), options);
    expect(marks![CHUNKS - 1]).toBe(2);
    expect(numbersOf(lost)).toEqual(alone);
    expect(numbersOf(await library.train(networkOf("float64"), data("float64"), options))).toEqual(alone);
  });
});

describe("memory that threads share", () => {
  test("is that of the training before, however large it is", async () => {
    await trained(1, "float64");
    const large = examples(12_000, 400, 3);
    for (let i = 0; i < 2; i++) {
      const network = new library.Network([400, 30, 3], { activations: "tanh", seed: i });
      await library.train(network, large, { batchSize: "full", epochs: 1 });
    }
    expect(instances).toBe(1);
  });

  test("is forgotten by helpers if training never ends and nobody has it any more", async () => {
    setFlagsFromString("--expose-gc");
    const collectGarbage = runInNewContext("gc") as () => void;
    await trained(1, "float64");
    const told = vi.spyOn(begun[0], "postMessage");
    const messages = () => told.mock.calls.map(([message]) => message as { id?: number; share?: object });
    const endless = { ...options, onBatch: () => new Promise<void>(() => undefined) };
    void library.train(networkOf("float64"), data("float64"), endless);
    await expect.poll(() => messages().some(({ share }) => share)).toBe(true);
    const { id } = messages().find(({ share }) => share)!;
    await expect
      .poll(() => {
        collectGarbage();
        return messages().some((message) => message.id === id && !message.share);
      })
      .toBe(true);
  });
});

test("no helper begins for small batches", async () => {
  library.wantHelpers(1);
  await library.train(networkOf("float32"), data("float32"), { ...options, batchSize: 100 });
  expect(begun).toHaveLength(0);
});

test("helpers keep no process alive, and need no option that the process was begun with", () => {
  const program = `
    const { Network, train } = require(${JSON.stringify(join(root, "dist/library"))});
    const { wantHelpers } = require(${JSON.stringify(join(root, "dist/library/engine/helpers.js"))});
    wantHelpers(2);
    const network = new Network([40, 30, 3], { activations: "sigmoid", seed: 1 });
    const numbers = (columns) => ({ rows: 3000, columns, values: new Float64Array(3000 * columns).fill(0.5) });
    train(network, { inputs: numbers(40), targets: numbers(3) }, { batchSize: "full", epochs: 30 }).then(({ stopped }) => console.log(stopped));`;
  const hook = `data:text/javascript,console.log("loaded first")`;
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=${hook.replaceAll(" ", "%20").replaceAll('"', "'")}`,
  };
  const said = execFileSync(process.execPath, ["-e", program], { env, encoding: "utf8" });
  expect(said.trim().split("\n")).toEqual(["loaded first", "epochs"]);
});
