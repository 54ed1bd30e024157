import { dirname, join } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { sources } from "./sources";

/** A room may use those that stand before it, and those beside it: notebook → figures → training → network → calculus. */
const FLOORS = [
  ["display", "interrupt", "seed-shift", "wording", "table"],
  ["engine"],
  ["calculus", "data"],
  ["network", "symbolic"],
  ["training"],
  ["figures", "widgets"],
  ["notebook"],
];

const room = (path: string): string => path.split("/")[0].replace(/\.ts$/, "");
const floor = (path: string): number => FLOORS.findIndex((rooms) => rooms.includes(room(path)));

const files = sources().filter(({ path }) => path !== "index.ts");

describe.each(files)("src/$path", ({ path, text }) => {
  const imported = [...text.matchAll(/^(?:import|export)\b[^;]*? from "([^"]+)";/gm)].map(([, name]) => name);

  test("imports from its own floor or those below, and nothing that only Node has", () => {
    expect(floor(path), `the room ${room(path)} has a floor`).toBeGreaterThanOrEqual(0);
    for (const name of imported) {
      if (name.startsWith("."))
        expect(floor(join(dirname(path), name)), name).toBeLessThanOrEqual(floor(path));
      else
        expect(
          [
            "plotly.js-dist",
            "mathjs",
            "papaparse",
            "mathjs/number",
            "neural-descent/dist/engine/kernels.cjs.js",
            "neural-descent/dist/widgets/programs.cjs.js",
          ],
          name,
        ).toContain(name);
    }
    expect(text).not.toMatch(/\bprocess\.|\brequire\("node:|\bBuffer\b|Math\.random/);
  });

  test("takes Plotly for its types only: the library does not load it", () => {
    expect(text).not.toMatch(/^import (?!type)[^;]*"plotly\.js-dist"/m);
  });

  test("can be read in one sitting: at most 150 lines of code", () => {
    const code = text
      .replace(/\/\*[^]*?\*\//g, "")
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.trim().startsWith("//"));
    expect(code.length).toBeLessThanOrEqual(150);
  });
});
