import { readBytes, type Source } from "./source";

/** The kinds of numbers that an IDX file can hold, by the code in its third byte. */
const kinds = {
  0x08: Uint8Array,
  0x09: Int8Array,
  0x0b: Int16Array,
  0x0c: Int32Array,
  0x0d: Float32Array,
  0x0e: Float64Array,
} as const;

/** A list of numbers as an IDX file holds it. */
export type IdxValues = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** The content of an IDX file: a table with any number of dimensions. */
export interface IdxTable {
  /** Its sizes: `[10000, 28, 28]` for ten thousand images of 28×28 pixels, `[10000]` for their labels. */
  readonly shape: readonly number[];
  /** All its numbers, the last dimension running fastest. */
  readonly values: IdxValues;
}

/**
 * Reads the format in which handwritten digits are shared: two zero bytes, a code for the kind of numbers, the number
 * of dimensions, their sizes (32 bits each, most significant byte first), then the numbers.
 *
 * @param bytes the whole file, unpacked
 * @param name what the file is called in an error message
 * @throws Error if the header is cut off or unknown, a dimension is empty, or there are fewer or more numbers than it says
 * @see http://yann.lecun.com/exdb/mnist, "The IDX file format"
 * @example
 * parseIdx(new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 7, 3])).values; // Uint8Array [7, 3]
 */
export function parseIdx(bytes: Uint8Array, name = "the file"): IdxTable {
  const [zero, alsoZero, code, dimensions] = bytes;
  if (bytes.length < 4 || zero !== 0 || alsoZero !== 0 || !(code in kinds) || dimensions === 0) {
    throw new Error(
      `expected ${name} to be an IDX file, which begins with 0, 0, a code for the numbers and how many dimensions ` +
        `there are, got ${bytes.length === 0 ? "an empty file" : `the bytes ${bytes.slice(0, 4).join(", ")}`}`,
    );
  }
  const begin = 4 + 4 * dimensions;
  if (bytes.length < begin) {
    throw new Error(
      `expected ${name} to have a header of ${begin} bytes for ${dimensions} dimensions, got ${bytes.length} bytes: ` +
        `the file is cut off, get it again`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  const count = shape.reduce((product, size) => product * size, 1);
  const Values = kinds[code as keyof typeof kinds];
  const expected = begin + count * Values.BYTES_PER_ELEMENT;
  if (count === 0)
    throw new Error(`expected ${name} to hold numbers, got the empty shape ${shape.join("×")}`);
  if (bytes.length !== expected) {
    throw new Error(
      `expected ${name} to have ${expected} bytes, as its header says (${shape.join("×")}), got ${bytes.length}: ` +
        `the file is ${bytes.length < expected ? "cut off" : "too long"}, get it again`,
    );
  }
  return { shape, values: mostSignificantFirst(new Values(count), bytes.subarray(begin)) };
}

/**
 * Writes the IDX format, the counterpart of `parseIdx`.
 *
 * @param table the sizes and the numbers
 * @throws RangeError if the sizes do not fit the number of numbers; TypeError if the format has no such numbers
 * @example
 * formatIdx({ shape: [2], values: new Uint8Array([7, 3]) }); // Uint8Array [0, 0, 8, 1, 0, 0, 0, 2, 7, 3]
 */
export function formatIdx({ shape, values }: IdxTable): Uint8Array {
  const code = Object.keys(kinds).find((key) => kinds[+key as keyof typeof kinds].name === nameOf(values));
  if (code === undefined) {
    throw new TypeError(
      `expected bytes, Int8, Int16, Int32, Float32 or Float64 numbers, got ${nameOf(values)}`,
    );
  }
  const count = shape.reduce((product, size) => product * size, 1);
  if (shape.length === 0 || count !== values.length || count === 0) {
    throw new RangeError(
      `expected as many numbers as the shape ${shape.join("×") || "[]"} has, at least one, got ${values.length}`,
    );
  }
  const begin = 4 + 4 * shape.length;
  const bytes = new Uint8Array(begin + values.byteLength);
  bytes.set([0, 0, +code, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, d) => view.setUint32(4 + 4 * d, size));
  const plain = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  bytes.set(reversedIf(littleEndian, plain, values.BYTES_PER_ELEMENT), begin);
  return bytes;
}

/**
 * An IDX file from a source, gzipped or not.
 *
 * @param source where it comes from
 * @throws what `readBytes` and `parseIdx` throw
 * @example
 * const { shape } = await loadIdx(memorySource(new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 7])));
 * shape; // [1]
 */
export async function loadIdx(source: Source): Promise<IdxTable> {
  return parseIdx(await readBytes(source), source.name);
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function mostSignificantFirst<T extends IdxValues>(values: T, bytes: Uint8Array): T {
  const plain = new Uint8Array(values.buffer);
  plain.set(reversedIf(littleEndian, bytes, values.BYTES_PER_ELEMENT));
  return values;
}

/** Each number's bytes in the other order. */
function reversedIf(needed: boolean, bytes: Uint8Array, each: number): Uint8Array {
  if (!needed || each === 1) return bytes;
  return bytes.map((_, k) => bytes[k - (k % each) + each - 1 - (k % each)]);
}

function nameOf(values: IdxValues): string {
  return String((values as { [Symbol.toStringTag]?: string })?.[Symbol.toStringTag] ?? typeof values);
}
