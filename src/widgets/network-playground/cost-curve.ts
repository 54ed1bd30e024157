import { asNumber } from "../../wording";
import { element } from "../page/element";
import { Plot, Point } from "../page/plot";
import type { Session } from "./session";

const LEARNED = "var(--blue)";
const NEW = "var(--orange)";

/** The cost over the epochs: of the points that are learned, and of new ones. */
export class CostCurve {
  private readonly plot = new Plot({ x: axis("epochs", 0, 20), y: axis("cost C", 0, 1), height: 180 });
  readonly root = element(
    "div",
    {},
    this.plot.svg,
    element("p", { class: "legend" }, ...key("points it learns from", LEARNED), ...key("new points", NEW)),
  );

  show({ costs, newCosts, epoch }: Session): void {
    const { plot } = this;
    const highest = [...costs, ...newCosts].reduce((a, b) => Math.max(a, b), 0.1);
    plot.clear();
    plot.setAxes(axis("epochs", 0, Math.max(20, epoch)), axis("cost C", 0, highest * 1.05));
    const line = (values: readonly number[]) => values.map((cost, i): Point => [i + 1, cost]);
    plot.line(line(newCosts), { stroke: NEW, "stroke-dasharray": "6 3" });
    plot.line(line(costs), { stroke: LEARNED });
    plot.describe(
      epoch === 0
        ? "No cost yet."
        : `Cost over ${epoch} epochs: ${asNumber(costs[0])} at first, ${asNumber(costs[epoch - 1])} now; ` +
            `${asNumber(newCosts[epoch - 1])} on new points.`,
    );
  }
}

/** What a line's color stands for. */
function key(name: string, color: string): HTMLElement[] {
  return [element("span", {}, element("span", { class: "swatch", style: `background: ${color}` }), name)];
}

function axis(label: string, from: number, to: number) {
  return { label, from, to };
}
