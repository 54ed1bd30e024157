import fc from "../examples";
import { describe, expect, test } from "vitest";
import { finiteDifference } from "../../src/calculus";
import { rowsOf } from "../../src/data";
import {
  activationNamed,
  activations,
  ElementwiseActivation,
  normalDensity,
  normalProbability,
} from "../../src/network";

const { softmax, ...others } = activations;
const elementwise = Object.values(others) as ElementwiseActivation[];

/** Relative to the larger of 1 and the expected value, since a slope may be 0. */
function expectClose(got: number, expected: number, tolerance: number): void {
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

describe.each(elementwise)("$name", (f) => {
  test("has the slope that differences give, but at its kinks", () => {
    fc.assert(
      fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (z) => {
        fc.pre(f.notDifferentiableAt.every((kink) => Math.abs(z - kink) > 0.1));
        const slope = finiteDifference((x) => f.value(x), z, { h: 1e-5 });
        expectClose(f.derivative(z), slope, 1e-5); // the slope of ELU itself has a kink at 0
      }),
    );
  });

  test("is finite from −1000 to 1000, and so is its slope", () => {
    for (const z of [-1000, -750, -100, -1e-300, -0, 0, 1e-300, 100, 750, 1000]) {
      expect(f.value(z), `value at ${z}`).toSatisfy(Number.isFinite);
      expect(f.derivative(z), `slope at ${z}`).toSatisfy(Number.isFinite);
    }
  });

  test("says where it has no slope: there the two sides differ", () => {
    for (const z of [-2, -1, 0, 1, 2]) {
      const [left, right] = [-1e-7, 1e-7].map((h) => (f.value(z + h) - f.value(z)) / h);
      expect(Math.abs(left - right) > 1e-3, `kink or jump at ${z}`).toBe(f.notDifferentiableAt.includes(z));
    }
  });

  test("is found by its name", () => {
    expect(activationNamed(f.name as "relu")).toBe(f);
  });
});

describe("values known from elsewhere (Python's math module):", () => {
  test.each([
    ["sigmoid", -40, 4.248354255291589e-18, 4.248354255291589e-18],
    ["sigmoid", -1.5, 0.18242552380635635, 0.14914645207033284],
    ["sigmoid", 40, 1, 4.248354255291589e-18],
    ["tanh", -40, -1, 7.21940555138166e-35],
    ["tanh", 0.3, 0.2913126124515909, 0.9151369618266293],
    ["softplus", -40, 4.248354255291589e-18, 4.248354255291589e-18],
    ["softplus", 0.3, 0.8543552444685272, 0.574442516811659],
    ["softplus", 1000, 1000, 1],
    ["elu", -1.5, -0.7768698398515702, 0.22313016014842982],
    ["elu", 0.3, 0.3, 1],
    ["relu", -3, 0, 0],
    ["leaky-relu", -3, -0.03, 0.01],
    ["step", 0, 1, 0],
    ["step", -1e-9, 0, 0],
    ["gelu", -8, -4.9767684594174555e-15, -3.979607261086796e-14],
    ["gelu", -3, -0.004049694094890287, -0.011945647204183927],
    ["gelu", -0.25, -0.10032341857926907, 0.30462664511636395],
    ["gelu", 2, 1.9544997361036416, 1.085231801078197],
    ["gelu", 2.6, 2.587880911138331, 1.0306545319838638],
  ] as const)("%s(%d) = %d, with slope %d", (name, z, value, slope) => {
    // relative, also where the value is tiny
    expect(activations[name].value(z) / (value || 1)).toBeCloseTo(value === 0 ? 0 : 1, 12);
    expect(activations[name].derivative(z) / (slope || 1)).toBeCloseTo(slope === 0 ? 0 : 1, 12);
  });

  test("the normal distribution", () => {
    expect(normalDensity(0)).toBeCloseTo(0.3989422804014327, 15);
    expect(normalProbability(-8) / 6.220960574271819e-16).toBeCloseTo(1, 12);
    expect(normalProbability(6)).toBeCloseTo(0.9999999990134123, 15);
    expect([-Infinity, Infinity].map(normalProbability)).toEqual([0, 1]);
    // left and right of the place where the formula changes
    for (const z of [2.5, -2.5]) {
      expect(normalProbability(z + 1e-9) - normalProbability(z - 1e-9)).toBeCloseTo(
        2e-9 * normalDensity(z),
        13,
      );
    }
  });
});

describe("softmax", () => {
  const scores = fc.array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 1, maxLength: 6 });

  test("gives probabilities that add up to 1, from −1000 to 1000", () => {
    fc.assert(
      fc.property(scores, (z) => {
        const a = softmax.value(z);
        expect(a.every((p) => p >= 0 && p <= 1)).toBe(true);
        expect(a.reduce((sum, p) => sum + p)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("leaves the scores as they are and does not mind a shift", () => {
    const z = Float64Array.of(1, 2, 3);
    expect([...softmax.value(z)]).toEqual([...softmax.value([1001, 1002, 1003])]);
    expect([...z]).toEqual([1, 2, 3]);
    softmax
      .value(z)
      .forEach((p, i) =>
        expect(p).toBeCloseTo([0.09003057317038046, 0.24472847105479767, 0.6652409557748219][i], 15),
      );
  });

  test("has the Jacobian that differences give", () => {
    const z = [0.3, -1, 0.5];
    rowsOf(softmax.derivative(z)).forEach((row, i) =>
      row.forEach((slope, j) => {
        const along = (t: number) => softmax.value(z.map((zj, m) => (m === j ? t : zj)))[i];
        expect(slope).toBeCloseTo(finiteDifference(along, z[j]), 9);
      }),
    );
  });
});

test("an unknown activation is refused, with the names that there are", () => {
  expect(() => activationNamed("Sigmoid" as never)).toThrow(
    'expected an activation by name, one of identity, step, sigmoid, tanh, relu, leaky-relu, elu, softplus, gelu, softmax, got "Sigmoid"',
  );
  for (const wrong of [undefined, null, {}, "toString"]) {
    expect(() => activationNamed(wrong as never)).toThrow(/expected an activation by name/);
  }
});
