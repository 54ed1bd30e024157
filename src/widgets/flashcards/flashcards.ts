import { expectText } from "../text";
import { Widget } from "../widget";

/**
 * A term and what it means. In all texts, what stands between `backticks` is shown as code, and formulas are written in
 * Unicode: ∂C/∂w⁽²⁾, σ′(z), ½(y − ŷ)².
 */
export interface Flashcard {
  term: string;
  definition: string;
  /** Something to remember it by. */
  mnemonic?: string;
  /** The lesson that it is from: "02 Gradient descent". */
  lesson?: string;
}

/** What a box of cards is made of. */
export interface FlashcardsOptions {
  title?: string;
  cards: readonly Flashcard[];
  /** Decides the order of the cards, 0 if not given. */
  seed?: number;
  /** Whether the definition is shown first, and the term is to be found. */
  reverse?: boolean;
}

/** What the cards' program is given. */
export interface FlashcardsData {
  cards: readonly Flashcard[];
  seed: number;
  reverse: boolean;
}

/**
 * Flashcards: a term, and on the back its definition, a mnemonic and the lesson that it is from. What one knows is put
 * away, the others come again, in an order of chance.
 *
 * @param options the cards
 * @returns the widget
 * @throws TypeError or RangeError if there are no cards, one has no term or definition, or a term comes twice
 * @example
 * const cards = [{ term: "epoch", definition: "once through all examples" }];
 * flashcards({ title: "Terms", cards }).text; // "Terms, 1 card: epoch: once through all examples"
 */
export function flashcards({
  title = "Flashcards",
  cards,
  seed = 0,
  reverse = false,
}: FlashcardsOptions): Widget {
  if (!Array.isArray(cards) || cards.length === 0)
    throw new RangeError("expected one card or more, got none");
  const terms = new Set<string>();
  cards.forEach((card: Flashcard, i) => {
    for (const side of ["term", "definition"] as const)
      expectText(card?.[side], `the ${side} of card ${i + 1}`);
    for (const side of ["mnemonic", "lesson"] as const)
      if (card[side] !== undefined) expectText(card[side], `the ${side} of card ${i + 1}`);
    if (terms.has(card.term))
      throw new RangeError(`expected each term once, got ${JSON.stringify(card.term)} twice`);
    terms.add(card.term);
  });
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff - cards.length * 1000) {
    throw new RangeError(`expected a seed that is a whole number, 0 or more, got ${seed}`);
  }
  const data: FlashcardsData = { cards, seed, reverse };
  const count = `${cards.length} card${cards.length === 1 ? "" : "s"}`;
  const text = `${title}, ${count}: ${cards.map(({ term, definition }: Flashcard) => `${term}: ${definition}`).join("; ")}`;
  return new Widget({ kind: "flashcards", title, data, text, height: 330 });
}
