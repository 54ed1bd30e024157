import { expect, test } from "vitest";
import { jupyterDisplay } from "../../src/display";
import { claim, Evidence, Measured } from "../../src/notebook";

const steep: Evidence<number> = { measured: 21.25, expected: [10, 100], verdict: "confirmed" };
const bundle = (value: ReturnType<typeof claim>) => value[jupyterDisplay]() as Record<string, string>;

test("a claim that holds shows its measured value, where it must lie, and its verdict", () => {
  const shown = bundle(claim("B6", "small rates are slow", steep));
  expect(shown["text/plain"]).toBe(
    "✓ B6 confirmed: small rates are slow (measured: 21.25, expected from 10 to 100)",
  );
  expect(shown["text/html"]).toContain("<strong>✓ B6 confirmed</strong>: small rates are slow");
  expect(shown["text/html"]).toContain("measured: <strong>21.25</strong> (expected from 10 to 100)");
});

test("a narrow interval is told in digits enough, one without width as a number, a condition not at all", () => {
  const shown = (expected: Evidence<number>["expected"], measured = 0.1) =>
    bundle(claim("B6", "s", { measured, expected, verdict: "confirmed" }))["text/plain"];
  expect(shown([0.1 - 1e-6, 0.1 + 1e-6])).toContain("(measured: 0.1, expected from 0.099999 to 0.100001)");
  expect(shown([1, 1], 1)).toContain("(measured: 1, expected 1)");
  expect(shown((m) => m > 0)).toContain("(measured: 0.1)");
});

test("a claim carries its record for the ledger, as JSON", () => {
  const shown = bundle(claim("B6", "small rates are slow", { ...steep, verdict: "qualified" }));
  const record = shown["application/vnd.neural-descent.claim+json"];
  expect(JSON.parse(JSON.stringify(record))).toEqual({
    id: "B6",
    statement: "small rates are slow",
    verdict: "qualified",
    measured: 21.25,
    said: "21.25",
    expected: "from 10 to 100",
  });
});

test("a claim that does not hold fails the run, and says what was expected and measured", () => {
  const fails = () => claim("B6", "small rates are slow", { ...steep, measured: 9 });
  expect(fails).toThrow(
    "claim B6 does not hold: small rates are slow\n  expected from 10 to 100\n  measured 9",
  );
  expect(fails).toThrow(expect.objectContaining({ name: "ClaimError" }));
});

test("several values must all lie in the interval", () => {
  const expected = [0, 1] as const;
  expect(claim("C5", "s", { measured: [0, 0.5, 1], expected, verdict: "confirmed" }).measured).toEqual([
    0, 0.5, 1,
  ]);
  expect(() => claim("C5", "s", { measured: [0.5, 1.01], expected, verdict: "confirmed" })).toThrow(
    /measured 0.5, 1.01/,
  );
  expect(() => claim("C5", "s", { measured: [], expected, verdict: "confirmed" })).toThrow(/or several/);
  const many = Array.from({ length: 20 }, (_, i) => i / 20);
  expect(
    bundle(claim("C5", "s", { measured: many, expected, verdict: "confirmed" }))["text/plain"],
  ).toContain("20 values from 0 to 0.95");
});

test("what is not a number lies in no interval", () => {
  expect(() => claim("B6", "s", { ...steep, measured: NaN })).toThrow(/does not hold/);
  expect(() => claim("B6", "s", { measured: [50, NaN], expected: [10, 100], verdict: "confirmed" })).toThrow(
    /does not hold/,
  );
  expect(() => claim<Measured>("B6", "s", { ...steep, measured: "21" } as Evidence<Measured>)).toThrow(
    /as a number/,
  );
});

test("a condition must be true, not merely truthy", () => {
  const condition = (expected: (m: number) => boolean) => () => claim("A3", "s", { ...steep, expected });
  expect(condition((m) => m > 20)().expected).toContain("m > 20");
  expect(condition((m) => m > 30)).toThrow(/expected .*m > 30\n {2}measured 21.25/);
  expect(condition(() => 1 as unknown as boolean)).toThrow(/does not hold/);
});

test("a condition that compares with the notebook's variables is told as the cell has it", () => {
  const [ɵborder, ɵη, ɵabs] = [{ border: 2 }, { η: 30 }, { abs: Math.abs }];
  const expected = (m: number) => m > ɵborder.border && (0, ɵabs.abs)(m) < ɵη.η;
  expect(claim("B6", "s", { ...steep, expected }).expected).toMatch(
    /m > border && \(?(0, )?abs\)?\(m\) < η$/,
  );
});

test("ids and verdicts are those of the syllabus", () => {
  for (const id of ["A1", "A16", "B14", "C25", "D15", "E13"]) expect(claim(id, "s", steep).id).toBe(id);
  for (const id of ["A0", "A17", "B15", "C26", "D16", "E14", "F1", "b7", "B", "B07", ""]) {
    expect(() => claim(id, "s", steep), id).toThrow(/a claim of the syllabus such as "B7"/);
  }
  const verdict = "proved" as "confirmed";
  expect(() => claim("B6", "s", { ...steep, verdict })).toThrow(
    /confirmed, qualified or corrected, got "proved"/,
  );
});

test("an interval that is none is refused", () => {
  expect(() => claim("B6", "s", { ...steep, expected: [2, 1] })).toThrow(/from ≤ to, got \[2, 1\]/);
  expect(() => claim("B6", "s", { ...steep, expected: [NaN, 1] })).toThrow(/from ≤ to/);
});

test("markup in a statement is shown as text", () => {
  expect(bundle(claim("B6", "w < 0 & <script>", steep))["text/html"]).toContain(
    "w &lt; 0 &amp; &lt;script&gt;",
  );
});

test("a count is shown in full, any other number rounded", () => {
  const shown = (measured: number) =>
    bundle(claim("C4", "s", { measured, expected: [0, 1e9], verdict: "confirmed" }))["text/plain"];
  expect(shown(13_002)).toContain("measured: 13,002, ");
  expect(shown(13_002.25)).toContain("measured: 13,000, ");
});
