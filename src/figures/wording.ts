import { asText } from "../wording";

export { asNumber, asPoint, asText } from "../wording";

/** The longest line of a title, in characters: it fits 400 pixels. */
const LONGEST_LINE = 40;

/**
 * A title in lines that fit a narrow page.
 *
 * @param title the finding that a figure shows
 * @returns the text for Plotly and its number of lines
 * @throws TypeError if there is no title: a figure says what it shows
 * @example
 * asTitle("Small steps arrive late").lines; // 1
 */
export function asTitle(title: string): { text: string; lines: number } {
  if (typeof title !== "string" || title.trim() === "") {
    throw new TypeError(
      'expected a title that says what the figure shows, such as "small steps arrive late"',
    );
  }
  const words = title.trim().split(/\s+/);
  const { length } = inLines(words, LONGEST_LINE);
  // As many lines as that takes, of about the same length: no word is left alone on the last.
  let longest = Math.ceil(words.join(" ").length / length);
  while (inLines(words, longest).length > length) longest++;
  return { text: inLines(words, longest).map(asText).join("<br>"), lines: length };
}

function inLines(words: string[], longest: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= longest) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}
