/**
 * Help while typing: completion, the description of what stands at the cursor, and whether a cell is complete. Positions are
 * offsets into the cell's text (UTF-16).
 */
import type * as TS from "@tslab/typescript-for-tslab";
import type { Host, MimeBundle } from "./host";

export interface Completions {
  start: number;
  end: number;
  matches: { text: string; kind: string }[];
}

export function complete(
  { converter }: Host,
  declarations: string,
  source: string,
  position: number,
): Completions {
  const { start, end, candidates, original } = converter.complete(declarations, source, position);
  const kinds = new Map(original?.entries.map((entry) => [entry.name, String(entry.kind)]));
  // The compiler's own marks of the cell's frame are nobody's business.
  const matches = candidates
    .filter((text) => !text.startsWith("ɵ"))
    .map((text) => ({ text, kind: kinds.get(text) ?? "" }));
  return { start, end, matches };
}

/** What stands at the cursor: its signature and its documentation; inside a call's parentheses, what is called. */
export function inspect(
  { converter }: Host,
  declarations: string,
  source: string,
  position: number,
): MimeBundle | undefined {
  for (const place of placesToAsk(source, position)) {
    const info = converter.inspect(declarations, source, place) as TS.QuickInfo | undefined;
    if (info?.displayParts?.length) return describe(info);
  }
  return undefined;
}

/** Whether a console should run the code, or wait for more of it. */
export function isComplete(
  { isCompleteCode, typescript: ts }: Host,
  source: string,
): { status: "complete" | "invalid" } | { status: "incomplete"; indent: string } {
  const { completed, indent } = isCompleteCode(source);
  if (!completed) return { status: "incomplete", indent: indent ?? "" };
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.ES2022) as TS.SourceFile & {
    parseDiagnostics?: unknown[];
  };
  return { status: file.parseDiagnostics?.length ? "invalid" : "complete" };
}

/** The cursor itself, the character before it, and the callees of the calls around it, from inside out. */
function placesToAsk(source: string, position: number): number[] {
  const places = [position, position - 1];
  let depth = 0;
  for (let i = position - 1; i >= 0; i--) {
    const character = source[i]!;
    if (")]}".includes(character)) depth++;
    else if ("([{".includes(character)) {
      if (depth > 0) depth--;
      else if (character === "(") {
        const callee = /[\w$]\s*(<[^()]*>)?\s*$/.exec(source.slice(0, i));
        if (callee) places.push(callee.index);
      }
    }
  }
  return places.filter((place) => place >= 0 && /[\w$"'`]/.test(source[place] ?? ""));
}

function describe(info: TS.QuickInfo): MimeBundle {
  const text = (parts: TS.SymbolDisplayPart[] | undefined): string =>
    (parts ?? []).map((part) => part.text).join("");
  // What an imported name stands for; that it was imported is no news.
  const signature = text(info.displayParts)
    .replace(/^\(alias\) /, "")
    .replace(/\nimport [^\n]*$/, "");
  const documentation = text(info.documentation);
  const tags = (info.tags ?? []).map((tag) => ({ name: tag.name, text: text(tag.text) }));

  const markdown = [`\`\`\`typescript\n${signature}\n\`\`\``];
  const plain = [signature];
  if (documentation) {
    markdown.push(documentation);
    plain.push(documentation);
  }
  for (const tag of tags) {
    if (!tag.text) continue;
    plain.push(`@${tag.name} ${tag.text}`);
    const [, name, description] = /^(\S+)\s*([^]*)$/.exec(tag.text) ?? [];
    if (tag.name === "param") markdown.push(`- \`${name}\` ${description?.replace(/^[-–—]\s*/, "")}`);
    else if (tag.name === "example")
      markdown.push(tag.text.includes("```") ? tag.text : `\`\`\`typescript\n${tag.text}\n\`\`\``);
    else markdown.push(`*${tag.name}* ${tag.text}`);
  }
  return {
    "text/markdown": markdown.join("\n\n").replace(/\n\n(?=- )/g, "\n"),
    "text/plain": plain.join("\n\n"),
  };
}
