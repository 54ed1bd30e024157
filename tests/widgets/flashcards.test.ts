import { expect, test } from "vitest";
import { flashcards } from "../../src";
import { Box } from "../../src/widgets/flashcards/box";

const card = { term: "epoch", definition: "once through all examples" };

test.each([
  [{ cards: [] }, /one card or more/],
  [{ cards: [{ ...card, definition: " " }] }, /the definition of card 1 as a text/],
  [{ cards: [undefined as never] }, /the term of card 1 as a text, got undefined/],
  [{ cards: [{ ...card, term: "$\\eta$" }] }, /the term of card 1 without TeX/],
  [{ cards: [{ ...card, mnemonic: "" }] }, /the mnemonic of card 1 as a text/],
  [{ cards: [card, card] }, /each term once, got "epoch" twice/],
  [{ cards: [card], seed: -1 }, /a seed that is a whole number/],
])("what makes no box of cards is refused: %#", (options, message) => {
  expect(() => flashcards(options)).toThrow(message);
});

test("every card comes until it is known, and none after that", () => {
  const box = new Box(5, 2);
  const seen: number[] = [];
  const missed = new Set<number>();
  while (box.present !== undefined) {
    const card = box.present;
    seen.push(card);
    if (card % 2 === 0 && !missed.has(card)) {
      missed.add(card);
      box.again();
    } else box.known();
  }
  expect(seen.slice(0, 5).sort()).toEqual([0, 1, 2, 3, 4]);
  expect(seen.slice(5).sort()).toEqual([0, 2, 4]);
  expect([box.knownCount, box.againCount]).toEqual([5, 3]);
  box.again();
  expect(box.againCount).toBe(3);
});

test("another seed gives another order, the same seed the same", () => {
  const order = (seed: number) => {
    const box = new Box(30, seed);
    return Array.from({ length: 30 }, () => {
      const card = box.present;
      box.known();
      return card;
    });
  };
  expect(order(1)).toEqual(order(1));
  expect(order(1)).not.toEqual(order(2));
});
