/**
 * The process that cells run in: their output goes to the notebook, their late errors to the cell that caused them, and
 * nothing in a cell ends the kernel.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { StringDecoder } from "node:string_decoder";
import type { Run } from "../core/session";
import type { CellError } from "../core/errors";
import type { DisplayOptions, MimeBundle } from "../core/host";

/** What the library finds under `globalThis[Symbol.for("neural-descent.kernel")]`. */
export interface KernelDoor {
  version: 1;
  display(data: MimeBundle, options?: DisplayOptions): void;
  /** Removes the running cell's outputs; with `wait`, when the next one comes. */
  clear(wait?: boolean): void;
  /** Whether the cell that asks was interrupted; long work asks now and then, and ends with what it has. */
  readonly interrupted: boolean;
}

export const DOOR = Symbol.for("neural-descent.kernel");

export class Runtime {
  private readonly context = new AsyncLocalStorage<Run>();
  private last: Run | undefined;
  readonly exit = process.exit.bind(process);

  inRun<T>(run: Run, task: () => T): T {
    this.last = run;
    return this.context.run(run, task);
  }

  /** The cell whose code this is; outside any, the last one that ran. */
  currentRun(): Run | undefined {
    return this.context.getStore() ?? this.last;
  }

  install(describe: (error: unknown) => CellError): void {
    this.redirectStreams();
    this.guardTimers();
    this.forbidExit();
    process.on("uncaughtException", (error) => this.lateError(describe(error)));
    process.on("unhandledRejection", (reason) =>
      this.lateError(describe(reason), "Nobody handled this rejected promise.\n"),
    );
    // Interrupts come as messages; the signal is for those who send it all the same.
    process.on("SIGINT", () => {});
    const currentRun = (): Run | undefined => this.currentRun();
    const door: KernelDoor = {
      version: 1,
      display: (data, options) => currentRun()?.display(data, options),
      clear: (wait = false) => currentRun()?.clear(wait),
      get interrupted() {
        return currentRun()?.interrupted ?? false;
      },
    };
    Object.defineProperty(globalThis, DOOR, { value: door });
  }

  private lateError({ traceback }: CellError, remark = ""): void {
    const run = this.currentRun();
    if (run?.interrupted) return;
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

  /** What an interrupted cell has put on a timer does not happen any more. */
  private guardTimers(): void {
    const scope = globalThis as unknown as Record<string, (callback: unknown, ...rest: unknown[]) => unknown>;
    for (const name of ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]) {
      const original = scope[name]!;
      const guarded = (callback: unknown, ...rest: unknown[]): unknown => {
        const run = this.context.getStore();
        if (!run || typeof callback !== "function") return original(callback, ...rest);
        const timer = original(
          (...args: unknown[]) => {
            if (!run.interrupted) return callback(...args) as unknown;
            if (name === "setInterval") clearInterval(timer as NodeJS.Timeout);
            return undefined;
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

  private forbidExit(): void {
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
