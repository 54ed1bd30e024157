/** How numbers are stored: 64 bits with 16 significant digits, or 32 bits with 7. */
export type Dtype = "float64" | "float32";

/**
 * A flat list of numbers of one dtype: what a `Float64Array` and a `Float32Array` have in common. (The union of the two
 * types would not let `reduce` be called.)
 */
export interface Vector extends Iterable<number> {
  readonly length: number;
  [index: number]: number;
  readonly BYTES_PER_ELEMENT: number;
  readonly buffer: ArrayBufferLike;
  readonly byteLength: number;
  readonly byteOffset: number;
  readonly [Symbol.toStringTag]: "Float64Array" | "Float32Array";
  at(index: number): number | undefined;
  every(holds: (value: number, index: number) => unknown): boolean;
  fill(value: number, start?: number, end?: number): Vector;
  filter(keep: (value: number, index: number) => unknown): Vector;
  findIndex(holds: (value: number, index: number) => unknown): number;
  forEach(visit: (value: number, index: number) => void): void;
  indexOf(value: number): number;
  join(separator?: string): string;
  keys(): IterableIterator<number>;
  map(change: (value: number, index: number) => number): Vector;
  reduce(fold: (soFar: number, value: number, index: number) => number): number;
  reduce<T>(fold: (soFar: T, value: number, index: number) => T, start: T): T;
  set(values: ArrayLike<number>, offset?: number): void;
  slice(start?: number, end?: number): Vector;
  some(holds: (value: number, index: number) => unknown): boolean;
  subarray(start?: number, end?: number): Vector;
}

/**
 * A vector of n zeros.
 *
 * @param length n
 * @param dtype how the numbers are stored, "float64" if not given
 * @throws RangeError if the length is no whole number or the dtype is unknown
 * @example
 * vectorOfZeros(2); // Float64Array [0, 0]
 */
export function vectorOfZeros(length: number, dtype: Dtype = "float64"): Vector {
  if (!Number.isInteger(length) || length < 0) {
    throw new RangeError(`expected a vector's length as a whole number, got ${length}`);
  }
  if (dtype === "float64") return new Float64Array(length);
  if (dtype === "float32") return new Float32Array(length);
  throw new RangeError(`expected the dtype "float64" or "float32", got ${JSON.stringify(dtype)}`);
}

/**
 * How a vector's numbers are stored.
 *
 * @example
 * dtypeOf(new Float32Array(3)); // "float32"
 */
export function dtypeOf(vector: Vector): Dtype {
  return vector.BYTES_PER_ELEMENT === 4 ? "float32" : "float64";
}
