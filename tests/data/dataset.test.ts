import fc from "../examples";
import { describe, expect, test } from "vitest";
import {
  Dataset,
  maximumScaling,
  oneHot,
  permutation,
  Random,
  rangeScaling,
  rowsOf,
  Scaling,
  standardScaling,
} from "../../src/data";
import { jupyterDisplay } from "../../src/display";

/** Ten examples whose inputs, target and label all say which one it is. */
function ten(): Dataset {
  const numbers = Array.from({ length: 10 }, (_, i) => i);
  return new Dataset({
    name: "ten",
    inputs: numbers.map((i) => [i, 10 * i]),
    targets: numbers.map((i) => [100 * i]),
    labels: numbers.map((i) => i % 3),
  });
}

const first = (data: Dataset): number[] => rowsOf(data.inputs).map(([x]) => x);

/** Whether inputs, targets and labels still belong together. */
function expectTogether(data: Dataset): void {
  first(data).forEach((x, i) => {
    const { inputs, targets, label } = data.example(i);
    expect([Array.from(inputs), Array.from(targets), label]).toEqual([[x, 10 * x], [100 * x], x % 3]);
  });
}

test("parts of a data set keep inputs, targets and labels together", () => {
  const data = ten();
  expect(first(data.take(3))).toEqual([0, 1, 2]);
  expect(first(data.select([7, 7, 2]))).toEqual([7, 7, 2]);
  const [most, rest] = data.split(0.8);
  expect([first(most), first(rest)]).toEqual([
    [0, 1, 2, 3, 4, 5, 6, 7],
    [8, 9],
  ]);
  expect(data.split(3).map(({ size }) => size)).toEqual([3, 7]);
  for (const part of [data.take(3), data.select([7, 7, 2]), most, rest, data.shuffle(1)])
    expectTogether(part);
});

test("shuffling repeats for a seed, loses nothing, and leaves the old data set as it was", () => {
  const data = ten();
  const shuffled = data.shuffle(4);
  expect(first(shuffled)).toEqual(first(ten().shuffle(4)));
  expect(first(shuffled)).not.toEqual(first(data.shuffle(5)));
  expect(first(shuffled).sort()).toEqual(first(data));
  expect(first(data)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("every order is as likely as any other", () => {
  const random = new Random(3);
  const counts = new Map<string, number>();
  for (let k = 0; k < 6000; k++) {
    const order = permutation(3, random).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120); // 4 standard errors
  expect(() => permutation(-1, random)).toThrow("expected how many numbers to permute");
});

test("batches hold every example once; the last one has what is left", () => {
  const data = ten();
  expect([...data.batches(4)].map(first)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ]);
  const shuffled = [...data.batches(4, 1)];
  expect(shuffled.map(({ size }) => size)).toEqual([4, 4, 2]);
  expect(shuffled.flatMap(first).sort()).toEqual(first(data));
  expect(shuffled.flatMap(first)).not.toEqual(first(data));
  shuffled.forEach(expectTogether);
});

test("labels without targets become one-hot targets", () => {
  const data = new Dataset({ inputs: [[1], [2]], labels: [1, 0], classNames: ["no", "yes", "perhaps"] });
  expect(rowsOf(data.targets)).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ]);
  expect(data.targetNames).toEqual(["no", "yes", "perhaps"]);
  const two = new Dataset({ inputs: [[1], [2]], targets: [[1], [0]], labels: [1, 0] });
  expect(rowsOf(two.oneHot().targets)).toEqual([
    [0, 1],
    [1, 0],
  ]);
  expect(rowsOf(two.withLabels([0, 0]).targets)).toEqual([[0], [0]]);
  expect(rowsOf(data.withLabels([2, 2]).targets)).toEqual([
    [0, 0, 1],
    [0, 0, 1],
  ]);
  expect(data.withTargets([[5], [6]]).labels).toBeUndefined();
});

test("inputs can be chosen and permuted, names and scaling go along", () => {
  const data = new Dataset({
    inputs: [
      [1, 2],
      [5, 4],
    ],
    targets: [[0], [1]],
    inputNames: ["a", "b"],
  });
  const turned = data.normalize().selectInputs([1, 0]);
  expect([turned.inputNames, rowsOf(turned.inputs)]).toEqual([
    ["b", "a"],
    [
      [0, 0],
      [1, 1],
    ],
  ]);
  expect(rowsOf(turned.unscale().inputs)).toEqual([
    [2, 1],
    [4, 5],
  ]);
});

describe("scaling", () => {
  const data = new Dataset({
    inputs: [
      [3, 5],
      [5, 1],
      [10, 2],
    ],
    targets: [[75], [82], [93]],
  });

  test("standardized columns have mean 0 and deviation 1, normalized ones go from 0 to 1", () => {
    const values = rowsOf(data.standardize("both").inputs);
    for (const j of [0, 1]) {
      const column = values.map((row) => row[j]);
      expect(column.reduce((a, b) => a + b)).toBeCloseTo(0, 12);
      expect(column.reduce((a, b) => a + b * b, 0) / 3).toBeCloseTo(1, 12);
    }
    expect(rowsOf(data.normalize("targets").targets)).toEqual([[0], [7 / 18], [1]]);
    expect(rowsOf(data.normalize("inputs", -1, 1).inputs)[0]).toEqual([-1, 1]);
    expect(rowsOf(data.scale({ inputs: maximumScaling(data.inputs) }).inputs)[2]).toEqual([1, 0.4]);
    expect(rowsOf(data.inputs)).toEqual([
      [3, 5],
      [5, 1],
      [10, 2],
    ]);
  });

  test("whatever was scaled comes back, also twice scaled", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 2 }), {
          minLength: 1,
          maxLength: 8,
        }),
        (rows) => {
          const original = new Dataset({ inputs: rows, targets: rows });
          const back = original.standardize("both").normalize("both", -3, 5).unscale();
          const size = Math.max(1, ...rows.flat().map(Math.abs));
          for (const side of ["inputs", "targets"] as const)
            back[side].values.forEach((x, k) =>
              expect(Math.abs(x - rows.flat()[k])).toBeLessThan(1e-9 * size),
            );
          expect(back.inputScaling).toBeUndefined();
        },
      ),
    );
  });

  test("a test set is scaled as the training set was, predictions are brought back", () => {
    const [training, test] = data.split(2);
    const scaled = training.normalize("both");
    expect(rowsOf(test.scaledLike(scaled).inputs)).toEqual([[3.5, 0.25]]);
    expect(rowsOf(test.normalize("both").scaledLike(scaled).inputs)).toEqual([[3.5, 0.25]]);
    expect(rowsOf(scaled.targetScaling!.undo([[0.5]]))).toEqual([[78.5]]);
  });

  test("a column without variation is shifted, not divided by zero", () => {
    const constant = [
      [0.1, 7],
      [0.1, 8],
      [0.1, 9],
    ];
    for (const scaling of [standardScaling(constant), rangeScaling(constant), maximumScaling([[0], [0]])])
      expect(Array.from(scaling.scale)).toContain(1);
    for (const [x] of rowsOf(standardScaling(constant).apply(constant)))
      expect(Math.abs(x)).toBeLessThan(1e-15);
  });

  test("it survives JSON", () => {
    const { shift, scale } = JSON.parse(JSON.stringify(standardScaling(data.inputs)));
    expect(new Scaling(shift, scale)).toEqual(standardScaling(data.inputs));
  });

  test("numbers that are no scaling are refused", () => {
    expect(() => new Scaling([0], [0])).toThrow("scales that are not 0");
    expect(() => new Scaling([NaN], [1])).toThrow("expected finite shifts");
    expect(() => new Scaling([0, 1], [1])).toThrow("got 2 shifts and 1 scales");
    expect(() => new Scaling([0], [1]).apply([[1, 2]])).toThrow(
      "expected 1 columns, as in the data scaled before, got 2",
    );
    expect(() => rangeScaling([[1]], 2, 2)).toThrow("got 2 to 2");
    expect(() => data.standardize("all" as never)).toThrow(
      'expected "inputs", "targets" or "both", got "all"',
    );
  });
});

test("numbers can be stored in 32 bits, and stay so", () => {
  const data = ten().as("float32");
  for (const part of [
    data,
    data.shuffle(1),
    data.take(2),
    data.standardize("both"),
    data.oneHot(),
    data.select([1]),
  ])
    expect([part.inputs.values, part.targets.values].every((values) => values instanceof Float32Array)).toBe(
      true,
    );
});

test("it says what it is, as text and as a table of its first rows", () => {
  expect(String(ten())).toBe("ten: 10 examples, 2 inputs (x1, x2), 1 target (y), 3 classes (0, 1, 2)");
  const images = new Dataset({
    inputs: [[0, 0, 0, 1]],
    labels: [1],
    inputShape: [2, 2],
    classNames: ["<a>", "b"],
  });
  expect(String(images)).toBe("data: 1 example, 2×2 = 4 inputs, 2 classes (<a>, b)");
  const html = images[jupyterDisplay]()["text/html"] as string;
  expect(html).toContain("&lt;a&gt;");
  expect((ten()[jupyterDisplay]()["text/html"] as string).match(/<tr>/g)).toHaveLength(6);
});

describe("bad input", () => {
  test.each([
    ["no inputs", {}, "got no inputs"],
    ["empty inputs", { inputs: [], targets: [] }, "expected the inputs to have at least one row"],
    ["ragged inputs", { inputs: [[1], [1, 2]], targets: [[1], [2]] }, "1 numbers in every row"],
    [
      "NaN",
      { inputs: [[NaN]], targets: [[1]] },
      "expected the inputs to hold finite numbers, got NaN in row 0",
    ],
    ["infinite targets", { inputs: [[1]], targets: [[Infinity]] }, "expected the targets to hold finite"],
    ["neither targets nor labels", { inputs: [[1]] }, "got neither"],
    [
      "too few targets",
      { inputs: [[1], [2]], targets: [[1]] },
      "as many rows of targets as there are inputs, 2, got 1",
    ],
    ["too many labels", { inputs: [[1]], labels: [0, 1] }, "as many labels as there are inputs, 1, got 2"],
    [
      "a label that is no class",
      { inputs: [[1]], labels: [2], classNames: ["a", "b"] },
      "from 0 to 1, got 2 for example 0",
    ],
    ["a negative label", { inputs: [[1]], labels: [-1] }, "0 or more, got -1 for example 0"],
    ["half a label", { inputs: [[1]], labels: [0.5] }, "got 0.5"],
    ["no labels", { inputs: [[1]], labels: [] }, "got none"],
    [
      "too few names",
      { inputs: [[1, 2]], targets: [[1]], inputNames: ["a"] },
      "a name for each of 2 inputs, got 1 names: a",
    ],
    [
      "a wrong shape",
      { inputs: [[1, 2]], targets: [[1]], inputShape: [2, 2] },
      "a shape for 2 inputs, got 2×2",
    ],
  ])("%s: refused", (_, parts, message) => {
    expect(() => new Dataset(parts as never)).toThrow(message);
  });

  test("counts and indices out of range are refused, and nothing has changed", () => {
    const data = ten();
    expect(() => data.take(11)).toThrow("from 1 to 10, got 11");
    expect(() => data.take(0)).toThrow("got 0");
    expect(() => data.select([10])).toThrow("from 0 to 9, got 10");
    expect(() => data.select([])).toThrow("got none");
    expect(() => data.split(0)).toThrow("got 0 of 10 examples");
    expect(() => data.split(10)).toThrow("a count from 1 to 9");
    expect(() => data.split(0.01)).toThrow("got 0.01 of 10");
    expect(() => [...data.batches(0)]).toThrow("1 or more, got 0");
    expect(() => data.shuffle(-1)).toThrow("expected a seed");
    expect(() => data.selectInputs([2])).toThrow("from 0 to 1, got 2");
    expect(() => data.withLabels([3, 0, 0, 0, 0, 0, 0, 0, 0, 0])).toThrow("from 0 to 2, got 3");
    expect(() => data.withTargets([[1]])).toThrow("got 1");
    expect(() => data.example(10)).toThrow("from 0 to 9, got 10");
    expect(() => new Dataset({ inputs: [[1]], targets: [[1]] }).oneHot()).toThrow("got data, which has none");
    expect(() => oneHot([0], 0)).toThrow("expected 1 or more classes");
    expect(data).toEqual(ten());
  });
});
