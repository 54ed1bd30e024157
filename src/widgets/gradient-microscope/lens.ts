import { element } from "../page/element";
import { Plot, Point } from "../page/plot";
import { asStep, type Measurement, type Method, type Microscope } from "./measure";

/** What one sees through the microscope: the cost close to the parameter, the chord that differences take, the slope. */
export class Lens {
  private readonly plot = new Plot({
    x: { label: "t, where the parameter is w + t·h", from: -2.1, to: 2.1 },
    y: { label: "change of the cost C", from: -1, to: 1 },
  });
  private readonly legend = element("p", { class: "quiet" });
  readonly root = element("div", {}, this.plot.svg, this.legend);

  /**
   * @param microscope with the network
   * @param index which parameter
   * @param now what is seen of it with the chosen step
   * @param method where the difference quotient has its two points
   */
  show(
    microscope: Microscope,
    index: number,
    { h, above, below, quotient }: Measurement,
    method: Method,
  ): void {
    const { plot } = this;
    const closeUp = microscope.closeUp(index, h);
    const here = microscope.costAt(index, microscope.network.parameters[index]);
    const left = method === "central" ? -1 : 0;
    const highest = closeUp.reduce((most, [, change]) => Math.max(most, Math.abs(change)), 0);
    const reach = Math.max(highest, Math.abs(2 * h * microscope.gradient[index])) || 1e-16;
    // The axis has plain numbers, and says what to multiply them with.
    const power = reach < 0.01 ? Math.floor(Math.log10(reach)) : 0;
    const unit = 10 ** power;
    const cost = closeUp.map(([t, change]): Point => [t, change / unit]);
    const slope = (microscope.gradient[index] * h) / unit;
    const label = `change of the cost C${power === 0 ? "" : `, times ${asStep(unit)}`}`;
    plot.clear();
    plot.setAxes(
      { label: "t, where the parameter is w + t·h", from: -2.1, to: 2.1 },
      { label, from: (-1.1 * reach) / unit, to: (1.1 * reach) / unit },
    );
    const straight = (height: (t: number) => number): Point[] => [-2, 2].map((t): Point => [t, height(t)]);
    plot.line(
      straight((t) => slope * t),
      { stroke: "var(--green)", "stroke-dasharray": "7 4" },
    );
    if (Number.isFinite(quotient))
      plot.line(
        straight((t) => (below - here + quotient * h * (t - left)) / unit),
        { stroke: "var(--orange)", "stroke-width": 1.5 },
      );
    plot.line(cost, { stroke: "var(--blue)", "stroke-width": 2.2 });
    plot.dot([1, (above - here) / unit], { r: 5, fill: "var(--orange)" });
    plot.dot([left, (below - here) / unit], { r: 5, fill: "var(--orange)" });
    const levels = new Set(cost.map(([, change]) => change)).size;
    const isRounded = levels < 60 && levels > 1;
    plot.describe(
      `The cost close to the parameter, at a scale of h = ${asStep(h)}, with its slope and the chord between the two points.` +
        (isRounded ? ` It has stairs: only ${levels} different values.` : ""),
    );
    this.legend.textContent =
      "Blue: the cost. Orange: the chord through the two points. Dashed green: the slope that the gradient says." +
      (isRounded ? ` The stairs are rounding: the cost has only ${levels} different values here.` : "");
  }
}
