import { chmodSync, chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runtimeFolder, runtimeFolderPath } from "../../environment/setup/runtime-folder.mjs";
import { temporaryFolder } from "./temporary-folder.js";

const lastSocket = "/kernel-01234567-89ab-cdef-0123-456789abcdef-ipc-5";

test("a socket's path stays below the limit of every system, whatever the project's path", () => {
  const deep = `/home/${"Übungen und Grüße/".repeat(200)}`;
  const onMacOs = "/var/folders/zz/zyxvpxvq6csfxvn_n0000000000000/T";
  for (const temporary of ["/tmp", onMacOs, `/${"x".repeat(300)}`]) {
    expect(Buffer.byteLength(runtimeFolderPath(deep, temporary) + lastSocket)).toBeLessThan(104);
  }
});

test("two clones have two folders, one clone has always the same", () => {
  expect(runtimeFolderPath("/a")).not.toBe(runtimeFolderPath("/b"));
  expect(runtimeFolderPath("/a")).toBe(runtimeFolderPath("/a"));
});

describe.skipIf(process.platform === "win32")("the folder", () => {
  test("is for its owner alone, even if it was open before", () => {
    const made = runtimeFolder(join(temporaryFolder(), "made"));
    expect(statSync(made).mode & 0o777).toBe(0o700);
    chmodSync(made, 0o755);
    expect(statSync(runtimeFolder(made)).mode & 0o777).toBe(0o700);
  });

  test("is refused where somebody else put a link or a file first", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "theirs"));
    symlinkSync(join(folder, "theirs"), join(folder, "link"));
    writeFileSync(join(folder, "file"), "");
    if (process.getuid?.() === 0) {
      // Only root can make a folder that is another's.
      chownSync(join(folder, "theirs"), 65534, 65534);
      expect(() => runtimeFolder(join(folder, "theirs"))).toThrow(
        /Expected .*theirs to be a folder of yours/,
      );
    }
    expect(() => runtimeFolder(join(folder, "link"))).toThrow(/Expected .*link to be a folder of yours/);
    expect(() => runtimeFolder(join(folder, "file"))).toThrow(/Expected .*file to be a folder of yours/);
  });
});
