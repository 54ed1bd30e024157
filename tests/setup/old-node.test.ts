import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import { nodeIsNewEnough, nodeTooOld } from "../../environment/setup/node-version.mjs";
import { projectRoot } from "../../environment/setup/paths.mjs";

test("Node 20.19 and later will do, and nothing before", () => {
  expect(["20.19.0", "20.20.2", "22.0.0", "24.1.0"].filter(nodeIsNewEnough)).toHaveLength(4);
  expect(["8.17.0", "12.22.12", "18.20.8", "20.18.3", "20.9.0"].filter(nodeIsNewEnough)).toEqual([]);
});

test("an old Node is told what was expected, what it is and what to do", () => {
  expect(nodeTooOld("18.20.8")).toMatch(
    /Expected Node 20\.19 or later, but this is Node 18\.20\.8[^]*Install/,
  );
});

test.each(["start.mjs", "reset.mjs", "node-version.mjs"])(
  "%s can be read by Node 12, which has to find out that it is too old",
  async (file) => {
    const text = readFileSync(join(projectRoot, "environment", "setup", file), "utf8");
    // What Node 12 cannot read, esbuild rewrites for it.
    const [asItIs, forNode12] = await Promise.all(
      ["esnext", "node12.17"].map((target) =>
        transform(text, { target, supported: { "dynamic-import": true } }),
      ),
    );
    expect(forNode12.code).toBe(asItIs.code);
    // What is imported at the top is read before the check: only the check itself, and none of Node's modules.
    const imported = [...text.matchAll(/^import .* from "(.*)";$/gm)].map((match) => match[1]);
    expect(imported).toEqual(file === "node-version.mjs" ? [] : ["./node-version.mjs"]);
  },
);
