import { Displayable, jupyterDisplay, MimeBundle } from "./display";
import { asText } from "./wording";

/** What a table says. */
export interface TableContent {
  /** The names of the columns. */
  head: readonly string[];
  /** The rows, each with a text for every column. */
  rows: readonly (readonly string[])[];
  /** What the table says, in a sentence that stands above it. */
  caption?: string;
  /** What a reader must know besides; it stands below the table. */
  notes?: readonly string[];
}

/**
 * A table that prints with aligned columns and that a notebook shows as a table. A column in which every text begins
 * like a number is set flush right, the others flush left.
 *
 * @example
 * const table = new Table({ head: ["method", "error"], rows: [["forward", "0.5"], ["central", "0.25"]] });
 * String(table).split("\n")[1]; // "forward    0.5"
 */
export class Table implements Displayable {
  readonly content: TableContent;

  /**
   * @throws RangeError if a row has more or fewer texts than there are columns
   */
  constructor(content: TableContent) {
    const columns = content.head.length;
    for (const [i, row] of content.rows.entries()) {
      if (row.length !== columns)
        throw new RangeError(`expected ${columns} texts in each row, got ${row.length} in row ${i}`);
    }
    this.content = content;
  }

  /** The table as text. */
  toString(): string {
    const { head, rows, caption, notes = [] } = this.content;
    const lines = [head, ...rows];
    const widths = head.map((_, j) => Math.max(...lines.map((line) => lengthOf(line[j]))));
    const padded = (text: string, j: number): string => {
      const space = " ".repeat(widths[j] - lengthOf(text));
      return this.isNumeric(j) ? space + text : text + space;
    };
    const table = lines.map((line) => line.map(padded).join("  ").trimEnd());
    return [...(caption === undefined ? [] : [caption]), ...table, ...notes].join("\n");
  }

  /** The table as HTML; its colors are those of the page. */
  toHTML(): string {
    const { head, rows, caption, notes = [] } = this.content;
    const cell = (tag: "th" | "td", text: string, j: number): string =>
      `<${tag} style="text-align: ${this.isNumeric(j) ? "right" : "left"}; padding: 0.15em 0.8em">${asText(text)}</${tag}>`;
    const row = (tag: "th" | "td", texts: readonly string[]): string =>
      `<tr>${texts.map((text, j) => cell(tag, text, j)).join("")}</tr>`;
    const above =
      caption === undefined
        ? ""
        : `<caption style="caption-side: top; text-align: left; color: inherit; padding-bottom: 0.4em">${asText(caption)}</caption>`;
    return (
      `<table style="font-variant-numeric: tabular-nums; border-collapse: collapse">${above}` +
      `<thead style="border-bottom: 1px solid #888888">${row("th", head)}</thead>` +
      `<tbody>${rows.map((texts) => row("td", texts)).join("")}</tbody></table>` +
      notes.map((note) => `<div style="margin-top: 0.4em">${asText(note)}</div>`).join("")
    );
  }

  [jupyterDisplay](): MimeBundle {
    return { "text/html": this.toHTML(), "text/plain": this.toString() };
  }

  /** What `console.log` prints in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  private isNumeric(j: number): boolean {
    const { rows } = this.content;
    return rows.length > 0 && rows.every((row) => /^([−+±≈]?\d|[−+]?∞|NaN|–?$)/.test(row[j]));
  }
}

/** In characters as they are seen: a combining mark takes no place of its own. */
function lengthOf(text: string): number {
  return Array.from(text.replace(/\p{M}/gu, "")).length;
}
