import { describe, expect, test } from "vitest";
import { jupyterDisplay, Question, quiz } from "../../src";
import { readNumber } from "../../src/widgets/quiz/read-number";
import { seal, unseal } from "../../src/widgets/quiz/seal";

const numeric = { ask: "How many?", answer: 13002, reason: "counted" };
const yes = { text: "yes", right: true, reason: "it is" };
const no = { text: "no", reason: "because we say so" };

describe("a quiz", () => {
  test("does not give its answers away in the page's source", () => {
    const html = String(
      quiz({ questions: [{ ask: "Which?", choices: [yes, no] }, numeric] })[jupyterDisplay]()["text/html"],
    );
    expect(
      ["because we say so", "13002", "counted", "How many?"].filter((secret) => html.includes(secret)),
    ).toEqual([]);
  });

  test("says in words what it asks", () => {
    const bundle = quiz({ title: "Two", questions: [{ ask: "Which?", choices: [yes, no] }, numeric] })[
      jupyterDisplay
    ]();
    expect(bundle["text/plain"]).toBe("Two, with 2 questions: 1. Which? (yes; no) 2. How many?");
  });

  test("takes dollars that are money, and code in which they stand", () => {
    const ask = "Of $3 and $5, what does `${price}_${tax}` say?";
    expect(quiz({ questions: [{ ...numeric, ask }] }).text).toContain(ask);
  });

  test.each<[string, Question[], RegExp]>([
    ["no questions", [], /one question or more/],
    [
      "no right choice",
      [{ ask: "?", choices: [no, { ...no, text: "never" }] }],
      /exactly one right choice in question 1, got 0/,
    ],
    [
      "two right choices",
      [{ ask: "?", choices: [yes, { ...yes, text: "certainly" }] }],
      /got 2: give several: true/,
    ],
    ["a single choice", [{ ask: "?", choices: [yes] }], /2 or more choices/],
    [
      "no reason",
      [{ ask: "?", choices: [yes, { text: "no", reason: "" }] }],
      /reason of choice 2 of question 1/,
    ],
    [
      "NaN as its answer",
      [{ ...numeric, answer: NaN }],
      /finite number as the answer of question 1, got NaN/,
    ],
    ["a negative tolerance", [{ ...numeric, tolerance: -1 }], /tolerance of 0 or more/],
    ["nothing as a question", [null as unknown as Question], /question 1 as an object .* got null/],
    [
      "a hole among its choices",
      [{ ask: "?", choices: [yes, undefined as never] }],
      /choice 2 of question 1 as a text/,
    ],
    [
      "a choice given twice",
      [{ ask: "?", choices: [yes, no, no] }],
      /each choice of question 1 once, got "no" twice/,
    ],
    [
      "TeX in a reason",
      [{ ...numeric, reason: "$\\frac{1}{2}$ of it" }],
      /the reason of question 1 without TeX.*got \$\\frac/,
    ],
    ["TeX in what it asks", [{ ...numeric, ask: "$W^{(2)}$?" }], /what question 1 asks without TeX/],
    ["an infinite tolerance", [{ ...numeric, tolerance: Infinity }], /tolerance of 0 or more/],
    [
      "a mistake that is no number",
      [{ ...numeric, mistakes: [{ value: NaN, reason: "?" }] }],
      /outside the tolerance/,
    ],
    ["a right mistake", [{ ...numeric, mistakes: [{ value: 13002, reason: "?" }] }], /13002, which is right/],
  ])("with %s is refused", (_, questions, message) => {
    expect(() => quiz({ questions })).toThrow(message);
  });
});

test("what was sealed is opened unchanged", () => {
  const data = { a: "∂C/∂w ½ 🙂", b: [1, -0.5, 1e-300] };
  expect(unseal(seal(data))).toEqual(data);
});

test.each([
  ["13002", 13002],
  ["13,002", 13002],
  ["1,234,567.5", 1234567.5],
  ["0,5", 0.5],
  ["−.5", -0.5],
  ["+3.", 3],
  ["1.2e-5", 1.2e-5],
  ["6.1·10⁻⁶", 6.1e-6],
  ["6.1*10^-6", 6.1e-6],
  ["2x10^3", 2000],
  ["3/4", 0.75],
  ["25 %", 0.25],
  ["", undefined],
  ["1/0", undefined],
  ["1.2.3", undefined],
  ["0x10", undefined],
  ["Infinity", undefined],
  ["12 parameters", undefined],
])("a learner's %j is read as %j", (text, number) => {
  const read = readNumber(text);
  if (number === undefined) expect(read).toBeUndefined();
  else expect(read).toBeCloseTo(number, 12);
});
