import { Widget } from "../widget";
import { expectQuestion, isNumeric, Question } from "./question";
import { seal } from "./seal";

/** What a quiz is made of. */
export interface QuizOptions {
  /** Stands above it, "Quiz" if not given. */
  title?: string;
  questions: readonly Question[];
  /** Whether choices are offered in an order of chance, the same every time; true if not given. */
  shuffle?: boolean;
}

/** What the quiz's program is given. */
export interface QuizData {
  /** The questions, so written that a glance at the page's source does not give the answers away. */
  sealed: string;
  shuffle: boolean;
}

/**
 * A quiz: single and multiple choice, and questions for a number. Every answer gets its verdict at once, with the
 * reason; one can try again, and there is a score. The right numbers are given by the lesson's own computation, not
 * typed in. Texts are shown as they are, but for what stands between `backticks`, which is shown as code; formulas are
 * written in Unicode, such as ∂C/∂w⁽²⁾, and TeX is refused.
 *
 * @param options the title and the questions
 * @returns the widget: the last value of a cell, or `show(quiz(…))`
 * @throws TypeError or RangeError if there are no questions, or one is incomplete or has no right answer
 * @example
 * const network = new Network([784, 16, 16, 10], { activations: "sigmoid" });
 * const questions = [{ ask: "How many parameters?", answer: network.parameterCount, reason: "784·16 + 16 + …" }];
 * quiz({ questions }).text; // "Quiz, with 1 question: 1. How many parameters?"
 */
export function quiz({ title = "Quiz", questions, shuffle = true }: QuizOptions): Widget {
  if (!Array.isArray(questions) || questions.length === 0) {
    throw new RangeError("expected one question or more, got none");
  }
  questions.forEach((question: Question, i) => expectQuestion(question, i + 1));
  const asked = questions.map((question: Question, i) => `${i + 1}. ${inWords(question)}`);
  const count = `${questions.length} question${questions.length === 1 ? "" : "s"}`;
  const data: QuizData = { sealed: seal(questions), shuffle };
  return new Widget({
    kind: "quiz",
    title,
    data,
    text: `${title}, with ${count}: ${asked.join(" ")}`,
    height: 120 + 190 * questions.length,
  });
}

function inWords(question: Question): string {
  if (isNumeric(question)) return question.ask;
  return `${question.ask} (${question.choices.map(({ text }) => text).join("; ")})`;
}
