/** The digits of the course as files: what `npm run digits` writes. */
import { formatIdx } from "../../../src/data/idx";
import { drawnSet, testSet, trainingSet, type DrawnSet } from "./drawn-set";

export { sheetOf } from "./sheet";

/** The four files by their names, not yet packed, and the training set that is in them. */
export function drawnFiles(): { files: Record<string, Uint8Array>; training: DrawnSet } {
  const training = drawnSet(trainingSet);
  const test = drawnSet(testSet);
  const images = ({ count, size, pixels }: DrawnSet): Uint8Array =>
    formatIdx({ shape: [count, size, size], values: pixels });
  const labels = ({ count, labels }: DrawnSet): Uint8Array => formatIdx({ shape: [count], values: labels });
  const files = {
    "train-images-idx3-ubyte.gz": images(training),
    "train-labels-idx1-ubyte.gz": labels(training),
    "test-images-idx3-ubyte.gz": images(test),
    "test-labels-idx1-ubyte.gz": labels(test),
  };
  return { files, training };
}
