/** What the kernel's two threads say to each other: the main thread runs cells, the transport thread owns the sockets. */
import { LISTENS_MS } from "../core/listening";
import type { Message } from "./wire";

export type FromTransport =
  | { kind: "request"; channel: "shell" | "control"; message: Message }
  /** Stop the running cell. Counted, so that the transport knows when the main thread has seen it. */
  | { kind: "interrupt"; number: number; at: number }
  | { kind: "shutdown" };

export type ToTransport =
  | {
      kind: "publish";
      type: string;
      parent: Message["header"] | undefined;
      content: Record<string, unknown>;
      metadata?: Record<string, unknown>;
    }
  | {
      kind: "reply";
      channel: "shell" | "control";
      type: string;
      to: Message;
      content: Record<string, unknown>;
    };

export interface TransportData {
  connection: Connection;
  kernelInfo: Record<string, unknown>;
  /** Int32Array on shared memory, see below. */
  shared: SharedArrayBuffer;
}

/** Places in the shared memory. */
export const Shared = {
  /** The number of the last interrupt that the main thread has seen. */
  interruptsSeen: 0,
  /** 1 while the kernel itself works on the main thread (compiling, say), which must not be cut off. */
  kernelAtWork: 1,
  /** When the cell last asked whether it is interrupted: `Date.now()`, as far as it has room. */
  lastAsked: 2,
  length: 3,
} as const;

/** Whether the cell that runs asks now and then if it is interrupted: the main thread says it, the transport needs it. */
export class Attention {
  constructor(private readonly shared: Int32Array) {}

  /** The cell asks, and is not interrupted. */
  asked(): void {
    this.keep(Date.now());
  }

  /** Another cell begins, or this one was told. */
  forget(): void {
    this.keep(Date.now() - LISTENS_MS);
  }

  /** Whether the cell was listening at a moment that has just been. */
  isPaid(at: number): boolean {
    return ((at - Atomics.load(this.shared, Shared.lastAsked)) | 0) < LISTENS_MS;
  }

  private keep(at: number): void {
    Atomics.store(this.shared, Shared.lastAsked, at | 0);
  }
}

/** The connection file. */
export interface Connection {
  transport: string;
  ip: string;
  key: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}
