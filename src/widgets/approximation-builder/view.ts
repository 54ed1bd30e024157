import { asNumber } from "../../wording";
import { element, shape } from "../page/element";
import { Plot, Point } from "../page/plot";
import type { BuilderData } from "./approximation-builder";
import { placeHandles } from "./dragging";
import { Bump, errorOf, networkOfBumps, outer } from "./bumps";

/** Points of the sum's curve on each side of the interval. */
const BESIDE = 40;

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
  /** The same, and a little on both sides of the interval. */
  private readonly wide: number[];

  constructor(private readonly given: BuilderData) {
    const { values, interval } = given;
    const [from, to] = interval;
    const [outerFrom, outerTo] = outer(interval);
    this.xs = values.map((_, i) => from + (i / (values.length - 1)) * (to - from));
    const before = Array.from({ length: BESIDE }, (_, i) => outerFrom + (i / BESIDE) * (from - outerFrom));
    this.wide = [...before, ...this.xs, ...before.map((x) => from + to - x).reverse()];
    this.low = values.reduce((a, b) => Math.min(a, b), 0);
    this.high = values.reduce((a, b) => Math.max(a, b), 0);
    this.room = (this.high - this.low || 1) * 0.25;
    const y = { label: "y", from: this.low - this.room, to: this.high + this.room };
    this.plot = new Plot({ x: { label: "x", from: outerFrom, to: outerTo }, y, height: 300 });
    this.shadeOutside(interval);
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
    const { plot, xs, wide } = this;
    const { name, values } = this.given;
    const curve = (at: readonly number[], heights: ArrayLike<number>) =>
      at.map((x, k): Point => [x, heights[k]]);
    const valuesOf = (bumps: readonly Bump[], at: readonly number[]) =>
      networkOfBumps(bumps, s).predict(at.map((x) => [x])).values;
    const sum = valuesOf(bumps, xs);
    plot.clear();
    // The error as an area: from the sum there, along the target back.
    plot.line([...curve(xs, sum), ...curve(xs, values).reverse()], {
      ...{ fill: "var(--orange)", "fill-opacity": 0.22, stroke: "none" },
    });
    plot.line(
      outer(this.given.interval).map((x): Point => [x, 0]),
      { stroke: "var(--faint)", "stroke-width": 1 },
    );
    bumps.forEach((bump, i) => {
      const isChosen = i === chosen;
      const stroke = isChosen ? "var(--orange)" : "var(--line)";
      plot.line(curve(wide, valuesOf([bump], wide)), { stroke, "stroke-width": isChosen ? 1.6 : 1 });
      if (!isChosen) plot.dot([(bump.left + bump.right) / 2, bump.height], { r: 3, fill: "var(--line)" });
    });
    plot.line(curve(xs, values), { stroke: "var(--ink)", "stroke-dasharray": "5 4" });
    plot.line(curve(wide, valuesOf(bumps, wide)), { stroke: "var(--blue)", "stroke-width": 2.6 });
    const { left, right, height } = bumps[chosen];
    for (const x of [left, (left + right) / 2, right])
      plot.dot([x, height], { r: 6.5, fill: "var(--orange)", class: "held" });
    placeHandles(plot, bumps);
    this.tell(bumps.length, chosen, s, errorOf(values, sum));

    plot.describe(
      `The target ${name} and the sum of ${bumps.length} bumps. The arrow keys move bump ${chosen + 1} and change its ` +
        "height; page up and page down choose another bump.",
    );
  }

  private tell(count: number, chosen: number, s: number, error: ReturnType<typeof errorOf>): void {
    const { largest, rootMeanSquare } = error;
    const bumps = count === 1 ? "1 bump" : `${count} bumps, bump ${chosen + 1} in hand`;
    this.numbers.textContent = `${bumps}: largest error ${asNumber(largest)}, root mean square ${asNumber(rootMeanSquare)}`;
    this.made.textContent =
      `This is a 1-${2 * count}-1 network: each step is a hidden sigmoid with the weight ${asNumber(s)} and the ` +
      `bias −${asNumber(s)}·(its place); the output adds +height and −height.`;
  }

  /** Steps may lie beside the interval, where nobody asks for the sum. */
  private shadeOutside([from, to]: readonly [number, number]): void {
    const { plot } = this;
    const height = plot.innerHeight;
    const [left, right] = [plot.across(from), plot.across(to)];
    const box = { y: plot.top, height, fill: "var(--raised)" };
    plot.ground.append(
      shape("rect", { ...box, x: plot.left, width: left - plot.left }),
      shape("rect", { ...box, x: right, width: plot.left + plot.innerWidth - right }),
    );
  }
}
