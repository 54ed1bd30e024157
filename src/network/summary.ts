import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import type { Network } from "./network";

/**
 * The table of a network's layers: `console.log` prints it, a notebook shows it.
 *
 * @example
 * const network = new Network([2, 3, 1], { activations: "sigmoid" });
 * network.summary().rows[1]; // ["2", "3", "sigmoid", "W⁽¹⁾ 2 × 3", "b⁽¹⁾ 3", "9"]
 * network.summary().toString().split("\n").length; // 5
 */
export class Summary implements Displayable {
  /** The names of the columns. */
  readonly head = ["layer", "units", "activation", "weights", "biases", "parameters"];
  /** One row for each layer, and the total. */
  readonly rows: readonly (readonly string[])[];

  constructor(network: Network) {
    const { sizes, parameterCount } = network;
    this.rows = [
      ["1 (inputs)", whole(sizes[0]), "", "", "", ""],
      ...sizes.slice(1).map((_, i) => rowOfLayer(network, i + 2)),
      ["total", "", "", "", "", whole(parameterCount)],
    ];
  }

  toString(): string {
    const table = [this.head, ...this.rows];
    const widths = this.head.map((_, j) => Math.max(...table.map((row) => row[j].length)));
    const lines = table.map((row) => row.map((cell, j) => align(cell, widths[j], j)).join("  "));
    return lines.map((line) => line.trimEnd()).join("\n");
  }

  /** What `console.log` prints, in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): MimeBundle {
    const row = (cells: readonly string[], tag: "th" | "td"): string =>
      `<tr>${cells.map((cell) => `<${tag}>${escape(cell)}</${tag}>`).join("")}</tr>`;
    const body = this.rows.map((cells) => row(cells, "td")).join("");
    return {
      "text/html": `<table><thead>${row(this.head, "th")}</thead><tbody>${body}</tbody></table>`,
      "text/plain": this.toString(),
    };
  }
}

function rowOfLayer(network: Network, l: number): string[] {
  const W = network.W(l - 1);
  const b = network.b(l - 1);
  return [
    String(l),
    whole(W.columns),
    network.activation(l).name,
    `${W.symbol} ${W.rows} × ${W.columns}`,
    b ? `${b.symbol} ${b.columns}` : "none",
    whole(W.values.length + (b?.values.length ?? 0)),
  ];
}

/** 13002 as 13,002. */
function whole(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Names to the left, numbers of units and parameters to the right. */
function align(cell: string, width: number, column: number): string {
  return column === 1 || column === 5 ? cell.padStart(width) : cell.padEnd(width);
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
