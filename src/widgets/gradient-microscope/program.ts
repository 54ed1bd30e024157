/** The gradient microscope in the browser. */
import { asNumber } from "../../wording";
import { element, say, statusLine } from "../page/element";
import { choiceField, numberField, sliderField } from "../page/fields";
import { GUIDE, Plot } from "../page/plot";
import { start } from "../page/start";
import { unpack, unpackMatrix, unpackNetwork } from "../packed";
import type { MicroscopeData } from "./gradient-microscope";
import { Lens } from "./lens";
import { asStep, Measurement, Method, Microscope } from "./measure";
import { explain } from "./explain";

const HINT = "Dotted: 10⁻⁷, below which a gradient counts as right. Click in the plot to choose h.";

/** Logarithmic axes have no zero. */
const SMALLEST_ERROR = 1e-16;

start<MicroscopeData>((data) => {
  const network = unpackNetwork(data.network);
  const [X, y] = [unpackMatrix(data.inputs), unpackMatrix(data.targets)];
  const microscope = new Microscope(network, X, y, data.cost, unpack(data.gradient));
  const tensors = network.views();
  const tensor = choiceField(
    "Parameters",
    tensors.map(({ name, symbol }) => [name, symbol] as const),
    "W1",
    () => {
      setLimits();
      look();
    },
  );
  const one = { from: 1, to: 1, step: 1, value: 1 };
  const row = numberField("Row", one, look);
  const column = numberField("Column", one, look);
  const method = choiceField<Method>(
    "Difference quotient",
    [
      ["central", "central"],
      ["forward", "forward"],
    ],
    "central",
    look,
  );
  const step = sliderField(
    "Step h",
    { from: -15, to: 0, step: 0.25, value: -5, say: (exponent) => asStep(10 ** exponent) },
    look,
  );
  const verdict = statusLine();
  const table = element("tbody");
  const lens = new Lens();
  const plot = new Plot({
    x: { label: "step h", from: 5e-16, to: 2, isLogarithmic: true },
    y: { label: "relative error", from: SMALLEST_ERROR, to: 10, isLogarithmic: true },
  });
  plot.svg.addEventListener("click", (event) => {
    const exponent = Math.round(4 * Math.log10(plot.valueAt(event)[0])) / 4;
    step.value = Math.max(-15, Math.min(0, exponent));
    look();
  });

  function setLimits(): void {
    const { rows, columns } = chosen();
    for (const [field, limit] of [
      [row, rows],
      [column, columns],
    ] as const) {
      field.input.max = String(limit);
      field.value = Math.min(field.value, limit);
      field.input.disabled = limit === 1;
    }
  }

  const chosen = () => tensors.find(({ name }) => name === tensor.value)!;

  function look(): void {
    const { offset, columns, kind, symbol } = chosen();
    const index = offset + (row.value - 1) * columns + column.value - 1;
    const w = network.parameters[index];
    const now = microscope.measure(index, 10 ** step.value, method.value);
    const all = microscope.errors(index, method.value);
    const place = kind === "weights" ? `row ${row.value}, column ${column.value}` : `unit ${column.value}`;
    const letter = kind === "weights" ? "w" : "b";
    const below = method.value === "central" ? `C(${letter} − h)` : `C(${letter})`;
    const rows: [string, string][] = [
      [`${letter} = ${symbol}, ${place}`, digits(w)],
      [`C(${letter} + h)`, allDigits(now.above)],
      [below, allDigits(now.below)],
      [`(C(${letter} + h) − ${below}) / ${method.value === "central" ? "2h" : "h"}`, digits(now.quotient)],
      [data.source, digits(microscope.gradient[index])],
      ["relative error", Number.isFinite(now.error) ? asNumber(now.error) : "none"],
    ];
    table.replaceChildren(
      ...rows.map(([name, value]) =>
        element("tr", {}, element("th", { scope: "row" }, name), element("td", { class: "number" }, value)),
      ),
    );
    const { tone, head, words } = explain(now, all, microscope.verdict(index));
    say(verdict, tone, element("b", {}, head), ` ${words}`);
    draw(all, now);
    lens.show(microscope, index, now, method.value);
  }

  function draw(all: Measurement[], now: Measurement): void {
    plot.clear();
    const visible = ({ h, error }: Measurement) => [h, Math.max(error, SMALLEST_ERROR * 1.3)] as const;
    const finite = all.filter(({ error }) => Number.isFinite(error));
    plot.line(
      [
        [5e-16, 1e-7],
        [2, 1e-7],
      ],
      GUIDE,
    );
    plot.line(finite.map(visible), { stroke: "var(--blue)" });
    plot.dot(visible(now), { r: 6, fill: "var(--orange)" });
    const best = finite.reduce((a, b) => (b.error < a.error ? b : a));
    plot.describe(
      `Relative error against the step h: smallest, ${asNumber(best.error)}, at h = ${asStep(best.h)}; ` +
        `${asNumber(now.error)} at the chosen h = ${asStep(now.h)}.`,
    );
  }

  setLimits();
  look();
  return [
    element("div", { class: "controls" }, tensor.root, row.root, column.root, method.root),
    step.root,
    element("div", { class: "steady" }, verdict),
    element(
      "div",
      { class: "columns" },
      lens.root,
      element("div", {}, plot.svg, element("p", { class: "quiet" }, HINT)),
    ),
    element("table", {}, table),
  ];
});

/** Every digit that the machine has: two costs that differ look different. */
function allDigits(cost: number): string {
  return String(cost).replace(/-/g, "−");
}

/** All digits that count. */
function digits(value: number): string {
  return Number.isFinite(value)
    ? String(Number(value.toPrecision(13))).replace("-", "−")
    : "none: h is lost in rounding";
}
