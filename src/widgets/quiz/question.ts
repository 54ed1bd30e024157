/**
 * What a quiz asks, as the lesson writes it. In all texts, what stands between `backticks` is shown as code, and formulas are
 * written in Unicode: ∂C/∂w⁽²⁾, σ′(z), ½(y − ŷ)².
 */
import { expectText } from "../text";

/** One of the answers that a question offers. */
export interface Choice {
  text: string;
  /** Whether it is right, false if not given. */
  right?: boolean;
  /** Why it is right or wrong. */
  reason: string;
}

/** A question with answers to choose from. */
export interface ChoiceQuestion {
  ask: string;
  choices: readonly Choice[];
  /** Whether more than one may be right; if not given, exactly one is. */
  several?: boolean;
}

/** A number that comes out of a usual mistake. */
export interface Mistake {
  value: number;
  /** What was done wrong. */
  reason: string;
}

/** A question for a number. */
export interface NumericQuestion {
  ask: string;
  /** The right number, from a cell's computation. */
  answer: number;
  /** How far from it is right as well: if not given, nothing for a whole number, else 1 % of it. */
  tolerance?: number;
  /** What the number counts or measures: "parameters", "s". */
  unit?: string;
  /** Why it is this number. */
  reason: string;
  /** Numbers that come out of usual mistakes, with what was done wrong. */
  mistakes?: readonly Mistake[];
}

/** A question of a quiz: answers to choose from, or a number to find. */
export type Question = ChoiceQuestion | NumericQuestion;

/**
 * Whether a question asks for a number.
 *
 * @example
 * isNumeric({ ask: "1 + 1?", answer: 2, reason: "count" }); // true
 */
export function isNumeric(question: Question): question is NumericQuestion {
  return !("choices" in question);
}

/**
 * How far from the right number an answer may lie.
 *
 * @example
 * toleranceOf({ ask: "How many?", answer: 13002, reason: "count them" }); // 0
 * toleranceOf({ ask: "How steep?", answer: -2.5, reason: "measure it" }); // 0.025
 */
export function toleranceOf({ answer, tolerance }: NumericQuestion): number {
  return tolerance ?? (Number.isInteger(answer) ? 0 : Math.abs(answer) / 100);
}

/**
 * Checks a question.
 *
 * @param question as the lesson gave it
 * @param number which one it is, for the message
 * @throws TypeError or RangeError that says what is missing
 * @example
 * expectQuestion({ ask: "1 + 1?", answer: 2, reason: "count" }, 1);
 */
export function expectQuestion(question: Question, number: number): void {
  const where = `question ${number}`;
  if (typeof question !== "object" || question === null)
    throw new TypeError(`expected ${where} as an object with what it asks, got ${JSON.stringify(question)}`);
  expectText(question.ask, `what ${where} asks`);
  if (isNumeric(question)) expectNumeric(question, where);
  else expectChoices(question, where);
}

function expectChoices({ choices, several }: ChoiceQuestion, where: string): void {
  if (!Array.isArray(choices) || choices.length < 2) {
    throw new RangeError(`expected 2 or more choices in ${where}, got ${choices?.length ?? "none"}`);
  }
  const texts = new Set<string>();
  for (const [i, choice] of choices.entries()) {
    const text = expectText(choice?.text, `choice ${i + 1} of ${where}`);
    expectText(choice.reason, `the reason of choice ${i + 1} of ${where}`);
    if (texts.has(text))
      throw new RangeError(`expected each choice of ${where} once, got ${JSON.stringify(text)} twice`);
    texts.add(text);
  }
  const right = choices.filter((choice: Choice) => choice.right).length;
  if (!several && right !== 1) {
    throw new RangeError(
      `expected exactly one right choice in ${where}, got ${right}: give several: true if more may be right`,
    );
  }
  if (several && right === 0) throw new RangeError(`expected a right choice in ${where}, got none`);
}

function expectNumeric(question: NumericQuestion, where: string): void {
  const { answer, reason, mistakes = [] } = question;
  if (typeof answer !== "number" || !Number.isFinite(answer)) {
    throw new RangeError(
      `expected choices, or a finite number as the answer of ${where}, got ${String(answer)}`,
    );
  }
  const tolerance = toleranceOf(question);
  if (!(tolerance >= 0 && Number.isFinite(tolerance))) {
    throw new RangeError(`expected a tolerance of 0 or more in ${where}, got ${tolerance}`);
  }
  expectText(reason, `the reason of ${where}`);
  for (const { value, reason } of mistakes) {
    expectText(reason, `the reason for ${value} in ${where}`);
    if (!(Math.abs(value - answer) > tolerance)) {
      throw new RangeError(
        `expected mistakes outside the tolerance in ${where}, got ${value}, which is right: ` +
          `the answer is ${answer} ± ${tolerance}`,
      );
    }
  }
}
