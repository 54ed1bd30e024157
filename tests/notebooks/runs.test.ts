import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { runsOf } from "../../environment/notebooks/runs.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { code, notebook } from "./fixtures.js";

// A kernel starts in a second, and in twenty on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const folder = mkdtempSync(join(tmpdir(), "runs-"));
const path = join(folder, `${basename(folder)}.ipynb`);
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(join(projectRoot, "test-results", "lessons", `${basename(folder)}.json`), { force: true });
});

/** Asks for the run; whether it had to be made, and how many problems it had. */
async function ask(seedShift = 0): Promise<{ made: boolean; problems: number }> {
  let made = false;
  for await (const { problems } of runsOf([path], seedShift, () => (made = true)))
    return { made, problems: problems.length };
  throw new Error("no run");
}

test("a run is kept until the notebook or the seeds change; one with a failure is not kept", async () => {
  writeFileSync(path, notebook(code("sum", "1 + 1;")));
  expect(await ask()).toEqual({ made: true, problems: 0 });
  expect(await ask()).toEqual({ made: false, problems: 0 });
  expect(await ask(1)).toEqual({ made: true, problems: 0 });
  writeFileSync(path, notebook(code("sum", "1 + 2;")));
  expect(await ask(1)).toEqual({ made: true, problems: 0 });
  expect(await ask(1)).toEqual({ made: false, problems: 0 });

  writeFileSync(path, notebook(code("fails", "throw 1;"), code("too", "throw 2;")));
  for (let times = 0; times < 2; times++) expect(await ask(1)).toEqual({ made: true, problems: 2 });
});
