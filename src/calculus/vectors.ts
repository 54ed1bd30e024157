import { Point } from "./point";

/**
 * The scalar product a·b = Σᵢ aᵢbᵢ.
 *
 * @param a n numbers
 * @param b as many numbers
 * @returns their scalar product
 * @throws RangeError if the lengths differ
 * @example
 * dot([1, 2], [3, 4]); // 11
 */
export function dot(a: Point, b: Point): number {
  expectSameLength(a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/**
 * The length of a vector, ‖a‖ = √(Σᵢ aᵢ²). Large and small numbers neither overflow nor vanish when squared,
 * since the largest is taken out first: ‖a‖ = m·√(Σᵢ (aᵢ/m)²) with m = maxᵢ |aᵢ|.
 *
 * @param a n numbers
 * @returns its length, 0 for the zero vector
 * @example
 * norm([3, 4]); // 5
 */
export function norm(a: Point): number {
  let m = 0;
  for (let i = 0; i < a.length; i++) m = Math.max(m, Math.abs(a[i]));
  if (m === 0 || !Number.isFinite(m)) return m;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] / m) ** 2;
  return m * Math.sqrt(sum);
}

/**
 * The cosine of the angle between two vectors, cos φ = a·b / (‖a‖‖b‖): 1 for the same direction, 0 at right
 * angles, −1 for opposite directions.
 *
 * @param a n numbers, not all zero
 * @param b as many numbers, not all zero
 * @returns the cosine, between −1 and 1
 * @throws RangeError if the lengths differ or a vector has no direction because it is zero
 * @example
 * cosine([1, 0], [0, 2]); // 0
 */
export function cosine(a: Point, b: Point): number {
  expectSameLength(a, b);
  const [lengthA, lengthB] = [norm(a), norm(b)];
  if (lengthA === 0 || lengthB === 0)
    throw new RangeError("expected vectors with a direction, got a zero vector");
  let cos = 0;
  for (let i = 0; i < a.length; i++) cos += (a[i] / lengthA) * (b[i] / lengthB);
  return Math.min(1, Math.max(-1, cos)); // rounding may lead a little beyond
}

/**
 * The point reached from v by going t times along d: v + t·d.
 *
 * @param v the n coordinates of the point, which stays as it is
 * @param t how far to go, in lengths of d; negative to go the other way
 * @param d the n components of the direction
 * @returns a new vector
 * @throws RangeError if the lengths differ
 * @example
 * along([1, 1], 0.5, [2, -4]); // Float64Array [2, -1]
 */
export function along(v: Point, t: number, d: Point): Float64Array {
  expectSameLength(v, d);
  const reached = new Float64Array(v.length);
  for (let i = 0; i < v.length; i++) reached[i] = v[i] + t * d[i];
  return reached;
}

function expectSameLength(a: Point, b: Point): void {
  if (a.length !== b.length) {
    throw new RangeError(`expected two vectors of the same length, got ${a.length} and ${b.length} numbers`);
  }
}
