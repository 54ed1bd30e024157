/** The built kernel through Jupyter's protocol: the suite of cells once more, and what only the protocol shows. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { Request } from "zeromq";
import { root } from "../root";
import { testCells, withoutColors } from "./check";
import { KernelClient, pause, toResult } from "./client";

function connectionFile(folder: string): string {
  const file = join(folder, "orphan.json");
  const ports = { shell_port: 1, iopub_port: 2, stdin_port: 3, control_port: 4, hb_port: 5 };
  writeFileSync(file, JSON.stringify({ transport: "ipc", ip: join(folder, "orphan"), key: "k", ...ports }));
  return file;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

let kernel: KernelClient;
const folder = mkdtempSync(join(tmpdir(), "nd-notebooks-"));

// One for all. A test that fails may leave it in a loop, so the next one, which may be the same once more, gets another.
let isThere = false;
beforeEach(async () => {
  if (!isThere) kernel = await new KernelClient(folder).ready();
  isThere = true;
});
afterEach(async ({ task }) => {
  if (task.result?.state !== "fail") return;
  isThere = false;
  await kernel.close();
});
afterAll(async () => {
  if (isThere) await kernel.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("A cell in the kernel", () => {
  testCells(() => (source) => kernel.run(source));
});

describe("Requests", () => {
  test("kernel_info says what the kernel is", async () => {
    const { reply } = await kernel.request("kernel_info_request", {});
    expect(reply.header.msg_type).toBe("kernel_info_reply");
    expect(reply.content).toMatchObject({
      status: "ok",
      protocol_version: "5.3",
      implementation: "neural-descent",
      language_info: {
        name: "typescript",
        file_extension: ".ts",
        mimetype: "text/typescript",
        version: "5.0.4",
      },
    });
  });

  test("every request is framed by busy and idle", async () => {
    const { published } = await kernel.execute("1");
    expect(published.map((m) => m.content["execution_state"] ?? m.header.msg_type)).toEqual([
      "busy",
      "execute_input",
      "execute_result",
      "idle",
    ]);
  });

  test("the execution count counts, silent cells do not and show nothing", async () => {
    const first = await kernel.execute("1");
    const silent = await kernel.execute("console.log('x'); 2", { silent: true });
    const second = await kernel.execute("3");
    expect(silent.published.map((m) => m.header.msg_type)).toEqual(["status", "status"]);
    expect(Number(second.reply.content["execution_count"])).toBe(
      Number(first.reply.content["execution_count"]) + 1,
    );
  });

  test("an error has its name, its message and its traceback in the reply too", async () => {
    const { reply, published } = await kernel.execute("throw new RangeError('far')");
    expect(reply.content).toMatchObject({ status: "error", ename: "RangeError", evalue: "far" });
    expect(reply.content["traceback"]).toEqual(
      published.find((m) => m.header.msg_type === "error")!.content["traceback"],
    );
  });

  test("user_expressions are evaluated after the cell", async () => {
    const { reply } = await kernel.execute("const u = 20", {
      user_expressions: { twice: "u * 2", wrong: "nowhere" },
    });
    expect(reply.content["user_expressions"]).toMatchObject({
      twice: { status: "ok", data: { "text/plain": "40" } },
      wrong: { status: "error" },
    });
  });

  test("complete: a library's names, with their kinds", async () => {
    await kernel.run("import * as nd from 'neural-descent'");
    const { reply } = await kernel.request("complete_request", {
      code: "const é = 1; nd.desc",
      cursor_pos: 20,
    });
    expect(reply.content).toMatchObject({ status: "ok", cursor_start: 16, cursor_end: 20 });
    expect(reply.content["matches"]).toContain("descend");
    const metadata = reply.content["metadata"] as Record<string, { text: string; type: string }[]>;
    expect(metadata["_jupyter_types_experimental"]).toContainEqual({
      text: "descend",
      type: "function",
      start: 16,
      end: 20,
    });
  });

  test("complete: inside an object that the library returned", async () => {
    await kernel.run(
      "import { descend } from 'neural-descent';\nconst trace = descend((w) => w[0] ** 2, { start: [1], learningRate: 0.1, steps: 3 } as any)",
    );
    const { reply } = await kernel.request("complete_request", { code: "trace.", cursor_pos: 6 });
    expect((reply.content["matches"] as string[]).length).toBeGreaterThan(2);
  });

  test("complete: counts characters, not UTF-16 units", async () => {
    const { reply } = await kernel.request("complete_request", { code: "'😀'; Math.sq", cursor_pos: 12 });
    expect(reply.content).toMatchObject({ cursor_start: 10, cursor_end: 12 });
  });

  test("inspect: signature and doc comment, in Markdown", async () => {
    await kernel.run("/** Half of x.\n * @param x a number\n */\nfunction half(x: number) { return x / 2; }");
    for (const cursor_pos of [2, 4, 5]) {
      const { reply } = await kernel.request("inspect_request", {
        code: "half(3)",
        cursor_pos,
        detail_level: 0,
      });
      expect(reply.content).toMatchObject({ status: "ok", found: true });
      const data = reply.content["data"] as Record<string, string>;
      expect(data["text/markdown"]).toContain("```typescript\nfunction half(x: number): number\n```");
      expect(data["text/markdown"]).toContain("Half of x.");
      expect(data["text/markdown"]).toContain("- `x` a number");
      expect(data["text/plain"]).toContain("Half of x.");
    }
  });

  test("inspect: an imported name is what it stands for", async () => {
    await kernel.run("import { descend } from 'neural-descent'");
    const { reply } = await kernel.request("inspect_request", {
      code: "descend",
      cursor_pos: 7,
      detail_level: 0,
    });
    const { "text/markdown": markdown } = reply.content["data"] as Record<string, string>;
    expect(markdown).toMatch(/^```typescript\nfunction descend\([^\n]*\n```/);
  });

  test("inspect: nothing there", async () => {
    const { reply } = await kernel.request("inspect_request", { code: "  ", cursor_pos: 1, detail_level: 0 });
    expect(reply.content).toEqual({ status: "ok", found: false, data: {}, metadata: {} });
  });

  test("is_complete", async () => {
    const status = async (code: string): Promise<unknown> =>
      (await kernel.request("is_complete_request", { code })).reply.content["status"];
    expect(await status("1 + 1")).toBe("complete");
    expect(await status("function f() {")).toBe("incomplete");
    expect(await status("let a = = 1")).toBe("invalid");
  });

  test("history", async () => {
    await kernel.run("'remember me'");
    const { reply } = await kernel.request("history_request", {
      hist_access_type: "tail",
      n: 1,
      output: false,
      raw: true,
    });
    expect((reply.content["history"] as unknown[][])[0]![2]).toBe("'remember me'");
    const found = await kernel.request("history_request", {
      hist_access_type: "search",
      pattern: "*remember*",
      n: 5,
      output: false,
      raw: true,
    });
    expect(found.reply.content["history"]).toHaveLength(1);
  });

  test("comm_info, and a comm that nobody serves is closed", async () => {
    const { reply } = await kernel.request("comm_info_request", {});
    expect(reply.header.msg_type).toBe("comm_info_reply");
    expect(reply.content).toEqual({ status: "ok", comms: {} });
    const closed = kernel.next((m) => m.header.msg_type === "comm_close");
    void kernel.request("comm_open", { comm_id: "c1", target_name: "nobody", data: {} });
    expect((await closed).content["comm_id"]).toBe("c1");
  });

  test("an unknown request is answered", async () => {
    const { reply } = await kernel.request("nonsense_request", {});
    expect(reply.content["status"]).toBe("error");
  });

  test("a message with a wrong signature is ignored", async () => {
    const { Wire } = await import("../../environment/kernel/node/wire");
    const { Dealer } = await import("zeromq");
    const stranger = new Dealer({ receiveTimeout: 300 });
    stranger.connect(`ipc://${join(kernel.folder, "s")}-1`);
    await stranger.send(new Wire("wrong").encode("kernel_info_request", undefined, {}, []));
    await stranger.send(new Wire("a key").encode("kernel_info_request", undefined, {}, []));
    stranger.receiveTimeout = 60_000;
    const [, , , parent] = await stranger.receive();
    expect(String(parent)).toContain("kernel_info_request"); // the answer to the second
    stranger.receiveTimeout = 300;
    await expect(stranger.receive()).rejects.toThrow();
    stranger.close();
    expect((await kernel.run("1")).result).toBeDefined();
  });
});

describe("stop_on_error", () => {
  test("aborts what was sent with it, and says so", async () => {
    const replies = await Promise.all(
      ["throw 1", "'never'", "1"].map((code) => kernel.execute(code, { stop_on_error: true })),
    );
    expect(replies.map(({ reply }) => reply.content["status"])).toEqual(["error", "aborted", "aborted"]);
    // No number: the cell has not run.
    expect(replies[1]!.reply.content).toEqual({ status: "aborted" });
    expect(replies[1]!.published.map((m) => m.header.msg_type)).toEqual(["status", "status"]);
  });

  test("aborts nothing when it is false", async () => {
    const replies = await Promise.all(
      ["throw 1", "2", "3"].map((code) => kernel.execute(code, { stop_on_error: false })),
    );
    expect(replies.map(({ reply }) => reply.content["status"])).toEqual(["error", "ok", "ok"]);
  });

  test("aborts nothing that is sent after the failing cell's reply", async () => {
    await kernel.execute("throw 1", { stop_on_error: true });
    expect((await kernel.execute("2")).reply.content["status"]).toBe("ok");
  });
});

describe("Interrupt", () => {
  /** Runs a cell and waits until it says "go". */
  async function begun(
    code: string,
    options: { stop_on_error?: boolean } = {},
  ): Promise<{ ended: ReturnType<KernelClient["run"]>; reply: ReturnType<KernelClient["execute"]> }> {
    const go = kernel.next((m) => m.content["text"] === "go\n");
    const reply = kernel.execute(code, options);
    await go;
    return { ended: reply.then(toResult), reply };
  }

  const go = 'console.log("go");';
  const cases = {
    "a synchronous loop": `${go} while (true) rounds++`,
    "an await": `${go} await new Promise(() => {})`,
    "a synchronous loop after an await": `await new Promise((r) => setTimeout(r, 50));\n${go} while (true) rounds++`,
    "a loop that catches everything": `${go} for (;;) { try { for (;;) rounds++; } catch {} finally { rounds++; } }`,
    "a loop in a promise's reaction": `await Promise.resolve().then(() => { ${go} while (true) rounds++; })`,
    "a loop in a timer": `await new Promise(() => setTimeout(() => { ${go} while (true) rounds++; }, 10))`,
  };
  test.each(Object.entries(cases))("%s", async (_, code) => {
    await kernel.run("let rounds = 1; let kept = 'kept'");
    const { ended } = await begun(code);
    await kernel.interrupt();
    expect((await ended).error?.ename).toBe("Interrupted");
    expect((await kernel.run("[kept, rounds > 0]")).result?.["text/plain"]).toBe("[ 'kept', true ]");
    // Timers, immediates, promises and file access work as before.
    const after = await kernel.run(
      "import { readFile } from 'node:fs/promises';\nawait new Promise((r) => setTimeout(r, 5)); await new Promise((r) => setImmediate(r)); typeof (await readFile('/etc/hostname', 'utf8'))",
    );
    expect(after.result?.["text/plain"]).toBe("'string'");
  });

  test("what an interrupted cell would do later does not happen", async () => {
    const { ended } = await begun(
      `let ticks = 0;\nsetInterval(() => ticks++, 5);\nfor (let k = 0; ; k++) { ticks++; if (k === 10) ${go} await new Promise((r) => setTimeout(r, 5)); }`,
    );
    await kernel.interrupt();
    await ended;
    const before = (await kernel.run("ticks")).result?.["text/plain"];
    await pause(100);
    expect((await kernel.run("ticks")).result?.["text/plain"]).toBe(before);
  });

  test("variables that the interrupted cell made are kept", async () => {
    const { ended } = await begun(
      `let partial = 5; let done = false;\n${go} while (!done) partial = 6;\nlet notReached = 1`,
    );
    await kernel.interrupt();
    await ended;
    expect((await kernel.run("partial")).result?.["text/plain"]).toBe("6");
    expect((await kernel.run("notReached")).error?.evalue).toMatch(/Cannot find name/);
  });

  test("a cell that was to stop those behind it is answered, and they are aborted", async () => {
    const first = await begun(`${go} while (true);`, { stop_on_error: true });
    const behind = kernel.execute("'never'", { stop_on_error: true });
    await kernel.interrupt();
    const replies = await Promise.all([first.reply, behind]);
    expect(replies.map(({ reply }) => reply.content["status"])).toEqual(["error", "aborted"]);
  });

  const isInterrupted = "(globalThis as any)[Symbol.for('neural-descent.kernel')].interrupted";

  test("code that asks ends by itself, with what it has, and its result counts", async () => {
    await kernel.run(
      [
        `async function work() { let done = 0; while (!${isInterrupted}) { if (++done === 5) ${go} await new Promise((r) => setTimeout(r, 5)); } return done; }`,
      ].join("\n"),
    );
    const first = await begun("const done = await work(); done > 0", { stop_on_error: true });
    const behind = kernel.execute("'never'", { stop_on_error: true });
    await kernel.interrupt();
    const replies = await Promise.all([first.reply, behind]);
    expect(replies.map(({ reply }) => reply.content["status"])).toEqual(["ok", "aborted"]);
    expect((await kernel.run("done > 0")).result?.["text/plain"]).toBe("true");
  });

  test("code that asks, and hears nothing while it computes in between, ends by itself as well", async () => {
    await kernel.run(
      [
        "const step = () => { const end = Date.now() + 150; while (Date.now() < end); };",
        `async function steps() { for (let k = 0; !${isInterrupted}; k++) { step(); if (k === 1) ` +
          `${go} await new Promise((r) => setTimeout(r, 0)); } return 'whole'; }`,
      ].join("\n"),
    );
    const { ended } = await begun("await steps()");
    await kernel.interrupt();
    expect((await ended).result?.["text/plain"]).toBe("'whole'");
  });

  const asking = `for (let k = 0; ; k++) { void ${isInterrupted}; if (k === 5) ${go} await new Promise((r) => setTimeout(r, 5)); }`;

  test("code that asks but does not end is stopped a little later", async () => {
    const { ended } = await begun(asking);
    await kernel.interrupt();
    expect((await ended).error?.ename).toBe("Interrupted");
  });

  test("a second interrupt does not wait", async () => {
    // The kernel would wait for 1.5 s, each time; a busy machine may, now and then.
    let shortest = Infinity;
    for (let tries = 0; tries < 5 && shortest >= 1000; tries++) {
      const { ended } = await begun(asking);
      const start = performance.now();
      await kernel.interrupt();
      await kernel.interrupt();
      expect((await ended).error?.ename).toBe("Interrupted");
      shortest = Math.min(shortest, performance.now() - start);
    }
    expect(shortest).toBeLessThan(1400);
  });

  test("with nothing running it does nothing", async () => {
    await kernel.interrupt();
    expect((await kernel.run("7")).result?.["text/plain"]).toBe("7");
  });
});

describe("Outputs", () => {
  test("arrive while a synchronous loop runs", async () => {
    const file = join(folder, "seen");
    const first = kernel.next((m) => m.header.msg_type === "stream");
    const updated = kernel.next((m) => m.header.msg_type === "update_display_data");
    const running = kernel.run(
      [
        "import { existsSync } from 'node:fs';\nimport { newDisplay } from 'tslab';",
        "const bar = newDisplay();",
        "console.log('begin'); bar.text('0 %'); bar.text('50 %');",
        // The cell loops for as long as nobody has seen them.
        `while (!existsSync(${JSON.stringify(file)}));\n'looped'`,
      ].join("\n"),
    );
    expect((await first).content["text"]).toBe("begin\n");
    expect((await updated).content["data"]).toMatchObject({ "text/plain": "50 %" });
    writeFileSync(file, "");
    expect((await running).result?.["text/plain"]).toBe("'looped'");
  });

  test("a display by the library's door, updated in place", async () => {
    const door = "(globalThis as any)[Symbol.for('neural-descent.kernel')]";
    const { published } = await kernel.execute(
      `${door}.display({ 'text/plain': 'a' }, { displayId: 'd1' });\n${door}.display({ 'text/plain': 'b' }, { displayId: 'd1', update: true });`,
    );
    const displays = published.filter((m) => /display_data/.test(m.header.msg_type));
    expect(displays.map((m) => m.header.msg_type)).toEqual(["display_data", "update_display_data"]);
    expect(displays.map((m) => m.content["transient"])).toEqual([{ display_id: "d1" }, { display_id: "d1" }]);
  });

  test("tslab's display", async () => {
    const { displays } = await kernel.run("import { display } from 'tslab';\ndisplay.html('<b>bold</b>')");
    expect(displays).toEqual([{ "text/html": "<b>bold</b>" }]);
  });

  test("console.clear clears the output", async () => {
    const { published } = await kernel.execute("console.log('a'); console.clear(); console.log('b')");
    expect(published.map((m) => m.header.msg_type)).toEqual([
      "status",
      "execute_input",
      "stream",
      "clear_output",
      "stream",
      "status",
    ]);
  });

  test("stderr is a stream of its own", async () => {
    expect(await kernel.run("console.error('careful'); console.log('fine')")).toMatchObject({
      stdout: "fine\n",
      stderr: "careful\n",
    });
  });

  const late = {
    "an exception in a timer": "setTimeout(() => { throw new Error('too late'); }, 30)",
    "an exception in an immediate": "setImmediate(() => { throw new Error('too late'); })",
    "an unhandled rejection": "void Promise.reject(new Error('too late'))",
    "an async function that nobody awaits":
      "void (async () => { await new Promise((r) => setTimeout(r, 30)); throw new Error('too late'); })()",
  };
  test.each(Object.entries(late))("%s is stderr of the cell that caused it", async (_, code) => {
    const error = kernel.next((m) => m.content["name"] === "stderr");
    const { reply } = await kernel.execute(`${code};\n'scheduled'`);
    const during = await kernel.execute("await new Promise((r) => setTimeout(r, 100)); 'next'");
    const message = await error;
    expect(message.parent["msg_id"]).toBe(reply.parent["msg_id"]);
    expect(withoutColors(String(message.content["text"]))).toMatch(/too late[^]*1 \| /);
    expect(during.reply.content["status"]).toBe("ok");
  });

  test("what a timer prints belongs to the cell that set it", async () => {
    const printed = kernel.next((m) => m.content["text"] === "tock\n");
    const { reply } = await kernel.execute("setTimeout(() => console.log('tock'), 30); 1");
    await kernel.execute("await new Promise((r) => setTimeout(r, 100))");
    expect((await printed).parent["msg_id"]).toBe(reply.parent["msg_id"]);
  });

  test("nothing is lost of a hundred thousand lines' first million characters", async () => {
    const { stdout } = await kernel.run("for (let i = 0; i < 100_000; i++) console.log(i)");
    expect(
      stdout.startsWith(
        Array.from({ length: 100_000 }, (_, i) => `${i}\n`)
          .join("")
          .slice(0, 588_890),
      ),
    ).toBe(true);
  });
});

describe("Where the notebook lies", () => {
  const places = {
    "in a temporary folder": () => mkdtempSync(join(tmpdir(), "nd-far-")),
    "in a home folder": () => mkdtempSync(join(homedir(), "nd-home-")),
    "below the project": () => {
      mkdirSync(join(root, "dist"), { recursive: true });
      return mkdtempSync(join(root, "dist", "nd-below-"));
    },
    "in a folder with spaces and umlauts": () => mkdtempSync(join(tmpdir(), "nd – über alles ")),
  };
  test.each(Object.entries(places))("%s, packages resolve and files are read from there", async (_, make) => {
    const directory = make();
    writeFileSync(join(directory, "data.txt"), "beside");
    writeFileSync(
      join(directory, "mine.ts"),
      "export interface Mine { v: number }\nexport const mine = (v: number): Mine => ({ v });",
    );
    const there = await new KernelClient(directory).ready();
    try {
      const { result, error } = await there.run(
        [
          "import { descend } from 'neural-descent';",
          "import { evaluate } from 'mathjs';",
          "import { display } from 'tslab';",
          "import { readFileSync } from 'node:fs';",
          "import { mine, type Mine } from './mine';",
          "const m: Mine = mine(3);",
          "[typeof descend, evaluate('1 + 1'), typeof display, readFileSync('data.txt', 'utf8'), m.v, process.cwd() === __dirname]",
        ].join("\n"),
      );
      expect(error).toBeUndefined();
      expect(result?.["text/plain"]).toBe("[ 'function', 2, 'object', 'beside', 3, true ]");
    } finally {
      await there.close();
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

describe("The kernel's life", () => {
  test("an interrupt is heard while the kernel still loads", async () => {
    const fresh = await new KernelClient(folder).ready();
    const running = ["while (true);", "'never'"].map((code) => fresh.execute(code, { stop_on_error: true }));
    await fresh.interrupt();
    const statuses = (await Promise.all(running)).map(({ reply }) => reply.content["status"]);
    expect(statuses).toEqual(["error", "aborted"]);
    await fresh.close();
  });

  test("it says once that the library was rebuilt after it was loaded", async () => {
    const stamp = join(root, "dist/library/.stamp");
    const before = readFileSync(stamp, "utf8");
    await kernel.run("import 'neural-descent'");
    try {
      writeFileSync(stamp, "another build");
      expect((await kernel.run("1")).displays[0]?.["text/plain"]).toMatch(/restart the kernel/);
      expect((await kernel.run("1")).displays).toEqual([]);
    } finally {
      writeFileSync(stamp, before);
    }
  });

  test("it ends when the process that started it is gone", async () => {
    const starter = spawn(process.execPath, [
      "-e",
      `const { spawn } = require("node:child_process");
       const kernel = spawn(process.execPath, [${JSON.stringify(join(root, "dist/kernel/main.js"))}, ${JSON.stringify(connectionFile(folder))}], { stdio: "ignore" });
       console.log(kernel.pid);
       setInterval(() => {}, 1000);`,
    ]);
    const [line] = (await once(starter.stdout, "data")) as [Buffer];
    const pid = Number(String(line));
    // A kernel that answers knows whose child it is.
    const heart = new Request({ receiveTimeout: 60_000 });
    heart.connect(`ipc://${join(folder, "orphan")}-5`);
    await heart.send("ping");
    await heart.receive();
    heart.close();
    expect(isAlive(pid)).toBe(true);
    starter.kill("SIGKILL");
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test("heartbeats are answered while a cell loops", async () => {
    const begun = kernel.next((m) => m.content["text"] === "go\n");
    const running = kernel.run("console.log('go'); while (true);");
    await begun;
    expect(await kernel.beat()).toBe("ping");
    await kernel.interrupt();
    await running;
  });

  test("a shutdown ends it, also out of a loop, and leaves no crash behind", async () => {
    const idle = await new KernelClient(folder).ready();
    await idle.run("1");
    expect(await idle.close()).toBe(0);
    expect(idle.stderr).toBe("");
    const busy = await new KernelClient(folder).ready();
    const begun = busy.next((m) => m.content["text"] === "go\n");
    void busy.run("console.log('go'); while (true);");
    await begun;
    // Jupyter itself kills a kernel that has not ended after five seconds; this one does it itself.
    expect(await busy.close()).toBe("SIGKILL");
    expect(busy.stderr).toBe("");
  });
});
