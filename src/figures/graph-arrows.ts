import type { Annotation } from "plotly.js-dist";
import type { GraphNode } from "../calculus";
import type { Place, Route } from "../calculus/graph/layout";
import { GRAY } from "./template";
import { asNumber, asText } from "./wording";

/** A place in the picture, in pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** An arrow of a computation graph, or several with the same ends: x·x has two. */
export interface Way {
  from: GraphNode;
  to: GraphNode;
  slopes: number[];
  /** From the foot of one box, past others, to the head of another. */
  points: Spot[];
}

/** The ways of the arrows between boxes of a certain height. */
export function ways(
  routes: readonly Route[],
  spotOfPlace: (place: Place) => Spot,
  spotOfNode: (node: GraphNode) => Spot,
  half: number,
): Way[] {
  const found: Way[] = [];
  for (const { from, to, slope, between } of routes) {
    const same = found.find((way) => way.from === from && way.to === to);
    if (same) {
      same.slopes.push(slope);
      continue;
    }
    const passed = between.map(spotOfPlace);
    const [start, end] = [spotOfNode(from), spotOfNode(to)];
    const points = [
      { x: start.x, y: start.y - half },
      ...passed.flatMap(({ x, y }) => [
        { x, y: y + half },
        { x, y: y - half },
      ]),
      { x: end.x, y: end.y + half + 1 },
    ];
    found.push({ from, to, slopes: [slope], points });
  }
  return found;
}

/** The tips of the arrows, and the slopes beside them. */
export function arrowsOf(
  drawn: readonly Way[],
  nameOf: (node: GraphNode) => string,
  { font, digits }: { font: number; digits: number },
): Partial<Annotation>[] {
  return drawn.flatMap(({ from, to, slopes, points }): Partial<Annotation>[] => {
    const [before, tip] = points.slice(-2);
    const [dx, dy] = [before.x - tip.x, before.y - tip.y];
    // Of two arrows to one box the left one has its slope at the left. The flatter an arrow is, the farther away its slope
    // stands, so that it does not strike out the number.
    const beside = drawn.filter((way) => way.to === to && way.from !== from);
    const isLeft = beside.some(({ points }) => points[points.length - 2].x > before.x);
    const side = isLeft ? -1 : 1;
    const slope = slopes.reduce((sum, value) => sum + value, 0);
    const passedBack = to.hasDerivative
      ? `<br>gives back ${asNumber(slope)} · ${asNumber(to.derivative)} = ${asNumber(slope * to.derivative)}`
      : "";
    return [
      {
        ...tip,
        ax: before.x,
        ay: before.y,
        axref: "x",
        ayref: "y",
        text: "",
        showarrow: true,
        arrowhead: 2,
        arrowsize: 1.2,
        arrowwidth: 1.5,
        arrowcolor: GRAY,
      },
      {
        // Those at the left stand higher, so that slopes of neighboring boxes do not meet.
        x: tip.x + (isLeft ? 0.64 : 0.36) * dx,
        y: tip.y + (isLeft ? 0.64 : 0.36) * dy,
        xanchor: side > 0 ? "left" : "right",
        xshift: side * (4 + (7 * Math.abs(dx)) / dy),
        text: slopes.map((value) => `×${asNumber(Number(value.toPrecision(digits)))}`).join(" "),
        font: { size: font, color: GRAY },
        showarrow: false,
        hovertext: `slope of ${asText(nameOf(to))} by ${asText(nameOf(from))}: ${asNumber(slope)}${passedBack}`,
      },
    ];
  });
}
