import { asNumber } from "../../wording";
import { element, prose, say, statusLine } from "../page/element";
import { submitted } from "./choice-form";
import { NumericQuestion, toleranceOf } from "./question";
import { readNumber } from "./read-number";

/**
 * A question for a number.
 *
 * @param question what is asked
 * @param name a name that no other question on the page has
 * @param answered is told of every answer
 */
export function numberForm(
  question: NumericQuestion,
  name: string,
  answered: (right: boolean) => void,
): HTMLElement {
  const { ask, answer, unit, reason, mistakes = [] } = question;
  const tolerance = toleranceOf(question);
  const verdict = statusLine();
  const input = element("input", {
    type: "text",
    inputmode: "text",
    autocomplete: "off",
    id: name,
    size: 14,
  });
  const check = element("button", { type: "submit", class: "main" }, "Check");

  function judge(): void {
    const given = readNumber(input.value);
    if (given === undefined) {
      const got = input.value.trim() === "" ? "nothing yet" : `“${input.value.trim()}”`;
      return say(verdict, "plain", `Write a number such as 12, −0.5 or 1.2e-5; there is ${got}.`);
    }
    const right = Math.abs(given - answer) <= tolerance + Number.EPSILON * Math.abs(answer);
    if (right) {
      const exact = given === answer ? "" : ` It is ${asNumber(answer)}.`;
      say(verdict, "right", element("b", {}, "✓ Right."), `${exact} `, ...prose(reason));
      input.disabled = check.disabled = true;
    } else {
      say(verdict, "wrong", element("b", {}, "✗ Not yet."), " ", ...prose(whyWrong(given)), " Try again.");
      input.select();
    }
    answered(right);
  }

  function whyWrong(given: number): string {
    const near = (value: number): boolean =>
      Math.abs(given - value) <= Math.max(tolerance, 1e-9 * Math.abs(value));
    const mistake = mistakes.find(({ value }) => near(value));
    if (mistake) return mistake.reason;
    if (answer !== 0 && near(-answer)) return "Look at the sign again.";
    const times = Math.abs(given / answer);
    if (answer !== 0 && given !== 0 && (times >= 10 || times <= 0.1))
      return `That is ${times > 1 ? "more than ten times too large" : "less than a tenth of it"}.`;
    return given > answer ? "That is too large." : "That is too small.";
  }

  const label = element("label", { for: name, class: "ask" }, ...prose(ask));
  const row = element("div", { class: "row" }, input, unit ?? "", check);
  return element("form", { onsubmit: submitted(judge) }, label, row, verdict);
}
