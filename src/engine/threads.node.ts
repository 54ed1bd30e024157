/**
 * Threads, where there are threads: in Node, and in browsers on pages that may share memory. Node's modules are asked for
 * when they are needed, so that a bundle for browsers takes this file as it is.
 */

/** What hears messages in a thread of its own. */
export interface Thread {
  postMessage(message: unknown): void;
}

interface NodeWorker extends Thread {
  unref(): void;
  on(event: "error" | "exit", listener: () => void): void;
}
interface NodeModules {
  "node:worker_threads": { Worker: new (program: string, options: object) => NodeWorker };
  "node:os": { availableParallelism(): number };
}
interface NodeProcess {
  getBuiltinModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name];
}

/** Node's process, or undefined in a browser. */
function node(): NodeProcess | undefined {
  const { process } = globalThis as unknown as { process?: NodeProcess };
  return typeof process?.getBuiltinModule === "function" ? process : undefined;
}

/** How many threads can work at once; 1 where threads can not share memory. */
export function processors(): number {
  if (typeof SharedArrayBuffer === "undefined") return 1;
  const here = node();
  if (here) return here.getBuiltinModule("node:os").availableParallelism();
  return globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
}

/**
 * Begins a thread, which ends with the process and keeps none alive.
 *
 * @param hearer a function as text, which returns what hears the thread's messages
 * @param onEnd is called if the thread ends of itself
 * @returns undefined if it can not begin
 */
export function beginThread(hearer: string, onEnd: () => void): Thread | undefined {
  try {
    const here = node();
    return here ? beginInNode(here, hearer, onEnd) : beginInBrowser(hearer, onEnd);
  } catch {
    return undefined;
  }
}

function beginInNode(here: NodeProcess, hearer: string, onEnd: () => void): Thread {
  // no option of the process concerns it, such as one that loads a file first
  const worker = new (here.getBuiltinModule("node:worker_threads").Worker)(
    `require("worker_threads").parentPort.on("message", (${hearer})());`,
    { eval: true, execArgv: [], env: {}, name: "neural-descent" },
  );
  worker.unref();
  worker.on("error", onEnd);
  worker.on("exit", onEnd);
  return worker;
}

/** A page's policy may refuse the worker, which is heard of later, as is an error in it, which does not end it. */
function beginInBrowser(hearer: string, onEnd: () => void): Thread {
  const program = new Blob([`const hear = (${hearer})(); onmessage = ({ data }) => hear(data);`]);
  const worker = new Worker(URL.createObjectURL(program));
  worker.onerror = (event) => {
    event.preventDefault(); // nobody else is to hear of it
    worker.terminate();
    onEnd();
  };
  return worker;
}

/** Whether this thread may sleep until another wakes it: that of a browser's page may not. */
export function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}
