/**
 * A learner's first day, in a clone of what is committed, in a folder whose path has spaces and letters beyond ASCII.
 * The tests build on each other, in their order.
 */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../environment/setup/paths.mjs";

const minutes = 60_000;
const place = mkdtempSync(join(tmpdir(), "nd-clone-"));
const clone = join(place, "Grüße & Übungen #1 100%25 (ä) 'ñ'", "neural descent");
const lesson = join(clone, "workspace", "02-gradient-descent.ipynb");

beforeAll(() => {
  const { status, stderr } = spawnSync("git", ["clone", "--quiet", projectRoot, clone], { encoding: "utf8" });
  if (status !== 0) throw new Error(`git clone failed: ${stderr}`);
}, 2 * minutes);

afterAll(() => {
  // Whatever a test that failed has left behind.
  for (const { pid } of processesOfClone()) process.kill(Number(pid), "SIGKILL");
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
}, 2 * minutes);

interface Start {
  child: ChildProcess;
  /** What it has printed until now. */
  output(): string;
  /** The address that it printed. */
  address: Promise<string>;
  /** Its exit code. */
  ended: Promise<number | null>;
}

/** `npm start` with options; as in a terminal, its group of processes is its own. */
function start(...options: string[]): Start {
  const child = spawn(
    process.execPath,
    [join("environment", "setup", "start.mjs"), "--no-browser", ...options],
    {
      cwd: clone,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  const ended = once(child, "close").then(([code]: (number | null)[]) => code);
  const address = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /http:\/\/\S+\n/.exec(output);
      if (found) resolve(found[0].trim());
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    ended.then((code) => reject(new Error(`ended with ${code} and printed no address:\n${output}`)));
  });
  address.catch(() => {});
  return { child, output: () => output, address, ended };
}

/** What Ctrl-C does in a terminal: the signal goes to the whole group. */
function interrupt({ child }: Start): void {
  process.kill(-(child.pid ?? 0), "SIGINT");
}

/** Asks the server for something, with the token of the address that was printed. */
async function ask(address: string, path: string, options: RequestInit = {}) {
  const { origin, searchParams } = new URL(address);
  const headers = { authorization: `token ${searchParams.get("token")}` };
  const answer = await fetch(new URL(path, origin), { ...options, headers });
  return { status: answer.status, body: await answer.json() };
}

/** The processes that have to do with the clone, by their command lines. */
function processesOfClone(): { pid: string; command: string }[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
        const folder = readlinkSync(`/proc/${pid}/cwd`);
        return command.includes(clone) || folder.startsWith(clone) ? [{ pid, command }] : [];
      } catch {
        return [];
      }
    });
}

/** The ports on which processes of the clone listen. */
function openPorts(): number[] {
  const sockets = processesOfClone().flatMap(({ pid }) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      });
    } catch {
      return [];
    }
  });
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === "0A" && sockets.includes(inode))
      .map(([, local]) => parseInt(local.split(":").at(-1) ?? "", 16)),
  );
}

async function untilNothingRuns(): Promise<void> {
  await expect.poll(processesOfClone, { interval: 200 }).toEqual([]);
}

/** Waits for a sign that a start has come so far; it must not end before. */
async function until(start: Start, isSo: () => boolean): Promise<void> {
  const ended = start.ended.then((code) => {
    throw new Error(`ended too early, with ${code}:\n${start.output()}`);
  });
  ended.catch(() => {});
  while (!isSo()) await Promise.race([pause(100), ended]);
}

test(
  "Ctrl-C during npm's and during pip's work leaves nothing running, and the next start goes on",
  { timeout: 15 * minutes },
  async () => {
    const atNpm = start();
    await until(atNpm, () => processesOfClone().some(({ command }) => /\bnpm\b.* ci\b/.test(command)));
    await pause(2_000);
    interrupt(atNpm);
    expect(await atNpm.ended).toBe(130);
    await untilNothingRuns();

    const atPip = start();
    await until(atPip, () => processesOfClone().some(({ command }) => / -m pip .*install/.test(command)));
    await pause(2_000);
    interrupt(atPip);
    expect(await atPip.ended).toBe(130);
    expect(atPip.output()).toMatch(/Interrupted\. Run it again to go on\.\n$/);
    await untilNothingRuns();
  },
);

test(
  "one command sets everything up, and the server answers on the first lesson",
  { timeout: 15 * minutes },
  async () => {
    // The port that it asks for is taken.
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    const first = start("--port", String(port));
    const address = await first.address;
    expect(first.output()).toContain("Python packages");
    expect(first.output()).toContain(`Port ${port} is taken`);
    expect(new URL(address).pathname).toBe("/lab/tree/01-neurons-and-cost.ipynb");
    expect(new URL(address).port).not.toBe(String(port));
    other.close();

    expect((await ask(address, "/api/status")).status).toBe(200);
    expect((await fetch(new URL("/api/contents", address))).status).toBe(403);
    expect(Object.keys((await ask(address, "/api/kernelspecs")).body.kernelspecs)).toEqual(["tslab"]);
    const files = (await ask(address, "/api/contents")).body.content as { name: string }[];
    expect(files.map(({ name }) => name)).toContain("02-gradient-descent.ipynb");

    const kernel = await ask(address, "/api/kernels", {
      method: "POST",
      body: JSON.stringify({ name: "tslab" }),
    });
    expect(kernel.status).toBe(201);
    await until(first, () =>
      processesOfClone().some(({ command }) => command.includes("dist/kernel/main.js")),
    );
    await pause(2_000);
    expect(openPorts(), "ports besides JupyterLab's own").toEqual([Number(new URL(address).port)]);

    const second = start();
    expect(await second.ended).toBe(0);
    expect(await second.address).toBe(address);

    interrupt(first);
    expect(await first.ended).toBe(0);
    await untilNothingRuns();
  },
);

test("the lesson runs from top to bottom there", { timeout: 10 * minutes }, () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join("environment", "notebooks", "execute.mjs")],
    {
      cwd: clone,
      encoding: "utf8",
    },
  );
  expect(status, stdout + stderr).toBe(0);
});

test("when everything is there a start says nothing but where it is", { timeout: 5 * minutes }, async () => {
  const again = start("--port=0");
  const address = await again.address;
  expect((await ask(address, "/api/status")).status).toBe(200);
  expect(again.output()).toMatch(/^Neural Descent is at \S+\nCtrl-C stops it\.\n$/);
  // A terminal that is closed is as good as Ctrl-C.
  again.child.kill("SIGHUP");
  expect(await again.ended).toBe(0);
  await untilNothingRuns();
});

test(
  "a half-made .venv and half-made npm packages are made anew; what the learner wrote stays",
  { timeout: 15 * minutes },
  async () => {
    const written = readFileSync(lesson, "utf8").replace("Gradient descent", "My own words");
    writeFileSync(lesson, written);
    rmSync(join(clone, ".venv", "bin", "python"));
    rmSync(join(clone, "node_modules", ".neural-descent"));
    rmSync(join(clone, "node_modules", "mathjs"), { recursive: true });
    const mended = start("--port=0");
    await mended.address;
    expect(mended.output()).toMatch(/npm packages[^]*Python packages/);
    expect(readFileSync(lesson, "utf8")).toBe(written);
    interrupt(mended);
    expect(await mended.ended).toBe(0);
    await untilNothingRuns();

    const reset = spawnSync(process.execPath, [join("environment", "setup", "reset.mjs"), "02"], {
      cwd: clone,
      encoding: "utf8",
    });
    expect(reset.status).toBe(0);
    expect(readFileSync(lesson, "utf8")).not.toContain("My own words");
    const [kept] = readdirSync(join(clone, "workspace", "earlier"));
    expect(readFileSync(join(clone, "workspace", "earlier", kept), "utf8")).toBe(written);
  },
);

test("nothing of all this is seen by git", () => {
  const { stdout } = spawnSync("git", ["status", "--porcelain"], { cwd: clone, encoding: "utf8" });
  expect(stdout).toBe("");
});
