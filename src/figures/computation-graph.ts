import type { Annotation, Layout } from "plotly.js-dist";
import { GraphNode } from "../calculus";
import { computedAs, namesOf } from "../calculus/graph/display";
import { headOf } from "../calculus/graph/drawing";
import { layoutOf } from "../calculus/graph/layout";
import { nodesBefore } from "../calculus/graph/order";
import { asCount } from "../wording";
import { Figure } from "./figure";
import { arrowsOf, Spot, ways } from "./graph-arrows";
import { baseLayout, GRAY } from "./template";
import { asNumber, asText } from "./wording";

/** More numbers than these nobody could read. */
const MOST_NUMBERS = 60;

/** Of more results than these the text tells only the last. */
const MOST_TOLD = 8;

/** In pixels: a line of letters in a box, the room below a box for arrows and their slopes. */
const LINE = 16;
const GAP = 54;

/**
 * The size of boxes, so that those of a row share a phone's width. Where there are many, their letters are smaller, numbers
 * have three digits, and name and operation stand below each other; from seven on they need a wider page.
 */
function sizeOf(inRow: number): Size {
  const pitch = Math.max(61, Math.min(150, 366 / inRow));
  return pitch > 100
    ? { pitch, width: 104, height: 3 * LINE + 10, font: 12, digits: 4 }
    : { pitch, width: pitch - 4, height: 4 * LINE + 4, font: pitch > 80 ? 11 : 9.5, digits: 3 };
}

interface Size {
  /** From the middle of a box to that of the next in its row. */
  pitch: number;
  width: number;
  height: number;
  font: number;
  digits: number;
}

/** Boxes have their own background, so that their text stands out in light and dark themes. */
const FILL = { given: "#0b4f7a", computed: "#2b3a47", end: "#7d3800" };
const DERIVATIVE = "#ffc98f";

/**
 * A computation as a graph: a box for each number with its operation, its value and below it, after `backward()`, the
 * derivative of the end; arrows with the slopes beside them. Read downward it is the computation, read upward the chain
 * rule: a box's derivative is the sum, over the arrows that leave it, of the slope times the derivative at the arrow's tip.
 *
 * @param options the end of the computation, the title
 * @returns the figure
 * @throws TypeError if the end is no node; RangeError if it is computed from more than 60 numbers
 * @example
 * const [w, x] = [variable(3, "w"), variable(2, "x")];
 * const end = w.times(x).named("C");
 * end.backward();
 * const figure = computationGraph({ end, title: "Each is the other's slope" });
 * figure.text; // "Each is the other's slope. A graph of 3 numbers: w = 3, x = 2, C = w × x = 6. Derivatives of C: by w 2, by x 3."
 */
export function computationGraph({ end, title }: { end: GraphNode; title: string }): Figure {
  if (!(end instanceof GraphNode))
    throw new TypeError(
      `expected the end of a computation with variables, such as w.times(x), got ${typeof end}`,
    );
  const nodes = nodesBefore(end);
  if (nodes.length > MOST_NUMBERS)
    throw new RangeError(
      `expected a computation of at most ${MOST_NUMBERS} numbers, to draw it, got ${asCount(nodes.length)}: show its end itself, which lists them`,
    );
  const { places, routes, columns, rows } = layoutOf(nodes);
  const names = namesOf(nodes);
  const size = sizeOf(rows);
  const { pitch } = size;
  const drop = size.height + GAP;
  // What the layout calls columns goes downward here: a page has more height than width.
  const spots = new Map<object, Spot>();
  for (const place of [...places.values(), ...routes.flatMap(({ between }) => between)])
    spots.set(place, { x: place.row * pitch, y: -place.column * drop });
  const spotOf = (node: GraphNode): Spot => spots.get(places.get(node)!)!;
  const drawn = ways(routes, (place) => spots.get(place)!, spotOf, size.height / 2);

  const height = columns * drop - GAP;
  const base = baseLayout(title, 0);
  const layout: Partial<Layout> = {
    ...base,
    height: base.margin!.t! + height + 18,
    margin: { ...base.margin, l: 14, r: 14, b: 14 },
    // A unit of both axes is a pixel, so that arrows end where boxes begin; a wide page has room left at the right.
    xaxis: { visible: false, range: [-pitch / 2, (rows - 0.5) * pitch], constraintoward: "left" },
    yaxis: {
      visible: false,
      range: [size.height / 2 + 2 - height - 4, size.height / 2 + 2],
      scaleanchor: "x",
      constraintoward: "top",
    },
    annotations: [
      ...arrowsOf(drawn, (node) => names.get(node)!, size),
      ...nodes.map((node) => ({
        ...spotOf(node),
        ...box(node, names, size),
        bgcolor: node === end ? FILL.end : node.inputs.length === 0 ? FILL.given : FILL.computed,
      })),
    ] as Annotation[],
  };
  const line = { color: GRAY, width: 1.5 };
  const gapped = (c: "x" | "y"): (number | null)[] =>
    drawn.flatMap(({ points }) => [...points.map((point) => point[c]), null]);
  return new Figure(
    [{ type: "scatter", mode: "lines", x: gapped("x"), y: gapped("y"), line, hoverinfo: "skip" }],
    layout,
    `${title}. ${story(nodes, end, names)}`,
  );
}

/** A box: what the number is, its value, the derivative of the end by it; and how it was computed, when pointed at. */
function box(
  node: GraphNode,
  names: Map<GraphNode, string>,
  { width, height, font, digits }: Size,
): Partial<Annotation> {
  const said = (value: number): string => asNumber(Number(value.toPrecision(digits)));
  const head = asText(headOf(node));
  const known = node.hasDerivative && node.operation !== "constant";
  const derivative = known ? `<br><span style="color: ${DERIVATIVE}">∂ ${said(node.derivative)}</span>` : "";
  const computed = node.inputs.length === 0 ? "" : ` = ${computedAs(node, names)}`;
  const slope = known ? `<br>derivative of the end by it: ${asNumber(node.derivative)}` : "";
  return {
    text: `<b>${digits < 4 ? head.replace(": ", "<br>") : head}</b><br>${said(node.value)}${derivative}`,
    font: { color: "#ffffff", size: font },
    width: width - 4,
    height: height - 4,
    borderpad: 1,
    bordercolor: GRAY,
    showarrow: false,
    hovertext: `${asText(`${names.get(node)!}${computed}`)} = ${asNumber(node.value)}${slope}`,
  };
}

function story(nodes: readonly GraphNode[], end: GraphNode, names: Map<GraphNode, string>): string {
  const name = (node: GraphNode): string => names.get(node)!;
  const given = nodes.filter(({ operation }) => operation === "variable");
  const computed = nodes.filter(({ inputs }) => inputs.length > 0);
  const said = [
    ...given.map((node) => `${name(node)} = ${asNumber(node.value)}`),
    ...(computed.length > MOST_TOLD ? ["…"] : []),
    ...computed
      .slice(computed.length > MOST_TOLD ? -1 : 0)
      .map((node) => `${name(node)} = ${computedAs(node, names)} = ${asNumber(node.value)}`),
  ];
  const count = `A graph of ${nodes.length} number${nodes.length === 1 ? "" : "s"}`;
  const slopes = given.filter((node) => node !== end && node.hasDerivative);
  const derivatives = slopes.map((node) => `by ${name(node)} ${asNumber(node.derivative)}`);
  const back = derivatives.length === 0 ? "" : ` Derivatives of ${name(end)}: ${derivatives.join(", ")}.`;
  return `${count}: ${said.join(", ")}.${back}`;
}
