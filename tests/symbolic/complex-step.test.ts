import fc from "../examples";
import { Complex, divide, exp, multiply, pow, sin } from "mathjs";
import { describe, expect, test } from "vitest";
import { centralDerivative } from "../../src/calculus";
import { complexStepDerivative, complexStepGradient, formula, surfaces } from "../../src/symbolic";

describe("the derivative by a complex step", () => {
  test("is exact where differences are not", () => {
    // Squire and Trapp's example: f = eˣ / (cos³ x + sin³ x), by hand
    const f = formula("exp(x) / (cos(x)^3 + sin(x)^3)");
    const byHand = (x: number) => {
      const [s, c] = [Math.sin(x), Math.cos(x)];
      const [p, q] = [c ** 3 + s ** 3, -3 * c * c * s + 3 * s * s * c];
      return (Math.exp(x) * (p - q)) / p ** 2;
    };
    const x = Math.PI / 4;
    expect(Math.abs(complexStepDerivative(f, x) / byHand(x) - 1)).toBeLessThan(4e-16);
    expect(Math.abs(centralDerivative(f.at, x) / byHand(x) - 1)).toBeGreaterThan(1e-13);
  });

  test("does not depend on the step, down to 10⁻¹⁰⁰", () => {
    const f = formula("exp(x) sin(x)");
    const slopes = [1e-10, 1e-20, 1e-50, 1e-100].map((h) => complexStepDerivative(f, 1.3, h));
    const exact = Math.exp(1.3) * (Math.sin(1.3) + Math.cos(1.3));
    for (const slope of slopes) expect(slope / exact).toBeCloseTo(1, 14);
  });

  test("takes functions that are written with mathjs", () => {
    const f = (z: Complex) => divide(exp(z), multiply(z, sin(z))) as Complex;
    const byFormula = formula("exp(x) / (x sin(x))").gradient(Float64Array.of(0.7))[0];
    expect(complexStepDerivative(f, 0.7)).toBeCloseTo(byFormula, 12);
    expect(complexStepDerivative(() => 3, 0.7)).toBe(0);
  });

  test("agrees with the rules of differentiation, for negative numbers and whole powers too", () => {
    const expressions = [
      "x^2",
      "((x^2 - 1)^2 + x^4)^3",
      "x^7 - 3 x^3",
      "x^-2",
      "x^0 + 2 x",
      "(x - 5)^(2 + 1)",
      "2^x",
      "tanh(x)",
      "1 / (1 + exp(-x))",
      "sqrt(x^2 + 1)",
      "log(x^2 + 1)",
      "sinh(x) / cosh(x)",
      "pi x^4",
    ];
    const coordinate = fc.double({ min: -3, max: 3, noNaN: true }).filter((x) => Math.abs(x) > 0.01);
    for (const expression of expressions) {
      const f = formula(expression);
      fc.assert(
        fc.property(coordinate, (x) => {
          const expected = f.gradient(Float64Array.of(x))[0];
          expect(Math.abs(complexStepDerivative(f, x) - expected)).toBeLessThan(
            1e-12 * (1 + Math.abs(expected)),
          );
        }),
        { numRuns: 30 },
      );
    }
  });

  test("of all surfaces gives their gradients", () => {
    const coordinate = fc.double({ min: -2, max: 2, noNaN: true });
    for (const { formula: f } of Object.values(surfaces))
      fc.assert(
        fc.property(coordinate, coordinate, (x, y) => {
          const expected = f.gradient(Float64Array.of(x, y));
          complexStepGradient(f, [x, y]).forEach((slope, i) =>
            expect(Math.abs(slope - expected[i])).toBeLessThan(1e-10 * (1 + Math.abs(expected[i]))),
          );
        }),
        { numRuns: 20 },
      );
  });

  test("is refused where mathjs would lose the imaginary part", () => {
    expect(() => complexStepDerivative((z) => pow(z, 2) as Complex, -1.7)).toThrow(
      /keeps a tiny imaginary part .* multiply\(z, z\) for pow\(z, 2\)/,
    );
    expect(() => complexStepDerivative(formula("2 + atan(x)"), 1)).toThrow(
      /character 5: atan is not computed precisely enough for a complex step/,
    );
    expect(() => complexStepGradient(formula("abs(x)"), [1])).toThrow(/abs is not computed precisely enough/);
  });

  test("is refused where there is no slope, or no real value", () => {
    expect(() => complexStepDerivative(formula("sqrt(x)"), 0)).toThrow(/smooth at x = 0/);
    expect(() => complexStepGradient(formula("sqrt(x)"), [-1])).toThrow(
      /value at \(-1\) to be a finite number, got NaN/,
    );
    expect(() => complexStepDerivative(formula("x"), NaN)).toThrow(/the point x to be a finite number/);
    expect(() => complexStepDerivative(formula("x"), 1, 0)).toThrow(/step h to be positive, got 0/);
    expect(() => complexStepDerivative(formula("x y"), 1)).toThrow(/2 coordinates/);
  });
});
