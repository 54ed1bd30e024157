import { describe, expect, test } from "vitest";
import { asMatrix, dtypeOf, isMatrix, matrixOf, rowOf, rowsOf, vectorOfZeros, zeros } from "../../src/data";

test("a matrix has its rows one after the other, and gives them back", () => {
  const rows = [
    [3, 5],
    [5, 1],
    [10, 2],
  ];
  const matrix = matrixOf(rows);
  expect(matrix).toEqual({ rows: 3, columns: 2, values: Float64Array.of(3, 5, 5, 1, 10, 2) });
  expect(rowsOf(matrix)).toEqual(rows);
  expect(rowsOf(matrixOf([Float32Array.of(1, 2)]))).toEqual([[1, 2]]);
});

test("it is a copy: what becomes of the rows later does not matter", () => {
  const rows = [[1, 2]];
  const matrix = matrixOf(rows);
  rows[0][0] = 9;
  expect(matrix.values[0]).toBe(1);
});

test("a row of a matrix is a view of it", () => {
  const matrix = zeros(2, 3);
  rowOf(matrix, 1).fill(7);
  expect([...matrix.values]).toEqual([0, 0, 0, 7, 7, 7]);
  for (const i of [-1, 2, 0.5])
    expect(() => rowOf(matrix, i)).toThrow(`expected a row from 0 to 1, got ${i}`);
});

test("numbers are stored in 64 bits, or in 32 if asked", () => {
  expect(dtypeOf(zeros(1, 1).values)).toBe("float64");
  expect(dtypeOf(zeros(1, 1, "float32").values)).toBe("float32");
  expect(matrixOf([[0.1]], "float32").values[0]).toBe(Math.fround(0.1));
  expect(() => vectorOfZeros(1, "float16" as never)).toThrow(
    'the dtype "float64" or "float32", got "float16"',
  );
  expect(() => matrixOf([[1e300]], "float32")).toThrow(/finite numbers, got Infinity in row 0, column 0/);
});

test("data that is a matrix already is taken as it is, unless its dtype differs", () => {
  const matrix = matrixOf([[1, 2]]);
  expect(asMatrix(matrix)).toBe(matrix);
  expect(asMatrix(matrix, "float64")).toBe(matrix);
  expect(asMatrix(matrix, "float32").values).toEqual(Float32Array.of(1, 2));
  expect(asMatrix([[1, 2]])).toEqual(matrix);
});

test("a matrix is known by what it has", () => {
  expect(isMatrix(zeros(1, 1))).toBe(true);
  for (const value of [undefined, null, 3, [[1]], { rows: 1, columns: 1, values: [0] }, { rows: 1 }]) {
    expect(isMatrix(value)).toBe(false);
  }
});

describe("refused, with the place of what is wrong:", () => {
  test.each<[unknown, RegExp]>([
    [undefined, /the matrix as rows such as \[\[3, 5\], \[5, 1\]\], got undefined/],
    ["1, 2", /as rows.* got the text "1, 2"/],
    [[1, 2], /got a list that holds the number 1: put a single row into brackets/],
    [[], /at least one row, got none/],
    [[[], []], /at least one column, got rows of no numbers/],
    [[[1, 2], [3]], /2 numbers in every row, as in row 0, got 1 in row 1/],
    [[[1, 2], null], /2 numbers in every row, as in row 0, got null in row 1/],
    [[[1], ["2"]], /numbers only, got the text "2" in row 1, column 0/],
    [
      [
        [1, 2],
        [3, NaN],
      ],
      /finite numbers, got NaN in row 1, column 1/,
    ],
    [[[-Infinity]], /finite numbers, got -Infinity in row 0, column 0/],
    [{ rows: 2, columns: 2, values: new Float64Array(3) }, /2 × 2, to hold 4 values and at least one, got 3/],
    [{ rows: 0, columns: 2, values: new Float64Array(0) }, /to hold 0 values and at least one, got 0/],
    [{ rows: 1, columns: 2, values: Float64Array.of(0, NaN) }, /got NaN in row 0, column 1/],
  ])("%j", (data, message) => {
    expect(() => asMatrix(data as number[][])).toThrow(message);
  });

  test("sizes that are none", () => {
    expect(() => zeros(0, 1)).toThrow(/1 or more rows, got 0/);
    expect(() => zeros(1, 1.5)).toThrow(/1 or more columns, got 1.5/);
    expect(() => vectorOfZeros(-1)).toThrow(/a whole number, got -1/);
  });
});
