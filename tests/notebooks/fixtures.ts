/** Small notebooks for the tests of the notebook commands. */

export interface Cell {
  readonly [key: string]: unknown;
  readonly cell_type: "code" | "markdown";
  readonly source: string | readonly string[];
}

/** A code cell as the project commits it. */
export function code(id: string, ...source: string[]): Cell {
  const lines = source.join("\n").split(/(?<=\n)/);
  return { cell_type: "code", execution_count: null, id, metadata: {}, outputs: [], source: lines };
}

/** A Markdown cell as the project commits it. */
export function prose(id: string, ...source: string[]): Cell {
  return { cell_type: "markdown", id, metadata: {}, source: source.join("\n").split(/(?<=\n)/) };
}

/** The text of a notebook file that is clean when its cells are. */
export function notebook(...cells: Cell[]): string {
  const metadata = {
    kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
    language_info: { file_extension: ".ts", mimetype: "text/typescript", name: "typescript" },
  };
  return JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1) + "\n";
}
