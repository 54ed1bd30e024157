import { asNumber } from "../../wording";
import { element } from "../page/element";
import { Plot } from "../page/plot";
import type { BuilderData } from "./approximation-builder";
import { Bump, errorOf, networkOfBumps } from "./bumps";

/** What one sees: target, bumps and their sum, the error, and the network that they are. */
export class View {
  readonly plot: Plot;
  readonly numbers = element("p", { role: "status", class: "verdict plain" });
  readonly made = element("p", { class: "quiet" });
  /** The lowest and the highest value of the target, 0 included, and the room above and below. */
  readonly low: number;
  readonly high: number;
  readonly room: number;
  private readonly xs: number[];

  constructor(private readonly given: BuilderData) {
    const { values, interval } = given;
    const [from, to] = interval;
    this.xs = values.map((_, i) => from + (i / (values.length - 1)) * (to - from));
    this.low = values.reduce((a, b) => Math.min(a, b), 0);
    this.high = values.reduce((a, b) => Math.max(a, b), 0);
    this.room = (this.high - this.low || 1) * 0.25;
    const y = { label: "y", from: this.low - this.room, to: this.high + this.room };
    this.plot = new Plot({ x: { label: "x", from, to }, y, height: 270 });
  }

  /** f, between the given points by straight lines. */
  readonly target = (x: number): number => {
    const { values, interval } = this.given;
    const at = ((x - interval[0]) / (interval[1] - interval[0])) * (values.length - 1);
    const i = Math.max(0, Math.min(values.length - 2, Math.floor(at)));
    return values[i] + (at - i) * (values[i + 1] - values[i]);
  };

  /**
   * @param bumps all of them
   * @param chosen which one is moved
   * @param s the weight of the hidden units
   */
  draw(bumps: readonly Bump[], chosen: number, s: number): void {
    const { plot, xs } = this;
    const { name, interval, values } = this.given;
    const points = xs.map((x) => [x]);
    const curve = (heights: ArrayLike<number>) => xs.map((x, k) => [x, heights[k]] as const);
    const sum = networkOfBumps(bumps, s).predict(points).values;
    plot.clear();
    plot.line(
      interval.map((x) => [x, 0] as const),
      { stroke: "var(--faint)", "stroke-width": 1 },
    );
    bumps.forEach((bump, i) => {
      const own = networkOfBumps([bump], s).predict(points).values;
      const isChosen = i === chosen;
      const stroke = isChosen ? "var(--orange)" : "var(--line)";
      plot.line(curve(own), { stroke, "stroke-width": isChosen ? 1.6 : 1 });
    });
    plot.line(curve(values), { stroke: "var(--ink)", "stroke-dasharray": "5 4" });
    plot.line(curve(sum), { stroke: "var(--blue)", "stroke-width": 2.6 });
    const { left, right, height } = bumps[chosen];
    for (const x of [left, (left + right) / 2, right]) plot.dot([x, height], { r: 5, fill: "var(--orange)" });

    const { largest, rootMeanSquare } = errorOf(values, sum);
    const errors = `largest error ${asNumber(largest)}, root mean square ${asNumber(rootMeanSquare)}`;
    this.numbers.textContent = `${bumps.length} bump${bumps.length === 1 ? "" : "s"}: ${errors}`;
    plot.describe(`The target ${name} and the sum of ${bumps.length} bumps: ${errors}.`);
    this.made.textContent =
      `This is a 1-${2 * bumps.length}-1 network: each step is a hidden sigmoid with the weight ${asNumber(s)} and the ` +
      `bias −${asNumber(s)}·(its place); the output adds +height and −height.`;
  }
}
