/**
 * The process that cells run in: their output goes to the notebook, their late errors to the cell that caused them, and
 * nothing in a cell ends the kernel.
 */
import { StringDecoder } from "node:string_decoder";
import type { Run } from "../core/session";
import { taskQueue } from "../core/tasks";
import type { CellError } from "../core/errors";
import type { DisplayOptions, MimeBundle } from "../core/host";
import type { Attention } from "./channel";
import { readSeedShift, seedShiftName, seedsApart } from "./seed-shift.mjs";

/** What the library finds under `globalThis[Symbol.for("neural-descent.kernel")]`. */
export interface KernelDoor {
  version: 1;
  display(data: MimeBundle, options?: DisplayOptions): void;
  /** Removes the running cell's outputs; with `wait`, when the next one comes. */
  clear(wait?: boolean): void;
  /** Whether the cell that asks was interrupted; long work asks now and then, and ends with what it has. */
  readonly interrupted: boolean;
  /** What is added to every seed. @throws RangeError if the kernel's setting is no shift */
  readonly seedShift: number;
}

export const DOOR = Symbol.for("neural-descent.kernel");

/**
 * Which cell's code is running is followed by hand: from the cell's start, over its timers and its `await`s. Node's own
 * way, AsyncLocalStorage, hooks into promises, and then V8's termination of a loop that follows an `await` aborts the process.
 */
export class Runtime {
  /** The cell whose code goes on now, when that is not the last one that began. */
  private active: Run | undefined;
  private last: Run | undefined;
  private readonly byFileName = new Map<string, Run>();
  private readonly tasks = taskQueue();
  private attention: Attention | undefined;
  readonly exit = process.exit.bind(process);

  begin(run: Run, cell: () => unknown): void {
    this.active = undefined;
    this.last = run;
    this.attention?.forget();
    this.byFileName.set(run.fileName, run);
    cell();
  }

  resume(run: Run): Run {
    if (run !== this.last) {
      this.active = run;
      // What comes after this stretch of code is the last cell's again.
      queueMicrotask(() => (this.active = undefined));
    }
    return run;
  }

  /** The cell whose code this is. */
  currentRun(): Run | undefined {
    return this.active ?? this.last;
  }

  install(describe: (error: unknown) => CellError, attention: Attention): void {
    this.attention = attention;
    this.redirectStreams();
    this.forbidExit();
    this.guardTimers((error, run) => this.lateError(run, describe(error)));
    process.on("uncaughtException", (error) => this.lateError(this.runOf(error), describe(error)));
    process.on("unhandledRejection", (reason) =>
      this.lateError(this.runOf(reason), describe(reason), "Nobody handled this rejected promise.\n"),
    );
    // Interrupts come as messages; the signal is for those who send it all the same.
    process.on("SIGINT", () => {});
    const currentRun = (): Run | undefined => this.currentRun();
    // What a cell does to the environment later changes nothing.
    const shiftSetting = process.env[seedShiftName];
    const door: KernelDoor = {
      version: 1,
      display: (data, options) => currentRun()?.display(data, options),
      clear: (wait = false) => currentRun()?.clear(wait),
      get interrupted() {
        const isTold = currentRun()?.interrupted ?? false;
        if (!isTold) attention.asked();
        return isTold;
      },
      get seedShift() {
        return seedsApart * readSeedShift(shiftSetting);
      },
    };
    Object.defineProperty(globalThis, DOOR, { value: door });
  }

  /** The cell that an error comes from: the lowest one in its stack, which is where it all began. */
  private runOf(error: unknown): Run | undefined {
    const stack = String((error as { stack?: unknown } | null | undefined)?.stack ?? "");
    const cell = [...stack.matchAll(/\bcell \[[^\]]*\]/g)].at(-1)?.[0];
    return (cell && this.byFileName.get(cell)) || this.currentRun();
  }

  private lateError(run: Run | undefined, { traceback }: CellError, remark = ""): void {
    if (run?.stopped) return;
    const text = `${remark}${traceback.join("\n")}\n`;
    if (run) run.stream("stderr", text);
    else process.stderr.write(text);
  }

  private redirectStreams(): void {
    for (const name of ["stdout", "stderr"] as const) {
      const decoder = new StringDecoder("utf8");
      const toTerminal = process[name].write.bind(process[name]);
      process[name].write = (chunk: string | Uint8Array, encoding?: unknown, callback?: unknown): boolean => {
        const run = this.currentRun();
        if (run) run.stream(name, typeof chunk === "string" ? chunk : decoder.write(Buffer.from(chunk)));
        else toTerminal(chunk);
        const done = typeof encoding === "function" ? encoding : callback;
        if (typeof done === "function") queueMicrotask(done as () => void);
        return true;
      };
    }
    console.clear = () => this.currentRun()?.clear(false);
  }

  /**
   * A timer's callback belongs to the cell that set the timer, and does not happen any more when that was stopped.
   * It runs as a task, where it can be terminated.
   */
  private guardTimers(onError: (error: unknown, run: Run) => void): void {
    const scope = globalThis as unknown as Record<string, (callback: unknown, ...rest: unknown[]) => unknown>;
    for (const name of ["setTimeout", "setInterval", "setImmediate"]) {
      const original = scope[name]!;
      const guarded = (callback: unknown, ...rest: unknown[]): unknown => {
        const run = this.currentRun();
        if (!run || typeof callback !== "function") return original(callback, ...rest);
        const fire = (args: unknown[]): void => {
          const before = this.active;
          this.active = run;
          try {
            callback(...args);
          } catch (error) {
            onError(error, run);
          } finally {
            this.active = before;
          }
        };
        const timer = original(
          (...args: unknown[]) => {
            if (!run.stopped) this.tasks(() => run.stopped || fire(args));
            else if (name === "setInterval") clearInterval(timer as NodeJS.Timeout);
          },
          ...rest,
        );
        return timer;
      };
      // Among them `util.promisify(setTimeout)`.
      Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(original));
      scope[name] = guarded;
    }
  }

  forbidExit(): void {
    process.exit = (code) => {
      const error = new Error(
        `process.exit(${code ?? ""}) ends this cell only: to end the kernel, use the Kernel menu.`,
      );
      error.name = "Exit";
      throw error;
    };
    process.abort = process.exit;
  }
}
