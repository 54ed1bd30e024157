/**
 * The TypeScript kernel: `node main.js CONNECTION_FILE`, started by Jupyter in the notebook's folder.
 *
 * Two threads. The transport owns the sockets; this one compiles cells and runs them.
 */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { Session } from "../core/session";
import {
  Attention,
  Shared,
  type Connection,
  type FromTransport,
  type ToTransport,
  type TransportData,
} from "./channel";
import { PROTOCOL_VERSION } from "./wire";
import type { Server } from "./server";

const root = resolve(import.meta.dirname, "../..");
const connectionFile = process.argv[2];
if (!connectionFile) {
  console.error(
    "expected the path of a connection file, got no argument: Jupyter starts this kernel, `npm start` starts Jupyter",
  );
  process.exit(1);
}

const shared = new Int32Array(new SharedArrayBuffer(4 * Shared.length));
const attention = new Attention(shared);
const readVersion = (path: string): string =>
  (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
const transportData: TransportData = {
  connection: JSON.parse(readFileSync(connectionFile, "utf8")) as Connection,
  kernelInfo: kernelInfo(
    readVersion(join(root, "package.json")),
    readVersion(join(root, "node_modules/@tslab/typescript-for-tslab/package.json")),
  ),
  shared: shared.buffer as SharedArrayBuffer,
};

function kernelInfo(version: string, typescript: string): Record<string, unknown> {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "neural-descent",
    implementation_version: version,
    banner: `TypeScript ${typescript} on Node ${process.version} (Neural Descent ${version})`,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: { name: "javascript", typescript: true, mode: "typescript" },
    },
    help_links: [],
    debugger: false,
  };
}

let server: Server | undefined;
const early: FromTransport[] = [];

// The sockets open while the compiler loads below; what arrives meanwhile waits.
Atomics.store(shared, Shared.kernelAtWork, 1);
const transport = new Worker(join(import.meta.dirname, "transport.js"), { workerData: transportData });
const send = (message: ToTransport): void => transport.postMessage(message);
transport.on("error", (error) => {
  console.error("The kernel's transport failed:", error);
  exit(1);
});
let exit = process.exit.bind(process);
transport.on("message", (message: FromTransport) => {
  if (message.kind === "shutdown") exit(0);
  else if (server) take(message, server);
  else early.push(message);
});

function take(message: FromTransport, server: Server): void {
  if (message.kind === "request") server.receive(message);
  if (message.kind === "interrupt") {
    Atomics.store(shared, Shared.interruptsSeen, message.number);
    attention.forget();
    server.interrupt(message.at);
  }
}

setImmediate(async () => {
  // Loaded only now: the transport's thread starts at the same time as the compiler loads.
  const { loadCompiler } = await import("./compiler");
  const { typescript } = loadCompiler();
  const { Runtime } = await import("./runtime");
  const { nodeHost } = await import("./host");
  const { Server } = await import("./server");
  Error.stackTraceLimit = 30;
  const runtime = new Runtime();
  exit = runtime.exit;
  const stale = staleNotice(join(root, "dist/library/.stamp"));
  const host = nodeHost({
    typescript,
    directory: process.cwd(),
    root,
    runtime,
    uninterrupted: (work) => {
      const before = Atomics.exchange(shared, Shared.kernelAtWork, 1);
      try {
        return work();
      } finally {
        Atomics.store(shared, Shared.kernelAtWork, before);
      }
    },
    onLoad: (name) => name === "neural-descent" && stale.loaded(),
  });
  const session = new Session(host);
  runtime.install((error) => session.describe(error), attention);
  server = new Server(session, host, send, () => stale.notice());
  Atomics.store(shared, Shared.kernelAtWork, 0);
  for (const message of early.splice(0)) take(message, server);
});

/** Tells, once a build, that the library on disk is newer than the one that this kernel has loaded. */
function staleNotice(stamp: string): { loaded(): void; notice(): string | undefined } {
  const read = (): string | undefined => {
    try {
      return readFileSync(stamp, "utf8");
    } catch {
      return undefined;
    }
  };
  let known: string | undefined;
  let isLoaded = false;
  return {
    loaded() {
      if (!isLoaded) known = read();
      isLoaded = true;
    },
    notice() {
      if (!isLoaded) return undefined;
      const now = read();
      if (now === undefined || now === known) return undefined;
      known = now;
      return "The library has changed since this kernel loaded it: restart the kernel to use the new one.";
    },
  };
}
