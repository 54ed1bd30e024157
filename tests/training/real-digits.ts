/** The real handwritten digits, read as plainly as can be, so that tests of training depend on no loader. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Matrix } from "../../src/data";

/** The folder with the real digits, if the environment names one. */
export const DIGITS = process.env.NEURAL_DESCENT_MNIST;

/** 10,000 examples: pixels from 0 to 1, one image a row, and a 1 at the digit's place among zeros. */
export function readDigits(part: "train10k" | "t10k"): { inputs: Matrix; targets: Matrix } {
  const read = (name: string, header: number): Buffer =>
    gunzipSync(readFileSync(join(DIGITS!, `${part}-${name}.gz`))).subarray(header);
  const pixels = read("images-idx3-ubyte", 16);
  const labels = read("labels-idx1-ubyte", 8);
  const targets = new Float64Array(labels.length * 10);
  labels.forEach((label, i) => (targets[10 * i + label] = 1));
  return {
    inputs: { rows: labels.length, columns: 784, values: Float64Array.from(pixels, (pixel) => pixel / 255) },
    targets: { rows: labels.length, columns: 10, values: targets },
  };
}
