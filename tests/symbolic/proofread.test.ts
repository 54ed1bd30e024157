/** The reader without mathjs, against the one with it. */
import fc from "../examples";
import { expect, test } from "vitest";
import { parseFormula } from "../../src/symbolic/parse";
import { proofread } from "../../src/symbolic/proofread";

const isRead = (read: () => void): boolean => {
  try {
    read();
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SyntaxError);
    return false;
  }
};

/** What mathjs makes of it, where only x and y may vary. */
const byMathjs = (line: string): boolean =>
  isRead(() => {
    const unknown = parseFormula(line).variables.find((name) => name !== "x" && name !== "y");
    if (unknown !== undefined) throw new SyntaxError(unknown);
  });
const byHand = (line: string): boolean => isRead(() => proofread(line, ["x", "y"]));

const sign = fc.constantFrom(..."+-*/^()".split(""));
const word = fc.constantFrom(
  "x",
  "y",
  "2",
  "0.5",
  "3e-2",
  "pi",
  "e",
  "exp",
  "ln",
  "sqrt(x)",
  "(x - y)",
  "z",
  "x2",
  ",",
  "!",
  "=",
);

test("reads just what mathjs reads, in whatever order signs and words come", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(sign, word), { minLength: 1, maxLength: 8 }), (words) => {
      const line = words.join(" ");
      expect(byHand(line), line).toBe(byMathjs(line));
    }),
    { numRuns: 4000 },
  );
});

const formula: fc.Arbitrary<string> = fc.letrec<{ sum: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom("x", "y", "2", "1.5", "π", "e"),
  sum: fc.oneof(
    { maxDepth: 5 },
    tie("leaf"),
    fc
      .tuple(tie("sum"), fc.constantFrom(" + ", "-", " * ", "/", "^", " "), tie("sum"))
      .map(([a, op, b]) => `(${a})${op}(${b})`),
    fc.tuple(fc.constantFrom("sin", "exp", "log10", "abs", "-"), tie("sum")).map(([f, a]) => `${f}(${a})`),
  ),
})).sum;

test("reads every formula that is well made", () => {
  fc.assert(
    fc.property(formula, (line) => (proofread(line, ["x", "y"]), byMathjs(line))),
    { numRuns: 500 },
  );
});

test.each([
  ["x^2 + sinn(y)", 7, /the function sinn is not known/],
  ["x^2 +", 6, /it ends where something is missing/],
  ["x^2 + z", 7, /z is neither x nor y/],
  ["2 (x + y", 3, /this parenthesis is not closed/],
  ["x² + y²", 2, /a power is written x\^2/],
  ["x**2", 3, /a power is written x\^2/],
  ["3 |x|", 3, /abs\(x\)/],
  ["exp x", 1, /put what it is taken of in parentheses/],
  ["x + y)", 6, /\) is not expected here/],
  ["max(x, y)", 1, /the function max is not known/],
  ["abs(x, y)", 6, /one number in parentheses/],
  ["2 3 x", 3, /put \* before it/],
])("in %j, the mistake is at character %i", (line, place, problem) => {
  expect(() => proofread(line, ["x", "y"])).toThrow(problem);
  expect(() => proofread(line, ["x", "y"])).toThrow(`at character ${place}:`);
});

test.each(["", "  ", " "])("nothing is no formula: %j", (line) => {
  expect(() => proofread(line, ["x"])).toThrow(/an empty text/);
});
