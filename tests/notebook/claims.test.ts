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

const file = join(import.meta.dirname, "..", "..", "notebooks", "claims.json");
const listed = JSON.parse(readFileSync(file, "utf8")) as Listed[];

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
