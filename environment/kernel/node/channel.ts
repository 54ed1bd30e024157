/** What the kernel's two threads say to each other: the main thread runs cells, the transport thread owns the sockets. */
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
  /** When a cell that was not told yet last asked whether it is interrupted: `Date.now()`, as far as it has room. */
  lastAsked: 2,
  length: 3,
} as const;

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
