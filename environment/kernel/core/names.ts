/**
 * Questions about the names in a cell, answered from its syntax tree. The compiler has bound the tree already: each
 * scope knows what is declared in it.
 */
import type * as TS from "@tslab/typescript-for-tslab";

export function notebookNames(ts: typeof TS) {
  return { isNotebookName, isValueReference, isHoistedVar, isAtTop, isAmbient, boundNames, declaredName };

  /** Whether this identifier means a name of the notebook, not a variable of an inner scope, a global or a class's own name. */
  function isNotebookName(file: TS.SourceFile, id: TS.Identifier, known: ReadonlySet<string>): boolean {
    const name = id.text;
    for (let node: TS.Node = id.parent; !ts.isSourceFile(node); node = node.parent) {
      const local = localsOf(node)?.get(id.escapedText as string);
      if (local && local.flags & ts.SymbolFlags.Value) return false;
      if (
        (ts.isFunctionExpression(node) || ts.isClassLike(node) || ts.isEnumDeclaration(node)) &&
        node.name?.text === name
      )
        return false;
      if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
        if (ts.isModuleDeclaration(node) && node.name.text === name) return false;
        if (symbolOf(node)?.exports?.has(id.escapedText)) return false;
      }
    }
    return known.has(name) || isDeclaredAtTop(file, id.escapedText as string);
  }

  function isDeclaredAtTop(file: TS.SourceFile, name: string): boolean {
    const symbol = localsOf(file)?.get(name);
    if (!symbol || !(symbol.flags & (ts.SymbolFlags.Value | ts.SymbolFlags.Alias))) return false;
    return !symbol.declarations?.every(isDeclareOnly);
  }

  /** Whether an identifier stands for a value here, rather than naming a property, a declaration, a label. */
  function isValueReference(id: TS.Identifier): boolean {
    const parent = id.parent;
    if (ts.isPropertyAccessExpression(parent)) return parent.expression === id;
    if (ts.isQualifiedName(parent) || ts.isMetaProperty(parent)) return false;
    if (ts.isPropertyAssignment(parent) || ts.isEnumMember(parent) || ts.isPropertyDeclaration(parent))
      return parent.initializer === id;
    if (ts.isBindingElement(parent) || ts.isParameter(parent) || ts.isVariableDeclaration(parent))
      return parent.initializer === id;
    if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return false;
    if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isImportClause(parent))
      return false;
    if (ts.isJsxAttribute(parent)) return false;
    return !(
      (ts.isFunctionLike(parent) ||
        ts.isClassLike(parent) ||
        ts.isEnumDeclaration(parent) ||
        ts.isModuleDeclaration(parent)) &&
      parent.name === id
    );
  }

  /** `var` in an inner statement (a `for`, a block) declares a name of the notebook too. */
  function isHoistedVar(list: TS.VariableDeclarationList): boolean {
    if (list.flags & ts.NodeFlags.BlockScoped) return false;
    for (let node: TS.Node = list.parent; !ts.isSourceFile(node); node = node.parent)
      if (ts.isFunctionLike(node) || ts.isModuleDeclaration(node) || ts.isClassStaticBlockDeclaration(node))
        return false;
    return true;
  }

  function isAtTop(node: TS.Node): boolean {
    for (let parent = node.parent; !ts.isSourceFile(parent); parent = parent.parent)
      if (ts.isFunctionLike(parent) || ts.isClassStaticBlockDeclaration(parent)) return false;
    return true;
  }

  function declaredName(statement: TS.Statement): string | undefined {
    if (isAmbient(statement)) return undefined;
    if (ts.isFunctionDeclaration(statement)) return statement.body ? statement.name?.text : undefined;
    if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) return statement.name?.text;
    if (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) return statement.name.text;
    return undefined;
  }

  /** `declare const x` promises a global; it makes no name of the notebook. */
  function isDeclareOnly(declaration: TS.Node): boolean {
    let node = declaration;
    while (!ts.isSourceFile(node.parent)) node = node.parent;
    return isAmbient(node as TS.Statement);
  }

  function isAmbient(statement: TS.Statement): boolean {
    return (
      ts.canHaveModifiers(statement) &&
      !!ts.getModifiers(statement)?.some((m) => m.kind === ts.SyntaxKind.DeclareKeyword)
    );
  }

  function boundNames(name: TS.BindingName): string[] {
    if (ts.isIdentifier(name)) return [name.text];
    return name.elements.flatMap((element) =>
      ts.isOmittedExpression(element) ? [] : boundNames(element.name),
    );
  }
}

/** The binder's table of the names declared in a scope. The compiler keeps it on the node without publishing its type. */
function localsOf(node: TS.Node): Map<string, TS.Symbol> | undefined {
  return (node as unknown as { locals?: Map<string, TS.Symbol> }).locals;
}

function symbolOf(node: TS.Node): TS.Symbol | undefined {
  return (node as unknown as { symbol?: TS.Symbol }).symbol;
}
