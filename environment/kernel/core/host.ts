/**
 * What the kernel's core needs from the place where it runs: Node (environment/kernel/node) or a browser's worker.
 * The core itself imports no Node module.
 */
import type * as TS from "@tslab/typescript-for-tslab";
import type { Converter, isCompleteCode } from "tslab/dist/converter";
import type { Run } from "./session";

export interface Host {
  /** tslab's TypeScript. */
  typescript: typeof TS;
  /** tslab's converter: checks types, remembers declarations, completes. */
  converter: Converter;
  /** tslab's judgement of whether Enter should run the code or go on with it. */
  isCompleteCode: typeof isCompleteCode;
  /** The folder of the notebook, for `__dirname`. */
  directory: string;
  /** Evaluates a script and returns its completion value; `fileName` is what stack traces say. */
  evaluate(code: string, fileName: string): unknown;
  /** Loads a module for a cell. */
  require(specifier: string): unknown;
  /** Takes over the JavaScript that the converter made of a file beside the notebook (`import "./mine"`). */
  addModule(path: string, code: string): void;
  /** A readable text of any value, on several lines if need be. */
  inspect(value: unknown): string;
  /** Starts a cell: from now on `run` is the current one, unless older code goes on in between. */
  begin(run: Run, cell: () => unknown): void;
  /** Makes `run` the current one, because code of it goes on after an `await`. */
  resume(run: Run): Run;
  /** The cell whose code is running now; outputs go to it. */
  currentRun(): Run | undefined;
  /** Calls `work`, the kernel's own and synchronous, such that no interrupt cuts it off. */
  uninterrupted<T>(work: () => T): T;
  /** A file name as it should stand in a traceback, or undefined when the frame is the kernel's own or the runtime's. */
  frameName(file: string): string | undefined;
}

/** Where the outputs of one run of a cell go. */
export interface Outputs {
  stream(name: "stdout" | "stderr", text: string): void;
  display(data: MimeBundle, options?: DisplayOptions): void;
  clear(wait: boolean): void;
}

export type MimeBundle = Record<string, unknown>;

export interface DisplayOptions {
  metadata?: Record<string, unknown>;
  /** Names the output so that it can be updated. */
  displayId?: string;
  /** Replaces the outputs with this `displayId` instead of adding one. */
  update?: boolean;
}
