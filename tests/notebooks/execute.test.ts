import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { executeNotebooks, limitOf, type Execution } from "../../environment/notebooks/execution.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { code, notebook, prose } from "./fixtures.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "execute-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Executes one notebook made of these cells. */
async function execute(text: string, options: { limit?: number; output?: string } = {}): Promise<Execution> {
  const path = join(folder, "lesson.ipynb");
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
  const { problems, seconds } = await execute(notebook(code("loop", "while (true) {}")), { limit: 5 });
  expect(problems).toEqual([
    { cell: "loop", line: "while (true) {}", message: expect.stringMatching(/did not end within 5 s/) },
  ]);
  expect(seconds).toBeLessThan(20);
}, 30_000);

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

test("lessons have 30 seconds, those that train on digits 90", () => {
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
}, 40_000);
