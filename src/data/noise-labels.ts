import type { Dataset } from "./dataset";
import { permutation } from "./permutation";
import { Random } from "./random";

/**
 * The same examples with some wrong labels: a share of them is replaced by one of the other classes, each as likely.
 *
 * @param data examples with labels
 * @param share how many of them, from 0 to 1; the number is rounded
 * @param seed decides which, and which class they get
 * @returns a new data set, whose targets follow the labels
 * @throws RangeError if the examples have no labels or only one class, or the share is out of range
 * @see Zhang et al., "Understanding deep learning requires rethinking generalization" (2017)
 * @example
 * const moons = twoMoons({ count: 100, seed: 1 });
 * withWrongLabels(moons, 0.2, 2).labels.filter((label, i) => label !== moons.labels[i]).length; // 20
 */
export function withWrongLabels(data: Dataset, share: number, seed: number): Dataset {
  const labels = expectLabeled(data).slice();
  const classes = data.classNames?.length ?? 0;
  if (!(share >= 0 && share <= 1)) throw new RangeError(`expected a share from 0 to 1, got ${share}`);
  if (classes < 2)
    throw new RangeError(`expected two or more classes to take wrong ones from, got ${classes}`);
  const random = new Random(seed);
  for (const i of permutation(data.size, random).subarray(0, Math.round(share * data.size))) {
    labels[i] = (labels[i] + 1 + Math.floor(random.uniform(0, classes - 1))) % classes;
  }
  return data.withLabels(labels);
}

/**
 * The same examples with all labels dealt out anew, as often as before: whatever labels and inputs had to do with each
 * other is gone.
 *
 * @param data examples with labels
 * @param seed decides who gets which
 * @returns a new data set, whose targets follow the labels
 * @throws RangeError if the examples have no labels
 * @example
 * const moons = twoMoons({ count: 100, seed: 1 });
 * withPermutedLabels(moons, 2).labels.filter((label) => label === 1).length; // 50
 */
export function withPermutedLabels(data: Dataset, seed: number): Dataset {
  const labels = expectLabeled(data);
  const order = permutation(data.size, new Random(seed));
  return data.withLabels(order.map((i) => labels[i]));
}

function expectLabeled({ labels, name }: Dataset): Int32Array {
  if (!labels) throw new RangeError(`expected examples with labels, got ${name}, which has none`);
  return labels;
}
