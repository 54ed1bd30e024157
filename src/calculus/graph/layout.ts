import type { GraphNode } from "./node";

/** A place in the picture, in columns and rows; rows may be fractions. */
export interface Place {
  column: number;
  row: number;
}

/** An arrow: where it begins, what it passes in the columns between, where it ends. */
export interface Route {
  from: GraphNode;
  to: GraphNode;
  slope: number;
  /** Free places for the arrow in the columns between both ends. */
  between: Place[];
}

/** Where everything stands. */
export interface Layout {
  places: Map<GraphNode, Place>;
  routes: Route[];
  columns: number;
  rows: number;
}

/** A node, or the place that an arrow needs in a column that it passes. */
interface Item extends Place {
  node?: GraphNode;
  neighbors: { before: Item[]; after: Item[] };
}

/** How often the columns are sorted to straighten the arrows. */
const ROUNDS = 8;

/**
 * Places for a graph's nodes: arrows lead to the right, every input stands in a column before the results, variables as
 * near as possible to their first use. Within a column, nodes are sorted by the mean height of their neighbors, which
 * avoids most crossings (Sugiyama, Tagawa and Toda, 1981).
 */
export function layoutOf(nodes: readonly GraphNode[]): Layout {
  const columnOf = columnsOf(nodes);
  const items = new Map<GraphNode, Item>(nodes.map((node) => [node, newItem(columnOf.get(node)!, node)]));
  const all = [...items.values()];
  const routes: Route[] = [];
  for (const to of nodes)
    for (const { from, slope } of to.inputs) {
      const between: Item[] = [];
      for (let column = columnOf.get(from)! + 1; column < columnOf.get(to)!; column++)
        between.push(newItem(column));
      all.push(...between);
      [items.get(from)!, ...between, items.get(to)!].reduce((a, b) => (connect(a, b), b));
      routes.push({ from, to, slope, between });
    }

  const columns: Item[][] = [];
  for (const item of all) (columns[item.column] ??= []).push(item);
  const rows = Math.max(...columns.map((column) => column.length));
  for (const column of columns) spread(column, rows);
  for (let round = 0; round < ROUNDS; round++) {
    const forward = round % 2 === 0;
    for (const column of forward ? columns : [...columns].reverse())
      sortByNeighbors(column, forward ? "before" : "after", rows);
  }
  return { places: items, routes, columns: columns.length, rows };
}

function newItem(column: number, node?: GraphNode): Item {
  return { column, row: 0, node, neighbors: { before: [], after: [] } };
}

function connect(a: Item, b: Item): void {
  a.neighbors.after.push(b);
  b.neighbors.before.push(a);
}

/** A result stands one column behind its last input; what has no input, one before its first result. */
function columnsOf(nodes: readonly GraphNode[]): Map<GraphNode, number> {
  const columns = new Map<GraphNode, number>();
  for (const node of nodes)
    columns.set(
      node,
      node.inputs.reduce((most, { from }) => Math.max(most, columns.get(from)! + 1), 0),
    );
  for (const start of nodes.filter(({ inputs }) => inputs.length === 0)) {
    const uses = nodes.filter(({ inputs }) => inputs.some(({ from }) => from === start));
    const first = uses.reduce((least, use) => Math.min(least, columns.get(use)!), Infinity);
    if (first < Infinity) columns.set(start, first - 1);
  }
  return columns;
}

function sortByNeighbors(column: Item[], side: "before" | "after", rows: number): void {
  const mean = ({ neighbors, row }: Item): number => {
    const heights = neighbors[side].map((neighbor) => neighbor.row);
    return heights.length === 0 ? row : heights.reduce((sum, height) => sum + height, 0) / heights.length;
  };
  const wanted = new Map(column.map((item) => [item, mean(item)]));
  column.sort((a, b) => wanted.get(a)! - wanted.get(b)!);
  spread(column, rows);
}

/** The items of a column below each other, the column in the middle of the picture. */
function spread(column: Item[], rows: number): void {
  column.forEach((item, i) => (item.row = i + (rows - column.length) / 2));
}
