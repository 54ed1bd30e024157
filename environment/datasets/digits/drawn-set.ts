/** Digits by many writers, in mixed order: those who wrote the test images wrote no training image. */
import { Random } from "../../../src/data/random";
import { permutation } from "../../../src/data/permutation";
import { rasterized, SIZE } from "./raster";
import { Writer } from "./writer";

/** The two sets of the course: 600 writers for training, 100 others for the test, each twice every digit. */
export const trainingSet = { seed: 10_000, writers: 600, times: 2 };
export const testSet = { seed: 20_000, writers: 100, times: 2 };

export interface DrawnSet {
  count: number;
  size: number;
  /** count·size·size grays, image after image, row after row. */
  pixels: Uint8Array;
  /** count digits. */
  labels: Uint8Array;
}

/**
 * @param options.seed the first writer's seed; the next writers have the next ones
 * @param options.writers how many write
 * @param options.times how often each writes each digit
 */
export function drawnSet({ seed, writers, times }: typeof trainingSet): DrawnSet {
  const count = writers * times * 10;
  const pixels = new Uint8Array(count * SIZE * SIZE);
  const labels = new Uint8Array(count);
  const places = permutation(count, new Random(seed));
  for (let w = 0, k = 0; w < writers; w++) {
    const writer = new Writer(seed + w);
    const random = new Random((seed + w) ^ 0x5eed5eed);
    for (let i = 0; i < 10 * times; i++, k++) {
      const digit = i % 10;
      pixels.set(rasterized(writer.write(digit, random)), places[k] * SIZE * SIZE);
      labels[places[k]] = digit;
    }
  }
  return { count, size: SIZE, pixels, labels };
}
