/**
 * The protocol on the main thread: requests come in order, each is answered, and an error aborts what was sent
 * with it. (Jupyter messaging protocol 5.3, "Messages on the shell channel".)
 */
import { setTimeout as pause } from "node:timers/promises";
import { complete, inspect, isComplete } from "../core/assistance";
import type { Host, Outputs } from "../core/host";
import type { Session, Outcome } from "../core/session";
import type { ToTransport } from "./channel";
import type { Header, Message } from "./wire";

interface Request {
  channel: "shell" | "control";
  message: Message;
}

type Content = Record<string, unknown>;

/** Cells that a front end sent together with a failing one may still be on their way when it fails. */
const STRAGGLERS_MS = 50;

export class Server {
  private readonly queue: Request[] = [];
  private working = false;
  private executionCount = 0;
  private readonly history: [session: number, line: number, source: string][] = [];

  constructor(
    private readonly session: Session,
    private readonly host: Host,
    private readonly send: (message: ToTransport) => void,
    /** Called before each cell; what it returns is shown above the cell's outputs. */
    private readonly notice: () => string | undefined,
  ) {}

  receive(request: Request): void {
    this.queue.push(request);
    if (!this.working) void this.work();
  }

  /** Ends the cell that runs. */
  interrupt(at: number): void {
    this.session.interrupt(at);
  }

  private async work(): Promise<void> {
    this.working = true;
    for (let request = this.queue.shift(); request; request = this.queue.shift()) {
      const { message } = request;
      this.publish("status", message.header, { execution_state: "busy" });
      try {
        const content = await this.handle(message);
        if (content) this.reply(request, content);
      } catch (error) {
        this.reply(request, { status: "error", ...this.session.describe(error) });
      }
      this.publish("status", message.header, { execution_state: "idle" });
    }
    this.working = false;
  }

  /** The reply's content; undefined for what has no reply. */
  private handle(message: Message): Content | undefined | Promise<Content> {
    const { content } = message;
    switch (message.header.msg_type) {
      case "execute_request":
        return this.execute(message);
      case "complete_request":
        return this.complete(String(content["code"]), Number(content["cursor_pos"]));
      case "inspect_request":
        return this.inspect(String(content["code"]), Number(content["cursor_pos"]));
      case "is_complete_request":
        return { ...isComplete(this.host, String(content["code"])) };
      case "history_request":
        return { status: "ok", history: this.pastCells(content) };
      case "comm_info_request":
        return { status: "ok", comms: {} };
      case "comm_open":
        // No comm target exists here; the protocol asks to close what cannot be opened.
        this.publish("comm_close", message.header, { comm_id: content["comm_id"], data: {} });
        return undefined;
      case "comm_msg":
      case "comm_close":
      case "input_reply":
        return undefined;
      default:
        return { status: "error", ename: "Unknown request", evalue: message.header.msg_type, traceback: [] };
    }
  }

  private async execute(message: Message): Promise<Content> {
    const { header, content } = message;
    const source = String(content["code"]);
    const silent = content["silent"] === true;
    if (!silent && content["store_history"] !== false) {
      this.executionCount++;
      this.history.push([1, this.executionCount, source]);
    }
    const execution_count = this.executionCount;
    if (!silent) this.publish("execute_input", header, { code: source, execution_count });
    const notice = silent ? undefined : this.notice();
    if (notice)
      this.publish("display_data", header, {
        data: { "text/plain": notice, "text/markdown": `*${notice}*` },
        metadata: {},
        transient: {},
      });

    const outcome = await this.session.execute(
      source,
      this.outputsOf(header, silent),
      silent ? "silent" : execution_count,
    );

    if (outcome.status === "error") {
      const { ename, evalue, traceback } = outcome;
      if (!silent) this.publish("error", header, { ename, evalue, traceback });
      if (content["stop_on_error"] !== false) await this.abortQueued();
      return {
        status: "error",
        execution_count,
        ename,
        evalue,
        traceback,
        user_expressions: {},
        payload: [],
      };
    }
    // Who presses the stop button in the middle of many cells means all of them.
    if (outcome.interrupted && content["stop_on_error"] !== false) await this.abortQueued();
    if (outcome.result && !silent)
      this.publish("execute_result", header, { execution_count, data: outcome.result, metadata: {} });
    return {
      status: "ok",
      execution_count,
      user_expressions: await this.evaluateAll(content["user_expressions"]),
      payload: [],
    };
  }

  /** Answers `aborted` to the cells that were sent before the failing one had its reply; other requests stay in line. */
  private async abortQueued(): Promise<void> {
    // Not the global timer: that one belongs to the cell, and does not fire when the cell was interrupted.
    await pause(STRAGGLERS_MS);
    const waiting = this.queue.splice(0);
    for (const request of waiting) {
      if (request.message.header.msg_type !== "execute_request") {
        this.queue.push(request);
        continue;
      }
      this.publish("status", request.message.header, { execution_state: "busy" });
      // Without a count: the front end would show it as if the cell had run.
      this.reply(request, { status: "aborted" });
      this.publish("status", request.message.header, { execution_state: "idle" });
    }
  }

  private async evaluateAll(expressions: unknown): Promise<Content> {
    const values: Content = {};
    for (const [name, expression] of Object.entries((expressions ?? {}) as Record<string, string>)) {
      const outcome: Outcome = await this.session.execute(
        `(${expression})`,
        this.outputsOf(undefined, true),
        name,
      );
      values[name] =
        outcome.status === "ok" ? { status: "ok", data: outcome.result ?? {}, metadata: {} } : outcome;
    }
    return values;
  }

  private outputsOf(parent: Header | undefined, silent: boolean): Outputs {
    if (silent) return { stream() {}, display() {}, clear() {} };
    return {
      stream: (name, text) => this.publish("stream", parent, { name, text }),
      display: (data, { metadata = {}, displayId, update = false } = {}) =>
        this.publish(update ? "update_display_data" : "display_data", parent, {
          data,
          metadata,
          transient: displayId === undefined ? {} : { display_id: displayId },
        }),
      clear: (wait) => this.publish("clear_output", parent, { wait }),
    };
  }

  private complete(code: string, cursor: number): Content {
    const { start, end, matches } = complete(this.host, this.session.declared, code, toOffset(code, cursor));
    const cursor_start = toCursor(code, start);
    const cursor_end = toCursor(code, end);
    return {
      status: "ok",
      matches: matches.map(({ text }) => text),
      cursor_start,
      cursor_end,
      // JupyterLab draws an icon for the kind.
      metadata: {
        _jupyter_types_experimental: matches.map(({ text, kind }) => ({
          text,
          type: kind,
          start: cursor_start,
          end: cursor_end,
        })),
      },
    };
  }

  private inspect(code: string, cursor: number): Content {
    const data = inspect(this.host, this.session.declared, code, toOffset(code, cursor));
    return { status: "ok", found: data !== undefined, data: data ?? {}, metadata: {} };
  }

  private pastCells(request: Content): unknown[] {
    const {
      hist_access_type: type,
      n,
      start,
      stop,
      pattern,
      unique,
      output,
    } = request as {
      hist_access_type?: string;
      n?: number;
      start?: number;
      stop?: number;
      pattern?: string;
      unique?: boolean;
      output?: boolean;
    };
    let cells = this.history;
    if (type === "range")
      cells = cells.filter(([, line]) => line >= (start ?? 0) && line < (stop ?? Infinity));
    if (type === "search" && pattern !== undefined) {
      const glob = new RegExp(
        `^${pattern
          .replace(/[.+^${}()|[\]\\]/g, "\\$&")
          .replace(/\*/g, "[^]*")
          .replace(/\?/g, "[^]")}$`,
      );
      cells = cells.filter(([, , source]) => glob.test(source));
    }
    if (unique)
      cells = cells.filter(([, , source], i) => !cells.slice(i + 1).some(([, , later]) => later === source));
    if (type !== "range" && n !== undefined && n >= 0) cells = cells.slice(Math.max(0, cells.length - n));
    return output ? cells.map(([session, line, source]) => [session, line, [source, null]]) : cells;
  }

  private publish(type: string, parent: Header | undefined, content: Content): void {
    this.send({ kind: "publish", type, parent, content });
  }

  private reply({ channel, message }: Request, content: Content): void {
    this.send({
      kind: "reply",
      channel,
      type: message.header.msg_type.replace(/_request$/, "_reply"),
      to: message,
      content,
    });
  }
}

/** The protocol counts a cursor in Unicode characters, JavaScript in UTF-16 units. */
function toOffset(text: string, cursor: number): number {
  return [...text].slice(0, cursor).join("").length;
}

function toCursor(text: string, offset: number): number {
  return [...text.slice(0, offset)].length;
}
