/**
 * Quiet loops: loops at the top of a cell in which no code but their own can run, since they call nothing.
 *
 * In such a loop a name of the notebook is read from a local copy and written to both:
 *
 *     for (…) s += x;   →   { let ɵɵs = ɵs.s; for (…) ɵs.s = ɵɵs += x; }
 *
 * so that no step waits for the one before it to reach memory, and whatever stops the loop finds the box up to date.
 */
import type * as TS from "@tslab/typescript-for-tslab";

type TypeScript = typeof TS;

/** @param isNotebookName tells a name of the notebook from a global */
export function isQuietLoop(
  ts: TypeScript,
  node: TS.Node,
  isNotebookName: (id: TS.Identifier) => boolean,
): node is TS.IterationStatement {
  const isLoop =
    ts.isForStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isWhileStatement(node) ||
    ts.isDoStatement(node);
  return isLoop && !ts.isLabeledStatement(node.parent) && !ts.forEachChild(node, isLoud);

  /** Whether other code may run here, or a name is written in a form that is not worth following. */
  function isLoud(part: TS.Node): boolean | undefined {
    if (ts.isTypeNode(part)) return undefined;
    if (ts.isCallExpression(part) && !isMathCall(part)) return true;
    if (ts.isNewExpression(part) || ts.isTaggedTemplateExpression(part)) return true;
    if (ts.isAwaitExpression(part) || ts.isYieldExpression(part)) return true;
    if (ts.isFunctionLike(part) || ts.isClassLike(part)) return true;
    // Iterators are code too.
    if (ts.isForOfStatement(part) || ts.isSpreadElement(part) || ts.isArrayBindingPattern(part)) return true;
    if (ts.isVariableDeclarationList(part) && !(part.flags & ts.NodeFlags.BlockScoped)) return true;
    if (ts.isForInStatement(part) && !ts.isVariableDeclarationList(part.initializer)) return true;
    if (ts.isBinaryExpression(part) && isPattern(part.left)) return true;
    if (ts.isPostfixUnaryExpression(part) && isUsed(part)) return true;
    return ts.forEachChild(part, isLoud);
  }

  function isMathCall({ expression: callee }: TS.CallExpression): boolean {
    if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return false;
    return callee.expression.text === "Math" && !isNotebookName(callee.expression);
  }

  function isPattern(target: TS.Expression): boolean {
    return ts.isArrayLiteralExpression(target) || ts.isObjectLiteralExpression(target);
  }

  /** Whether somebody needs the value that `x++` had before. */
  function isUsed(part: TS.PostfixUnaryExpression): boolean {
    const { parent } = part;
    return !ts.isExpressionStatement(parent) && !(ts.isForStatement(parent) && parent.incrementor === part);
  }
}
