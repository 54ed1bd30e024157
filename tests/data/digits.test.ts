import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { formatIdx, type IdxValues, loadDigits, memorySource, type Source } from "../../src/data";

const folder = mkdtempSync(join(tmpdir(), "neural-descent-digits-"));
const real = process.env.NEURAL_DESCENT_MNIST;

beforeEach(() => void vi.stubEnv("NEURAL_DESCENT_MNIST", undefined));
afterEach(() => void vi.unstubAllEnvs());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const idx = (
  shape: number[],
  values: IdxValues = new Uint8Array(shape.reduce((a, b) => a * b)),
): Uint8Array => formatIdx({ shape, values });

/** Four files in memory: three training images and two test images of 2×2 pixels. */
function files(changes: Partial<Record<string, Uint8Array>> = {}) {
  const source = (name: string, bytes: Uint8Array): Source => memorySource(changes[name] ?? bytes, name);
  return {
    trainingImages: source(
      "trainingImages",
      idx([3, 2, 2], Uint8Array.from([0, 51, 102, 255, 1, 2, 3, 4, 5, 6, 7, 8])),
    ),
    trainingLabels: source("trainingLabels", idx([3], Uint8Array.from([7, 0, 9]))),
    testImages: source("testImages", idx([2, 2, 2])),
    testLabels: source("testLabels", idx([2])),
  };
}

test("the digits of the course: how many, what range, every digit equally often", async () => {
  const digits = await loadDigits({ source: "drawn" });
  expect([digits.source, digits.training.size, digits.test.size]).toEqual(["drawn", 12_000, 2_000]);
  expect(String(digits)).toMatch(/^Drawn digits .*: 12,000 training images, 2,000 test images$/);
  for (const set of [digits.training, digits.test]) {
    expect([set.inputs.columns, set.inputShape, set.targets.columns]).toEqual([784, [28, 28], 10]);
    let [least, most] = [1, 0];
    for (const ink of set.inputs.values) [least, most] = [Math.min(least, ink), Math.max(most, ink)];
    expect([least, most]).toEqual([0, 1]);
    for (let digit = 0; digit < 10; digit++)
      expect(set.labels!.filter((label) => label === digit)).toHaveLength(set.size / 10);
    // mixed: the first hundred are no sorted list
    expect(new Set(set.labels!.subarray(0, 30)).size).toBeGreaterThan(7);
  }
});

test("pixels become numbers from 0 to 1, labels one-hot, in the dtype that is asked for", async () => {
  const digits = await loadDigits({ source: files(), dtype: "float32" });
  expect(digits.source).toBe("own");
  const { inputs, targets, label } = digits.training.example(0);
  expect(inputs).toEqual(Float32Array.from([0, 0.2, 0.4, 1]));
  expect([Array.from(targets), label]).toEqual([[0, 0, 0, 0, 0, 0, 0, 1, 0, 0], 7]);
});

test("fewer are taken when fewer are asked for, and it says so", async () => {
  const digits = await loadDigits({ source: files(), training: 2, test: Infinity });
  expect([digits.training.size, digits.test.size]).toEqual([2, 2]);
  expect(String(digits)).toBe("Digits from trainingImages: 2 of 3 training images, 2 test images");
});

describe("real digits", () => {
  const labels = gzipSync(idx([2], Uint8Array.from([3, 4])));
  const images = gzipSync(idx([2, 28, 28]));

  test.each(["train", "train10k"])(
    "are taken where the setting names a folder with files named %s-…",
    async (name) => {
      const place = join(folder, name);
      mkdirSync(place);
      writeFileSync(join(place, `${name}-images-idx3-ubyte.gz`), images);
      writeFileSync(join(place, `${name}-labels-idx1-ubyte.gz`), labels);
      writeFileSync(join(place, "t10k-images-idx3-ubyte"), idx([2, 28, 28])); // unpacked is right too
      writeFileSync(join(place, "t10k-labels-idx1-ubyte.gz"), labels);
      vi.stubEnv("NEURAL_DESCENT_MNIST", place);
      for (const source of [undefined, "mnist"] as const) {
        const digits = await loadDigits({ source });
        expect([digits.source, digits.training.size]).toEqual(["mnist", 2]);
        expect(String(digits)).toBe(`Real digits (MNIST) from ${place}: 2 training images, 2 test images`);
      }
      expect((await loadDigits({ source: "drawn", training: 1, test: 1 })).source).toBe("drawn");
    },
  );

  test("a setting that names a folder without them is an error, not another data set", async () => {
    vi.stubEnv("NEURAL_DESCENT_MNIST", folder);
    await expect(loadDigits()).rejects.toThrow(`expected the four files of MNIST in ${folder}`);
  });

  test("as they are shared: 28×28, ten classes, 10,000 for the test", async ({ skip }) => {
    skip(real === undefined, "NEURAL_DESCENT_MNIST does not say where the real digits are");
    vi.stubEnv("NEURAL_DESCENT_MNIST", real);
    const digits = await loadDigits();
    expect([digits.source, digits.test.size]).toEqual(["mnist", 10_000]);
    expect(Array.from(digits.test.labels!.subarray(0, 5))).toEqual([7, 2, 1, 0, 4]);
    expect(digits.training.size).toBeGreaterThanOrEqual(10_000);
  });
});

test.each([
  [
    "no images but a list",
    { trainingImages: idx([12]) },
    "expected trainingImages to hold images in bytes, got the shape 12",
  ],
  [
    "images that are no bytes",
    { testImages: idx([2, 2, 2], new Float32Array(8)) },
    "expected testImages to hold images in bytes",
  ],
  [
    "too few labels",
    { trainingLabels: idx([2]) },
    "expected trainingLabels to hold a label for each of 3 images, got the shape 2",
  ],
  [
    "a label 10",
    { testLabels: idx([2], Uint8Array.from([1, 10])) },
    "expected testLabels to hold the digits 0 to 9, got 10 for image 1",
  ],
  ["a broken file", { testLabels: Uint8Array.from([1, 2]) }, "expected testLabels to be an IDX file"],
])("files with %s are refused", async (_, changes, message) => {
  await expect(loadDigits({ source: files(changes) })).rejects.toThrow(message);
});

test("options that make no sense are refused", async () => {
  await expect(loadDigits({ source: "minst" as never })).rejects.toThrow('got "minst"');
  await expect(loadDigits({ training: 0 })).rejects.toThrow("expected training to be a number of images");
  await expect(loadDigits({ test: 1.5 })).rejects.toThrow("got 1.5");
  await expect(loadDigits({ dtype: "float16" as never })).rejects.toThrow('got "float16"');
});
