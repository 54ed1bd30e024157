import { asNumber, asPoint } from "../../wording";
import { element } from "../page/element";
import { Plot } from "../page/plot";
import { paintTerrain } from "../page/terrain";
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
    this.map.svg.classList.add("clickable");
  }

  clear(): void {
    this.map.clear();
    this.curve.clear();
    this.numbers.replaceChildren();
  }

  draw(walk: Walk): void {
    const { points, costs, gradient } = walk;
    const path = points.map(([x, y]) => [x, y] as const);
    const steps = costs.length - 1;
    const last = path[steps];
    this.map.clear();
    this.map.line(path, { stroke: "#ffffff", "stroke-width": 4 });
    this.map.line(path, { stroke: "#c04a00", "stroke-width": 1.8 });
    for (const point of path.slice(-200))
      this.map.dot(point, { r: 2.4, fill: "#c04a00", stroke: "#ffffff", "stroke-width": 0.7 });
    this.map.dot(path[0], { r: 5, fill: "#ffffff", stroke: "#1b1f24" });
    this.map.dot(last, { r: 6, fill: "#c04a00", stroke: "#ffffff" });
    this.map.describe(
      `Map of the landscape with the path: ${steps} steps from ${asPoint(path[0])} to ${asPoint(last)}.`,
    );
    this.drawCurve(costs);
    const rows: [string, string][] = [
      ["steps", String(steps)],
      ["place (x, y)", asPoint(last)],
      ["cost C", digits(costs[steps])],
      ["slope ‖∇C‖", digits(Math.hypot(...gradient))],
    ];
    this.numbers.replaceChildren(
      element(
        "tbody",
        {},
        ...rows.map(([name, value]) =>
          element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" }, value)),
        ),
      ),
    );
  }

  private drawCurve(costs: readonly number[]): void {
    const [low, high] = [costs.reduce((a, b) => Math.min(a, b)), costs.reduce((a, b) => Math.max(a, b))];
    const isLogarithmic = low > 0 && high / low > 30;
    const margin = (high - low || 1) * 0.05;
    const y = isLogarithmic
      ? { label: "cost C", from: Math.min(low / 1.5, high / 12), to: high * 1.5, isLogarithmic }
      : axis("cost C", low - margin, high + margin);
    const steps = costs.length - 1;
    this.curve.clear();
    this.curve.setAxes(axis("steps k", 0, Math.max(10, steps)), y);
    this.curve.line(
      costs.map((cost, k) => [k, cost] as const),
      {},
    );
    this.curve.dot([steps, costs[steps]], { fill: "var(--orange)" });
    this.curve.describe(
      `Cost over ${steps} steps: ${asNumber(costs[0])} at first, ${asNumber(costs[steps])} now.`,
    );
  }
}

const axis = (label: string, from: number, to: number) => ({ label, from, to });

function digits(value: number): string {
  return String(Number(value.toPrecision(8))).replace(/-/g, "−");
}
