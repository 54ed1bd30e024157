/** A kernel that was started to try a notebook with other seeds. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { readSeedShift } from "../../environment/kernel/node/seed-shift.mjs";
import { Random } from "../../src/data";
import { KernelClient } from "./client";

// A kernel starts in a second, and in twenty on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const folder = mkdtempSync(join(tmpdir(), "nd-seeds-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const draw = "import { Random } from 'neural-descent';\nnew Random(7).uniform()";

/** What cells give in a kernel that was started with the setting. */
async function run(setting: string | undefined, ...cells: string[]) {
  // A variable that is undefined is left out.
  const env = { ...process.env, NEURAL_DESCENT_SEED_SHIFT: setting };
  const kernel = await new KernelClient(folder, env).ready();
  try {
    const results = [];
    for (const cell of cells) results.push(await kernel.run(cell));
    return results;
  } finally {
    await kernel.close();
  }
}

const textOf = ({ result }: { result?: Record<string, unknown> }) => result?.["text/plain"];

test("without the setting, and with 0, seeds are what the notebook says", async () => {
  const expected = String(new Random(7).uniform());
  for (const setting of [undefined, "", "0"]) expect(textOf((await run(setting, draw))[0])).toBe(expected);
});

test("a shift of 2 moves seed 7 to 2,000,007, whatever a cell does to the setting", async () => {
  const expected = String(new Random(2_000_007).uniform());
  const meddle = "process.env.NEURAL_DESCENT_SEED_SHIFT = '3';";
  const results = await run("2", draw, meddle, "new Random(7).uniform()");
  expect([textOf(results[0]), textOf(results[2])]).toEqual([expected, expected]);
});

test("with a setting that is no shift, the first seed says what was expected; other cells run", async () => {
  const [four, failed] = await run("two", "2 + 2", draw);
  expect(textOf(four)).toBe("4");
  expect(failed.error).toMatchObject({
    ename: "RangeError",
    evalue: expect.stringMatching(
      /^NEURAL_DESCENT_SEED_SHIFT: expected a whole number from 0 to 4293, .* got "two"$/,
    ),
  });
});

test("shifts are whole numbers whose seeds stay apart", () => {
  expect(readSeedShift("4293")).toBe(4293);
  for (const text of ["-1", "1.5", "1e3", "4294", " 1", "0x1"])
    expect(() => readSeedShift(text, "--seed-shift"), text).toThrow(/^--seed-shift: expected a whole number/);
});
