/**
 * A number as a learner may write it: 13002, 13,002, −0.5, 0,5, 1.2e-5, 1.2·10⁻⁵, 3/4, 25 %.
 *
 * @param text what was typed
 * @returns the number, or undefined if it is none
 * @example
 * readNumber(" 13,002 "); // 13002
 * readNumber("−1,5"); // -1.5
 * readNumber("6.1·10⁻⁶"); // 0.0000061
 * readNumber("3/4"); // 0.75
 * readNumber("25 %"); // 0.25
 * readNumber("many"); // undefined
 */
export function readNumber(text: string): number | undefined {
  const plain = text
    .replace(/[\s\u00a0\u2009_]/g, "")
    .replace(/−|–/g, "-")
    .replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/g, (digit) => "0123456789-"["⁰¹²³⁴⁵⁶⁷⁸⁹⁻".indexOf(digit)])
    .replace(/[·×*x]10\^?(?=[-+]?\d)/i, "e");
  if (plain.endsWith("%")) return scaled(readNumber(plain.slice(0, -1)), 0.01);
  const [numerator, denominator, ...rest] = plain.split("/");
  if (rest.length > 0) return undefined;
  if (denominator !== undefined) {
    const [a, b] = [single(numerator), single(denominator)];
    return a === undefined || b === undefined || b === 0 ? undefined : a / b;
  }
  return single(plain);
}

/** Commas between groups of three digits are left out; a single comma elsewhere is a decimal point. */
function single(text: string): number | undefined {
  const [mantissa] = text.split(/e/i);
  const isGrouped = /^[-+]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(mantissa);
  const plain = isGrouped ? text.replace(/,/g, "") : text.replace(/^([-+]?\d*),(\d+)/, "$1.$2");
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : undefined;
}

function scaled(number: number | undefined, factor: number): number | undefined {
  return number === undefined ? undefined : number * factor;
}
