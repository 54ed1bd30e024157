/** The program that draws the digits of the course. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawnSet, testSet, trainingSet } from "../../environment/datasets/digits/drawn-set";
import { sheetOf } from "../../environment/datasets/digits/sheet";
import { png } from "../../environment/datasets/png.mjs";
import { fileSource, loadIdx } from "../../src/data";

const datasets = join(import.meta.dirname, "../../datasets/digits");
const drawn = drawnSet({ seed: 77, writers: 10, times: 2 });
const images = Array.from({ length: drawn.count }, (_, k) => drawn.pixels.subarray(784 * k, 784 * (k + 1)));

test("the test images in the tree are drawn again, bit for bit", async () => {
  const { pixels, labels } = drawnSet(testSet);
  const [inTree, labelsInTree] = await Promise.all(
    ["test-images-idx3-ubyte.gz", "test-labels-idx1-ubyte.gz"].map((name) =>
      loadIdx(fileSource(join(datasets, name))),
    ),
  );
  expect(Buffer.compare(pixels, inTree.values as Uint8Array)).toBe(0);
  expect(labels).toEqual(labelsInTree.values);
});

test("those who write for the test write nothing for the training", () => {
  const seeds = ({ seed, writers }: typeof testSet): number[] => [seed, seed + writers];
  const [[first, end], [testFirst, testEnd]] = [seeds(trainingSet), seeds(testSet)];
  expect(end <= testFirst || testEnd <= first).toBe(true);
});

test("a seed always gives the same digits; no two of them are the same", () => {
  expect(drawnSet({ seed: 77, writers: 10, times: 2 })).toEqual(drawn);
  expect(new Set(images.map((image) => Buffer.from(image).toString("base64"))).size).toBe(drawn.count);
});

test("digits lie as in MNIST: in 20×20 pixels, the mass in the middle, paper around", () => {
  for (const image of images) {
    let [mass, x, y] = [0, 0, 0];
    const [rows, columns] = [new Set<number>(), new Set<number>()];
    image.forEach((ink, k) => {
      const [row, column] = [Math.floor(k / 28), k % 28];
      mass += ink;
      x += ink * column;
      y += ink * row;
      if (ink > 127) {
        rows.add(row);
        columns.add(column);
      }
    });
    expect(Math.abs(x / mass - 14)).toBeLessThan(0.51);
    expect(Math.abs(y / mass - 14)).toBeLessThan(0.51);
    const longer = Math.max(rows.size, columns.size);
    expect(longer).toBeGreaterThanOrEqual(17);
    expect(longer).toBeLessThanOrEqual(20);
    expect(mass / 255).toBeGreaterThan(12);
  }
});

test("a picture of them is a PNG", () => {
  const sheet = sheetOf(drawn, 5);
  expect([sheet.width, sheet.height]).toEqual([140, 280]);
  const zero = drawn.labels.indexOf(0);
  expect(sheet.grays[14 * 140 + 20]).toBe(255 - images[zero][14 * 28 + 20]);
  const file = png(sheet);
  expect(file.subarray(1, 4).toString()).toBe("PNG");
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([140, 280]);
});
