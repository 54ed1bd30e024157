import { expect, test } from "vitest";
import { computationGraph, variable } from "../../src";

const title = "t";
interface Word {
  x: number;
  y: number;
  ax?: number;
  ay?: number;
  text: string;
  hovertext?: string;
  bgcolor?: string;
}

/** (w·x + b)², at w = 3, x = 2, b = −1: 25, with the derivatives 2·5·2, 2·5·3 and 2·5. */
function squared() {
  const [w, x, b] = [variable(3, "w"), variable(2, "x"), variable(-1, "b")];
  const sum = w.times(x).plus(b).named("s");
  const end = sum.times(sum).named("C");
  end.backward();
  return computationGraph({ end, title });
}

const wordsOf = (figure: { layout: { annotations?: unknown } }): Word[] =>
  figure.layout.annotations as Word[];

test("every number has a box with its value and its derivative", () => {
  const boxes = wordsOf(squared()).filter(({ bgcolor }) => bgcolor !== undefined);
  const plain = boxes.map(({ text }) => text.replace(/<br>/g, " ").replace(/<[^>]*>/g, ""));
  expect(plain.sort()).toEqual(
    ["C: × 25 ∂ 1", "b −1 ∂ 10", "s: + 5 ∂ 10", "w 3 ∂ 20", "x 2 ∂ 30", "× 6 ∂ 10"].sort(),
  );
});

test("an arrow leads from box to box, with its slope and what it gives back; two between the same are one", () => {
  const words = wordsOf(squared());
  const arrows = words.filter(({ ax }) => ax !== undefined);
  expect(arrows).toHaveLength(5);
  for (const { y, ay } of arrows) expect(ay!).toBeGreaterThan(y); // downward
  const slopes = words.filter(({ text }) => text.startsWith("×") && !text.includes("<"));
  expect(slopes.map(({ text }) => text).sort()).toEqual(["×1", "×1", "×2", "×3", "×5 ×5"].sort());
  const both = slopes.find(({ text }) => text === "×5 ×5");
  expect(both?.hovertext).toBe("slope of C by s: 10<br>gives back 10 · 1 = 10");
});

test("boxes do not overlap, and no row is wider than a phone if it has four boxes or fewer", () => {
  const boxes = wordsOf(squared()).filter(({ bgcolor }) => bgcolor !== undefined);
  for (const [i, one] of boxes.entries())
    for (const other of boxes.slice(i + 1))
      expect(Math.abs(one.x - other.x) >= 88 || Math.abs(one.y - other.y) >= 58).toBe(true);
  expect(Math.max(...boxes.map(({ x }) => x)) - Math.min(...boxes.map(({ x }) => x))).toBeLessThan(370);
});

test("without backward() there are no derivatives, and none is told", () => {
  const figure = computationGraph({ end: variable(2, "x").exp().named("y"), title });
  expect(figure.text).toBe("t. A graph of 2 numbers: x = 2, y = exp(x) = 7.389.");
  expect(JSON.stringify(figure.layout)).not.toContain("∂");
});

test("the text tells what was computed, and the derivatives of what was given", () => {
  expect(squared().text).toBe(
    "t. A graph of 6 numbers: w = 3, x = 2, b = −1, n1 = w × x = 6, s = n1 + b = 5, C = s × s = 25. " +
      "Derivatives of C: by w 20, by x 30, by b 10.",
  );
});
