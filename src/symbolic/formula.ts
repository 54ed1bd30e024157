import { Complex, complex, derivative, EvalFunction, MathNode } from "mathjs";
import { CostFunction, GradientFunction } from "../calculus";
import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import { complexCode } from "./complex-code";
import { errorAt, placeOf } from "./notation";
import { parseFormula } from "./parse";
import { texOf, texOfName } from "./tex";

/**
 * A function that is given by its formula: its values, its gradient by the rules of differentiation, and how TeX writes
 * both. `formula(…)` makes one.
 *
 * @example
 * const rosenbrock = formula("(1 - x)^2 + 100 (y - x^2)^2");
 * rosenbrock.at(-1, 2); // 104
 * rosenbrock.gradient(Float64Array.of(-1, 2)); // Float64Array [396, 200]
 */
export class Formula implements Displayable {
  /** The names of v₁, …, vₙ, in this order. */
  readonly variables: readonly string[];
  private readonly code: EvalFunction;
  private slopes: EvalFunction[] | undefined;
  private complexCode: EvalFunction | undefined;

  constructor(
    /** The formula as it was written. */
    readonly expression: string,
    private readonly tree: MathNode,
    variables: readonly string[],
  ) {
    this.variables = variables;
    this.code = tree.compile();
  }

  /** f: v ↦ f(v), for descent and figures; NaN where the formula has no real value, such as the root of −1. */
  readonly f: CostFunction = (v) => realValue(this.code, this.scope(v));

  /** ∇f: v ↦ ∇f(v), by the rules of differentiation, in the order of `variables`. */
  readonly gradient: GradientFunction = (v) => {
    this.slopes ??= this.variables.map((name) => derivative(this.tree, name, { simplify: false }).compile());
    const scope = this.scope(v);
    return Float64Array.from(this.slopes, (slope) => realValue(slope, scope));
  };

  /** f of coordinates that are given one by one: `at(1, 2)`. */
  readonly at = (...coordinates: number[]): number => this.f(Float64Array.from(coordinates));

  /**
   * f of complex numbers, for the complex step. Whole powers are products here: mathjs raises to a power by the angle
   * in the plane, which loses a tiny imaginary part beside a negative number.
   *
   * @throws RangeError if the formula uses a function that mathjs does not compute well beside the real axis
   */
  complexValue(z: readonly Complex[]): Complex {
    this.complexCode ??= complexCode(this.tree, this.expression);
    return complex(this.complexCode.evaluate(this.scope(z)) as Complex);
  }

  /**
   * The partial derivative by one variable, simplified, as a formula of the same variables.
   *
   * @throws RangeError if there is no such variable
   */
  derivative(name: string): Formula {
    if (!this.variables.includes(name))
      throw new RangeError(
        `expected one of the variables ${this.variables.join(", ")}, got ${JSON.stringify(name)}`,
      );
    const slope = derivative(this.tree, name);
    return new Formula(slope.toString(), slope, this.variables);
  }

  /** The formula for TeX, without f(x) = before it. */
  get tex(): string {
    return texOf(this.tree);
  }

  /** For each variable its partial derivative for TeX, simplified. */
  get gradientTex(): string[] {
    return this.variables.map((name) => this.derivative(name).tex);
  }

  toString(): string {
    return this.expression;
  }

  /** What `console.log` prints in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `f(${this.variables.join(", ")}) = ${this.expression}`;
  }

  /** f and its gradient, set by TeX. */
  [jupyterDisplay](): MimeBundle {
    const names = this.variables.map(texOfName);
    const lines = [`f(${names.join(", ")}) &= ${this.tex}`];
    this.gradientTex.forEach((slope, i) =>
      lines.push(`\\frac{\\partial f}{\\partial ${names[i]}} &= ${slope}`),
    );
    return {
      "text/latex": `$$\\begin{aligned} ${lines.join(" \\\\[4pt] ")} \\end{aligned}$$`,
      "text/plain": `f(${this.variables.join(", ")}) = ${this.expression}`,
    };
  }

  private scope<T>(v: ArrayLike<T>): Record<string, T> {
    const { variables } = this;
    if (v.length !== variables.length) {
      throw new RangeError(
        `expected ${variables.length} coordinates, one for each of ${variables.join(", ")}, got ${v.length}`,
      );
    }
    const scope: Record<string, T> = {};
    for (let i = 0; i < variables.length; i++) scope[variables[i]] = v[i];
    return scope;
  }
}

/**
 * The function that a formula describes.
 *
 * @param expression such as `"(1 - x)^2 + 100 (y - x^2)^2"`: numbers, variables, + - * / ^, parentheses, exp, log (or
 *   ln), log10, sqrt, abs, the trigonometric functions and tanh; `2 x y` is a product, `pi` and `e` are the numbers
 * @param variables the names of v₁, …, vₙ in their order; if not given, those in the formula in alphabetical order
 * @returns the function with its values, its gradient and its TeX
 * @throws SyntaxError that shows the place, if the formula cannot be read or uses a name that is not known;
 *   RangeError if there is no variable, or a name is given twice
 * @example
 * const f = formula("a x^2", ["x", "a"]);
 * f.at(3, 2); // 18
 * f.tex; // "a\\,{x}^{2}"
 */
export function formula(expression: string, variables?: readonly string[]): Formula {
  const { tree, variables: found } = parseFormula(expression);
  const names = variables ?? found;
  const line = expression.replace(/\s/g, " ");
  const unknown = found.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const product = [...unknown].every((letter) => names.includes(letter));
    const advice = product ? `: for a product write ${[...unknown].join(" ")}` : "";
    throw errorAt(
      line,
      placeOf(unknown, line),
      `${unknown} is none of the variables ${names.join(", ")}${advice}`,
    );
  }
  if (names.length === 0)
    throw new RangeError(`expected a formula with a variable, got ${JSON.stringify(expression)}`);
  if (new Set(names).size < names.length)
    throw new RangeError(`expected each variable once, got ${names.join(", ")}`);
  return new Formula(expression, tree, [...names]);
}

/** What is not a real number, such as the root of −1, is NaN. */
function realValue(code: EvalFunction, scope: Record<string, number>): number {
  const value: unknown = code.evaluate(scope);
  return typeof value === "number" ? value : NaN;
}
