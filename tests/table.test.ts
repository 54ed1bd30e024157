import { expect, test } from "vitest";
import { jupyterDisplay } from "../src/display";
import { Table } from "../src/table";

const table = new Table({
  head: ["layer", "numbers", "x̂"],
  rows: [
    ["inputs", "784", "−1.5·10⁻³"],
    ["δ⁽²⁾ <b>", "12,544", ""],
  ],
  caption: "What there is",
  notes: ["A & B"],
});

test("a table prints with texts flush left and numbers flush right, a combining mark taking no place", () => {
  expect(String(table).split("\n")).toEqual([
    "What there is",
    "layer     numbers          x̂",
    "inputs        784  −1.5·10⁻³",
    "δ⁽²⁾ <b>   12,544",
    "A & B",
  ]);
});

test("console.log prints it as well", () => {
  expect((table as unknown as Record<symbol, () => string>)[Symbol.for("nodejs.util.inspect.custom")]()).toBe(
    String(table),
  );
});

test("a notebook gets HTML in which texts stay texts", () => {
  const { "text/html": html, "text/plain": text } = table[jupyterDisplay]() as Record<string, string>;
  expect(text).toBe(String(table));
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toContain("δ⁽²⁾ &lt;b&gt;</td>");
  expect(html).toContain("A &amp; B</div>");
  expect(html).not.toContain("<b>");
});

test("a row that does not fit the columns is refused", () => {
  expect(() => new Table({ head: ["a", "b"], rows: [["1", "2"], ["3"]] })).toThrow(
    /2 texts in each row, got 1 in row 1/,
  );
});
