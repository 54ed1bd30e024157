/**
 * A text that is shown as it is: `<b>` stays three characters and never becomes markup, and `%{x}`, which means a number in
 * the words that Plotly shows at the pointer, stays what it is.
 *
 * @param text any text
 * @returns the text for Plotly and HTML
 * @example
 * asText("if w < 0 & b > 0"); // "if w &lt; 0 &amp; b &gt; 0"
 */
export function asText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/%\{/g, "%&#123;");
}

/**
 * A number as one would say it: four significant digits at most, a true minus sign.
 *
 * @param value any number
 * @example
 * asNumber(0.30000000000000004); // "0.3"
 * asNumber(-12345.678); // "−12,350"
 * asNumber(0.0000061); // "6.1·10⁻⁶"
 */
export function asNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace("-", "−");
  const rounded = Number(value.toPrecision(4));
  const size = Math.abs(rounded);
  if (size !== 0 && (size < 1e-3 || size >= 1e7)) {
    const [digits, exponent] = rounded.toExponential().split("e");
    const power = exponent.replace("+", "").replace(/./g, (digit) => SUPERSCRIPTS[digit]);
    return `${digits.replace("-", "−")}·10${power}`;
  }
  const [whole, fraction] = String(size).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return (rounded < 0 ? "−" : "") + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

/**
 * A count in full, with commas between the thousands.
 *
 * @param count a whole number
 * @example
 * asCount(13002); // "13,002"
 */
export function asCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

const SUPERSCRIPTS: Record<string, string> = Object.fromEntries(
  Array.from("-0123456789", (character, i) => [character, Array.from("⁻⁰¹²³⁴⁵⁶⁷⁸⁹")[i]]),
);

/**
 * A point as one would write it: its coordinates in parentheses, or the number alone in one dimension.
 *
 * @param point a few coordinates
 * @example
 * asPoint([1, -0.5]); // "(1, −0.5)"
 */
export function asPoint(point: ArrayLike<number>): string {
  const coordinates = Array.from(point, asNumber);
  return coordinates.length === 1 ? coordinates[0] : `(${coordinates.join(", ")})`;
}
