import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import type { Network } from "./network";

/**
 * A table of a network's layers, to print and to show.
 *
 * @example
 * const network = new Network([784, 16, 16, 10], { activations: "sigmoid" });
 * String(network.summary()).split("\n")[1].trim(); // "inputs    784"
 */
export class Summary implements Displayable {
  constructor(
    /** The names of the columns. */
    readonly head: readonly string[],
    /** One row a layer, and the total. */
    readonly rows: readonly (readonly string[])[],
  ) {}

  toString(): string {
    const table = [this.head, ...this.rows];
    const widths = this.head.map((_, j) => Math.max(...table.map((row) => row[j].length)));
    return table
      .map((row) =>
        row.map((cell, j) => (j === 1 ? cell.padEnd(widths[j]) : cell.padStart(widths[j]))).join("  "),
      )
      .join("\n");
  }

  /** What `console.log` prints, in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): MimeBundle {
    const escape = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const row = (cells: readonly string[], tag: "th" | "td"): string =>
      `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join("")}</tr>`;
    const body = this.rows.map((cells) => row(cells, "td")).join("");
    return {
      "text/html": `<table><thead>${row(this.head, "th")}</thead><tbody>${body}</tbody></table>`,
      "text/plain": this.toString(),
    };
  }
}

/** The table of a network. */
export function summaryOf(network: Network): Summary {
  return network as never;
}
