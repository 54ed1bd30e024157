import { derivative } from "mathjs";
import { centralGradient } from "../../calculus";
import { errorAt, placeOf } from "../../symbolic/notation";
import { parseFormula } from "../../symbolic/parse";

/** A formula's heights and slopes. */
export interface Landscape {
  height(v: ArrayLike<number>): number;
  gradient(v: Float64Array): Float64Array;
}

/**
 * The landscape of a formula in x and y.
 *
 * @throws SyntaxError that shows the place, if the formula has a mistake
 */
export function landscapeOf(expression: string): Landscape {
  const { tree, variables } = parseFormula(expression);
  const unknown = variables.find((name) => name !== "x" && name !== "y");
  if (unknown !== undefined)
    throw errorAt(expression, placeOf(unknown, expression), `${unknown} is neither x nor y`);
  const code = tree.compile();
  const height = (v: ArrayLike<number>): number => real(code.evaluate({ x: v[0], y: v[1] }));
  try {
    const slopes = ["x", "y"].map((name) => derivative(tree, name, { simplify: false }).compile());
    return {
      height,
      gradient: ([x, y]) => Float64Array.from(slopes, (slope) => real(slope.evaluate({ x, y }))),
    };
  } catch {
    return { height, gradient: (v) => centralGradient(height, v) };
  }
}

/** The root of −1 is no height. */
function real(value: unknown): number {
  return typeof value === "number" ? value : NaN;
}
