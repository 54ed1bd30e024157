import fc from "../examples";
import { describe, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/display";
import {
  accuracy,
  answersOf,
  calibration,
  confidences,
  confusionMatrix,
  meanSquaredError,
  nameClasses,
} from "../../src/training";

const outputs = [
  [0.9, 0.05, 0.05],
  [0.2, 0.7, 0.1],
  [0.3, 0.3, 0.4],
  [0.6, 0.3, 0.1],
];
const labels = [0, 1, 1, 2];
const targets = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 1, 0],
  [0, 0, 1],
];

describe("the answer", () => {
  test("is the brightest output, the first of equals", () => {
    expect([
      ...answersOf([
        [0.5, 0.5],
        [0, 1],
        [-3, -2],
      ]),
    ]).toEqual([0, 1, 1]);
  });

  test("of a single output is yes above the threshold", () => {
    expect([...answersOf([[0.5], [0.51]])]).toEqual([0, 1]);
    expect([...answersOf([[-0.1], [0.1]], 0)]).toEqual([0, 1]);
  });
});

describe("accuracy", () => {
  test("counts the right answers, by labels as by targets", () => {
    expect(accuracy(outputs, labels)).toBe(0.5);
    expect(accuracy(outputs, Int32Array.from(labels))).toBe(0.5);
    expect(accuracy(outputs, targets)).toBe(0.5);
  });

  test("of one output compares yes and no", () => {
    expect(accuracy([[0.9], [0.2], [0.6]], [[1], [0], [0]])).toBeCloseTo(2 / 3, 12);
    expect(accuracy([[0.9], [0.2], [0.6]], [1, 1, 1])).toBeCloseTo(2 / 3, 12);
  });
});

describe("the confusion matrix", () => {
  const confusion = confusionMatrix(outputs, labels, { classNames: ["a<b", "dog", "cat"] });

  test("has a row for each class and a column for each answer", () => {
    expect(confusion.counts).toEqual([
      [1, 0, 0],
      [0, 1, 1],
      [1, 0, 0],
    ]);
    expect(confusion.recalls).toEqual([1, 0.5, 0]);
    expect(confusion.worst).toHaveLength(2);
  });

  test("has all examples in it, the right ones on its diagonal", () => {
    const cases = fc.array(
      fc.tuple(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        fc.nat(3),
      ),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(cases, (examples) => {
        const given = examples.map(([row]) => row);
        const right = examples.map(([, label]) => label);
        const { counts } = confusionMatrix(given, right);
        expect(counts.flat().reduce((a, b) => a + b)).toBe(examples.length);
        const diagonal = counts.reduce((sum, row, i) => sum + row[i], 0);
        expect(diagonal / examples.length).toBeCloseTo(accuracy(given, right), 12);
      }),
    );
  });

  test("is shown as a table with its names, which are text and no markup", () => {
    const bundle = confusion[jupyterDisplay]();
    expect(bundle["text/html"]).toContain("a&lt;b");
    expect(bundle["text/html"]).not.toContain("a<b");
    expect(bundle["text/plain"]).toContain("dog");
  });
});

describe("calibration", () => {
  test("by hand: four answers in two bins", () => {
    // Confidences .9, .7, .4, .6; right, right, wrong, wrong. Bins of a half: (.4: 0 of 1) and (.9, .7, .6: 2 of 3).
    const { error, bins } = calibration(outputs, labels, { bins: 2 });
    expect(bins.map(({ count }) => count)).toEqual([1, 3]);
    expect(bins[1].confidence).toBeCloseTo(2.2 / 3, 12);
    expect(bins[1].accuracy).toBeCloseTo(2 / 3, 12);
    expect(error).toBeCloseTo((1 * 0.4) / 4 + (3 * (2.2 / 3 - 2 / 3)) / 4, 12);
  });

  test("a network that is sure and right has error 0, one that is sure and wrong has 1", () => {
    expect(calibration(targets, labels).error).toBe(0);
    expect(calibration(targets, [1, 0, 0, 0]).error).toBe(1);
  });

  test("confidence in a single output counts for no as well", () => {
    expect(confidences([[0.9], [0.2], [0.5]])).toEqual(Float64Array.of(0.9, 0.8, 0.5));
  });

  test("a bin without answers is empty, not zero", () => {
    expect(calibration(targets, labels).bins[0]).toMatchObject({ count: 0, confidence: NaN, accuracy: NaN });
  });
});

test("the mean squared error adds over the outputs and averages over the examples", () => {
  expect(
    meanSquaredError(
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 0],
        [3, 4],
      ],
    ),
  ).toBe(2.5);
});

test("targets name classes if each row has a single 1, or there is one column of 0 and 1", () => {
  expect(nameClasses(targets)).toBe(true);
  expect(nameClasses([[0], [1]])).toBe(true);
  expect(
    nameClasses([
      [0, 0],
      [1, 0],
    ]),
  ).toBe(false);
  expect(nameClasses([[1, 1]])).toBe(false);
  expect(nameClasses([[0.2, 0.8]])).toBe(false);
});

test.each<[string, () => unknown, RegExp]>([
  ["no outputs", () => accuracy([], []), /at least one row, got none/],
  ["NaN", () => accuracy([[NaN, 1]], [1]), /finite numbers, got NaN in row 0/],
  ["too few labels", () => accuracy(outputs, [1, 2]), /each of 4 rows of outputs, got 2 answers/],
  ["a label out of range", () => accuracy(outputs, [0, 1, 2, 3]), /labels from 0 to 2.*got 3 at index 3/],
  ["half a label", () => confusionMatrix(outputs, [0, 1, 1.5, 0]), /got 1.5 at index 2/],
  ["targets of another width", () => accuracy(outputs, [[1], [0], [1], [0]]), /3 columns.*got 1/],
  ["targets that name no class", () => accuracy([[0.1, 0.2]], [[0.5, 0.5]]), /name a class/],
  ["logits", () => calibration([[3, -2]], [0]), /from 0 to 1.*got 3 in row 0: turn logits/],
  ["no bins", () => calibration(outputs, labels, { bins: 0 }), /1 or more bins, got 0/],
  ["too few names", () => confusionMatrix(outputs, labels, { classNames: ["a"] }), /3 names.*got 1/],
  ["other shapes", () => meanSquaredError([[1, 2]], [[1]]), /targets of 1 × 2.*got 1 × 1/],
])("%s: an error that says so", (_, call, message) => {
  expect(call).toThrow(message);
});
