/** A Jupyter client small enough to read: starts the built kernel and speaks its protocol over IPC. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dealer, Request, Subscriber } from "zeromq";
import { Wire, type Message } from "../../environment/kernel/node/wire";
import type { CellError } from "../../environment/kernel/core/errors";
import { root } from "../root";
import type { CellResult } from "./check";

type Content = Record<string, unknown>;

/** In milliseconds: a limit for what has gone wrong, however busy the machine is. */
const PATIENCE = 60_000;

export interface Reply {
  reply: Message;
  /** What was published for the request, from busy to idle. */
  published: Message[];
}

export class KernelClient {
  readonly folder = mkdtempSync(join(tmpdir(), "nd-"));
  private readonly key = "a key";
  private readonly wire = new Wire(this.key);
  private readonly shell = new Dealer();
  private readonly control = new Dealer();
  private readonly iopub = new Subscriber();
  private readonly heartbeat = new Request({ receiveTimeout: PATIENCE });
  private readonly waiting = new Map<
    string,
    { published: Message[]; reply?: Message; idle: boolean; done: (r: Reply) => void }
  >();
  private readonly everything: Message[] = [];
  private readonly listeners = new Set<(message: Message) => void>();
  readonly process: ChildProcess;
  stderr = "";
  private hadToBeKilled = false;

  /** @param directory the notebook's folder */
  constructor(directory: string, env: NodeJS.ProcessEnv = process.env) {
    const connection = join(this.folder, "c.json");
    const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
    writeFileSync(
      connection,
      JSON.stringify({ transport: "ipc", ip: join(this.folder, "s"), key: this.key, ...ports }),
    );
    this.process = spawn(process.execPath, [join(root, "dist/kernel/main.js"), connection], {
      cwd: directory,
      env,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.process.stderr!.on("data", (chunk: Buffer) => (this.stderr += chunk.toString()));
    const address = (port: number): string => `ipc://${join(this.folder, "s")}-${port}`;
    this.iopub.subscribe();
    this.iopub.connect(address(2));
    this.shell.connect(address(1));
    this.control.connect(address(4));
    this.heartbeat.connect(address(5));
    void this.listen(this.iopub, (message) => this.onPublished(message));
    for (const socket of [this.shell, this.control])
      void this.listen(socket, (message) => this.onReply(message));
  }

  /** Waits until the kernel answers and its publications arrive. */
  async ready(): Promise<this> {
    for (;;) {
      const answer = this.request("kernel_info_request", {});
      if (await Promise.race([answer.then(() => true), pause(500).then(() => false)])) return this;
    }
  }

  request(type: string, content: Content, channel: "shell" | "control" = "shell"): Promise<Reply> {
    const frames = this.wire.encode(type, undefined, content, []);
    const { msg_id } = JSON.parse(String(frames[2])) as { msg_id: string };
    return new Promise((done) => {
      this.waiting.set(msg_id, { published: [], idle: false, done });
      void this[channel].send(frames);
    });
  }

  execute(code: string, options: Content = {}): Promise<Reply> {
    return this.request("execute_request", {
      code,
      silent: false,
      store_history: true,
      stop_on_error: false,
      ...options,
    });
  }

  /** Runs a cell and collects what a notebook would show. */
  async run(code: string, options: Content = {}): Promise<CellResult> {
    return toResult(await this.execute(code, options));
  }

  interrupt(): Promise<Reply> {
    return this.request("interrupt_request", {}, "control");
  }

  /** The next publication that the predicate takes. */
  next(wanted: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => {
      const listener = (message: Message): void => {
        if (!wanted(message)) return;
        this.listeners.delete(listener);
        resolve(message);
      };
      this.listeners.add(listener);
    });
  }

  async beat(): Promise<string> {
    await this.heartbeat.send("ping");
    return String((await this.heartbeat.receive())[0]);
  }

  /** Asks the kernel to end. @returns its exit code, or the signal that ended it; undefined if it had to be killed */
  async close(): Promise<number | NodeJS.Signals | undefined> {
    const ended = new Promise<number | NodeJS.Signals>((resolve) => {
      const { exitCode, signalCode } = this.process;
      if (exitCode !== null || signalCode !== null) resolve(exitCode ?? signalCode!);
      this.process.once("exit", (code, signal) => resolve(code ?? signal!));
    });
    void this.request("shutdown_request", { restart: false }, "control");
    const late = setTimeout(() => {
      this.process.kill("SIGKILL");
      this.hadToBeKilled = true;
    }, PATIENCE);
    const code = await ended.finally(() => clearTimeout(late));
    for (const socket of [this.shell, this.control, this.iopub, this.heartbeat]) socket.close();
    rmSync(this.folder, { recursive: true, force: true });
    return this.hadToBeKilled ? undefined : code;
  }

  private async listen(socket: Dealer | Subscriber, handle: (message: Message) => void): Promise<void> {
    for await (const frames of socket) handle(this.wire.decode(frames));
  }

  private onPublished(message: Message): void {
    this.everything.push(message);
    for (const listener of [...this.listeners]) listener(message);
    const request = this.waiting.get(String(message.parent["msg_id"]));
    if (!request) return;
    request.published.push(message);
    if (message.content["execution_state"] === "idle") request.idle = true;
    this.finish(request);
  }

  private onReply(message: Message): void {
    const request = this.waiting.get(String(message.parent["msg_id"]));
    if (!request) return;
    request.reply = message;
    this.finish(request);
  }

  private finish(request: {
    published: Message[];
    reply?: Message;
    idle: boolean;
    done: (r: Reply) => void;
  }): void {
    if (request.reply && request.idle) request.done({ reply: request.reply, published: request.published });
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function toResult({ published }: Reply): CellResult {
  const result: CellResult = { stdout: "", stderr: "", displays: [] };
  for (const { header, content } of published) {
    if (header.msg_type === "stream")
      result[content["name"] as "stdout" | "stderr"] += String(content["text"]);
    if (header.msg_type === "display_data") result.displays.push(content["data"] as Content);
    if (header.msg_type === "execute_result") result.result = content["data"] as Content;
    if (header.msg_type === "error") result.error = content as unknown as CellError;
  }
  return result;
}
