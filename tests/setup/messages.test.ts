import { spawnSync } from "node:child_process";
import { chmodSync, cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readOptions } from "../../environment/setup/launch-options.mjs";
import { isNetworkFailure } from "../../environment/setup/network-failure.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";
import { addressOf } from "../../environment/setup/server.mjs";
import { refuseUnusableFolder, setUp } from "../../environment/setup/set-up.mjs";
import { SetUpError, explain } from "../../environment/setup/set-up-error.mjs";
import { temporaryFolder } from "./temporary-folder.js";

test("a folder that cannot be written to, a full disk: one message with the path, no stack trace", () => {
  for (const [code, meaning] of [
    ["EACCES", "is not yours to write to"],
    ["EROFS", "can only be read"],
    ["ENOSPC", "is full"],
  ]) {
    const text = explain(Object.assign(new Error("x"), { code, path: "/course/.jupyter" }));
    expect(text).toContain("/course/.jupyter");
    expect(text).toContain(meaning);
    expect(text).not.toMatch(/^\s+at /m);
  }
});

test.skipIf(process.platform === "win32")("npm start in a folder of somebody else's", () => {
  const folder = temporaryFolder();
  cpSync(join(projectRoot, "environment", "setup"), join(folder, "environment", "setup"), {
    recursive: true,
  });
  chmodSync(folder, 0o555);
  // Root may write everywhere, so then it is done as nobody.
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const start = spawnSync(process.execPath, ["environment/setup/start.mjs"], {
    cwd: folder,
    encoding: "utf8",
    ...nobody,
  });
  chmodSync(folder, 0o755);
  expect(start.status).toBe(1);
  expect(start.stderr).toBe(
    `Expected to be able to write to ${folder}/.jupyter, but it is not yours to write to (EACCES).\n` +
      "Put that right, or put the project into a folder of your own with room on its disk, and start again.\n",
  );
});

test("a mistake of ours keeps its stack trace", () => {
  expect(explain(new TypeError("x is not a function"))).toMatch(/^\s+at /m);
  expect(explain(new SetUpError("a", "b"))).toBe("a\nb");
});

test("a folder whose path separates lists of paths is refused at once", () => {
  expect(() => refuseUnusableFolder("/home/a:b/course", "linux")).toThrow(
    /without ":" in its path.*\n.*Move or rename/,
  );
  expect(() => refuseUnusableFolder("C:\\a;b", "win32")).toThrow(/without ";"/);
  expect(() => refuseUnusableFolder("\\\\server\\share", "win32")).toThrow(/WSL/);
  expect(() => refuseUnusableFolder("C:\\Grüße an alle", "win32")).not.toThrow();
  expect(() => refuseUnusableFolder("/home/Grüße an alle/ñ #%", "linux")).not.toThrow();
});

test("what npm and pip say without a network is known, what they say of other things is not", () => {
  for (const line of [
    "npm error code ENOTFOUND",
    "npm error code EAI_AGAIN",
    "Failed to establish a new connection: [Errno -3] Temporary failure in name resolution",
    "urllib3.exceptions.ReadTimeoutError",
  ])
    expect(isNetworkFailure(line)).toBe(true);
  for (const line of [
    "npm error code EINTEGRITY",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES",
    "No space left",
  ])
    expect(isNetworkFailure(line)).toBe(false);
});

test("npm run reset with a number that no lesson has, or with none", () => {
  const reset = (...words: string[]) =>
    spawnSync(process.execPath, [join(projectRoot, "environment", "setup", "reset.mjs"), ...words], {
      encoding: "utf8",
    });
  for (const words of [["99"], []]) {
    const { status, stdout, stderr } = reset(...words);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^Expected the number of a lesson.*\nThe lessons are 0/);
    expect(stderr).not.toMatch(/^\s+at /m);
  }
});

test("the command line: --author is ours, everything else goes on to JupyterLab", () => {
  expect(readOptions(["--author", "--port", "8899", "--no-browser", "--debug"])).toEqual({
    author: true,
    browser: false,
    port: "8899",
    choosesPage: false,
    jupyter: ["--port", "8899", "--no-browser", "--debug"],
  });
  expect(readOptions(["--port=9000"])).toMatchObject({ author: false, browser: true, port: "9000" });
  expect(readOptions(["--ServerApp.open_browser=False"]).browser).toBe(false);
  expect(readOptions(["--LabApp.default_url=/lab/tree/x.ipynb"]).choosesPage).toBe(true);
});

test("the printed address opens the page: names are encoded, the token is with it", () => {
  const server = { url: "http://127.0.0.1:8888/", token: "abc", root_dir: "/", pid: 1, port: 8888 };
  expect(addressOf(server, "lab/tree/02 größe.ipynb")).toBe(
    "http://127.0.0.1:8888/lab/tree/02%20gr%C3%B6%C3%9Fe.ipynb?token=abc",
  );
});

test("set-up says nothing when there is nothing to do", async () => {
  await setUp({ log: () => {} });
  const said: string[] = [];
  await setUp({ log: (line) => said.push(line) });
  expect(said).toEqual([]);
});
