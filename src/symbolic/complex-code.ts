import {
  Complex,
  divide,
  EvalFunction,
  FunctionNode,
  MathNode,
  multiply,
  OperatorNode,
  SymbolNode,
} from "mathjs";
import { CONSTANTS, errorAt, placeOf } from "./notation";
import { nameOf } from "./parse";

/** What mathjs computes to full precision beside the real axis, where the imaginary part is tiny. */
const PRECISE = [
  "exp",
  "log",
  "log10",
  "sqrt",
  "sin",
  "cos",
  "tan",
  "sec",
  "csc",
  "cot",
  "sinh",
  "cosh",
  "tanh",
];

/**
 * A formula to be evaluated with complex numbers. Whole powers become products: mathjs raises a complex number to a
 * power by its angle in the plane, and beside a negative number a tiny imaginary part is lost in that angle.
 *
 * @param tree the formula
 * @param line the same as text, for errors
 * @throws SyntaxError that shows the place, if it uses a function that loses a tiny imaginary part (asin, acos, atan)
 *   or has no complex derivative (abs)
 */
export function complexCode(tree: MathNode, line: string): EvalFunction {
  tree.traverse((node) => {
    if (node.type !== "FunctionNode") return;
    const name = nameOf(node as FunctionNode);
    if (!PRECISE.includes(name))
      throw errorAt(line, placeOf(name, line), `${name} is not computed precisely enough for a complex step`);
  });
  const code = withProducts(tree).compile();
  return { evaluate: (scope?: object) => code.evaluate({ ...scope, wholePower }) as unknown };
}

/** The same formula, its whole powers computed by `wholePower`. */
function withProducts(tree: MathNode): MathNode {
  return tree.transform((node) => {
    if (node.type !== "OperatorNode" || (node as OperatorNode).op !== "^") return node;
    const [base, exponent] = (node as OperatorNode).args;
    // mathjs does not look for powers within what it has replaced.
    return isWholeNumber(exponent) ? new FunctionNode("wholePower", [withProducts(base), exponent]) : node;
  });
}

/** zⁿ by repeated squaring. */
function wholePower(z: Complex | number, n: number): Complex | number {
  if (typeof z === "number") return z ** n;
  if (n < 0) return divide(1, wholePower(z, -n)) as Complex;
  if (n === 0) return 1;
  const half = wholePower(z, Math.floor(n / 2));
  const square = multiply(half, half) as Complex;
  return n % 2 === 0 ? square : (multiply(square, z) as Complex);
}

function isWholeNumber(node: MathNode): boolean {
  const variables = node.filter(
    (part) => part.type === "SymbolNode" && !CONSTANTS.includes((part as SymbolNode).name),
  );
  return variables.length === 0 && Number.isInteger(node.evaluate());
}
