import { type Displayable, jupyterDisplay, type MimeBundle } from "../display";
import { Dataset } from "./dataset";
import { datasetFile } from "./dataset-files";
import { findDigitFiles } from "./digit-files";
import { type IdxTable, loadIdx } from "./idx";
import { type Dtype, vectorOfZeros } from "./matrix";
import type { Source } from "./source";

/** Four IDX files: images and labels, for training and for the test. */
export interface DigitFiles {
  trainingImages: Source;
  trainingLabels: Source;
  testImages: Source;
  testLabels: Source;
}

/** Which digits, and how many. */
export interface DigitOptions {
  /**
   * "mnist" for the real ones, "drawn" for those that come with the course, or four IDX files of your own.
   * If not given: the real ones where they are there, else the drawn ones.
   */
  source?: "mnist" | "drawn" | DigitFiles;
  /** At most so many training images, 12,000 if not given. `Infinity` for all: 60,000 real ones take 376 MB as float64. */
  training?: number;
  /** At most so many test images, 10,000 if not given. */
  test?: number;
  /** How the pixels are stored, "float64" if not given. */
  dtype?: Dtype;
}

/** Handwritten digits: images of 28×28 pixels between 0 (paper) and 1 (ink), labels 0 to 9, one-hot targets. */
export interface Digits extends Displayable {
  /** To learn from. */
  readonly training: Dataset;
  /** To be tested with: other images, by other writers. */
  readonly test: Dataset;
  /** Whether they are the real ones (MNIST), the drawn ones of the course, or from files of the caller's. */
  readonly source: "mnist" | "drawn" | "own";
  /** The same as a sentence, with where they lie and how many there are. */
  toString(): string;
}

/**
 * Loads handwritten digits: the real ones of MNIST if they are there, else those that come with the course.
 *
 * The real ones are looked for in the folder that the setting NEURAL_DESCENT_MNIST names, and in `datasets/mnist/`,
 * where `npm run mnist` puts them.
 *
 * @param options which digits and how many
 * @throws Error if real ones are asked for and are not there, or a file is broken or does not fit the others;
 *   RangeError if an option is out of range
 * @see LeCun, Cortes and Burges, "The MNIST database of handwritten digits"; `datasets/digits/README.md`
 * @example
 * const { training } = await loadDigits({ training: 100 });
 * training.size; // 100
 */
export async function loadDigits(options: DigitOptions = {}): Promise<Digits> {
  const { source, training = 12_000, test = 10_000, dtype = "float64" } = options;
  expectMost(training, "training");
  expectMost(test, "test");
  vectorOfZeros(0, dtype); // says what is wrong with a dtype
  const { kind, files, note } = await chosenFiles(source);
  const [trainingTables, testTables] = await Promise.all([
    tables(files.trainingImages, files.trainingLabels),
    tables(files.testImages, files.testLabels),
  ]);
  const titles = { mnist: "MNIST", drawn: "drawn digits", own: "digits" };
  const sets = {
    training: digitSet(`${titles[kind]}, training`, trainingTables, training, dtype),
    test: digitSet(`${titles[kind]}, test`, testTables, test, dtype),
  };
  const [trainingCount, testCount] = [countOf(sets.training, trainingTables), countOf(sets.test, testTables)];
  const text = `${note}: ${trainingCount} training images, ${testCount} test images`;
  return {
    ...sets,
    source: kind,
    toString: () => text,
    [jupyterDisplay]: (): MimeBundle => ({ "text/plain": text }),
  };
}

async function chosenFiles(
  source: DigitOptions["source"],
): Promise<{ kind: Digits["source"]; files: DigitFiles; note: string }> {
  if (typeof source === "object" && source !== null) {
    return { kind: "own", files: source, note: `Digits from ${source.trainingImages.name}` };
  }
  if (source !== undefined && source !== "mnist" && source !== "drawn") {
    throw new RangeError(
      `expected source: "mnist", "drawn" or four IDX files, got ${JSON.stringify(source)}`,
    );
  }
  if (source !== "drawn") {
    const found = findDigitFiles();
    if (found.files)
      return { kind: "mnist", files: found.files, note: `Real digits (MNIST) from ${found.folder}` };
    if (source === "mnist") {
      throw new Error(`expected the real digits, got none (${found.reason}): run npm run mnist`);
    }
  }
  return {
    kind: "drawn",
    files: {
      trainingImages: datasetFile("digits/train-images-idx3-ubyte.gz"),
      trainingLabels: datasetFile("digits/train-labels-idx1-ubyte.gz"),
      testImages: datasetFile("digits/test-images-idx3-ubyte.gz"),
      testLabels: datasetFile("digits/test-labels-idx1-ubyte.gz"),
    },
    note: "Drawn digits that come with the course (npm run mnist gets real ones)",
  };
}

interface Tables {
  images: IdxTable;
  labels: IdxTable;
  imageFile: string;
  labelFile: string;
}

async function tables(imageSource: Source, labelSource: Source): Promise<Tables> {
  const [images, labels] = await Promise.all([loadIdx(imageSource), loadIdx(labelSource)]);
  const [imageFile, labelFile] = [imageSource.name, labelSource.name];
  if (images.shape.length !== 3 || !(images.values instanceof Uint8Array)) {
    throw new Error(`expected ${imageFile} to hold images in bytes, got the shape ${images.shape.join("×")}`);
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== images.shape[0]) {
    throw new Error(
      `expected ${labelFile} to hold a label for each of ${images.shape[0]} images, got the shape ${labels.shape.join("×")}`,
    );
  }
  const wrong = labels.values.findIndex((label) => !(label >= 0 && label <= 9));
  if (wrong >= 0) {
    throw new Error(
      `expected ${labelFile} to hold the digits 0 to 9, got ${labels.values[wrong]} for image ${wrong}`,
    );
  }
  return { images, labels, imageFile, labelFile };
}

function digitSet(name: string, { images, labels }: Tables, most: number, dtype: Dtype): Dataset {
  const [count, height, width] = images.shape;
  const rows = Math.min(count, most);
  const values = vectorOfZeros(rows * height * width, dtype);
  for (let k = 0; k < values.length; k++) values[k] = images.values[k] / 255;
  return new Dataset({
    name,
    inputs: { rows, columns: height * width, values },
    labels: labels.values.subarray(0, rows),
    inputShape: [height, width],
    classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
  });
}

function countOf({ size }: Dataset, { images }: Tables): string {
  const all = images.shape[0].toLocaleString("en-US");
  return size === images.shape[0] ? all : `${size.toLocaleString("en-US")} of ${all}`;
}

function expectMost(count: number, what: string): void {
  if (count === Infinity || (Number.isInteger(count) && count >= 1)) return;
  throw new RangeError(
    `expected ${what} to be a number of images, 1 or more, or Infinity for all, got ${count}`,
  );
}
