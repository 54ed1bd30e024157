import type { Network } from "../../network";
import { asNumber } from "../../wording";
import { shape } from "../page/element";
import type { Step } from "./steps";

const COLUMNS = [45, 180, 315];
const ROWS: Record<number, number[]> = { 2: [75, 175], 3: [35, 125, 215], 1: [125] };

/** The network as a drawing: what is known so far, and what is computed now. */
export class Diagram {
  readonly svg = shape("svg", { viewBox: "0 0 360 256", role: "img", class: "diagram" });

  constructor(
    private readonly network: Network,
    private readonly inputs: readonly [number, number],
  ) {}

  /** @param known the steps so far; the last is the present one */
  draw(known: readonly Step[]): void {
    const now = known[known.length - 1];
    this.svg.replaceChildren(...this.weights(known, now), ...this.units(known, now));
    this.svg.setAttribute(
      "aria-label",
      now ? `The network; ${now.symbol} is being computed.` : "A 2-3-1 network.",
    );
  }

  private weights(known: readonly Step[], now: Step | undefined): SVGElement[] {
    const drawn = [1, 2].flatMap((l) => {
      const { rows, columns, values } = this.network.W(l);
      return Array.from(values, (weight, k) => {
        const [i, j] = [Math.floor(k / columns), k % columns];
        const [x1, x2] = [COLUMNS[l - 1] + 19, COLUMNS[l] - 19];
        const [y1, y2] = [ROWS[rows][i], ROWS[columns][j]];
        const place = `${l}.${i + 1}.${j + 1}`;
        const isNow =
          now?.place === place ||
          (now?.direction === "forward" && now.place === `${l + 1}.${j + 1}` && now.symbol.startsWith("z"));
        const hasGradient = known.some((step) => step.place === place);
        const width = 1 + 2.5 * Math.min(1, Math.abs(weight));
        const color = isNow ? "var(--orange)" : hasGradient ? "var(--green)" : "var(--line)";
        const line = shape("line", {
          ...{ x1, x2, y1, y2, stroke: color },
          "stroke-width": isNow ? width + 1.5 : width,
          "stroke-dasharray": weight < 0 ? "5 3" : "none",
        });
        // Beside the end where the lines are farthest apart.
        const share = l === 1 ? 0.27 : 0.36;
        const [x, y] = [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
        const look = {
          class: "weight",
          "text-anchor": "middle",
          ...(isNow ? { style: "fill: var(--orange)" } : {}),
        };
        const number = shape("text", { x, y: y + 4, ...look }, asNumber(Number(weight.toPrecision(2))));
        return { line, number };
      });
    });
    return [...drawn.map(({ line }) => line), ...drawn.map(({ number }) => number)];
  }

  private units(known: readonly Step[], now: Step | undefined): SVGElement[] {
    return [1, 2, 3].flatMap((l) => {
      const rows = ROWS[this.network.sizes[l - 1]];
      return rows.flatMap((cy, k) => {
        const place = `${l}.${k + 1}`;
        const own = known.filter((step) => step.place === place && step.symbol !== "J");
        const active = own
          .filter(({ direction, symbol }) => direction === "forward" && !symbol.startsWith("z"))
          .at(-1);
        const error = own.find(({ symbol }) => symbol.startsWith("δ"));
        const value = l === 1 ? this.inputs[k] : active?.value;
        const cx = COLUMNS[l - 1];
        const isNow = now?.place === place;
        const text = (dy: number, content: string, attributes = {}) =>
          shape("text", { x: cx, y: cy + dy, "text-anchor": "middle", ...attributes }, content);
        return [
          shape("circle", {
            ...{ cx, cy, r: 19, fill: "var(--raised)" },
            stroke: isNow ? "var(--orange)" : "var(--line)",
            "stroke-width": isNow ? 4 : 1.5,
          }),
          text(4, value === undefined ? "" : value.toFixed(2).replace("-", "−")),
          ...(error
            ? [
                text(33, `δ = ${asNumber(Number(error.value.toPrecision(3)))}`, {
                  style: "fill: var(--green)",
                }),
              ]
            : []),
        ];
      });
    });
  }
}
