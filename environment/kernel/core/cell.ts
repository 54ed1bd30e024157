/**
 * Compiling a cell: TypeScript in, a JavaScript function out.
 *
 * A notebook has one namespace for all its cells, as in the other kernels: what one cell declares at its top, every
 * cell sees and may change or declare again. Each of these names therefore lives in a *box*, an object with one
 * property of that name, and the compiled cell reads and writes the box:
 *
 *     let s = 0;                          let s = 0; ɵs.s = s;
 *     for (const x of xs) s += x;   →     for (const x of ɵxs.xs) ɵs.s += x;
 *     s                                   ɵcell.result = ɵs.s;
 *
 * One object a name, not one for all names: V8 keeps an object's fields typed and in place only while it has few, and a
 * loop at the top of a cell then runs at nearly the speed that it has inside a function.
 *
 * Types are checked elsewhere (by tslab's converter); here they are only removed.
 */
import type * as TS from "@tslab/typescript-for-tslab";
import { notebookNames } from "./names";
import { isQuietLoop } from "./quiet-loops";

type TypeScript = typeof TS;

export interface CompiledCell {
  /** An expression whose value is the function `(ɵcell, require, …boxes) => void | Promise<void>`. */
  code: string;
  /** The names whose boxes the function takes, in order. */
  names: string[];
  /** Those of them that this cell declares. */
  declared: string[];
  /** Source map from `code` to the cell's source. */
  sourceMap: string;
}

/** What a running cell finds under the name `ɵcell`. */
export interface CellSupport {
  result: unknown;
  /** `import { a } from "m"` and `import * as m from "m"`. */
  import(specifier: string): Record<string, unknown>;
  /** `import m from "m"`. */
  importDefault(specifier: string): unknown;
  /** The run that this code belongs to now; `await x` is compiled to `resumed(here(), await x)`. */
  here(): unknown;
  /** Goes on after an `await`, as part of that run; throws when it was interrupted meanwhile. */
  resumed<T>(run: unknown, value: T): T;
}

const SUPPORT = "ɵcell";
const boxOf = (name: string): string => `ɵ${name}`;
const copyOf = (name: string): string => `ɵɵ${name}`;

/** Lines that stand before the cell's own first line in `CompiledCell.code`. */
export const LINES_BEFORE = 1;

/**
 * @param source the cell, without `export`s at its top
 * @param known names that earlier cells declared
 * @param fileName names the cell in stack traces
 */
export function compileCell(
  ts: TypeScript,
  source: string,
  known: ReadonlySet<string>,
  fileName: string,
): CompiledCell {
  const names = notebookNames(ts);
  const boxes = new Set<string>();
  const declared = new Set<string>();
  let isAsync = false;

  const transform: TS.TransformerFactory<TS.SourceFile> = (context) => (file) => {
    const f = context.factory;
    const { isNotebookName, isValueReference, isHoistedVar, isAtTop, isAmbient, boundNames, declaredName } =
      names;
    const isNotebookId = (id: TS.Identifier): boolean => isNotebookName(file, id, known);
    const box = (name: string): TS.PropertyAccessExpression => {
      boxes.add(name);
      return f.createPropertyAccessExpression(f.createIdentifier(boxOf(name)), name);
    };
    /** In a quiet loop: the names that have a local copy. */
    let copies: ReadonlySet<string> | undefined;
    const reference = (name: string): TS.Expression =>
      copies ? f.createIdentifier(copyOf(name)) : box(name);
    const setBox = (name: string, value: TS.Expression): TS.Statement => {
      declared.add(name);
      return f.createExpressionStatement(f.createAssignment(box(name), value));
    };
    const support = (method: string, ...args: TS.Expression[]): TS.Expression =>
      f.createCallExpression(
        f.createPropertyAccessExpression(f.createIdentifier(SUPPORT), method),
        undefined,
        args,
      );

    const visitEach = <T extends TS.Node>(node: T): T => ts.visitEachChild(node, visit, context);

    function visit(node: TS.Node): TS.Node | undefined {
      if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return node;
      if (ts.isIdentifier(node))
        return isValueReference(node) && isNotebookId(node)
          ? ts.setTextRange(reference(node.text), node)
          : node;
      if (ts.isShorthandPropertyAssignment(node) && isNotebookId(node.name)) {
        const target = reference(node.name.text);
        const fallback = node.objectAssignmentInitializer;
        return f.createPropertyAssignment(
          node.name.text,
          fallback ? f.createAssignment(target, ts.visitNode(fallback, visit) as TS.Expression) : target,
        );
      }
      if (!copies && isQuietLoop(ts, node, isNotebookId) && isAtTop(node)) return visitQuietLoop(node);
      if (copies && writesNotebookName(node)) return writeThrough(node);
      if (ts.isCallExpression(node)) return visitCall(node);
      if (ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && isNotebookId(node.tag)) {
        const visited = visitEach(node);
        return f.updateTaggedTemplateExpression(
          visited,
          withoutReceiver(visited.tag),
          visited.typeArguments,
          visited.template,
        );
      }
      if (ts.isAwaitExpression(node)) {
        if (isAtTop(node)) isAsync = true;
        return support("resumed", support("here"), visitEach(node));
      }
      if (ts.isForOfStatement(node) && node.awaitModifier && isAtTop(node)) isAsync = true;
      if (ts.isVariableDeclarationList(node) && isHoistedVar(node) && !ts.isVariableStatement(node.parent))
        return assignmentOf(node);
      if (ts.isVariableStatement(node) && isHoistedVar(node.declarationList)) {
        const assignment = assignmentOf(node.declarationList);
        return assignment ? f.createExpressionStatement(assignment) : f.createEmptyStatement();
      }
      return visitEach(node);
    }

    function visitQuietLoop(loop: TS.IterationStatement): TS.Node {
      const names = new Set<string>();
      const collect = (node: TS.Node): void => {
        if (ts.isTypeNode(node)) return;
        const shorthand = ts.isShorthandPropertyAssignment(node) ? node.name : undefined;
        if (shorthand && isNotebookId(shorthand)) names.add(shorthand.text);
        if (ts.isIdentifier(node) && isValueReference(node) && isNotebookId(node)) names.add(node.text);
        ts.forEachChild(node, collect);
      };
      collect(loop);
      if (names.size === 0) return visitEach(loop);
      copies = names;
      const visited = visitEach(loop);
      copies = undefined;
      const declarations = [...names].map((name) =>
        f.createVariableDeclaration(copyOf(name), undefined, undefined, box(name)),
      );
      const list = f.createVariableDeclarationList(declarations, ts.NodeFlags.Let);
      return f.createBlock([f.createVariableStatement(undefined, list), visited], true);
    }

    type Write = TS.BinaryExpression | TS.PrefixUnaryExpression | TS.PostfixUnaryExpression;
    function writesNotebookName(node: TS.Node): node is Write {
      const written = ts.isBinaryExpression(node)
        ? isAssignment(node.operatorToken.kind) && node.left
        : (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) &&
          (node.operator === ts.SyntaxKind.PlusPlusToken ||
            node.operator === ts.SyntaxKind.MinusMinusToken) &&
          node.operand;
      return !!written && ts.isIdentifier(written) && isNotebookId(written);
    }
    function isAssignment(operator: TS.SyntaxKind): boolean {
      return operator >= ts.SyntaxKind.FirstAssignment && operator <= ts.SyntaxKind.LastAssignment;
    }
    /** `s += x` as `ɵs.s = ɵɵs += x`. */
    function writeThrough(node: Write): TS.Expression {
      // Nobody uses the old value that `s++` gives, so that the new one can go to the box.
      const copied = ts.isPostfixUnaryExpression(node)
        ? f.createPrefixUnaryExpression(node.operator, reference(writtenName(node)))
        : visitEach(node);
      return f.createParenthesizedExpression(f.createAssignment(box(writtenName(node)), copied));
    }
    function writtenName(node: Write): string {
      return ((ts.isBinaryExpression(node) ? node.left : node.operand) as TS.Identifier).text;
    }

    /** `f(x)` calls f without a receiver: `(0, ɵf.f)(x)`, or f would get its box as `this`. */
    function visitCall(node: TS.CallExpression): TS.Node {
      const visited = visitEach(node);
      return ts.isIdentifier(node.expression) && visited.expression !== node.expression
        ? f.updateCallExpression(
            visited,
            withoutReceiver(visited.expression),
            visited.typeArguments,
            visited.arguments,
          )
        : visited;
    }
    function withoutReceiver(callee: TS.Expression): TS.Expression {
      return ts.setTextRange(
        f.createParenthesizedExpression(f.createComma(f.createNumericLiteral(0), callee)),
        callee,
      );
    }

    /** `var a = 1, [b] = c` as the expression `ɵa.a = 1, [ɵb.b] = ɵc.c`; in `for (var x of xs)`, just `ɵx.x`. */
    function assignmentOf(list: TS.VariableDeclarationList): TS.Expression | undefined {
      const isLoopTarget =
        (ts.isForOfStatement(list.parent) || ts.isForInStatement(list.parent)) &&
        list.parent.initializer === list;
      const parts: TS.Expression[] = [];
      for (const declaration of list.declarations) {
        for (const name of boundNames(declaration.name)) declared.add(name);
        const target = assignmentTarget(declaration.name);
        if (declaration.initializer)
          parts.push(
            f.createAssignment(target, ts.visitNode(declaration.initializer, visit) as TS.Expression),
          );
        else if (isLoopTarget) parts.push(target);
      }
      if (parts.length === 0) return undefined;
      const all = parts.reduce((left, right) => f.createComma(left, right));
      return ts.isObjectBindingPattern(list.declarations[0]!.name) && !isLoopTarget
        ? f.createParenthesizedExpression(all)
        : all;
    }
    function assignmentTarget(name: TS.BindingName): TS.Expression {
      if (ts.isIdentifier(name)) return box(name.text);
      const withDefault = (target: TS.Expression, initializer: TS.Expression | undefined): TS.Expression =>
        initializer ? f.createAssignment(target, ts.visitNode(initializer, visit) as TS.Expression) : target;
      if (ts.isArrayBindingPattern(name))
        return f.createArrayLiteralExpression(
          name.elements.map((element) => {
            if (ts.isOmittedExpression(element)) return element;
            const target = assignmentTarget(element.name);
            return element.dotDotDotToken
              ? f.createSpreadElement(target)
              : withDefault(target, element.initializer);
          }),
        );
      return f.createObjectLiteralExpression(
        name.elements.map((element) => {
          const target = assignmentTarget(element.name);
          if (element.dotDotDotToken) return f.createSpreadAssignment(target);
          const key = element.propertyName ?? (element.name as TS.Identifier);
          return f.createPropertyAssignment(visitEach(key), withDefault(target, element.initializer));
        }),
      );
    }

    /** A statement at the top: what it declares is put into the boxes right after it. */
    function visitTop(statement: TS.Statement): TS.Statement[] {
      if (ts.isImportDeclaration(statement)) return importStatements(statement);
      if (ts.isImportEqualsDeclaration(statement)) {
        if (statement.isTypeOnly) return [];
        const reference = statement.moduleReference;
        if (ts.isExternalModuleReference(reference))
          return [setBox(statement.name.text, support("import", reference.expression))];
        return [
          setBox(statement.name.text, ts.visitNode(entityExpression(reference), visit) as TS.Expression),
        ];
      }
      if (ts.isExportDeclaration(statement)) return [];
      if (ts.isVariableStatement(statement) && !isAmbient(statement)) {
        const names = statement.declarationList.declarations.flatMap((declaration) =>
          boundNames(declaration.name),
        );
        return [visitEach(statement), ...names.map((name) => setBox(name, f.createIdentifier(name)))];
      }
      const name = declaredName(statement);
      if (name === undefined) return [visit(statement) as TS.Statement];
      const visited = visitEach(statement);
      if (ts.isFunctionDeclaration(statement)) return [visited];
      // A namespace of types alone leaves no value behind, so ask before reading it.
      const value = ts.isModuleDeclaration(statement)
        ? f.createConditionalExpression(
            f.createEquality(
              f.createTypeOfExpression(f.createIdentifier(name)),
              f.createStringLiteral("undefined"),
            ),
            undefined,
            f.createVoidZero(),
            undefined,
            f.createIdentifier(name),
          )
        : f.createIdentifier(name);
      return [visited, setBox(name, value)];
    }

    function importStatements(statement: TS.ImportDeclaration): TS.Statement[] {
      const clause = statement.importClause;
      const load = support("import", statement.moduleSpecifier);
      if (!clause) return [f.createExpressionStatement(load)];
      if (clause.isTypeOnly) return [];
      const statements: TS.Statement[] = [];
      if (clause.name)
        statements.push(setBox(clause.name.text, support("importDefault", statement.moduleSpecifier)));
      const bindings = clause.namedBindings;
      if (bindings && ts.isNamespaceImport(bindings)) statements.push(setBox(bindings.name.text, load));
      if (bindings && ts.isNamedImports(bindings))
        for (const element of bindings.elements) {
          if (element.isTypeOnly) continue;
          const imported = (element.propertyName ?? element.name).text;
          const value =
            imported === "default"
              ? support("importDefault", statement.moduleSpecifier)
              : f.createPropertyAccessExpression(load, imported);
          statements.push(setBox(element.name.text, value));
        }
      return statements.map((each) => ts.setTextRange(each, statement));
    }

    function entityExpression(name: TS.EntityName): TS.Expression {
      return ts.isIdentifier(name)
        ? name
        : f.createPropertyAccessExpression(entityExpression(name.left), name.right);
    }

    // Function declarations are hoisted: their boxes are filled before the first statement runs.
    const hoisted = file.statements
      .filter(ts.isFunctionDeclaration)
      .filter((s) => declaredName(s) !== undefined);
    const fillHoisted = hoisted.map((s) => setBox(s.name!.text, f.createIdentifier(s.name!.text)));
    let last = file.statements.length - 1;
    while (
      last >= 0 &&
      (ts.isExportDeclaration(file.statements[last]!) || ts.isEmptyStatement(file.statements[last]!))
    )
      last--;
    // Imports are hoisted too, as in a module.
    const imports = file.statements.filter((s) => ts.isImportDeclaration(s)).flatMap(visitTop);
    const body = file.statements.flatMap((statement, index) => {
      if (ts.isImportDeclaration(statement)) return [];
      if (index !== last || !ts.isExpressionStatement(statement)) return visitTop(statement);
      const target = f.createPropertyAccessExpression(f.createIdentifier(SUPPORT), "result");
      const value = ts.visitNode(statement.expression, visit) as TS.Expression;
      return [ts.setTextRange(f.createExpressionStatement(f.createAssignment(target, value)), statement)];
    });
    return f.updateSourceFile(file, [...imports, ...fillHoisted, ...body]);
  };

  const output = ts.transpileModule(`${source}\nexport {};`, {
    fileName,
    transformers: { before: [transform] },
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.CommonJS,
      esModuleInterop: true,
      experimentalDecorators: true,
      sourceMap: true,
      newLine: ts.NewLineKind.LineFeed,
    },
  });
  const boxed = [...boxes];
  const parameters = [
    SUPPORT,
    "exports",
    "require",
    "module",
    "__dirname",
    "__filename",
    ...boxed.map(boxOf),
  ];
  const script = output.outputText.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "");
  return {
    code: `(${isAsync ? "async " : ""}function (${parameters.join(", ")}) {\n${script}\n})`,
    names: boxed,
    declared: [...declared],
    sourceMap: output.sourceMapText ?? "",
  };
}
