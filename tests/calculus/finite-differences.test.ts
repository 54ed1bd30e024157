import fc from "../examples";
import { describe, expect, test } from "vitest";
import {
  centralDerivative,
  centralGradient,
  centralStep,
  counted,
  differenceMethods,
  DifferenceMethodName,
  finiteDifference,
  finiteDifferenceGradient,
  powerLaw,
} from "../../src/calculus";

const METHODS = Object.keys(differenceMethods) as DifferenceMethodName[];

describe("the derivative by central differences", () => {
  const known: [string, (x: number) => number, (x: number) => number, number[]][] = [
    ["sin", Math.sin, Math.cos, [-3, 0, 0.7, 12]],
    ["exp", Math.exp, Math.exp, [-5, 0, 3]],
    ["x³", (x) => x ** 3, (x) => 3 * x ** 2, [-2, 0, 100]],
    ["1/x", (x) => 1 / x, (x) => -1 / x ** 2, [-4, 0.5, 1000]],
  ];
  test.each(known)("of %s agrees with the formula", (_, f, slope, points) => {
    for (const x of points) {
      const error = Math.abs(centralDerivative(f, x) - slope(x));
      expect(error, `at ${x}`).toBeLessThan(1e-8 * Math.max(1, Math.abs(slope(x)), Math.abs(f(x))));
    }
  });

  test("is exact for straight lines but for rounding, at any step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -50, max: 50 }),
        fc.double({ min: -100, max: 100, noNaN: true }),
        (a, x) => {
          expect(Math.abs(centralDerivative((w) => a * w, x, 0.5) - a)).toBeLessThan(1e-10);
        },
      ),
    );
  });

  test("has an error of h²·f‴/6", () => {
    const error = centralDerivative(Math.exp, 0, 0.01) - 1;
    expect(error / (0.01 ** 2 / 6)).toBeCloseTo(1, 4);
  });

  test("evaluates the function twice", () => {
    const f = counted(Math.sin);
    centralDerivative(f, 1);
    expect(f.evaluations).toBe(2);
  });

  test("steps further where numbers are larger", () => {
    expect(centralStep(1000)).toBeCloseTo(1000 * centralStep(0), 12);
    expect(centralStep(-1000)).toBe(centralStep(1000));
  });

  test("refuses a step that is lost in rounding, and says what to do", () => {
    expect(() => centralDerivative(Math.sin, 1e10, 1e-9)).toThrow(/lost in rounding: enlarge it/);
    expect(() => centralDerivative(Math.sin, 1, 0)).toThrow(/positive, got 0/);
    expect(() => centralDerivative(Math.sin, 1, -0.1)).toThrow(/positive, got -0.1/);
    expect(() => centralDerivative(Math.sin, 1, NaN)).toThrow(/finite number, got NaN/);
  });

  test("refuses a point or a value that is no number", () => {
    expect(() => centralDerivative(Math.sin, Infinity)).toThrow(
      /the point x to be a finite number, got Infinity/,
    );
    expect(() => centralDerivative(Math.log, 0)).toThrow(/finite number, got NaN/);
    expect(() => centralDerivative((x) => (x < 0 ? Infinity : x), 0)).toThrow(/finite number, got Infinity/);
  });
});

describe("the gradient by central differences", () => {
  test("of a quadratic form agrees with its matrix, in any dimension", () => {
    const vector = (n: number) =>
      fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: n, maxLength: n });
    const problem = fc.integer({ min: 1, max: 6 }).chain((n) => fc.tuple(vector(n), vector(n), vector(n)));
    fc.assert(
      fc.property(problem, ([a, b, v]) => {
        // C(v) = ½Σaᵢvᵢ² + Σbᵢvᵢ + v₀v₁, with ∇C by hand
        const n = v.length;
        const C = (x: Float64Array) =>
          x.reduce((sum, xi, i) => sum + (a[i] * xi ** 2) / 2 + b[i] * xi, n > 1 ? x[0] * x[1] : 0);
        const byHand = v.map((vi, i) => a[i] * vi + b[i] + (n > 1 && i < 2 ? v[1 - i] : 0));
        const gradient = centralGradient(C, v);
        gradient.forEach((g, i) => expect(Math.abs(g - byHand[i])).toBeLessThan(1e-8));
      }),
    );
  });

  test("costs two evaluations for each component", () => {
    const C = counted((v: Float64Array) => v[0] + v[1] + v[2]);
    centralGradient(C, [1, 2, 3]);
    expect(C.evaluations).toBe(6);
  });

  test("leaves the point as it is, also when the function throws", () => {
    const point = Float64Array.of(1, 2, 3);
    centralGradient((v) => v[0] * v[1] * v[2], point);
    expect([...point]).toEqual([1, 2, 3]);
    const throwing = (v: Float64Array): number => {
      if (v[1] !== 2) throw new Error("not here");
      return v[0];
    };
    expect(() => centralGradient(throwing, point)).toThrow("not here");
    expect([...point]).toEqual([1, 2, 3]);
  });

  test("gives each component a point that is moved along that component only", () => {
    const seen: number[][] = [];
    centralGradient((v) => (seen.push([...v]), 0), [1, 5], 0.5);
    expect(seen).toEqual([
      [1.5, 5],
      [0.5, 5],
      [1, 5.5],
      [1, 4.5],
    ]);
  });

  test("refuses empty points, holes, texts and values that are no numbers", () => {
    const C = (v: Float64Array) => v[0];
    expect(() => centralGradient(C, [])).toThrow(/at least one coordinate/);
    expect(() => centralGradient(C, [1, NaN])).toThrow(/index 1, to be a finite number, got NaN/);
    expect(() => centralGradient(C, ["1"] as unknown as number[])).toThrow(
      /numbers only, got the text "1" at index 0/,
    );
    expect(() => centralGradient(C, null as unknown as number[])).toThrow(
      /a list of numbers such as \[1, 2\], got null/,
    );
    expect(() => centralGradient(() => NaN, [1])).toThrow(
      /value with component 0 at 1\.0000\d+ to be a finite number, got NaN/,
    );
  });
});

describe.each(METHODS)("%s differences", (method) => {
  const { order, evaluations, step } = differenceMethods[method];

  test("have an error that falls with the step as their order says", () => {
    // sin at 1: none of its derivatives is 0 there
    const steps = [0.1, 0.05, 0.025, 0.0125];
    const errors = steps.map((h) => Math.abs(finiteDifference(Math.sin, 1, { method, h }) - Math.cos(1)));
    expect(powerLaw(steps, errors).exponent).toBeCloseTo(order, 1);
  });

  test("are exact for polynomials up to their order, but for rounding", () => {
    const f = (x: number) => x ** order - 2 * x;
    const slope = (x: number) => order * x ** (order - 1) - 2;
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (x) => {
        expect(finiteDifference(f, x, { method, h: 0.25 })).toBeCloseTo(slope(x), 9);
      }),
    );
  });

  test("are near their best with the recommended step", () => {
    const error = (h: number) => Math.abs(finiteDifference(Math.exp, 0.3, { method, h }) - Math.exp(0.3));
    const expected = { 1: 1e-7, 2: 1e-9, 4: 1e-11 }[order]!;
    expect(error(step(0.3))).toBeLessThan(expected);
    expect(error(step(0.3) * 1e4)).toBeGreaterThan(10 * expected);
    expect(error(step(0.3) / 1e4)).toBeGreaterThan(expected);
    expect(step(-500)).toBeCloseTo(500 * step(0), 12);
  });

  test("count as many evaluations as they say", () => {
    const f = counted(Math.sin);
    finiteDifference(f, 1, { method });
    expect(f.evaluations).toBe(evaluations);
    const C = counted((v: Float64Array) => v[0] * v[1] * v[2]);
    finiteDifferenceGradient(C, [1, 2, 3], { method });
    expect(C.evaluations).toBe(order === 1 ? 3 + 1 : 3 * evaluations);
  });

  test("give the gradient of a product of sines", () => {
    const C = ([x, y]: Float64Array) => Math.sin(x) * Math.sin(y);
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const [dx, dy] = finiteDifferenceGradient(C, [x, y], { method });
        expect(dx).toBeCloseTo(Math.cos(x) * Math.sin(y), 6);
        expect(dy).toBeCloseTo(Math.sin(x) * Math.cos(y), 6);
      }),
    );
  });

  test("leave the point as it is, also when the function throws", () => {
    const point = Float64Array.of(1, 2);
    const throwing = (v: Float64Array): number => {
      if (v[1] !== 2) throw new Error("not here");
      return v[0];
    };
    expect(() => finiteDifferenceGradient(throwing, point, { method })).toThrow("not here");
    expect([...point]).toEqual([1, 2]);
  });
});

test("one-sided differences look to their own side only", () => {
  const f = (x: number) => (x < 0 ? 0 : 3 * x);
  expect(finiteDifference(f, 0, { method: "forward" })).toBeCloseTo(3, 12);
  expect(finiteDifference(f, 0, { method: "backward" })).toBe(0);
  expect(finiteDifference(f, 0, { method: "central" })).toBeCloseTo(1.5, 12);
});

test("an unknown method is refused, and the known ones are named", () => {
  expect(() => finiteDifference(Math.sin, 0, { method: "sideways" as never })).toThrow(
    /forward, backward, central, five-point\), got "sideways"/,
  );
  expect(() => finiteDifference(Math.sin, NaN)).toThrow(/the point x to be a finite number, got NaN/);
});
