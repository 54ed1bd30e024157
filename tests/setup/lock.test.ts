import { spawnSync } from "node:child_process";
import { existsSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { alone } from "../../environment/setup/lock.mjs";
import { temporaryFolder } from "./temporary-folder.js";

test("two set-ups in one folder take turns, and the second one says that it waits", async () => {
  const path = join(temporaryFolder(), "lock");
  const events: string[] = [];
  const task = (name: string) => async () => {
    events.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    events.push(`${name} ends`);
  };
  await Promise.all([
    alone(task("first"), { path }),
    alone(task("second"), { path, onWait: () => events.push("second waits") }),
  ]);
  expect(events).toEqual(["first begins", "second waits", "first ends", "second begins", "second ends"]);
  expect(existsSync(path)).toBe(false);
});

test("a lock whose owner was killed does not stop anybody", async () => {
  const path = join(temporaryFolder(), "lock");
  const { pid } = spawnSync(process.execPath, ["-e", ""]);
  writeFileSync(path, `${hostname()} ${pid}`);
  expect(await alone(async () => "done", { path })).toBe("done");

  writeFileSync(path, "another-computer 1");
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(path, longAgo, longAgo);
  expect(await alone(async () => "done", { path })).toBe("done");
});

test("a set-up that fails gives its lock back", async () => {
  const path = join(temporaryFolder(), "lock");
  await expect(alone(() => Promise.reject(new Error("no")), { path })).rejects.toThrow("no");
  expect(existsSync(path)).toBe(false);
});
