/** A formula in TeX: between dollar signs, or a command such as \frac. What stands between backticks is code. */
const TEX = /\$[^$]*[\\^_{}][^$]*\$|\\[a-zA-Z]{2,}/;

/**
 * Checks a text that a widget is to show.
 *
 * @param text as the lesson gave it
 * @param what is meant, for the message
 * @returns the text
 * @throws TypeError if it is no text, or empty; RangeError if it has TeX in it, which a widget would show raw
 * @example
 * expectText("∂C/∂w⁽²⁾, or `network.W(2)`", "the term"); // "∂C/∂w⁽²⁾, or `network.W(2)`"
 */
export function expectText(text: unknown, what: string): string {
  if (typeof text !== "string" || text.trim() === "") {
    throw new TypeError(`expected ${what} as a text, got ${JSON.stringify(text)}`);
  }
  const [tex] = TEX.exec(text.replace(/`[^`]*`/g, "")) ?? [];
  if (tex !== undefined) {
    throw new RangeError(
      `expected ${what} without TeX, which a widget cannot set, got ${tex}: write formulas as ∂C/∂w⁽²⁾, ½(y − ŷ)² or √x`,
    );
  }
  return text;
}
