import { asNumber, asText } from "../../wording";
import { Layout, layoutOf, Place, Route } from "./layout";
import type { GraphNode } from "./node";

/** In pixels: a box, and the room between boxes. */
const BOX = { width: 104, height: 62 };
const GAP = { across: 108, down: 22 };
/** The straight end of an arrow, above or below which the slope stands. */
const TIP = 60;
const MARGIN = 8;

/** Boxes have their own background, so that their text stands out in light and dark themes. */
const FILL = { given: "#0b4f7a", computed: "#2b3a47", end: "#7d3800" };
const LINE = "#797979";
const DERIVATIVE = "#ffc98f";

/**
 * The graph as SVG: a box for each number with its operation, value and derivative; arrows with the slopes along them.
 * Read from left to right it is the computation, from right to left the chain rule: a box's derivative is the sum,
 * over the arrows that leave it, of the slope times the derivative at the arrow's end.
 */
export function drawingOf(nodes: readonly GraphNode[], description: string): string {
  const layout = layoutOf(nodes);
  const width = 2 * MARGIN + layout.columns * (BOX.width + GAP.across) - GAP.across;
  const height = 2 * MARGIN + layout.rows * (BOX.height + GAP.down) - GAP.down;
  const arrows = layout.routes.map((route) => arrow(route, layout)).join("");
  const boxes = nodes.map((node) => box(node, layout.places.get(node)!, node === nodes.at(-1))).join("");
  return (
    `<div style="overflow-x: auto"><svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" role="img" aria-label="${asText(description).replace(/"/g, "&quot;")}" ` +
    `font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="13" ` +
    `style="display: block; max-width: none">${arrows}${boxes}</svg></div>`
  );
}

function box(node: GraphNode, place: Place, isEnd: boolean): string {
  const [x, y] = corner(place);
  const center = x + BOX.width / 2;
  const fill = isEnd ? FILL.end : node.inputs.length === 0 ? FILL.given : FILL.computed;
  const text = (line: number, content: string, style: string): string =>
    `<text x="${center}" y="${y + 18 + 18 * line}" text-anchor="middle" ${style}>${asText(content)}</text>`;
  return (
    `<rect x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8" fill="${fill}" stroke="${LINE}"/>` +
    text(0, headOf(node), `fill="#ffffff" font-weight="600"`) +
    text(1, asNumber(node.value), `fill="#ffffff"`) +
    text(
      2,
      node.hasDerivative && node.operation !== "constant" ? `∂ ${asNumber(node.derivative)}` : "",
      `fill="${DERIVATIVE}"`,
    )
  );
}

/** The line at the top of a box: the name and the operation. */
export function headOf({ name, operation }: GraphNode): string {
  if (name === undefined) return operation;
  return operation === "variable" || operation === "constant" ? name : `${name}: ${operation}`;
}

function arrow(route: Route, { places, routes }: Layout): string {
  const { from, to, slope, between } = route;
  const incoming = routes.filter((other) => other.to === to);
  // Two arrows into one box end a little apart, the upper one above.
  incoming.sort((a, b) => heightBefore(a, places) - heightBefore(b, places));
  const rank = incoming.indexOf(route);
  const [tipX, tipY] = port(places.get(to)!, "left", (rank - (incoming.length - 1) / 2) * 28);
  const points = [
    port(places.get(from)!, "right"),
    ...between.flatMap((place) => [port(place, "left"), port(place, "right")]),
    [tipX - TIP, tipY],
  ];
  // From column to column in a curve, straight through a column that is only passed.
  const pieces = points.slice(1).map(([x, y], i) => {
    const [beforeX, beforeY] = points[i];
    const half = (beforeX + x) / 2;
    return i % 2 === 1 ? `L${x} ${y}` : `C${half} ${beforeY} ${half} ${y} ${x} ${y}`;
  });
  const [startX, startY] = points[0];
  const labelY = tipY + (rank === 0 ? -6 : 15);
  return (
    `<path d="M${startX} ${startY}${pieces.join("")}H${tipX - 7}" fill="none" stroke="${LINE}" stroke-width="1.5"/>` +
    `<path d="M${tipX} ${tipY}l-8 -4v8z" fill="${LINE}"/>` +
    `<text x="${tipX - TIP / 2 - 4}" y="${labelY}" text-anchor="middle" font-size="12" fill="${LINE}">×${asNumber(slope)}</text>`
  );
}

function heightBefore({ from, between }: Route, places: Map<GraphNode, Place>): number {
  return (between.at(-1) ?? places.get(from)!).row;
}

function corner({ column, row }: Place): readonly [number, number] {
  return [MARGIN + column * (BOX.width + GAP.across), MARGIN + row * (BOX.height + GAP.down)];
}

function port(place: Place, side: "left" | "right", shift = 0): readonly [number, number] {
  const [x, y] = corner(place);
  return [side === "left" ? x : x + BOX.width, y + BOX.height / 2 + shift];
}
