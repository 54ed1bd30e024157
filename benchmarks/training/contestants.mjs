/** Who takes part, and how they are asked. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { peersPython } from "../peers/install.mjs";

/** Each with its program and arguments. The jobs of the slow ones are few. */
const programs = {
  "this library, float32": ["neural-descent.mjs", "float32"],
  "this library, float64": ["neural-descent.mjs", "float64"],
  "PyTorch, modules, 1 thread": ["torch_modules.py", "1"],
  "PyTorch, modules, 2 threads": ["torch_modules.py", "2"],
  "PyTorch, autograd, 1 thread": ["torch_autograd.py", "1"],
  "PyTorch, autograd, 2 threads": ["torch_autograd.py", "2"],
  "PyTorch, by hand, 1 thread": ["torch_by_hand.py", "1"],
  "PyTorch, by hand, 2 threads": ["torch_by_hand.py", "2"],
  "NumPy, vectorized": ["numpy_by_hand.py"],
  "NumPy, one by one": ["numpy_by_hand.py", "one-by-one"],
  "TensorFlow.js, WASM": ["tensorflow.mjs", "wasm"],
  "TensorFlow.js, cpu": ["tensorflow.mjs", "cpu"],
  ConvNetJS: ["convnet.mjs"],
  "brain.js": ["brain.mjs"],
  "ml-matrix": ["matrices.mjs", "ml-matrix"],
  mathjs: ["matrices.mjs", "mathjs"],
  "plain loops, float64": ["plain-loops.mjs"],
  "plain loops, zeros skipped": ["plain-loops.mjs", "skip-zeros"],
};

/** Those that a run compares. @param {string[]} asked parts of names; all if empty */
export function contestants(asked) {
  return Object.entries(programs)
    .filter(([name]) => asked.length === 0 || asked.some((part) => name.includes(part)))
    .map(([name, [program, ...args]]) => new Contestant(name, program, args));
}

/** A peer's program while it runs. */
export class Contestant {
  /** @type {string[]} */ answers = [];
  /** @type {((line: string | undefined) => void) | undefined} */ waiting;
  complaint = "";

  /** @param {string} name @param {string} program in peers/ @param {string[]} args */
  constructor(name, program, args) {
    this.name = name;
    const path = fileURLToPath(new URL(`../peers/${program}`, import.meta.url));
    const command = program.endsWith(".py") ? peersPython : process.execPath;
    this.process = spawn(command, [path, ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.process.stderr.on("data", (text) => (this.complaint = (this.complaint + String(text)).slice(-2000)));
    // What a library prints about itself is no answer.
    createInterface({ input: this.process.stdout }).on(
      "line",
      (line) => line.startsWith("{") && this.take(line),
    );
    this.process.on("close", () => this.take(undefined));
  }

  /** @param {string | undefined} line */
  take(line) {
    this.waiting?.(line);
    this.waiting = undefined;
  }

  /**
   * @param {{ job?: string, check?: number, train?: number }} question
   * @returns {Promise<{ cannot?: string, cost: number, seconds: number }>}
   */
  async ask(question) {
    const answer = new Promise((resolve) => (this.waiting = resolve));
    this.process.stdin.write(`${JSON.stringify(question)}\n`);
    const line = /** @type {string | undefined} */ (await answer);
    if (line === undefined) throw new Error(`${this.name} has ended: ${this.complaint}`);
    return JSON.parse(line);
  }

  end() {
    this.process.kill();
  }
}
