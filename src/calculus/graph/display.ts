import type { MimeBundle } from "../../display";
import { Table } from "../../table";
import { asCount, asNumber } from "../../wording";
import { drawingOf } from "./drawing";
import type { GraphNode } from "./node";
import { nodesBefore } from "./order";

/** Graphs with more nodes than these are not drawn or listed in full: nobody could read them. */
const MOST_SHOWN = 60;

/** A graph as a list with a line for each number: what it is computed from, its value, its derivative. */
export function listing(end: GraphNode): string {
  return String(table(end));
}

/** A graph as a picture, or as the end of its list where the picture would be too large. */
export function displayOf(end: GraphNode): MimeBundle {
  const nodes = nodesBefore(end);
  const html = nodes.length <= MOST_SHOWN ? drawingOf(nodes, listing(end)) : table(end).toHTML();
  return { "text/html": html, "text/plain": listing(end) };
}

function table(end: GraphNode): Table {
  const nodes = nodesBefore(end);
  const names = namesOf(nodes);
  const shown = nodes.slice(-MOST_SHOWN);
  const left = nodes.length - shown.length;
  return new Table({
    head: ["number", "computed as", "value", "derivative"],
    rows: shown.map((node) => [
      names.get(node)!,
      computedAs(node, names),
      asNumber(node.value),
      node.hasDerivative ? asNumber(node.derivative) : "",
    ]),
    notes: left > 0 ? [`These are the last of ${asCount(nodes.length)} numbers.`] : [],
  });
}

/** The name that a number was given, or n1, n2, … in the order of computation. */
export function namesOf(nodes: readonly GraphNode[]): Map<GraphNode, string> {
  let unnamed = 0;
  return new Map(
    nodes.map((node) => {
      const given = node.name ?? (node.operation === "constant" ? asNumber(node.value) : undefined);
      return [node, given ?? `n${++unnamed}`];
    }),
  );
}

/** How a number is computed from those before it, such as "w × x". */
export function computedAs({ operation, inputs }: GraphNode, names: Map<GraphNode, string>): string {
  const [a, b] = inputs.map(({ from }) => names.get(from)!);
  if (a === undefined) return operation;
  if (operation.startsWith("^ ")) return `${a} ${operation}`;
  if (b === undefined) return `${operation}(${a})`;
  return operation === "max" ? `max(${a}, ${b})` : `${a} ${operation} ${b}`;
}
