/** The quiz in the browser. */
import { start } from "../page/start";
import { element, button } from "../page/element";
import { isNumeric, Question } from "./question";
import type { QuizData } from "./quiz";
import { unseal } from "./seal";
import { choiceForm } from "./choice-form";
import { numberForm } from "./number-form";

start<QuizData>(({ sealed, shuffle }) => {
  const questions: Question[] = unseal(sealed);
  const list = element("ol", { class: "questions" });
  const score = element("p", { role: "status" });
  const again = button("Start again", begin);
  /** For each question whether it has been solved, and after how many wrong answers. */
  let results: { solved: boolean; wrong: number }[] = [];

  function begin(): void {
    results = questions.map(() => ({ solved: false, wrong: 0 }));
    list.replaceChildren(
      ...questions.map((question, i) => {
        const answered = (right: boolean): void => {
          if (right) results[i].solved = true;
          else results[i].wrong++;
          tellScore();
        };
        const form = isNumeric(question)
          ? numberForm(question, `question-${i}`, answered)
          : choiceForm(question, `question-${i}`, shuffle, answered);
        return element("li", {}, form);
      }),
    );
    tellScore();
  }

  function tellScore(): void {
    const solved = results.filter((result) => result.solved);
    const atOnce = solved.filter(({ wrong }) => wrong === 0).length;
    const all = solved.length === questions.length;
    score.textContent =
      `Score: ${solved.length} of ${questions.length} solved, ${atOnce} at the first try.` +
      (all && atOnce === questions.length ? " All right!" : "");
    again.hidden = results.every(({ solved, wrong }) => !solved && wrong === 0);
  }

  begin();
  return [list, element("div", { class: "row" }, score, again)];
});
