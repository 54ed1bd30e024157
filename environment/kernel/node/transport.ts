/**
 * The transport thread. It owns the ZeroMQ sockets, so heartbeats are answered, outputs leave and interrupts
 * arrive while the main thread is deep in a cell's loop.
 *
 * A cell that waits is interrupted by a message to the main thread. When the main thread does not see it, it is in a
 * synchronous loop, and V8 is asked to terminate what runs there, through the inspector, from this thread: at once, or
 * somewhat later if the loop has been asking whether it is interrupted.
 */
import { writeSync } from "node:fs";
import { Session as Inspector } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import { Publisher, Reply, Router } from "zeromq";
import { GRACE_MS } from "../core/listening";
import { Attention, Shared, type FromTransport, type ToTransport, type TransportData } from "./channel";
import { Wire, type Message } from "./wire";

const { connection, kernelInfo, shared: sharedBuffer } = workerData as TransportData;
const shared = new Int32Array(sharedBuffer);
const attention = new Attention(shared);
const main = parentPort!;
const wire = new Wire(connection.key);

// Without a limit: a publisher drops what is above it.
const iopub = new Publisher({ sendHighWaterMark: 0, linger: 1000 });
const shell = new Router({ linger: 1000 });
const control = new Router({ linger: 1000 });
const stdin = new Router();
const heartbeat = new Reply();
const sockets = { iopub, shell, control };

const toMain = (message: FromTransport): void => main.postMessage(message);

/** ZeroMQ's sockets take one message at a time. */
const lastSent = { iopub: Promise.resolve(), shell: Promise.resolve(), control: Promise.resolve() };
function send(socket: keyof typeof sockets, frames: (Uint8Array | string)[]): void {
  lastSent[socket] = lastSent[socket].then(() => sockets[socket].send(frames)).catch(report);
}

function publish(
  type: string,
  parent: Message["header"] | undefined,
  content: Record<string, unknown>,
  metadata?: Record<string, unknown>,
): void {
  send("iopub", wire.encode(type, parent, content, [Buffer.from(type)], metadata));
}

function reply(
  channel: "shell" | "control",
  type: string,
  to: Message,
  content: Record<string, unknown>,
): void {
  send(channel, wire.encode(type, to.header, content, to.identities));
}

/** Stream texts of the same cell that come within a few milliseconds leave as one message. */
const STREAM_DELAY_MS = 15;
let streamed: { parent: Message["header"] | undefined; name: unknown; texts: unknown[] } | undefined;
let streamTimer: NodeJS.Timeout | undefined;
function flushStream(): void {
  clearTimeout(streamTimer);
  if (!streamed) return;
  const { parent, name, texts } = streamed;
  streamed = undefined;
  publish("stream", parent, { name, text: texts.join("") });
}

main.on("message", (message: ToTransport) => {
  if (message.kind === "publish" && message.type === "stream") {
    const { parent, content } = message;
    if (streamed && (streamed.parent?.msg_id !== parent?.msg_id || streamed.name !== content["name"]))
      flushStream();
    if (!streamed) {
      streamed = { parent, name: content["name"], texts: [] };
      streamTimer = setTimeout(flushStream, STREAM_DELAY_MS);
    }
    streamed.texts.push(content["text"]);
    return;
  }
  flushStream();
  if (message.kind === "publish") publish(message.type, message.parent, message.content, message.metadata);
  else reply(message.channel, message.type, message.to, message.content);
});

/** Requests that need no cell and no compiler are answered here, at once; returns whether this was one. */
function answer(channel: "shell" | "control", message: Message): boolean {
  switch (message.header.msg_type) {
    case "kernel_info_request":
      publish("status", message.header, { execution_state: "busy" });
      reply(channel, "kernel_info_reply", message, kernelInfo);
      publish("status", message.header, { execution_state: "idle" });
      return true;
    case "interrupt_request":
      publish("status", message.header, { execution_state: "busy" });
      void interrupt();
      reply(channel, "interrupt_reply", message, { status: "ok" });
      publish("status", message.header, { execution_state: "idle" });
      return true;
    case "shutdown_request":
      reply(channel, "shutdown_reply", message, {
        status: "ok",
        restart: message.content["restart"] === true,
      });
      publish("shutdown_reply", message.header, {
        status: "ok",
        restart: message.content["restart"] === true,
      });
      void shutdown();
      return true;
    default:
      return false;
  }
}

/** A main thread that is in no loop hears of an interrupt within this time. */
const HEARS_MS = 40;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let interrupts = 0;
async function interrupt(): Promise<void> {
  const number = ++interrupts;
  const at = Date.now();
  toMain({ kind: "interrupt", number, at });
  const isFirst = Atomics.load(shared, Shared.interruptsSeen) === number - 1;
  const until = isFirst && attention.isPaid(at) ? at + GRACE_MS : at;
  await pause(HEARS_MS);
  // Until the main thread has seen it: what it is in may be the kernel's own work, or a loop in a loop's `finally`.
  while (Atomics.load(shared, Shared.interruptsSeen) < number) {
    const mayEnd = Date.now() >= until && Atomics.load(shared, Shared.kernelAtWork) === 0;
    if (mayEnd) await terminateExecution();
    await pause(HEARS_MS);
  }
}

async function terminateExecution(): Promise<void> {
  const inspector = new Inspector();
  inspector.connectToMainThread();
  const { promise, resolve } = deferred();
  inspector.post("Runtime.terminateExecution", () => resolve());
  await Promise.race([promise, pause(500)]);
  inspector.disconnect();
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((r) => (resolve = r));
  return { promise, resolve };
}

async function shutdown(): Promise<void> {
  flushStream();
  await Promise.all(Object.values(lastSent));
  await pause(50);
  // ZeroMQ's native part does not survive the end of a thread that has sockets open.
  for (const socket of [iopub, shell, control, stdin, heartbeat]) socket.close();
  toMain({ kind: "shutdown" });
  // A main thread that cannot hear is in a loop. (Jupyter itself waits five seconds.)
  await pause(1500);
  process.kill(process.pid, "SIGKILL");
}

/** When the process that started the kernel is gone, nobody can reach the kernel any more. */
function endWithParent(): void {
  const parent = process.ppid;
  if (parent <= 1) return;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGKILL");
  }, 1000).unref();
}

function report(error: unknown): void {
  // Not console.error: this thread's console goes through the main thread, which may be busy.
  writeSync(2, `kernel transport: ${error instanceof Error ? error.message : String(error)}\n`);
}

async function serve(channel: "shell" | "control"): Promise<void> {
  for await (const frames of sockets[channel])
    try {
      const message = wire.decode(frames);
      if (!answer(channel, message)) toMain({ kind: "request", channel, message });
    } catch (error) {
      report(error);
    }
}

async function start(): Promise<void> {
  const address = (port: number): string =>
    connection.transport === "ipc"
      ? `ipc://${connection.ip}-${port}`
      : `${connection.transport}://${connection.ip}:${port}`;
  await Promise.all([
    iopub.bind(address(connection.iopub_port)),
    shell.bind(address(connection.shell_port)),
    control.bind(address(connection.control_port)),
    stdin.bind(address(connection.stdin_port)),
    heartbeat.bind(address(connection.hb_port)),
  ]);
  endWithParent();
  publish("status", undefined, { execution_state: "starting" });
  void serve("shell");
  void serve("control");
  for await (const frames of heartbeat) await heartbeat.send(frames);
}

start().catch((error: unknown) => {
  report(error);
  process.kill(process.pid, "SIGKILL");
});
