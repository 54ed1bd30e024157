/** The flashcards in the browser. */
import { button, element, prose } from "../page/element";
import { start } from "../page/start";
import { Box } from "./box";
import type { FlashcardsData } from "./flashcards";

start<FlashcardsData>(({ cards, seed, reverse }) => {
  let rounds = 0;
  let box: Box;
  let isFlipped = false;
  const face = element("div", { class: "face", role: "status" });
  const progress = element("p", { class: "quiet" });
  const flip = button("Show the answer", turn, { class: "main" });
  const known = button("I knew it (1)", () => put("known"));
  const again = button("Again (2)", () => put("again"));
  const restart = button("Start again", begin);
  const card = element("section", { class: "card", "aria-label": "Card", onclick: turnByClick }, face);

  /** All cards again, in another order. */
  function begin(): void {
    box = new Box(cards.length, seed + 1000 * rounds++);
    isFlipped = false;
    show();
  }

  function turn(): void {
    if (box.present === undefined) return;
    isFlipped = !isFlipped;
    show();
    if (isFlipped) known.focus();
  }

  /** A click on the card turns it, but not the end of a selection of text. */
  function turnByClick(): void {
    if (String(window.getSelection()) === "") turn();
  }

  function put(where: "known" | "again"): void {
    if (!isFlipped) return;
    box[where]();
    isFlipped = false;
    show();
    (box.present === undefined ? restart : flip).focus();
  }

  function show(): void {
    const { present, knownCount, againCount, size } = box;
    const isDone = present === undefined;
    progress.textContent = `${knownCount} of ${size} known, ${againCount} put back.`;
    flip.hidden = isDone || isFlipped;
    known.hidden = again.hidden = isDone || !isFlipped;
    restart.hidden = knownCount + againCount === 0;
    if (isDone) return face.replaceChildren(element("p", { class: "front" }, `You know all ${size} cards.`));
    const { term, definition, mnemonic, lesson } = cards[present];
    const [front, back] = reverse ? [definition, term] : [term, definition];
    const answer = isFlipped
      ? [
          element("hr"),
          element("p", {}, ...prose(back)),
          ...(mnemonic ? [element("p", { class: "quiet" }, "To remember: ", ...prose(mnemonic))] : []),
          ...(lesson ? [element("p", { class: "quiet" }, "Lesson ", lesson)] : []),
        ]
      : [];
    face.replaceChildren(element("p", { class: "front" }, ...prose(front)), ...answer);
  }

  window.addEventListener("keydown", ({ key, ctrlKey, altKey, metaKey }) => {
    if (ctrlKey || altKey || metaKey) return;
    if (key === "1") put("known");
    if (key === "2") put("again");
  });
  begin();
  return [card, element("div", { class: "row" }, flip, known, again, restart), progress];
});
