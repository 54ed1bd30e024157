import fc from "../examples";
import { describe, expect, test } from "vitest";
import { checkGradient } from "../../src/calculus";
import { jupyterDisplay } from "../../src/display";
import { formula, surfaces } from "../../src/symbolic";

describe("a formula", () => {
  // The same functions in TypeScript, with their gradients by hand.
  const known: [string, (x: number, y: number) => number, (x: number, y: number) => [number, number]][] = [
    [
      "(1 - x)^2 + 100 (y - x^2)^2",
      (x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2,
      (x, y) => [-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)],
    ],
    ["2 x y + pi", (x, y) => 2 * x * y + Math.PI, (x, y) => [2 * y, 2 * x]],
    [
      "exp(-x) / (1 + y^2)",
      (x, y) => Math.exp(-x) / (1 + y * y),
      (x, y) => [-Math.exp(-x) / (1 + y * y), (-2 * y * Math.exp(-x)) / (1 + y * y) ** 2],
    ],
    [
      "sin(x) cos(2 pi y) - tanh(x y)",
      (x, y) => Math.sin(x) * Math.cos(2 * Math.PI * y) - Math.tanh(x * y),
      (x, y) => [
        Math.cos(x) * Math.cos(2 * Math.PI * y) - y / Math.cosh(x * y) ** 2,
        -2 * Math.PI * Math.sin(x) * Math.sin(2 * Math.PI * y) - x / Math.cosh(x * y) ** 2,
      ],
    ],
    [
      "ln(x^2 + 1) + sqrt(y^2 + 1) + e^(x/2)",
      (x, y) => Math.log(x * x + 1) + Math.sqrt(y * y + 1) + Math.exp(x / 2),
      (x, y) => [(2 * x) / (x * x + 1) + Math.exp(x / 2) / 2, y / Math.sqrt(y * y + 1)],
    ],
    [
      "x - y + atan(x) * abs(y)",
      (x, y) => x - y + Math.atan(x) * Math.abs(y),
      (x, y) => [1 + Math.abs(y) / (1 + x * x), -1 + Math.atan(x) * Math.sign(y)],
    ],
    ["-x^2 y / 4", (x, y) => (-x * x * y) / 4, (x, y) => [(-x * y) / 2, (-x * x) / 4]],
  ];

  test.each(known)("%s has the value and the gradient by hand", (expression, f, gradient) => {
    const parsed = formula(expression);
    expect(parsed.variables).toEqual(["x", "y"]);
    const partial = [parsed.derivative("x"), parsed.derivative("y")];
    const coordinate = fc.double({ min: -2, max: 2, noNaN: true }).filter((t) => Math.abs(t) > 1e-3);
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const close = (a: number, b: number) =>
          expect(Math.abs(a - b)).toBeLessThan(1e-12 * (1 + Math.abs(b)) * 100);
        close(parsed.at(x, y), f(x, y));
        const [dx, dy] = parsed.gradient(Float64Array.of(x, y));
        close(dx, gradient(x, y)[0]);
        close(dy, gradient(x, y)[1]);
        // and the partial derivatives as formulas of their own
        close(partial[0].at(x, y), gradient(x, y)[0]);
        close(partial[1].at(x, y), gradient(x, y)[1]);
      }),
      { numRuns: 40 },
    );
  });

  test("may nest logarithms and powers", () => {
    expect(formula("ln(2 + ln(x))").gradient(Float64Array.of(3))[0]).toBeCloseTo(
      1 / (3 * (2 + Math.log(3))),
      14,
    );
    expect(formula("((x^2 - 1)^2)^3").gradient(Float64Array.of(0.5))[0]).toBeCloseTo(6 * (-0.75) ** 5, 13);
  });

  test("passes the gradient check", () => {
    const f = formula("x1^3 x2 - cos(x10) / (2 + sin(x1 x2))");
    expect(f.variables).toEqual(["x1", "x2", "x10"]);
    expect(checkGradient(f.f, f.gradient, [0.3, -1.7, 2]).verdict).toBe("right");
  });

  test("takes its variables in the order that is asked for, used or not", () => {
    const f = formula("a x", ["x", "a", "unused"]);
    expect(f.at(2, 5, 7)).toBe(10);
    expect([...f.gradient(Float64Array.of(2, 5, 7))]).toEqual([5, 2, 0]);
  });

  test("is NaN where it has no real value", () => {
    expect(formula("sqrt(x)").at(-1)).toBeNaN();
    expect(formula("log(x)").at(-1)).toBeNaN();
    expect(formula("x^0.5").gradient(Float64Array.of(-1))[0]).toBeNaN();
    expect(formula("1 / x").at(0)).toBe(Infinity);
  });

  test("takes as many coordinates as it has variables", () => {
    expect(() => formula("x y").at(1)).toThrow(/2 coordinates, one for each of x, y, got 1/);
    expect(() => formula("x y").derivative("z")).toThrow(/one of the variables x, y, got "z"/);
  });

  test("leaves the point as it is", () => {
    const v = Float64Array.of(1, 2);
    const f = formula("x y");
    f.f(v);
    f.gradient(v);
    expect([...v]).toEqual([1, 2]);
  });
});

describe("TeX", () => {
  test.each([
    ["(1 - x)^2 + 100 (y - x^2)^2", "{\\left(1-x\\right)}^{2}+100\\,{\\left(y-{x}^{2}\\right)}^{2}"],
    ["x1 + lambda", "x_{1}+\\lambda"],
    ["2 * x * speed", "2\\cdot x\\cdot \\mathrm{speed}"],
    ["2 pi x", "2\\,\\pi\\,x"],
    ["1 / sqrt(x)", "\\frac{1}{\\sqrt{x}}"],
    ["x / (1 + y)", "\\frac{x}{1+y}"],
    ["ln(x)", "\\ln\\left(x\\right)"],
  ])("of %s", (expression, tex) => {
    expect(formula(expression).tex).toBe(tex);
  });

  test("of the gradient has a part for each variable", () => {
    expect(formula("x^2 + 3 y").gradientTex).toEqual(["2\\cdot x", "3"]);
  });

  test("holds no command that runs into a name", () => {
    const known = /^\\(cdot|left|right|frac|sqrt|cos|sin|pi|,)$/;
    for (const { formula: f } of Object.values(surfaces))
      for (const tex of [f.tex, ...f.gradientTex])
        for (const [command] of tex.matchAll(/\\([a-zA-Z]+|.)/g)) expect(command).toMatch(known);
  });

  test("is what a notebook shows", () => {
    const bundle = formula("x^2")[jupyterDisplay]();
    expect(bundle).toMatchObject({ "text/plain": "f(x) = x^2" });
    expect((bundle as Record<string, string>)["text/latex"]).toMatch(
      /^\$\$\\begin\{aligned\} f\(x\) &= .*\$\$$/,
    );
  });
});

describe("a mistake is shown at its place", () => {
  test.each([
    ["(1 - x^2", 9, /parenthesis \) expected/],
    ["x + ", 5, /unexpected end of expression/],
    ["x + * 2", 5, /value expected/],
    ["x**2", 3, /value expected; a power is written x\^2/],
    ["x²", 2, /a power is written x\^2/],
    ["3 + |x|", 5, /the size of x is written abs\(x\)/],
    ["2 · x", 3, /a product is written x \* y or x y/],
    ["x + y)", 6, /unexpected operator \)/],
    ["x + sinn(y)", 5, /the function sinn is not known \(known: exp, log, ln/],
    ["2 + sin x", 5, /sin is a function: put what it is taken of in parentheses, sin\(x\)/],
    ["atan(x, y)", 1, /atan takes one number, got 2/],
    ["x!", 2, /the operator ! has no derivative/],
    ["x mod 2", 3, /the operator mod has no derivative/],
    ["x = 3", 1, /no =, no lists, no conditions/],
    ["[x, y]", 1, /no =, no lists, no conditions/],
    ["x > 1 ? 2 : 3", 1, /no =, no lists, no conditions/],
    ['x + "a"', 1, /it holds "a", which is not a number/],
    ["x.y", 1, /no =, no lists, no conditions/],
    ["import(x)", 1, /the function import is not known/],
  ])("%s", (expression, character, problem) => {
    let message = "";
    try {
      formula(expression);
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
      ({ message } = error as Error);
    }
    const [head, line, caret] = message.split("\n");
    expect(head).toContain(`a mistake at character ${character}:`);
    expect(head).toMatch(problem);
    expect(line).toBe(`  ${expression}`);
    expect(caret).toBe(`  ${" ".repeat(character - 1)}^`);
  });

  test("a name that is no variable, with what may have been meant", () => {
    expect(() => formula("x^2 + xy", ["x", "y"])).toThrow(
      /character 7: xy is none of the variables x, y: for a product write x y\n {2}x\^2 \+ xy\n {8}\^/,
    );
    expect(() => formula("x + z", ["x", "y"])).toThrow(/character 5: z is none of the variables x, y\n/);
  });

  test("a formula over several lines is shown in one", () => {
    expect(() => formula("x +\n  sinn(y)")).toThrow(/character 7: .*\n {2}x \+ {3}sinn\(y\)\n {8}\^/);
    expect(formula("x\n + y").at(1, 2)).toBe(3);
  });

  test("what is no formula of a variable", () => {
    expect(() => formula("")).toThrow(/got an empty text/);
    expect(() => formula(" \n")).toThrow(/got an empty text/);
    expect(() => formula("2 pi")).toThrow(/a formula with a variable, got "2 pi"/);
    expect(() => formula(3 as never)).toThrow(/a formula as text, such as .* got a number/);
    expect(() => formula("x", ["x", "x"])).toThrow(/each variable once, got x, x/);
  });
});
