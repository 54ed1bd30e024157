import { asText } from "../wording";

export { asNumber, asPoint, asText } from "../wording";

/** A title that fits one line of 400 pixels in the size of a headline. */
const SHORT = { size: 16, longest: 40 };

/** A longer one is set smaller, for fewer lines: a line still fits 400 pixels, in a wide font too. */
const LONG = { size: 14, longest: 46 };

/**
 * A title in lines that fit a narrow page. Plotly breaks no lines itself, and a figure that is made does not know its width.
 *
 * @param title the finding that a figure shows
 * @returns the text for Plotly, its number of lines, and the size of its letters in pixels
 * @throws TypeError if there is no title: a figure says what it shows
 * @example
 * asTitle("Small steps arrive late").lines; // 1
 */
export function asTitle(title: string): { text: string; lines: number; size: number } {
  if (typeof title !== "string" || title.trim() === "") {
    throw new TypeError(
      'expected a title that says what the figure shows, such as "small steps arrive late"',
    );
  }
  const words = title.trim().split(/\s+/);
  const { size, longest: most } = widthOf(words.join(" ")) <= SHORT.longest ? SHORT : LONG;
  const { length } = inLines(words, most);
  // As many lines as that takes, of about the same length: no word is left alone on the last.
  let longest = Math.ceil(widthOf(words.join(" ")) / length);
  while (inLines(words, longest).length > length) longest++;
  return { text: inLines(words, longest).map(asText).join("<br>"), lines: length, size };
}

/** About how wide a text is, in small letters. */
function widthOf(text: string): number {
  return text.length + 0.4 * (text.match(/[A-ZMWmw]/g)?.length ?? 0);
}

function inLines(words: string[], longest: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= longest) lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}
