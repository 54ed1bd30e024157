/** What a formula is written with, and how a mistake in one is shown. Nothing here loads mathjs. */

/** The functions that a formula may use; the derivative of each is known. */
export const FUNCTIONS: readonly string[] = [
  ...["exp", "log", "ln", "log10", "sqrt", "abs"],
  ...["sin", "cos", "tan", "sec", "csc", "cot", "asin", "acos", "atan"],
  ...["sinh", "cosh", "tanh"],
];

/** Names that are numbers. */
export const CONSTANTS: readonly string[] = ["pi", "π", "e"];

export const OPERATORS: readonly string[] = ["+", "-", "*", "/", "^"];

/** Where typing goes wrong most often, and what to write instead. */
const HINTS: readonly [RegExp, string][] = [
  [/^\*\*|^[*]$/, "a power is written x^2"],
  [/^[⁰¹²³⁴⁵⁶⁷⁸⁹]/, "a power is written x^2"],
  [/^\|/, "the size of x is written abs(x)"],
  [/^[·×]/, "a product is written x * y or x y"],
  [/^−/, "the minus sign is that of the keyboard, -"],
];

/**
 * An error that shows where in a formula it arose.
 *
 * @param line the formula
 * @param index the place, counted from 0
 * @param problem what is wrong there
 */
export function errorAt(line: string, index: number, problem: string): SyntaxError {
  const rest = line.slice(index);
  const hint = HINTS.find(
    ([pattern]) => pattern.test(rest) || pattern.test(line.slice(index - 1, index + 1)),
  )?.[1];
  const advice = hint === undefined ? "" : `; ${hint}`;
  return new SyntaxError(
    `expected a formula such as "x^2 + 3 y", got one with a mistake at character ${index + 1}: ${problem}${advice}\n` +
      `  ${line}\n  ${" ".repeat(index)}^`,
  );
}

/** Where a name stands in a formula. */
export function placeOf(name: string, line: string): number {
  const found = new RegExp(`(?<![\\p{L}\\d_])${name}(?![\\p{L}\\d_])`, "u").exec(line);
  return found ? found.index : Math.max(0, line.indexOf(name));
}
