import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { claim } from "../../src/notebook";

interface Listed {
  id: string;
  lesson: string;
  verdict: "confirmed" | "qualified" | "corrected";
  claim: string;
}
interface Notebook {
  cells: { cell_type: string; source: string[] }[];
}

const notebooks = join(import.meta.dirname, "..", "..", "notebooks");
const listed = JSON.parse(readFileSync(join(notebooks, "claims.json"), "utf8")) as Listed[];

test("the list holds each of the 83 claims once, in order", () => {
  const lectures = { A: 16, B: 14, C: 25, D: 15, E: 13 };
  const ids = Object.entries(lectures).flatMap(([lecture, count]) =>
    Array.from({ length: count }, (_, i) => `${lecture}${i + 1}`),
  );
  expect(ids).toHaveLength(83);
  expect(listed.map(({ id }) => id)).toEqual(ids);
});

test.each(listed)("$id is a claim that a lesson can make", ({ id, verdict, lesson, claim: said }) => {
  expect(claim(id, said, { measured: 1, expected: [1, 1], verdict }).statement).toBe(said);
  expect(lesson).toMatch(/^(0[1-9]|1[0-6])-[a-z-]+$/);
  expect(said).toMatch(/^[A-Z].*\.$/);
});

test.each([
  ["01-neurons-and-cost", ["A4", "A5", "B1", "C1", "C10", "C2", "C3", "C4", "C5", "C6", "C7"]],
  ["02-gradient-descent", ["A7", "B3", "B4", "B5", "B6", "B7", "B9"]],
])("lesson %s makes claims that the list gives to it, with the same verdicts", (lesson, ids) => {
  const { cells } = JSON.parse(readFileSync(join(notebooks, `${lesson}.ipynb`), "utf8")) as Notebook;
  const code = cells.filter(({ cell_type }) => cell_type === "code").map(({ source }) => source.join(""));
  const made = code.flatMap((cell) => {
    const id = /\bclaim\(\s*"(\w+)"/.exec(cell)?.[1];
    return id === undefined ? [] : [{ id, verdict: /verdict: "(\w+)"/.exec(cell)?.[1] }];
  });
  expect(made.map(({ id }) => id).sort()).toEqual(ids);
  for (const { id, verdict } of made) {
    expect(listed.find((one) => one.id === id)).toMatchObject({ lesson, verdict });
  }
});
