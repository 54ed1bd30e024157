import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "../examples";
import { describe, expect, test } from "vitest";
import { fileSource, formatIdx, loadIdx, memorySource, parseIdx } from "../../src/data";

/** Bytes as in the description of the format: the most significant one first. */
const header = (code: number, ...sizes: number[]): number[] => [
  0,
  0,
  code,
  sizes.length,
  ...sizes.flatMap((size) => [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255]),
];
const bytes = (...parts: number[]): Uint8Array => new Uint8Array(parts);

test("the bytes of each kind of number are read as the format says", () => {
  expect(parseIdx(bytes(...header(0x08, 2, 2), 1, 2, 3, 255))).toEqual({
    shape: [2, 2],
    values: new Uint8Array([1, 2, 3, 255]),
  });
  expect(parseIdx(bytes(...header(0x09, 1), 0xff)).values).toEqual(new Int8Array([-1]));
  expect(parseIdx(bytes(...header(0x0b, 2), 1, 2, 0xff, 0xfe)).values).toEqual(new Int16Array([258, -2]));
  expect(parseIdx(bytes(...header(0x0c, 1), 1, 0, 0, 2)).values).toEqual(new Int32Array([0x01000002]));
  expect(parseIdx(bytes(...header(0x0d, 1), 0x3f, 0x80, 0, 0)).values).toEqual(new Float32Array([1]));
  expect(parseIdx(bytes(...header(0x0e, 1), 0xc0, 0, 0, 0, 0, 0, 0, 0)).values).toEqual(
    new Float64Array([-2]),
  );
});

test("a file that lies at an odd place of a larger buffer is read as well", () => {
  const file = bytes(9, ...header(0x0d, 1), 0x3f, 0x80, 0, 0).subarray(1);
  expect(parseIdx(file).values).toEqual(new Float32Array([1]));
});

test("what is written is read back", () => {
  const kinds = [Uint8Array, Int8Array, Int16Array, Int32Array, Float32Array, Float64Array];
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: -100, max: 100 }),
      (Kind, shape, first) => {
        const count = shape.reduce((product, size) => product * size, 1);
        const values = new Kind(count).map((_: number, i: number) => first + i * 7);
        expect(parseIdx(formatIdx({ shape, values }))).toEqual({ shape, values });
      },
    ),
  );
});

describe("broken files", () => {
  const right = [...header(0x08, 2, 3), 1, 2, 3, 4, 5, 6];
  test.each([
    ["empty", [], "got an empty file"],
    ["shorter than a header", [0, 0, 8], "got the bytes 0, 0, 8"],
    ["something else", [0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4], "got the bytes 137, 80, 78, 71"],
    ["of an unknown kind of number", [0, 0, 0x0a, 1, 0, 0, 0, 1, 5], "got the bytes 0, 0, 10, 1"],
    ["without dimensions", [0, 0, 8, 0, 5], "got the bytes 0, 0, 8, 0"],
    ["cut off in its header", right.slice(0, 10), "header of 12 bytes for 2 dimensions, got 10 bytes"],
    [
      "cut off in its numbers",
      right.slice(0, -1),
      "18 bytes, as its header says (2×3), got 17: the file is cut off",
    ],
    ["too long", [...right, 7], "got 19: the file is too long"],
    ["of no numbers", header(0x08, 0, 3), "got the empty shape 0×3"],
    ["boasting", [...header(0x08, 0xffffffff, 0xffffffff, 0xffffffff), 1], "got 17: the file is cut off"],
  ])("a file that is %s is refused", (_, content, message) => {
    expect(() => parseIdx(bytes(...content), "digits.idx")).toThrow(message);
    expect(() => parseIdx(bytes(...content), "digits.idx")).toThrow(/^expected digits\.idx to /);
  });

  test("a table whose sizes do not fit its numbers is not written", () => {
    expect(() => formatIdx({ shape: [2, 2], values: new Uint8Array(3) })).toThrow("the shape 2×2 has");
    expect(() => formatIdx({ shape: [], values: new Uint8Array(1) })).toThrow("the shape []");
    expect(() => formatIdx({ shape: [1], values: new Uint16Array(1) as never })).toThrow("got Uint16Array");
  });
});

test("a packed and an unpacked file of the project's digits say the same", async () => {
  const path = join(import.meta.dirname, "../../datasets/digits/test-labels-idx1-ubyte.gz");
  const labels = await loadIdx(fileSource(path));
  expect(labels.shape).toEqual([2000]);
  expect(await loadIdx(memorySource(formatIdx(labels)))).toEqual(labels);
  expect(readFileSync(path).length).toBeLessThan(2000);
});
