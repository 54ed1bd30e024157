/** A point v = (v₁, …, vₙ) of Rⁿ as a caller may give it: `[1, 2]`, a `Float64Array`, … */
export type Point = ArrayLike<number>;

/** A function C: Rⁿ → R that is to be made small. It gets the n numbers as one flat vector. */
export type CostFunction = (v: Float64Array) => number;

/** Its gradient ∇C: Rⁿ → Rⁿ: one partial derivative for each of the n numbers, in a new vector. */
export type GradientFunction = (v: Float64Array) => Float64Array;

/**
 * A copy of a point, checked: what the library changes afterwards is its own.
 *
 * @param point the n ≥ 1 coordinates, all finite
 * @param name what the point is called in an error message
 * @returns a new vector with the same n numbers
 * @throws TypeError if it is not a list of numbers; RangeError if it is empty or a number is NaN or infinite
 * @example
 * copyPoint([3, 4]); // Float64Array [3, 4]
 */
export function copyPoint(point: Point, name = "the point"): Float64Array {
  if (typeof point !== "object" || point === null || typeof point.length !== "number") {
    throw new TypeError(`expected ${name} as a list of numbers such as [1, 2], got ${describe(point)}`);
  }
  if (point.length === 0) {
    throw new RangeError(`expected ${name} to have at least one coordinate, got an empty list`);
  }
  const copy = new Float64Array(point.length);
  for (let i = 0; i < copy.length; i++) {
    const coordinate: unknown = point[i];
    if (typeof coordinate !== "number") {
      throw new TypeError(`expected ${name} to hold numbers only, got ${describe(coordinate)} at index ${i}`);
    }
    // The name is put together only for an error: a million points have a million names.
    if (!Number.isFinite(coordinate)) expectFinite(coordinate, `${name}, index ${i},`);
    copy[i] = coordinate;
  }
  return copy;
}

/**
 * The number itself, if it is one that can be computed with.
 *
 * @param value the number
 * @param name what it is called in an error message
 * @returns the same number
 * @throws TypeError if it is not a number; RangeError if it is NaN or infinite
 * @example
 * expectFinite(0.5, "the learning rate"); // 0.5
 */
export function expectFinite(value: number, name: string): number {
  if (typeof value !== "number") {
    throw new TypeError(`expected ${name} to be a number, got ${describe(value)}`);
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(`expected ${name} to be a finite number, got ${value}`);
  }
  return value;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "string") return `the text ${JSON.stringify(value)}`;
  return `a ${typeof value}`;
}
