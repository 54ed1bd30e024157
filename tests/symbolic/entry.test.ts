/** The entry point beside the main one: who imports `neural-descent` does not wait for mathjs. */
import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { root } from "../root";

/** Which packages are in memory after an import, in a process of its own; the library is the one that was built. */
function loadedBy(name: string): string[] {
  const script =
    `require(${JSON.stringify(name)}); ` +
    "console.log(JSON.stringify(Object.keys(require.cache).map((path) => path.split(/node_modules./).at(-1).split(/[\\\\/]/)[0])))";
  const output = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
  return [...new Set(JSON.parse(output) as string[])];
}

test("the library alone does not load mathjs", () => {
  expect(loadedBy("neural-descent")).not.toContain("mathjs");
});

test("its formulas do", () => {
  expect(loadedBy("neural-descent/symbolic")).toContain("mathjs");
});
