import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lessons } from "../../environment/setup/lessons.mjs";
import { notebooksFolder } from "../../environment/setup/paths.mjs";
import { formulas, greekLetters, symbolsOf } from "./symbols.js";

interface Cell {
  id: string;
  cell_type: string;
  source: string[];
}

/** What is used only in some lessons has their numbers; what is used in all has none. */
interface Row {
  symbols: string[];
  /** Those that the row is about: the first of each formula. */
  heads: string[];
  lessons?: string[];
}

/** The rows of the tables whose first column is "symbol". */
function rowsOf(markdown: string): Row[] {
  const rows: Row[] = [];
  let header: string[] = [];
  for (const line of markdown.split("\n")) {
    if (!line.startsWith("|")) header = [];
    else if (header.length === 0) header = cellsOf(line);
    else if (header[0] === "symbol" && !line.startsWith("| ---")) {
      const [first, second] = cellsOf(line);
      const found = formulas(first).map((tex) => [...symbolsOf(tex)]);
      const row = { symbols: found.flat(), heads: found.flatMap((symbols) => symbols.slice(0, 1)) };
      rows.push(header[1] === "lessons" ? { ...row, lessons: second.split(", ") } : row);
    }
  }
  return rows;
}

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((text) => text.trim());

const rows = rowsOf(readFileSync(join(notebooksFolder, "notation.md"), "utf8"));

/** The symbols that a lesson may use. */
const symbolsIn = (number: string): Set<string> =>
  new Set(rows.filter((row) => row.lessons?.includes(number) ?? true).flatMap(({ symbols }) => symbols));

test("the table explains each symbol once for all lessons, and a lesson's own ones once more", () => {
  const heads = (of: Row[]) => of.flatMap(({ heads }) => [...new Set(heads)]);
  const general = heads(rows.filter((row) => row.lessons === undefined));
  expect(general.length).toBeGreaterThan(25);
  expect(general).toEqual([...new Set(general)]);
  for (let number = 0; number <= 16; number++) {
    const lesson = String(number).padStart(2, "0");
    const own = heads(rows.filter((row) => row.lessons?.includes(lesson)));
    expect(own, lesson).toEqual([...new Set(own)]);
  }
});

describe.each(lessons())("lesson $name", ({ file, number }) => {
  const { cells } = JSON.parse(readFileSync(join(notebooksFolder, file), "utf8")) as { cells: Cell[] };
  const known = symbolsIn(number);

  test("uses in its formulas, its prose and its code only symbols that notation.md explains", () => {
    const unknown = cells.flatMap(({ id, cell_type, source }) => {
      const text = source.join("");
      const used = greekLetters(text);
      if (cell_type === "markdown")
        for (const tex of formulas(text)) for (const symbol of symbolsOf(tex)) used.add(symbol);
      return [...used].filter((symbol) => !known.has(symbol)).map((symbol) => `${symbol} in cell ${id}`);
    });
    expect(unknown, "explain it in notebooks/notation.md, or use the symbol that is there").toEqual([]);
  });
});

describe("symbols are found", () => {
  test.each([
    ["\\hat y = \\sigma\\big(z^{(3)}\\big)", "ŷ σ z"],
    ["\\frac{\\partial C}{\\partial W^{(l)}_{kj}}", "∂ C W l k j"],
    ["\\Delta v \\leftarrow -\\eta\\,\\nabla C", "Δ v η ∇ C"],
    ["\\operatorname{step}(z) \\text{ if } z \\ge 0", "z"],
    ["\\sum_{\\text{students}} \\ln \\varepsilon", "ε"],
    ["\\begin{pmatrix} a & b \\\\ x \\end{pmatrix}", "a b x"],
    ["\\mathbf{x} + \\hat{p} \\% δ", "x p\u0302 δ"],
  ])("in %s", (tex, symbols) => {
    expect([...symbolsOf(tex)].sort()).toEqual(symbols.normalize().split(" ").sort());
  });

  test("in formulas of both kinds, and not in code", () => {
    const text = "A $x$ costs \\$5 in `$y$`,\n```ts\nconst $z$ = 1;\n```\n$$\na\n$$\nand $b$.";
    expect(formulas(text)).toEqual(["x", "a", "b"]);
  });
});
