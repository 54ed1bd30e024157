import type { Kernels } from "./program";
import type { Setting } from "./settings";

/** What becomes of a chunk: nobody has it, the caller has it, a helper has it, a helper has done it. */
export const marks = { free: 0, callers: 1, helpers: 2, done: 3 } as const;

/** What is to be done in chunks: the examples of a batch forth and back, or forward through the network only. */
export const tasks = { batch: 0, evaluation: 1 } as const;

/** What a helper has to know of an engine to work for it. */
export interface Share {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly dtype: "float32" | "float64";
  readonly settings: readonly Setting[];
  /** Where the examples are of each task. */
  readonly examples: readonly (readonly Setting[])[];
  /** What is to be done: which task, where its examples begin in the order, how many, how many a chunk, and what dropout drew. */
  readonly job: Int32Array;
  /** The mark of each chunk. */
  readonly marks: Int32Array;
  /** Where the gradient of chunk 0 would be, the bytes to the next, and likewise the reports, 16 bytes each. */
  readonly gradients: number;
  readonly gradientBytes: number;
  readonly reports: number;
}

/** What a helper is told: that there is an engine, that it is gone, or only to look what there is to do. */
export interface Message {
  readonly id?: number;
  readonly share?: Share;
  /** A number that changes when there is something to do; how many messages were posted; whether the helper sleeps. */
  readonly bell: Int32Array;
  readonly posted: Int32Array;
  readonly asleep: Int32Array;
}

/**
 * The program of a helper: it hears of engines, and takes chunks for them, from the last on. This function becomes a text
 * and runs in another thread, so it knows nothing but what is in it.
 */
export function helper(): (message: Message) => void {
  const [free, helpers, done] = [0, 2, 3];
  /** After work it looks so long for more, and then sleeps so long before it gives its thread back, in milliseconds. */
  const [watchful, patient] = [0.2, 200];
  const engines = new Map<number, (chunk: number) => void>();
  const marksOf = new Map<number, Int32Array>();
  let heard = 0;

  function join(id: number, share: Share): void {
    const { exports } = new WebAssembly.Instance(share.module, { env: { memory: share.memory } });
    const kernels = exports as unknown as Kernels;
    const is32 = share.dtype === "float32";
    const take = is32 ? kernels.takeChunk32 : kernels.takeChunk64;
    const evaluate = is32 ? kernels.evaluate32 : kernels.evaluate64;
    const tell = (settings: readonly Setting[]): void =>
      settings.forEach(([name, ...told]) => (kernels[name] as (...told: unknown[]) => void)(...told));
    tell(share.settings);
    let latest = -1;
    marksOf.set(id, share.marks);
    engines.set(id, (chunk) => {
      const [task, begin, n, size, drawn] = share.job;
      if (task !== latest) tell(share.examples[task]);
      latest = task;
      const first = chunk * size;
      const count = Math.min(size, n - first);
      const report = share.reports + 16 * chunk;
      if (task === 1) evaluate(begin + first, count, report);
      else take(n, begin, drawn, first, count, share.gradients + chunk * share.gradientBytes, report);
    });
  }

  /** Takes a chunk that nobody has, if there is one. */
  function takeOne(): boolean {
    for (const [id, marks] of marksOf) {
      for (let chunk = marks.length - 1; chunk > 0; chunk--) {
        if (Atomics.load(marks, chunk) !== free) continue;
        if (Atomics.compareExchange(marks, chunk, free, helpers) !== free) continue;
        engines.get(id)!(chunk);
        Atomics.store(marks, chunk, done);
        Atomics.notify(marks, chunk);
        return true;
      }
    }
    return false;
  }

  function work({ bell, posted, asleep }: Message): void {
    let latest = performance.now();
    for (;;) {
      const rung = Atomics.load(bell, 0);
      if (Atomics.load(posted, 0) > heard) return; // a message waits
      if (takeOne()) latest = performance.now();
      const idle = performance.now() - latest;
      if (idle < watchful) continue;
      if (idle < patient) {
        Atomics.wait(bell, 0, rung, patient);
        continue;
      }
      Atomics.store(asleep, 0, 1);
      if (Atomics.load(bell, 0) === rung || Atomics.compareExchange(asleep, 0, 1, 0) === 0) return;
      latest = performance.now();
    }
  }

  return (message) => {
    heard++;
    const { id, share } = message;
    if (id !== undefined) {
      if (share) join(id, share);
      else {
        engines.delete(id);
        marksOf.delete(id);
      }
    }
    work(message);
  };
}
