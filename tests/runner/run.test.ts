import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { runCommand } from "./command.mjs";
import { count, oneResult, sum, withoutSkips } from "./results.mjs";
import { testFiles } from "./suites.mjs";

describe("the sum of a test run", () => {
  const mnist = { name: "digits", why: "MNIST is not here" };
  const browser = { name: "browser tests", why: "no Chromium: apt-get install chromium" };
  const results = sum([
    oneResult("types"),
    oneResult("lint", "unused variable"),
    { passed: 3, failures: [], skips: [mnist, browser] },
  ]);

  test("is one line with the numbers", () => {
    expect(count(results)).toBe("4 passed, 1 failed, 2 skipped");
    expect(count(oneResult("types"))).toBe("1 passed, 0 failed");
  });

  test("counts a skip as a failure in continuous integration, but for missing MNIST data", () => {
    const strict = withoutSkips(results);
    expect(count(strict)).toBe("4 passed, 2 failed, 1 skipped");
    expect(strict.skips).toEqual([mnist]);
    expect(strict.failures[1].why).toContain("apt-get install chromium");
  });
});

describe("every test file", () => {
  test("belongs to one suite and one size", () => {
    const unit = testFiles("unit", false).typescript;
    expect(unit).toContain("tests/runner/run.test.ts");
    expect(unit.filter((file) => /^tests\/(kernel|browser|grading)\//.test(file))).toEqual([]);
    expect(unit.filter((file) => file.endsWith(".full.test.ts"))).toEqual([]);
    expect(testFiles("browser", true).typescript).toContain("tests/browser/lessons.full.test.ts");
    expect(testFiles("grading", false).python).toContain("tests/grading/assignment_test.py");
  });
});

describe("a command of a step", () => {
  const run = (code: string, minutes?: number) =>
    runCommand(process.execPath, ["-e", code], { cwd: projectRoot, minutes });

  test("says how it failed", async () => {
    expect(await run("")).toEqual({ ok: true, failure: "" });
    expect(await run("process.exit(3)")).toMatchObject({
      ok: false,
      failure: expect.stringMatching(/exit code 3$/),
    });
    const missing = await runCommand("no-such-program", [], { cwd: projectRoot });
    expect(missing.failure).toMatch(/no-such-program could not be started/);
  });

  test("is stopped when it takes too long, with what it has started", async () => {
    const endless = "setInterval(() => {}, 1000)";
    const outcome = await run(
      `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(endless)}], { stdio: "inherit" }); ${endless}`,
      0.02,
    );
    expect(outcome.failure).toMatch(/it took longer than 0.02 minutes/);
  });
});

test("an unknown step ends in a message, the last line and exit code 1", async () => {
  const run = promisify(execFile)(process.execPath, ["tests/run.mjs", "kernle"], { cwd: projectRoot });
  const { code, stdout } = await run.catch((error) => error);
  expect(code).toBe(1);
  expect(stdout).toContain('there is no step "kernle": choose from types, lint, reference, unit');
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^0 passed, 1 failed$/);
});
