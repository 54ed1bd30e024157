import { Random } from "../../data/random";
import { button, element, prose, say, statusLine } from "../page/element";
import type { Choice, ChoiceQuestion } from "./question";

/**
 * A question with answers to choose from: radio buttons, or checkboxes where several may be right.
 *
 * @param question what is asked
 * @param name a name that no other question on the page has
 * @param shuffle whether the choices are offered in an order of chance
 * @param answered is told of every answer
 */
export function choiceForm(
  { ask, choices, several = false }: ChoiceQuestion,
  name: string,
  shuffle: boolean,
  answered: (right: boolean) => void,
): HTMLElement {
  const verdict = statusLine();
  const options = (shuffle ? shuffled(choices, ask) : choices).map((choice) => {
    const input = element("input", { type: several ? "checkbox" : "radio", name });
    const reason = element("span", { class: "reason", hidden: true });
    const label = element("label", {}, input, element("span", {}, ...prose(choice.text)));
    return { choice, input, reason, row: element("div", { class: "choice" }, label, reason) };
  });
  const check = element("button", { type: "submit", class: "main" }, "Check");
  const again = button("Try again", tryAgain, { hidden: true });
  const hint = several ? element("span", { class: "quiet" }, " (choose all that are right)") : "";
  const fields = element(
    "fieldset",
    {},
    element("legend", {}, ...prose(ask), hint),
    ...options.map(({ row }) => row),
  );

  function judge(): void {
    const chosen = options.filter(({ input }) => input.checked);
    if (chosen.length === 0) return say(verdict, "plain", "Choose an answer first.");
    const right = options.every(({ choice, input }) => input.checked === Boolean(choice.right));
    // Where several are right, a solved question explains every choice; a wrong answer only what was chosen.
    for (const { choice, input, reason } of right ? options : chosen) {
      if (right && !several && !input.checked) continue;
      reason.hidden = false;
      const isJudgedWell = input.checked === Boolean(choice.right);
      const sign = choice.right ? "✓ right: " : isJudgedWell ? "✓ rightly left out: " : "✗ wrong: ";
      reason.className = `reason ${isJudgedWell ? "right" : "wrong"}`;
      reason.replaceChildren(element("b", {}, sign), ...prose(choice.reason));
    }
    for (const { input } of options) input.disabled = true;
    check.hidden = true;
    again.hidden = right;
    if (right) say(verdict, "right", element("b", {}, "✓ Right."), ...heard(chosen));
    else say(verdict, "wrong", element("b", {}, "✗ Not yet."), ` ${advice(chosen)}`, ...heard(chosen));
    if (!right) again.focus();
    answered(right);
  }

  /** What is wrong as a whole, where that is not clear from the single choices. */
  function advice(chosen: typeof options): string {
    return several && chosen.every(({ choice }) => choice.right)
      ? "What you chose is right, but it is not all."
      : "";
  }

  function tryAgain(): void {
    for (const { input, reason } of options) {
      input.disabled = false;
      reason.hidden = true;
      if (!several) input.checked = false;
    }
    check.hidden = false;
    again.hidden = true;
    say(verdict, "plain");
    options[0].input.focus();
  }

  return element(
    "form",
    { onsubmit: submitted(judge) },
    fields,
    verdict,
    element("div", { class: "row" }, check, again),
  );
}

/** The reasons once more, for a screen reader only: they stand beside the choices, where it would not read them now. */
function heard(chosen: { choice: Choice }[]): Node[] {
  const reasons = chosen.map(({ choice }) => `${choice.right ? "Right" : "Wrong"}: ${choice.reason}`);
  return [element("span", { class: "heard" }, ` ${reasons.join(" ")}`)];
}

/** A listener that keeps the page where it is. */
export function submitted(judge: () => void): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    judge();
  };
}

/** The same order every time for the same question. */
function shuffled(choices: readonly Choice[], ask: string): Choice[] {
  const seed = Array.from(ask).reduce(
    (sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)!) >>> 0,
    7,
  );
  const random = new Random(seed);
  return choices
    .map((choice) => ({ choice, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ choice }) => choice);
}
