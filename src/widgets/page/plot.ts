/** A plot in a widget: two axes, and lines and dots between them. Its colors are those of the theme. */
import { shape, type Attributes } from "./element";
import { Axis, nameOf, share, valueOf } from "./axis";
import { ticksOf } from "./ticks";

export interface PlotOptions {
  x: Axis;
  y: Axis;
  /** In the plot's own units, of which it is 360 wide. */
  height?: number;
}

export type Point = readonly [x: number, y: number];

/** Where a mouse, a finger or a pen is. */
type Place = Pick<PointerEvent, "clientX" | "clientY">;

const WIDTH = 360;
const MARGIN = { left: 58, right: 12, top: 10, bottom: 40 };

/** What lines and dots look like if nothing else is said. */
const LINE = { fill: "none", stroke: "var(--blue)", "stroke-width": 2, "stroke-linejoin": "round" };
const DOT = { r: 4, fill: "var(--blue)", stroke: "var(--ground)", "stroke-width": 1.5 };

/** A line to compare with. */
export const GUIDE = { stroke: "var(--line)", "stroke-width": 1.2, "stroke-dasharray": "2 4" };

let plots = 0;

export class Plot {
  readonly svg: SVGSVGElement;
  /** What lies below the axes' lines: a picture of a terrain. */
  readonly ground = shape("g");
  private readonly frame = shape("g", { "aria-hidden": "true" });
  private readonly marks: SVGGElement;
  /** What lies above all marks, and stays when they are cleared: where someone points, what can be taken. */
  readonly above: SVGGElement;
  private readonly height: number;
  private x: Axis;
  private y: Axis;

  constructor({ x, y, height = 250 }: PlotOptions) {
    this.height = height;
    this.x = x;
    this.y = y;
    const id = `plot-${++plots}`;
    const { left, top } = MARGIN;
    const inside = { x: left, y: top, width: this.innerWidth, height: this.innerHeight };
    this.marks = shape("g", { "clip-path": `url(#${id})` });
    this.above = shape("g", { "clip-path": `url(#${id})` });
    this.ground.setAttribute("clip-path", `url(#${id})`);
    this.svg = shape(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", class: "plot" },
      shape("clipPath", { id }, shape("rect", inside)),
      this.ground,
      this.frame,
      this.marks,
      this.above,
    );
    this.setAxes(x, y);
  }

  /** The left and the upper end of what is between the axes. */
  readonly left = MARGIN.left;
  readonly top = MARGIN.top;

  get innerWidth(): number {
    return WIDTH - MARGIN.left - MARGIN.right;
  }

  get innerHeight(): number {
    return this.height - MARGIN.top - MARGIN.bottom;
  }

  /** What the plot shows, for who cannot see it. */
  describe(text: string): void {
    this.svg.setAttribute("aria-label", text);
  }

  setAxes(x: Axis, y: Axis): void {
    this.x = x;
    this.y = y;
    const { left, top } = MARGIN;
    const ticks = { x: ticksOf(x), y: ticksOf(y) };
    const bottom = top + this.innerHeight;
    const middle = top + this.innerHeight / 2;
    this.frame.replaceChildren(
      ...ticks.x.flatMap((tick) => [
        shape("line", {
          x1: this.across(tick),
          x2: this.across(tick),
          y1: bottom,
          y2: bottom + 5,
          class: "axis",
        }),
        shape(
          "text",
          { x: this.across(tick), y: bottom + 18, "text-anchor": "middle" },
          nameOf(tick, x, ticks.x),
        ),
      ]),
      ...ticks.y.flatMap((tick) => [
        shape("line", { x1: left - 5, x2: left, y1: this.up(tick), y2: this.up(tick), class: "axis" }),
        shape("text", { x: left - 8, y: this.up(tick) + 4, "text-anchor": "end" }, nameOf(tick, y, ticks.y)),
      ]),
      shape("rect", { x: left, y: top, width: this.innerWidth, height: this.innerHeight, class: "axis" }),
      shape("text", { x: left + this.innerWidth / 2, y: bottom + 35, "text-anchor": "middle" }, x.label),
      shape(
        "text",
        { x: 9, y: middle, "text-anchor": "middle", transform: `rotate(-90 9 ${middle})` },
        y.label,
      ),
    );
  }

  /** Where a value of x lies, from the left. */
  across(value: number): number {
    return MARGIN.left + this.innerWidth * share(value, this.x);
  }

  /** Where a value of y lies, from the top. */
  up(value: number): number {
    return MARGIN.top + this.innerHeight * (1 - share(value, this.y));
  }

  /** The values at which someone points. */
  valueAt(event: Place): Point {
    return this.valueIn(...this.sharesAt(event));
  }

  /** Whether someone points between the axes, not beside them. */
  isInside(event: Place): boolean {
    return this.sharesAt(event).every((share) => share >= 0 && share <= 1);
  }

  private sharesAt({ clientX, clientY }: Place): Point {
    const box = this.svg.getBoundingClientRect();
    const scale = WIDTH / box.width;
    return [
      ((clientX - box.left) * scale - MARGIN.left) / this.innerWidth,
      1 - ((clientY - box.top) * scale - MARGIN.top) / this.innerHeight,
    ];
  }

  /** The values at shares of the axes: (0, 0) is the lower left corner, (1, 1) the upper right one. */
  valueIn(right: number, up: number): Point {
    return [valueOf(right, this.x), valueOf(up, this.y)];
  }

  clear(): void {
    this.marks.replaceChildren();
  }

  line(points: readonly Point[], attributes: Attributes): void {
    const finite = points.filter(([x, y]) => Number.isFinite(this.across(x)) && Number.isFinite(this.up(y)));
    const path = finite.map(([x, y]) => `${this.across(x).toFixed(2)},${this.far(this.up(y))}`).join(" ");
    this.marks.append(shape("polyline", { points: path, ...LINE, ...attributes }));
  }

  dot([x, y]: Point, attributes: Attributes): void {
    const [cx, cy] = [this.across(x), this.up(y)];
    if (Number.isFinite(cx) && Number.isFinite(cy))
      this.marks.append(shape("circle", { cx: cx.toFixed(2), cy: this.far(cy), ...DOT, ...attributes }));
  }

  /** Anything else, drawn by means of `across` and `up`. */
  add(...drawn: SVGElement[]): void {
    this.marks.append(...drawn);
  }

  /** Browsers lose lines whose ends are too far away. */
  private far(pixel: number): string {
    return Math.max(-2000, Math.min(2000, pixel)).toFixed(2);
  }
}
