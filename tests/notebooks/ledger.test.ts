import { expect, test } from "vitest";
import { ledgerOf, type ListedClaim } from "../../environment/notebooks/claims.mjs";
import type { Execution, RefutedClaim, ShownClaim } from "../../environment/notebooks/execution.mjs";
import { describeLedger } from "../../environment/notebooks/ledger-text.mjs";

const listed: ListedClaim[] = [
  { id: "A1", lesson: "01-one", verdict: "confirmed", claim: "A line can be solved." },
  { id: "A2", lesson: "01-one", verdict: "qualified", claim: "A curve cannot." },
  { id: "B1", lesson: "02-two", verdict: "corrected", claim: "Costs measure." },
];

const shown = (id: string, verdict: string, cell = `claim-${id.toLowerCase()}`): ShownClaim => ({
  cell,
  id,
  statement: `shows ${id}`,
  verdict,
  measured: 4,
  said: "4",
  expected: "from 3 to 5",
});

function run(lesson: string, claims: ShownClaim[], more: Partial<Execution> = {}): Execution {
  return {
    path: `/course/notebooks/${lesson}.ipynb`,
    seconds: 3.21,
    problems: [],
    claims,
    refuted: [],
    ...more,
  };
}

const good = run("01-one", [shown("A1", "confirmed"), shown("A2", "qualified")]);
const states = (runs: Execution[]) => ledgerOf(listed, runs).entries.map(({ state }) => state);
const problems = (...runs: Execution[]) =>
  ledgerOf(listed, runs).problems.map(({ lesson, text }) => `${lesson}, ${text}`);

test("claims are shown in their lesson; those of a lesson that is not there are to come", () => {
  expect(states([good])).toEqual(["shown", "shown", "to come"]);
  expect(problems(good)).toEqual([]);
});

test("a claim that its lesson does not make is missing", () => {
  const half = run("01-one", [shown("A2", "qualified")]);
  expect(states([half])).toEqual(["missing", "shown", "to come"]);
  expect(problems(half)).toEqual(["01-one, A1 is not claimed"]);
});

test.each([
  [
    "what another lesson shows",
    "B1",
    "corrected",
    "claims B1, which belongs to 02-two: each claim has one lesson",
  ],
  ["what nobody lists", "C9", "confirmed", "claims C9, which notebooks/claims.json does not list"],
])("a lesson may not claim %s", (_name, id, verdict, text) => {
  const wrong = run("01-one", [...good.claims, shown(id, verdict, "extra")]);
  expect(problems(wrong)).toEqual([`01-one, cell extra: ${text}`]);
});

test("a claim's verdict is that of the list", () => {
  const wrong = run("01-one", [shown("A1", "corrected"), shown("A2", "qualified")]);
  expect(problems(wrong)).toEqual([
    "01-one, cell claim-a1: calls A1 corrected, where notebooks/claims.json says confirmed",
  ]);
});

test("several cells of a lesson may show sides of a claim; each has to hold, by the same verdict", () => {
  const sides = run("02-two", [shown("B1", "corrected", "first"), shown("B1", "corrected", "second")]);
  const { entries } = ledgerOf(listed, [sides]);
  expect(entries[2].evidence.map(({ cell }) => cell)).toEqual(["first", "second"]);
  expect(problems(sides)).toEqual([]);
  const text = describeLedger({ entries, problems: [] }, [sides], 0);
  expect(text).toMatch(/in cell first: [^]* in cell second: /);

  const message = "claim B1 does not hold: s";
  const half = run("02-two", [sides.claims[0]], { refuted: [{ cell: "second", id: "B1", message }] });
  expect(states([half])).toEqual(["to come", "to come", "refuted"]);
  const unequal = run("02-two", [shown("B1", "corrected", "first"), shown("B1", "confirmed", "second")]);
  expect(problems(unequal)).toHaveLength(1);
});

const refutation: RefutedClaim = {
  cell: "claim-a2",
  id: "A2",
  message: "claim A2 does not hold: s\n  measured 9",
};
const refuted = run("01-one", [shown("A1", "confirmed")], {
  refuted: [refutation],
  problems: [{ cell: "claim-a2", line: "claim(", message: "ClaimError: claim A2 does not hold: s" }],
});

test("a claim that does not hold is told once, with what was measured", () => {
  expect(states([refuted])).toEqual(["shown", "refuted", "to come"]);
  expect(problems(refuted)).toEqual([`01-one, cell claim-a2: ${refutation.message}`]);
});

test("of cells that fail the first is told, since others follow from it", () => {
  const cells = ["a", "b", "c"].map((cell) => ({
    cell,
    line: "f();",
    message: "\x1b[31mTypeError\x1b[0m: f\n at",
  }));
  expect(problems(run("01-one", good.claims, { problems: cells }))).toEqual([
    "01-one, cell a: TypeError: f (and 2 more)",
  ]);
});

test("as text: lessons in order, each claim with its cell, value and interval, then problems and numbers", () => {
  expect(describeLedger(ledgerOf(listed, [refuted]), [refuted], 0)).toBe(
    `Seeds: as in the lessons.

01-one (ran in 3.2 s)
  ✓ A1  A line can be solved.
        confirmed in cell claim-a1: shows A1
        measured 4; expected from 3 to 5
  ✗ A2  A curve cannot.
        DOES NOT HOLD in cell claim-a2 (qualified)

02-two (to come)
  · B1  Costs measure. (corrected)

Problems:
  01-one, cell claim-a2: claim A2 does not hold: s measured 9

1 of 3 claims shown, 1 do not hold, 1 in lessons to come.`,
  );
});

test("as text: moved seeds are told, and lines fit a terminal", () => {
  const text = describeLedger(ledgerOf([{ ...listed[0], claim: `${"word ".repeat(40)}end.` }], []), [], 2);
  expect(text).toMatch(/^Seeds: each moved by 2 million \(shift 2\)\./);
  const lines = text.split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  expect(lines).toContain("        end. (confirmed)");
});
