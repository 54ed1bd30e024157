import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { notebooksFolder, projectRoot } from "../../environment/setup/paths.mjs";

// A kernel starts in a second, and in twenty on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

/** Runs a command that is to refuse its arguments; what it says. */
async function refused(command: "ledger" | "execute" | "new-lesson", ...args: string[]): Promise<string> {
  const program = join(projectRoot, "environment", "notebooks", `${command}.mjs`);
  const before = readdirSync(notebooksFolder);
  const failure = await promisify(execFile)(process.execPath, [program, ...args]).catch((error) => error);
  expect(failure).toMatchObject({ code: 2, stdout: "" });
  expect(readdirSync(notebooksFolder)).toEqual(before);
  return failure.stderr;
}

describe.each(["ledger", "execute"] as const)("npm run %s", (command) => {
  test.each(["one", "-1", "4294", "1.5"])("refuses the shift %s", async (shift) => {
    expect(await refused(command, `--seed-shift=${shift}`)).toBe(
      `--seed-shift: expected a whole number from 0 to 4293, which moves every seed by so many millions, got "${shift}"\n`,
    );
  });

  test("refuses what it does not know", async () => {
    expect(await refused(command, "--seeds", "1")).toMatch(/Unknown option '--seeds'/);
  });
});

test("npm run ledger refuses a lesson that is not there", async () => {
  expect(await refused("ledger", "--lesson", "98")).toMatch(/no lesson has the number 98/);
});

describe("npm run new-lesson", () => {
  test.each([
    [[]],
    [["08-batches"]],
    [["8-batches", "Batches"]],
    [["../08-batches", "Batches"]],
    [["08-a", "B", "C"]],
  ])("refuses %j", async (args) => {
    expect(await refused("new-lesson", ...args)).toMatch(/expected a lesson's name and title, as in/);
  });

  test("does not touch a lesson that is there", async () => {
    expect(existsSync(join(notebooksFolder, "02-gradient-descent.ipynb"))).toBe(true);
    expect(await refused("new-lesson", "02-gradient-descent", "Down")).toMatch(
      /got 02-gradient-descent, which is there: nothing was changed/,
    );
  });
});
