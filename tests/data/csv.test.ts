import fc from "../examples";
import { expect, test } from "vitest";
import { loadCsv, memorySource, parseCsv, rowsOf } from "../../src/data";

const file = (text: string) => memorySource(text, "scores.csv");

test("line ends, a byte order mark, quotes and spaces are read as people write them", () => {
  const expected = {
    names: ["name", "score"],
    rows: [
      ["Ann, the first", "75"],
      ['Bo "B"', "82"],
    ],
  };
  const rows = ["name,score", '"Ann, the first", 75', '"Bo ""B""",82'];
  for (const end of ["\n", "\r\n", "\r"]) {
    expect(parseCsv(rows.join(end))).toEqual(expected);
    expect(parseCsv(rows.join(end) + end)).toEqual(expected);
    expect(parseCsv("\uFEFF" + rows.join(end) + end + end)).toEqual(expected);
  }
  expect(parseCsv("a;b\n1,5;2").rows).toEqual([["1,5", "2"]]);
  expect(parseCsv("a\tb\n1\t2").names).toEqual(["a", "b"]);
  expect(parseCsv("a|b,c\n1|2,3", { delimiter: "|" }).rows).toEqual([["1", "2,3"]]);
  expect(parseCsv('a,b\n"two\r\nlines",2').rows).toEqual([["two\nlines", "2"]]);
});

test("any texts come back, however they are quoted", () => {
  const value = fc.string().map((text) => text.replace(/\r/g, "").trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { minLength: 1 }), (rows) => {
      const quoted = [["a", "b"], ...rows].map((row) =>
        row.map((v) => `"${v.replace(/"/g, '""')}"`).join(","),
      );
      expect(parseCsv(quoted.join("\n"), { delimiter: "," }).rows).toEqual(rows);
    }),
  );
});

test("a column of inputs alone, and of one kind, is a data set", async () => {
  const data = await loadCsv(file("x,y\n1,2\n3,4"), { targets: ["y"] });
  expect([rowsOf(data.inputs), rowsOf(data.targets)]).toEqual([
    [[1], [3]],
    [[2], [4]],
  ]);
  expect([data.inputNames, data.targetNames, data.name]).toEqual([["x"], ["y"], "scores.csv"]);
});

test("chosen columns become inputs in the order that is asked for", async () => {
  const data = await loadCsv(file("a,b,c\n1,2,3"), { inputs: ["c", "a"], targets: ["b"] });
  expect([rowsOf(data.inputs), data.inputNames]).toEqual([[[3, 1]], ["c", "a"]]);
});

test("a column of texts becomes classes, with one-hot targets", async () => {
  const data = await loadCsv(file("size,kind\n1,cat\n4,dog\n2,cat"), { label: "kind" });
  expect(Array.from(data.labels!)).toEqual([0, 1, 0]);
  expect(data.classNames).toEqual(["cat", "dog"]);
  expect(rowsOf(data.targets)).toEqual([
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
});

test("rows with a missing value are an error that says where, or are dropped", async () => {
  for (const missing of ["", " ", "NA", "n/a", "NaN", "null", "?"]) {
    const text = `x,y\n1,2\n${missing},4\n5,6\n`;
    await expect(loadCsv(file(text), { targets: ["y"] })).rejects.toThrow(
      "expected a value for x in row 3 of scores.csv",
    );
    const data = await loadCsv(file(text), { targets: ["y"], missing: "drop" });
    expect(rowsOf(data.inputs)).toEqual([[1], [5]]);
  }
  // what is missing in a column that nobody asked for does not matter
  expect((await loadCsv(file("x,y,z\n1,2,\n"), { inputs: ["x"], targets: ["y"] })).size).toBe(1);
});

test.each([
  ["nothing", "", "got 0 lines"],
  ["names only", "x,y\n", "got 1 lines"],
  [
    "a row too short",
    "x,y\n1,2\n3\n",
    "expected scores.csv to have 2 values in each row, one for each of x, y, got 1 in row 3",
  ],
  ["a row too long", "x,y\n1,2,3\n", "got 3 in row 2: 1 | 2 | 3"],
  ["an open quote", 'x,y\n1,"2\n', "expected scores.csv to be CSV with its quotes in pairs"],
  ["a name twice", "y,y\n1,2\n", 'got "y" again for column 2'],
  ["no name", "y,\n1,2\n", "got none for column 2"],
  [
    "a text for a number",
    "x,y\n1,2\nmany,4\n",
    'expected a finite number for x in row 3 of scores.csv, got "many"',
  ],
  ["an infinite number", "x,y\nInfinity,2\n", 'got "Infinity"'],
  ["a decimal comma", "x;y\n3,5;2\n", 'got "3,5": write 3.5, not 3,5'],
  ["no such column", "x,z\n1,2\n", 'expected scores.csv to have a column "y", got x, z'],
  ["no inputs", "y\n1\n", "to have a column for the inputs"],
  ["only rows with gaps", "x,y\n,2\n1,\n", "expected a value for x in row 2"],
])("a file with %s is refused", async (_, text, message) => {
  await expect(loadCsv(file(text), { targets: ["y"] })).rejects.toThrow(message);
});

test("what is asked for must make sense", async () => {
  const source = file("x,y\n1,2\n");
  await expect(loadCsv(source, {})).rejects.toThrow("got both or neither");
  await expect(loadCsv(source, { targets: ["y"], label: "x" })).rejects.toThrow("got both or neither");
  await expect(loadCsv(source, { targets: ["y"], missing: "keep" as never })).rejects.toThrow('got "keep"');
  await expect(loadCsv(file("x,y\n,2\n"), { targets: ["y"], missing: "drop" })).rejects.toThrow(
    "expected scores.csv to have a row without missing values, got none",
  );
});
