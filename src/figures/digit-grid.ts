import { Dataset, MatrixLike } from "../data";
import { Figure } from "./figure";
import { tiles } from "./image-tiles";
import { INK, PALETTE } from "./template";
import { asCount } from "../wording";

/**
 * Digits as images, dark on paper, each with its label above it; with answers the wrong ones stand out: 4 → 9 is a four
 * that was taken for a nine. At most 120 are drawn.
 *
 * @param options images as a data set or as rows of pixels from 0 to 1, the title; labels if the images have none of
 *   their own, the network's answers, captions of your own instead of both, the shape of an image (28×28 if not given), how many stand in a row
 * @returns the figure
 * @throws RangeError or TypeError if a pixel is not finite, or there are not as many labels, answers or captions as images
 * @example
 * const images = [[0, 1, 1, 0], [1, 0, 0, 1]];
 * const figure = digitGrid({ images, shape: [2, 2], labels: [7, 3], answers: [7, 1], title: "One of two" });
 * figure.text; // "One of two. 2 images, labels 7, 3. 1 of 2 answers is wrong: 3 → 1."
 */
export function digitGrid(options: {
  images: Dataset | MatrixLike;
  title: string;
  labels?: ArrayLike<number>;
  answers?: ArrayLike<number>;
  /** What stands above each image, instead of labels and answers. */
  captions?: readonly string[];
  classNames?: readonly string[];
  shape?: readonly [rows: number, columns: number];
  columns?: number;
}): Figure {
  const { images, answers, captions, title, columns = 8 } = options;
  const data = images instanceof Dataset ? images : undefined;
  const pixels = data ? data.inputs : (images as MatrixLike);
  const labels = options.labels ?? data?.labels;
  const own = data?.inputShape?.length === 2 ? (data.inputShape as [number, number]) : undefined;
  const shape = options.shape ?? own ?? [28, 28];
  const names = options.classNames ?? data?.classNames;
  const nameOf = (label: number): string => names?.[label] ?? String(label);

  const count = "rows" in pixels ? pixels.rows : pixels.length;
  for (const [what, list] of Object.entries({ labels, answers, captions })) {
    if (list && list.length !== count)
      throw new RangeError(`expected ${count} ${what}, one for each image, got ${list.length}`);
  }
  const labeled = Array.from(labels ?? answers ?? [], (label, i) => {
    if (!labels || !answers) return { text: nameOf(label) };
    if (answers[i] === label) return { text: `${nameOf(label)} ✓`, color: PALETTE[2] };
    return { text: `${nameOf(label)}→${nameOf(answers[i])}`, color: PALETTE[1] };
  });
  const above = captions?.map((text) => ({ text })) ?? labeled;
  const picture = tiles({
    images: pixels,
    shape,
    columns,
    size: 54,
    labels: above.length > 0 ? above : undefined,
    title,
    colorscale: INK,
    range: [0, 1],
    value: "pixel",
  });
  return new Figure(
    picture.data,
    picture.layout,
    `${title}. ${captions ? captionStory(count, picture.drawn, captions) : story(count, picture.drawn, nameOf, labels, answers)}`,
  );
}

/** So many labels or mistakes are told one by one. */
const MOST_TOLD = 20;

function list(texts: readonly string[]): string {
  return texts.slice(0, MOST_TOLD).join(", ") + (texts.length > MOST_TOLD ? ", …" : "");
}

function countStory(count: number, drawn: number): string {
  const thinned = drawn < count ? ` (${drawn} of ${asCount(count)} drawn)` : "";
  return `${asCount(count)} image${count === 1 ? "" : "s"}${thinned}`;
}

function captionStory(count: number, drawn: number, captions: readonly string[]): string {
  return `${countStory(count, drawn)}: ${list(captions)}.`;
}

function story(
  count: number,
  drawn: number,
  nameOf: (label: number) => string,
  labels?: ArrayLike<number>,
  answers?: ArrayLike<number>,
): string {
  const known = labels ? `, labels ${list(Array.from(labels, nameOf))}` : "";
  const images = `${countStory(count, drawn)}${known}.`;
  if (!labels || !answers) return images;
  const wrong = Array.from(labels).flatMap((label, i) =>
    answers[i] === label ? [] : [`${nameOf(label)} → ${nameOf(answers[i])}`],
  );
  if (wrong.length === 0) return `${images} All answers are right.`;
  return `${images} ${wrong.length} of ${count} answers ${wrong.length === 1 ? "is" : "are"} wrong: ${list(wrong)}.`;
}
