import { asNumber, asPoint } from "../../wording";
import { element } from "../page/element";
import { Plot, Point } from "../page/plot";
import { paintTerrain } from "../page/terrain";
import { Kept, mapColor, NOW } from "./kept";
import type { Landscape } from "./landscape";
import type { Surface } from "./surfaces";
import type { Walk } from "./walk";

/** What one sees: the map with the path, the cost over the steps, the numbers. */
export class View {
  readonly map = new Plot({ x: axis("x", -1, 1), y: axis("y", -1, 1), height: 330 });
  readonly curve = new Plot({ x: axis("steps k", 0, 10), y: axis("cost C", 0, 1), height: 190 });
  readonly numbers = element("table");

  /** A new landscape, with nobody on it. */
  show({ x, y }: Surface, landscape: Landscape): void {
    this.map.setAxes(axis("x", ...x), axis("y", ...y));
    paintTerrain(this.map, (x, y) => landscape.height([x, y]), x, y);
  }

  clear(): void {
    this.map.clear();
    this.curve.clear();
    this.numbers.replaceChildren();
  }

  /**
   * @param walk the present one
   * @param kept earlier ones, to compare with
   */
  draw(walk: Walk, kept: readonly Kept[]): void {
    const { costs, gradient } = walk;
    const steps = costs.length - 1;
    const last = walk.points[steps];
    this.map.clear();
    for (const path of kept) this.drawPath(path.walk, mapColor(path.color));
    this.drawPath(walk, mapColor(NOW));
    const others = kept.length === 0 ? "" : ` ${kept.length} kept beside it.`;
    this.map.describe(
      `Map of the landscape with the path: ${steps} steps from ${asPoint(walk.points[0])} to ${asPoint(last)}.${others} ` +
        "The arrow keys move a cross; the enter key puts the start there.",
    );
    this.drawCurve(walk, kept);
    const rows: [string, string][] = [
      ["steps", String(steps)],
      ["place (x, y)", asPoint(last)],
      ["cost C", digits(costs[steps])],
      ["slope ‖∇C‖", digits(Math.hypot(...gradient))],
    ];
    this.numbers.replaceChildren(
      element("caption", { class: "heard" }, "Where the path is now"),
      element(
        "tbody",
        {},
        ...rows.map(([name, value]) =>
          element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" }, value)),
        ),
      ),
    );
  }

  private drawPath({ points }: Walk, color: string): void {
    const path = points.map(([x, y]): Point => [x, y]);
    this.map.line(path, { stroke: "#ffffff", "stroke-width": 4, "stroke-linecap": "round" });
    this.map.line(path, { stroke: color, "stroke-width": 1.8 });
    for (const point of path.slice(-200))
      this.map.dot(point, { r: 2.4, fill: color, stroke: "#ffffff", "stroke-width": 0.7 });
    this.map.dot(path[0], { r: 5, fill: "#ffffff", stroke: "#1b1f24" });
    this.map.dot(path[path.length - 1], { r: 6, fill: color, stroke: "#ffffff" });
  }

  private drawCurve({ costs }: Walk, kept: readonly Kept[]): void {
    const all = [...kept.map(({ walk }) => walk.costs), costs];
    const [low, high] = all
      .flat()
      .reduce(([low, high], cost) => [Math.min(low, cost), Math.max(high, cost)], [Infinity, -Infinity]);
    const isLogarithmic = low > 0 && high / low > 30;
    const [bottom, top] = low === high ? [Math.min(0, low), Math.max(0, high) || 1] : [low, high];
    const margin = (top - bottom) * 0.05;
    const y = isLogarithmic
      ? { label: "cost C", from: Math.min(low / 1.5, high / 12), to: high * 1.5, isLogarithmic }
      : axis("cost C", bottom - margin, top + margin);
    const longest = all.reduce((most, { length }) => Math.max(most, length - 1), 10);
    this.curve.clear();
    this.curve.setAxes(axis("steps k", -0.025 * longest, 1.025 * longest), y);
    const colors = [...kept.map(({ color }) => color), NOW];
    all.forEach((costs, i) => {
      this.curve.line(
        costs.map((cost, k): Point => [k, cost]),
        { stroke: `var(${colors[i]})` },
      );
      this.curve.dot([costs.length - 1, costs[costs.length - 1]], { fill: `var(${colors[i]})` });
    });
    const steps = costs.length - 1;
    this.curve.describe(
      `Cost over ${steps} steps: ${asNumber(costs[0])} at first, ${asNumber(costs[steps])} now.`,
    );
  }
}

const axis = (label: string, from: number, to: number) => ({ label, from, to });

function digits(value: number): string {
  return String(Number(value.toPrecision(7))).replace(/-/g, "−");
}
