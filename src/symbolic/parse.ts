import { FunctionNode, MathNode, OperatorNode, parse, SymbolNode } from "mathjs";
import { CONSTANTS, errorAt, FUNCTIONS, OPERATORS, placeOf } from "./notation";

/** A formula as a tree, and the names in it that are not known: its variables. */
export interface Parsed {
  tree: MathNode;
  /** In alphabetical order, x2 before x10. */
  variables: string[];
}

/**
 * Reads a formula: numbers, variables, + - * / ^, parentheses, and functions such as `exp(x)`. A product may be written
 * without a sign, `2 x y`; `ln` and `log` are the natural logarithm; `pi` and `e` are the numbers.
 *
 * @param expression the formula
 * @throws SyntaxError that shows the place if it cannot be read or uses what is not known
 * @example
 * parseFormula("2 x y + pi").variables; // ["x", "y"]
 */
export function parseFormula(expression: string): Parsed {
  if (typeof expression !== "string")
    throw new TypeError(`expected a formula as text, such as "x^2 + 3 y", got a ${typeof expression}`);
  const line = expression.replace(/\s/g, " ");
  if (line.trim() === "") throw new SyntaxError('expected a formula such as "x^2 + 3 y", got an empty text');
  const tree = natural(read(line));
  const variables = new Set<string>();
  tree.traverse((node, _, parent) => check(node, parent, line, variables));
  return { tree, variables: [...variables].sort((a, b) => a.localeCompare(b, "en", { numeric: true })) };
}

function read(line: string): MathNode {
  try {
    return parse(line);
  } catch (error) {
    const { message, char } = error as SyntaxError & { char?: number };
    const problem = message.replace(/ \(char \d+\)$/, "");
    throw errorAt(line, (char ?? 1) - 1, problem.charAt(0).toLowerCase() + problem.slice(1));
  }
}

/** The name that mathjs has for the natural logarithm: its derivatives know no `ln`. */
function natural(tree: MathNode): MathNode {
  return tree.transform((node) =>
    isFunction(node) && nameOf(node) === "ln" ? new FunctionNode("log", node.args.map(natural)) : node,
  );
}

function check(node: MathNode, parent: MathNode | null, line: string, variables: Set<string>): void {
  const at = (text: string, problem: string): SyntaxError => errorAt(line, placeOf(text, line), problem);
  if (isFunction(node)) {
    const name = nameOf(node);
    if (!FUNCTIONS.includes(name))
      throw at(name, `the function ${name} is not known (known: ${FUNCTIONS.join(", ")})`);
    if (node.args.length !== 1) throw at(name, `${name} takes one number, got ${node.args.length}`);
  } else if (node.type === "SymbolNode") {
    const { name } = node as SymbolNode;
    const isFunctionName = isFunction(parent) && parent.fn === node;
    if (isFunctionName || CONSTANTS.includes(name)) return;
    if (FUNCTIONS.includes(name))
      throw at(name, `${name} is a function: put what it is taken of in parentheses, ${name}(x)`);
    variables.add(name);
  } else if (node.type === "OperatorNode") {
    const { op } = node as OperatorNode;
    if (!OPERATORS.includes(op))
      throw errorAt(line, Math.max(0, line.indexOf(op)), `the operator ${op} has no derivative`);
  } else if (node.type === "ConstantNode") {
    const { value } = node as unknown as { value: unknown };
    if (typeof value !== "number")
      throw errorAt(line, 0, `it holds ${JSON.stringify(value)}, which is not a number`);
  } else if (node.type !== "ParenthesisNode") {
    throw errorAt(line, 0, "it is more than one formula for one number: no =, no lists, no conditions");
  }
}

function isFunction(node: MathNode | null): node is FunctionNode {
  return node?.type === "FunctionNode";
}

/** The name of the function that a formula calls. */
export function nameOf({ fn }: FunctionNode): string {
  return (fn as unknown as { name?: string }).name ?? String(fn);
}
