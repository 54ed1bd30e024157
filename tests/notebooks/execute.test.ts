import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import {
  executeNotebooks,
  limitOf,
  summarize,
  type Execution,
  type ExecutionOptions,
} from "../../environment/notebooks/execution.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { Random } from "../../src/data";
import { code, notebook, prose } from "./fixtures.js";

// A kernel starts in a second, and in twenty on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "execute-"));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => void vi.unstubAllEnvs());

/** Executes one notebook made of these cells. */
async function execute(text: string, options: ExecutionOptions = {}, name = "lesson"): Promise<Execution> {
  const path = join(folder, `${name}.ipynb`);
  await writeFile(path, text);
  for await (const execution of executeNotebooks([path], options)) {
    expect(await readFile(path, "utf8"), "the notebook itself").toBe(text);
    return execution;
  }
  throw new Error("no result");
}

test("a notebook that runs has no problems, and its executed copy has the outputs", async () => {
  const text = notebook(
    prose("title", "# Sum"),
    code("sum", "const three = 1 + 2;", 'console.log("sum", three);'),
  );
  const output = join(folder, "runs");
  const { problems, seconds } = await execute(text, { output });
  expect(problems).toEqual([]);
  expect(seconds).toBeGreaterThan(0);
  const [, cell] = JSON.parse(await readFile(join(output, "lesson.ipynb"), "utf8")).cells;
  expect(JSON.stringify(cell.outputs)).toContain("sum 3");
});

test("an error names the cell, its first line and the message, and ends the notebook", async () => {
  const { problems } = await execute(
    notebook(
      code("fine", "const f = 1;"),
      code("broken", 'throw new RangeError("η below 0");'),
      code("after", "throw 1;"),
    ),
  );
  expect(problems).toEqual([
    {
      cell: "broken",
      line: 'throw new RangeError("η below 0");',
      message: expect.stringContaining("η below 0"),
    },
  ]);
});

test("what a cell writes to stderr is a problem", async () => {
  const { problems } = await execute(notebook(code("warns", 'console.error("deprecated");')));
  expect(problems).toEqual([
    { cell: "warns", line: 'console.error("deprecated");', message: "", stderr: "deprecated\n" },
  ]);
});

test("a notebook that takes too long is stopped, and the cell that was running is named", async () => {
  const { problems } = await execute(notebook(code("loop", "while (true) {}")), { limit: 5 });
  expect(problems).toEqual([
    {
      cell: "loop",
      line: "while (true) {}",
      message: "the notebook did not end within 5 s of processor time; this cell was running",
    },
  ]);
});

test("a busy machine takes no time away from a notebook, but one that waits for ever is stopped too", async () => {
  const wait = "await new Promise((resolve) => setTimeout(resolve, 8500));";
  const [some, forever] = await Promise.all([
    execute(notebook(code("waits", wait)), { limit: 8 }, "some"),
    execute(notebook(code("waits", "await new Promise(() => {});")), { limit: 6 }, "forever"),
  ]);
  expect(some.problems).toEqual([]);
  expect(forever.problems.map(summarize)).toEqual([
    "cell waits: the notebook did not end within 30 s; this cell was running",
  ]);
});

test("every notebook gets a fresh kernel, and one that fails does not stop the next", async () => {
  const paths = [
    join(folder, "first.ipynb"),
    join(folder, "no-notebook.ipynb"),
    join(folder, "second.ipynb"),
  ];
  await writeFile(paths[0], notebook(code("sets", "globalThis.left = 1;")));
  await writeFile(paths[1], "{}");
  await writeFile(
    paths[2],
    notebook(code("reads", "if (globalThis.left) throw new Error('an old kernel');")),
  );
  const problems: number[] = [];
  for await (const execution of executeNotebooks(paths)) problems.push(execution.problems.length);
  expect(problems).toEqual([0, 1, 0]);
});

test("claims are found with their cells; one that does not hold is told apart, and need not end the run", async () => {
  const makes = (id: string, measured: string) =>
    code(id, `claim("B6", "s", { measured: ${measured}, expected: [1, 2], verdict: "confirmed" });`);
  const text = notebook(
    code("import", 'import { claim, show } from "neural-descent";'),
    makes("holds", "1.5"),
    makes("fails", "9"),
    code(
      "shows",
      'show(claim("A3", "t", { measured: "∞", expected: (m) => m === "∞", verdict: "qualified" }));',
    ),
  );
  const { claims, refuted, problems } = await execute(text, { toEnd: true });
  expect(claims).toEqual([
    {
      cell: "holds",
      id: "B6",
      statement: "s",
      verdict: "confirmed",
      measured: 1.5,
      said: "1.5",
      expected: "from 1 to 2",
    },
    expect.objectContaining({ cell: "shows", id: "A3", verdict: "qualified", said: "∞" }),
  ]);
  expect(refuted).toEqual([
    { cell: "fails", id: "B6", message: "claim B6 does not hold: s\n  expected from 1 to 2\n  measured 9" },
  ]);
  expect(problems.map(summarize)).toEqual(["cell fails: ClaimError: claim B6 does not hold: s"]);
  expect((await execute(text)).claims.map(({ cell }) => cell)).toEqual(["holds"]);
});

test("a claim's condition is told in the words of the cell", async () => {
  const text = notebook(
    code(
      "values",
      'import { claim } from "neural-descent";',
      "const [η, limit, half] = [1, 3, (x: number) => x / 2];",
    ),
    code(
      "claim",
      'claim("B6", "s", { measured: 2, expected: (m) => m > η && half(m) < limit, verdict: "confirmed" });',
    ),
  );
  const { claims } = await execute(text);
  expect(claims.map(({ expected }) => expected)).toEqual(["(m) => m > η && half(m) < limit"]);
});

test("with a shift of the seeds the same notebook draws other numbers", async () => {
  const text = notebook(
    code("draw", 'import { Random } from "neural-descent";', "throw new Random(7).uniform();"),
  );
  const drawn = async (seedShift?: number) =>
    /\d\.\d+/.exec(summarize((await execute(text, { seedShift })).problems[0]))?.[0];
  expect(await drawn()).toBe(String(new Random(7).uniform()));
  expect(await drawn(2)).toBe(String(new Random(2_000_007).uniform()));
});

test("a setting of the seeds that is none is refused before anything runs", async () => {
  vi.stubEnv("NEURAL_DESCENT_SEED_SHIFT", "one");
  await expect(execute(notebook(code("fine", "1;")))).rejects.toThrow(
    /NEURAL_DESCENT_SEED_SHIFT: expected a whole number from 0 to 4293, .* got "one"/,
  );
});

test("lessons have 30 seconds of processor time, those that train on digits 90", () => {
  expect(limitOf("notebooks/02-gradient-descent.ipynb")).toBe(30);
  expect(limitOf("notebooks/11-digits.ipynb")).toBe(90);
});

test("npm run execute prints a line for each notebook, and fails with what went wrong", async () => {
  await writeFile(join(folder, "good.ipynb"), notebook(code("good", "1 + 1;")));
  await writeFile(join(folder, "bad.ipynb"), notebook(code("bad", "", 'throw new Error("wrong sign");')));
  const program = join(projectRoot, "environment", "notebooks", "execute.mjs");
  const run = promisify(execFile)(process.execPath, [
    program,
    join(folder, "good.ipynb"),
    join(folder, "bad.ipynb"),
  ]);
  const { code: exitCode, stdout } = await run.catch((error) => error);
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^good\.ipynb +\d+\.\d s$/m);
  expect(stdout).toMatch(/^bad\.ipynb +\d+\.\d s {2}FAILED$/m);
  expect(stdout).toContain('cell bad, "throw new Error("wrong sign");"');
});
