import fc from "../examples";
import { lusolve, multiply, transpose } from "mathjs";
import { describe, expect, test } from "vitest";
import { checkGradient, descend, extremeCurvatures } from "../../src/calculus";
import { matrixOf, Random } from "../../src/data";
import { linearRegression, regressionCost, SingularError } from "../../src/symbolic";

const METHODS = ["normal equations", "QR"] as const;

/** n examples of d inputs, and targets that do not lie on a plane. */
function examples(n: number, d: number, seed: number) {
  const random = new Random(seed);
  const X = Array.from({ length: n }, () => Array.from({ length: d }, () => random.normal(1, 2)));
  const y = X.map((row) => row.reduce((sum, x, j) => sum + (j + 1) * x, 0) + random.normal(3, 0.5));
  return { X, y };
}

describe.each(METHODS)("linear regression by %s", (method) => {
  test("of Anscombe's first quartet gives his numbers: slope 0.500, intercept 3.00", () => {
    const x = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const y = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const { weights, intercept, meanSquaredError, predict } = linearRegression(
      x.map((value) => [value]),
      y,
      { method },
    );
    expect(weights[0]).toBeCloseTo(0.5000909, 7);
    expect(intercept).toBeCloseTo(3.0000909, 7);
    expect(meanSquaredError * 11).toBeCloseTo(13.76269, 5); // the sum of squares that remains
    expect(predict([10])).toBeCloseTo(8.001, 3);
  });

  test("agrees with mathjs's solution of the normal equations", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 1e6 }),
        fc.boolean(),
        (d, seed, intercept) => {
          const { X, y } = examples(d + 12, d, seed);
          const A = intercept ? X.map((row) => [...row, 1]) : X;
          const expected = lusolve(multiply(transpose(A), A), multiply(transpose(A), y)) as number[][];
          const { parameters } = linearRegression(X, y, { method, intercept });
          expect(parameters).toHaveLength(expected.length);
          parameters.forEach((value, i) => expect(value).toBeCloseTo(expected[i][0], 7));
        },
      ),
    );
  });

  test("is where the gradient of the mean squared error is zero, and descent arrives there too", () => {
    const { X, y } = examples(30, 2, 5);
    const best = linearRegression(X, y, { method });
    const { cost, gradient } = regressionCost(X, y);
    for (const slope of gradient(best.parameters)) expect(Math.abs(slope)).toBeLessThan(1e-11);
    expect(cost(best.parameters)).toBe(best.meanSquaredError);
    const learningRate = 1 / extremeCurvatures(gradient, best.parameters).largest.value;
    const { points } = descend(cost, { start: [0, 0, 0], gradient, learningRate, steps: 2000 });
    points.at(-1)!.forEach((value, i) => expect(value).toBeCloseTo(best.parameters[i], 8));
  });

  test("reports an input that is a combination of others, by its name", () => {
    const { X, y } = examples(20, 3, 7);
    const redundant = X.map((row) => [...row, 2 * row[0] - row[2] + 1]);
    const names = ["hours", "sleep", "age", "sum"];
    const attempt = () => linearRegression(redundant, y, { method, names });
    expect(attempt).toThrow(SingularError);
    expect(attempt).toThrow(/but sum is one of the inputs before it and a constant: leave it out/);
    const constant = X.map(([a]) => [a, 7]);
    expect(() => linearRegression(constant, y, { method })).toThrow(/but input 1 is one of/);
    expect(() =>
      linearRegression(
        X.map(([a]) => [a, 0]),
        y,
        { method, intercept: false },
      ),
    ).toThrow(/but input 1 is one/);
    // without the constant 7 is an input like any other
    expect(linearRegression(constant, y, { method, intercept: false }).weights).toHaveLength(2);
  });

  test("leaves the data as they are", () => {
    const X = matrixOf([
      [1, 2],
      [3, 5],
      [4, 4],
      [0, 1],
    ]);
    const y = Float64Array.of(1, 2, 3, 5);
    linearRegression(X, y, { method });
    expect([...X.values]).toEqual([1, 2, 3, 5, 4, 4, 0, 1]);
    expect([...y]).toEqual([1, 2, 3, 5]);
  });

  test("goes through the points where there are as many as parameters", () => {
    const { parameters, meanSquaredError } = linearRegression([[0], [2]], [1, 5], { method });
    expect(parameters[0]).toBeCloseTo(2, 12);
    expect(parameters[1]).toBeCloseTo(1, 12);
    expect(meanSquaredError).toBeLessThan(1e-25);
  });
});

test("QR bears inputs that are too much alike for the normal equations", () => {
  // Läuchli's matrix: alike but for 1e-9
  const X = [
    [1, 1],
    [1e-9, 0],
    [0, 1e-9],
  ];
  const y = [2, 1e-9, 1e-9]; // w = (1, 1)
  expect(() => linearRegression(X, y, { intercept: false })).toThrow(SingularError);
  const { weights } = linearRegression(X, y, { method: "QR", intercept: false });
  expect(weights[0]).toBeCloseTo(1, 6);
  expect(weights[1]).toBeCloseTo(1, 6);
});

test("the cost beside it has the gradient that it says", () => {
  const { X, y } = examples(9, 3, 2);
  for (const intercept of [true, false]) {
    const { cost, gradient } = regressionCost(X, y, { intercept });
    const point = intercept ? [0.3, -1, 2, 0.5] : [0.3, -1, 2];
    expect(checkGradient(cost, gradient, point).verdict).toBe("right");
  }
});

describe("refused are", () => {
  const X = [[1], [2], [4]];
  test.each([
    [() => linearRegression(X, [1, 2]), /expected 3 targets, one for each example, got 2/],
    [() => linearRegression(X, [1, NaN, 2]), /the target of example 1 to be a finite number, got NaN/],
    [
      () =>
        linearRegression(X, [
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      /one target an example, got 2/,
    ],
    [() => linearRegression([[1, 2]], [1]), /at least 3 examples for as many parameters, got 1/],
    [() => linearRegression([[1], [Infinity]], [1, 2]), /the inputs to hold finite numbers, got Infinity/],
    [() => linearRegression([], []), /the inputs to have at least one row/],
    [
      () => linearRegression(X, [1, 2, 3], { method: "guess" as never }),
      /"normal equations" or "QR", got "guess"/,
    ],
    [() => regressionCost(X, [1, 2, 3]).cost(Float64Array.of(1)), /expected 2 parameters, got 1/],
  ])("%#", (attempt, message) => {
    expect(attempt).toThrow(message);
  });

  test("while targets may stand in a column", () => {
    expect(linearRegression(X, [[3], [5], [9]]).weights[0]).toBeCloseTo(2, 12);
    expect(linearRegression(matrixOf(X), matrixOf([[3], [5], [9]])).intercept).toBeCloseTo(1, 12);
  });
});
