/** The form that all lessons have; notebooks/README.md says why. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { templateFile } from "../../environment/notebooks/find.mjs";
import { lessons } from "../../environment/setup/lessons.mjs";
import { notebooksFolder } from "../../environment/setup/paths.mjs";

interface Cell {
  id: string;
  cell_type: "code" | "markdown";
  source: string[];
}

const ENDING = ["Try it", "Quiz", "Three questions to think about", "What to remember", "Where to read more"];

/** A code cell is about one thing, and can be seen whole. */
const MOST_LINES = 30;

const files = [...lessons().map(({ file }) => join(notebooksFolder, file)), templateFile];

describe.each(files.map((path) => ({ path, name: path.split(/[\\/]/).at(-1) })))("$name", ({ path }) => {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as { cells: Cell[] };
  const textOf = ({ source }: Cell) => source.join("");
  const prose = cells.filter(({ cell_type }) => cell_type === "markdown");
  const code = cells.filter(({ cell_type }) => cell_type === "code");
  const idsOf = (wrong: Cell[]) => wrong.map(({ id }) => id);

  test("opens with its title, a question, three things to see, and how long it takes", () => {
    const [title] = prose.map(textOf);
    expect(title).toMatch(/^# (\d+|N) · .+\n\n/);
    expect(title).toMatch(/\?\n/);
    expect(title).toMatch(/\*\*What you will see\*\*\n\n(- .+\n){3}\n/);
    expect(title).toMatch(/^Take .*(minutes|hour)\.$/m);
  });

  test("imports once, after the opening, and only from the library", () => {
    expect(textOf(cells[1])).toMatch(/^import /);
    for (const cell of code) {
      const from = [...textOf(cell).matchAll(/^(?:import\b|\} from)[^;"]*"([^"]+)";/gm)].map(
        ([, name]) => name,
      );
      if (cell !== cells[1]) expect(from, cell.id).toEqual([]);
      for (const name of from) expect(name, cell.id).toMatch(/^neural-descent(\/symbolic)?$/);
    }
  });

  test("asks for a prediction before a cell answers", () => {
    expect(prose.filter((cell) => /\*\*Predict\.\*\*/.test(textOf(cell))).length).toBeGreaterThan(0);
  });

  test("closes with things to try, a quiz, three questions, what to remember and what to read", () => {
    const text = prose.map(textOf).join("\n");
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(-ENDING.length)).toEqual(ENDING);
    const questions = /## Three questions to think about\n\n([^]*?)\n\n## /.exec(text)?.[1] ?? "";
    expect(questions.match(/^\d\. /gm)).toEqual(["1. ", "2. ", "3. "]);
    expect(code.filter((cell) => textOf(cell).startsWith("// Try it: ")).length).toBeGreaterThan(0);
    expect(code.some((cell) => /\bquiz\(/.test(textOf(cell)))).toBe(true);
  });

  test("has code cells that can be seen whole, without plumbing", () => {
    const lines = (cell: Cell) =>
      textOf(cell)
        .split("\n")
        .filter((line) => line.trim() !== "");
    expect(idsOf(code.filter((cell) => lines(cell).length > MOST_LINES)), `over ${MOST_LINES} lines`).toEqual(
      [],
    );
    expect(idsOf(code.filter((cell) => /\btry\s*\{|\bMath\.random\b/.test(textOf(cell))))).toEqual([]);
  });

  test("makes each claim at the end of a cell of its own, with a value from an earlier cell", () => {
    const claims = code.filter((cell) => /\bclaim\(/.test(textOf(cell)));
    expect(claims.length).toBeGreaterThan(0);
    expect(idsOf(claims.filter((cell) => !/(^|\n)claim\([^]*\);$/.test(textOf(cell).trimEnd())))).toEqual([]);
    expect(
      idsOf(claims.filter((cell) => /measured: (\[\s*)?[-\d"'`]|measured: (true|false)/.test(textOf(cell)))),
    ).toEqual([]);
  });

  test("links to lessons that are there", () => {
    const links = prose.flatMap((cell) =>
      [...textOf(cell).matchAll(/\]\(([^)#]+\.ipynb)(#[^)]*)?\)/g)].map(([, to]) => to),
    );
    expect(links.filter((to) => !existsSync(join(dirname(path), to)))).toEqual([]);
  });

  test("has figures whose titles say something", () => {
    const titles = code.flatMap((cell) =>
      [...textOf(cell).matchAll(/\btitle: ("[^"]*"|`[^`]*`)/g)].map(([, title]) => title.slice(1, -1)),
    );
    expect(titles.length).toBeGreaterThan(0);
    expect(titles.filter((title) => title.trim().length < 4)).toEqual([]);
  });
});
