import fc from "../examples";
import { expect, test } from "vitest";
import { along, cosine, counted, dot, norm, powerLaw } from "../../src/calculus";

const vector = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 3, maxLength: 3 });

test("the length of a vector agrees with Pythagoras, also where squares overflow or vanish", () => {
  expect(norm([3, 4, 12])).toBe(13);
  expect(norm([3e200, 4e200])).toBeCloseTo(5e200, -190);
  expect(norm([3e-200, 4e-200]) / 5e-200).toBeCloseTo(1, 12);
  expect(norm([0, 0])).toBe(0);
  fc.assert(fc.property(vector, (v) => Math.abs(norm(v) - Math.hypot(...v)) < 1e-9));
});

test("a length is not a number where a component is none", () => {
  expect(norm([1, NaN])).toBeNaN();
  expect(norm([NaN, 1])).toBeNaN();
  expect(norm([1, -Infinity])).toBe(Infinity);
});

test("the cosine of an angle is that of the angle between the arrows", () => {
  expect(cosine([1, 0], [1, 1])).toBeCloseTo(Math.SQRT1_2, 15);
  expect(cosine([1, 2], [-2, -4])).toBeCloseTo(-1, 15);
  expect(cosine([1e-200, 0], [1e-200, 0])).toBe(1);
  expect(() => cosine([0, 0], [1, 0])).toThrow(/zero vector/);
  fc.assert(
    fc.property(vector, vector, (a, b) => {
      fc.pre(norm(a) > 1e-3 && norm(b) > 1e-3);
      expect(Math.abs(cosine(a, b))).toBeLessThanOrEqual(1);
      expect(cosine(a, b)).toBeCloseTo(cosine(b, a), 12);
    }),
  );
});

test("going along a direction and back returns to the point", () => {
  fc.assert(
    fc.property(vector, vector, (v, d) => {
      along(along(v, 2, d), -2, d).forEach((x, i) => expect(x).toBeCloseTo(v[i], 9));
    }),
  );
});

test("vectors of different lengths are refused", () => {
  expect(() => dot([1], [1, 2])).toThrow(/same length, got 1 and 2 numbers/);
  expect(() => along([1], 1, [1, 2])).toThrow(/same length/);
});

test("a power law is found again from its points", () => {
  const exponent = fc.double({ min: -3, max: 3, noNaN: true });
  const factor = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(exponent, factor, (p, a) => {
      const x = [0.1, 0.5, 2, 7];
      const law = powerLaw(
        x,
        x.map((value) => a * value ** p),
      );
      expect(law.exponent).toBeCloseTo(p, 9);
      expect(law.factor / a).toBeCloseTo(1, 9);
    }),
  );
});

test("a power law needs two different positive points", () => {
  expect(() => powerLaw([1], [1])).toThrow(/two or more points/);
  expect(() => powerLaw([1, 2], [1])).toThrow(/2 x and 1 y/);
  expect(() => powerLaw([1, 0], [1, 2])).toThrow(/x, index 1, to be positive.* got 0/);
  expect(() => powerLaw([1, 2], [1, -1])).toThrow(/y, index 1, to be positive/);
  expect(() => powerLaw([2, 2], [1, 3])).toThrow(/different values of x, got 2 every time/);
});

test("a counted function does what the function does, and counts calls that throw", () => {
  const f = counted((x: number) => {
    if (x < 0) throw new Error("negative");
    return Math.sqrt(x);
  });
  expect(f(9)).toBe(3);
  expect(() => f(-1)).toThrow("negative");
  expect(f.evaluations).toBe(2);
  expect(() => counted(3 as never)).toThrow(/expected a function/);
});
