/**
 * What the converter needs changed in the texts that it takes and gives: a cell's source before, and after it the declarations
 * that later cells see (the text of a .d.ts file).
 */
import type * as TS from "@tslab/typescript-for-tslab";
import type { Diagnostic } from "tslab/dist/converter";

/** Blanks out `export` at the top of a cell, where it means nothing; every position stays what it was. */
export function withoutExports(ts: typeof TS, source: string): string {
  if (!/\bexport\b/.test(source)) return source;
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022);
  let text = source;
  const blank = (start: number, end: number): void => {
    text = text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, " ") + text.slice(end);
  };
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement))
      blank(statement.getStart(file), statement.expression.getStart(file));
    else if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier)
      blank(statement.getStart(file), statement.end);
    else if (ts.canHaveModifiers(statement))
      for (const modifier of ts.getModifiers(statement) ?? [])
        if (modifier.kind === ts.SyntaxKind.ExportKeyword || modifier.kind === ts.SyntaxKind.DefaultKeyword)
          blank(modifier.getStart(file), modifier.end);
  }
  return text;
}

/** TypeScript is content with the code, but cannot write the type of one of its names into a declaration file. */
export function isAboutDeclarations({ code }: Diagnostic): boolean {
  return (code >= 4000 && code < 4200) || code === 2742 || code === 7056;
}

/** The cell with `: any` for the variables that these diagnostics are about. */
export function withAnyTypes(ts: typeof TS, source: string, diagnostics: Diagnostic[]): string {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022);
  const places = file.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
    .filter(
      ({ type, pos, end }) =>
        !type && diagnostics.some(({ start }) => start.offset >= pos && start.offset <= end),
    )
    .map(({ name }) => name.end);
  return places.reduceRight((text, place) => `${text.slice(0, place)}: any${text.slice(place)}`, source);
}

/**
 * The converter has no declaration for a `var` in a block, nor for what no declaration file can say (an anonymous class
 * with private members): these names are of type any.
 */
export function withMissing(ts: typeof TS, declarations: string, declared: string[]): string {
  const file = ts.createSourceFile("previous.d.ts", declarations, ts.ScriptTarget.ES2022);
  const there = new Set<string>();
  for (const statement of file.statements) {
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        there.add((name as { text?: string }).text ?? "");
    else if (ts.isImportDeclaration(statement)) {
      const { name, namedBindings: bindings } = statement.importClause ?? {};
      if (name) there.add(name.text);
      if (bindings && ts.isNamespaceImport(bindings)) there.add(bindings.name.text);
      if (bindings && ts.isNamedImports(bindings))
        for (const element of bindings.elements) there.add(element.name.text);
    } else there.add((statement as { name?: { text?: string } }).name?.text ?? "");
  }
  const missing = declared.filter((name) => !there.has(name));
  return declarations + missing.map((name) => `declare let ${name}: any;\n`).join("");
}

/** The declarations (text of a .d.ts) without the values of these names. */
export function dropDeclarations(ts: typeof TS, declarations: string, names: ReadonlySet<string>): string {
  const file = ts.createSourceFile("previous.d.ts", declarations, ts.ScriptTarget.ES2022, true);
  const kept = file.statements.flatMap((statement) => {
    if (ts.isVariableStatement(statement)) {
      const rest = statement.declarationList.declarations.filter((d) => !names.has(d.name.getText(file)));
      const keyword = statement.declarationList.flags & ts.NodeFlags.Const ? "const" : "let";
      return rest.map((d) => `declare ${keyword} ${d.getText(file)};`);
    }
    const name = (statement as { name?: { text?: string } }).name?.text;
    const isValue =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isEnumDeclaration(statement);
    return isValue && name !== undefined && names.has(name) ? [] : [statement.getText(file)];
  });
  return kept.join("\n") + "\n";
}
