import fc from "../examples";
import { describe, expect, test } from "vitest";
import { findKink } from "../../src/calculus";

const h = 6e-6;
const relu = (z: number) => Math.max(0, z);
const step = (z: number) => (z >= 0 ? 1 : 0);

describe("a kink", () => {
  test("is found wherever it lies within the step, and its distance is told", () => {
    const far = fc.double({ min: 0.005, max: 0.99, noNaN: true });
    const slopes = fc.double({ min: 0.1, max: 100, noNaN: true });
    fc.assert(
      fc.property(far, fc.constantFrom(-1, 1), slopes, (share, side, change) => {
        const corner = side * share * h;
        const f = (x: number) => change * relu(x - corner) + Math.sin(x);
        const kink = findKink(f, 0, h)!;
        expect(kink.kind).toBe("corner");
        expect(kink.within).toBeGreaterThanOrEqual(Math.abs(corner) * 0.999);
        // the slope on this side of the corner
        const slope = corner < 0 ? 1 + change : 1;
        expect(Math.abs(kink.slopes[0] - slope)).toBeLessThan(1e-4 * slope);
      }),
      { numRuns: 300 },
    );
  });

  test("a third of the step away is seen too, where one look would miss it", () => {
    for (const side of [-1, 1]) expect(findKink((x) => relu(x - (side * h) / 3) + x, 0, h)).toBeDefined();
  });

  test("at the point itself has two slopes", () => {
    const kink = findKink((x) => 2 * relu(x - 1) - 3 * relu(1 - x) + x ** 2, 1, h)!;
    expect(kink).toMatchObject({ kind: "corner", within: 0 });
    expect(kink.slopes[0]).toBeCloseTo(3 + 2, 4);
    expect(kink.slopes[1]).toBeCloseTo(2 + 2, 4);
  });

  test("of a step is a jump, with the slope that stands beside it", () => {
    expect(findKink((x) => step(x) + 4 * x, 0, h)).toMatchObject({ kind: "jump", within: 0 });
    expect(findKink((x) => step(x) + 4 * x, 0, h)!.slopes[0]).toBeCloseTo(4, 6);
    const near = findKink((x) => step(x - 2.9e-6), 0, h)!;
    expect(near).toMatchObject({ kind: "jump", slopes: [0, 0] });
    expect(near.within).toBeLessThanOrEqual(h);
    expect(near.within).toBeGreaterThan(2.9e-6);
  });

  test("out of reach is none", () => {
    expect(findKink((x) => relu(x - 1.1 * h), 0, h)).toBeUndefined();
    expect(findKink((x) => step(x + 1.1 * h), 0, h)).toBeUndefined();
  });

  test("is not seen in smooth functions, flat or steep", () => {
    const smooth: ((x: number) => number)[] = [
      Math.sin,
      Math.exp,
      Math.tanh,
      (x) => x ** 3,
      (x) => 1 / (1 + Math.exp(-20 * x)),
      (x) => 1e6 * Math.cos(x),
      () => 3,
    ];
    fc.assert(
      fc.property(fc.constantFrom(...smooth), fc.double({ min: -4, max: 4, noNaN: true }), (f, x) => {
        // slopes that rounding hides are no slopes to compare with
        const atLeast = 1e-4 * Math.abs(f(x + 0.01) - f(x - 0.01)) + 1e-9;
        expect(findKink(f, x, h, { atLeast })).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test("cannot be looked for where the function is not finite", () => {
    expect(() => findKink(Math.log, 0, h)).toThrow(/f\(0\) to be a finite number, got -Infinity/);
  });
});
