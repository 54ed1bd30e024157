import type { Data } from "plotly.js-dist";
import { centralGradient, CostFunction, expectFinite, GradientFunction, norm } from "../calculus";
import { Figure } from "./figure";
import { planeLayout } from "./plane";
import { evenlySpaced, expectInterval, heightsOnGrid, Interval } from "./samples";
import { GRAY, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** The longest arrow, in distances between arrows. */
const LONGEST = 0.92;

/**
 * The gradient at many places, as arrows on the level lines of the function: they are at right angles to the lines, and
 * longer where it is steeper (by the square root, so that flat places stay in sight).
 *
 * @param options the function, the part of the plane, the title; the gradient (central differences if not given), the
 *   way to point (downhill, −∇C, if not given), the number of arrows in a row, names of the axes
 * @returns the figure
 * @throws RangeError or TypeError if the domain is none, or a value of the function or the gradient is not finite
 * @example
 * const domain = { x: [-1, 1], y: [-1, 1] } as const;
 * const f = ([x, y]: Float64Array) => x * x + y * y;
 * const figure = gradientField({ f, domain, arrows: 4, title: "All point to the valley" });
 * figure.text; // "All point to the valley. 16 arrows −∇C, the steepest of length 2.121 at (−0.75, −0.75)."
 */
export function gradientField(options: {
  f: CostFunction;
  domain: { x: Interval; y: Interval };
  title: string;
  gradient?: GradientFunction;
  pointing?: "uphill" | "downhill";
  arrows?: number;
  symbols?: { x: string; y: string; cost: string };
}): Figure {
  const { f, title, pointing = "downhill", arrows = 15 } = options;
  const { x, y, cost } = options.symbols ?? { x: "x", y: "y", cost: "C" };
  const domain = {
    x: expectInterval(options.domain.x, "the domain's x"),
    y: expectInterval(options.domain.y, "the domain's y"),
  };
  if (!Number.isInteger(arrows) || arrows < 2 || arrows > 40)
    throw new RangeError(`expected 2 to 40 arrows in a row, got ${arrows}`);
  const gradient = options.gradient ?? ((v: Float64Array) => centralGradient(f, v));
  const sign = pointing === "downhill" ? -1 : 1;

  const spacing = (domain.x[1] - domain.x[0]) / arrows;
  const rows = Math.max(2, Math.min(40, Math.round((domain.y[1] - domain.y[0]) / spacing)));
  const xs = evenlySpaced(inside(domain.x, spacing), arrows);
  const ys = evenlySpaced(inside(domain.y, spacing), rows);
  const field = ys.flatMap((py) =>
    xs.map((px) => {
      const g = Array.from(gradient(Float64Array.of(px, py)), (c) =>
        expectFinite(c, `the gradient at (${px}, ${py})`),
      );
      return { px, py, gx: sign * g[0], gy: sign * g[1], length: norm(g) };
    }),
  );
  const steepest = field.reduce((a, b) => (b.length > a.length ? b : a));
  const drawn = field
    .filter(({ length }) => length > 1e-9 * steepest.length)
    .map((arrow) => {
      const scale = (LONGEST * spacing * Math.sqrt(arrow.length / steepest.length)) / arrow.length;
      return { ...arrow, tipX: arrow.px + scale * arrow.gx, tipY: arrow.py + scale * arrow.gy };
    });

  const gridX = evenlySpaced(domain.x, 81);
  const gridY = evenlySpaced(domain.y, 81);
  const heights = heightsOnGrid(f, gridX, gridY);
  const name = `${pointing === "downhill" ? "−" : ""}∇${cost}`;
  const shown = asText(name);
  const data: Data[] = [
    {
      type: "contour",
      x: gridX,
      y: gridY,
      z: heights,
      ncontours: 16,
      contours: { coloring: "none", showlabels: true, labelfont: { size: 11, color: GRAY } },
      line: { color: GRAY, width: 0.75 },
      showscale: false,
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      mode: "lines",
      x: drawn.flatMap(({ px, tipX }) => [px, tipX, null]),
      y: drawn.flatMap(({ py, tipY }) => [py, tipY, null]),
      line: { color: PALETTE[1], width: 2 },
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      mode: "markers",
      x: drawn.map(({ tipX }) => tipX),
      y: drawn.map(({ tipY }) => tipY),
      customdata: drawn.map(
        ({ px, py, gx, gy }) =>
          `at (${asNumber(px)}, ${asNumber(py)}): ${shown} = (${asNumber(gx)}, ${asNumber(gy)})`,
      ),
      // Degrees from "up", clockwise; both axes have the same scale.
      marker: {
        symbol: "arrow",
        size: drawn.map(({ length }) => 6 + 5 * Math.sqrt(length / steepest.length)),
        line: { width: 0 },
        angle: drawn.map(({ gx, gy }) => (Math.atan2(gx, gy) * 180) / Math.PI),
        color: PALETTE[1],
      },
      hovertemplate: "%{customdata}<extra></extra>",
    },
  ];
  const layout = planeLayout(title, domain, { x, y });
  const where = `(${asNumber(steepest.px)}, ${asNumber(steepest.py)})`;
  const said =
    drawn.length === 0
      ? "The gradient is 0 everywhere."
      : `${drawn.length} arrows ${name}, the steepest of length ${asNumber(steepest.length)} at ${where}.`;
  return new Figure(data, layout, `${title}. ${said}`);
}

/** Half a distance away from the border, so that the first arrows are whole. */
function inside([from, to]: Interval, spacing: number): Interval {
  return to - from > 2 * spacing ? [from + spacing / 2, to - spacing / 2] : [from, to];
}
