/** The backprop stepper in the browser. */
import { asNumber } from "../../wording";
import { button, element } from "../page/element";
import { numberField } from "../page/fields";
import { start } from "../page/start";
import { unpackNetwork } from "../packed";
import type { StepperData } from "./backprop-stepper";
import { Diagram } from "./diagram";
import { Step, stepsOf } from "./steps";

start<StepperData>(({ network: packed, inputs, target }) => {
  const network = unpackNetwork(packed);
  const example = { x1: inputs[0], x2: inputs[1], y: target };
  let steps: Step[] = [];
  let diagram: Diagram;
  /** How many numbers are known. */
  let known = 0;

  const drawing = element("div");
  const phase = element("h3");
  const line = element("p", { role: "status", class: "verdict plain" });
  const table = element("tbody");
  const back = button("Back", () => go(known - 1));
  const next = button("Next", () => go(known + 1), { class: "main" });
  const all = button("To the end", () => go(steps.length));
  const again = button("From the start", () => go(0));

  const limits = { from: -100, to: 100, step: "any" as const };
  const fields = (["x1", "x2", "y"] as const).map((name) =>
    numberField(
      { x1: "Input x₁", x2: "Input x₂", y: "Target y" }[name],
      { ...limits, value: example[name] },
      (value) => {
        example[name] = value;
        compute();
      },
    ),
  );

  /** Another example: the same place, with its numbers. */
  function compute(): void {
    steps = stepsOf(network, [example.x1, example.x2], example.y);
    diagram = new Diagram(network, [example.x1, example.x2]);
    drawing.replaceChildren(diagram.svg);
    go(known);
  }

  function go(to: number): void {
    known = Math.max(0, Math.min(steps.length, to));
    const shown = steps.slice(0, known);
    const now = shown[known - 1];
    diagram.draw(shown);
    phase.textContent = now
      ? `${now.phase} (step ${known} of ${steps.length})`
      : `${steps.length} steps, forward and back`;
    line.replaceChildren(
      ...(now
        ? [
            element("b", {}, `${now.symbol} = ${now.formula}`),
            element("br"),
            `= ${now.numbers} = `,
            element("b", {}, asNumber(now.value)),
          ]
        : ["Predict the next number, then press Next."]),
    );
    back.disabled = again.disabled = known === 0;
    next.disabled = all.disabled = known === steps.length;
    if (document.activeElement === document.body) (next.disabled ? back : next).focus();
    table.replaceChildren(
      ...shown.map(({ symbol, formula, value, direction }, i) =>
        element(
          "tr",
          { class: i === known - 1 ? "now" : "" },
          element("th", { scope: "row" }, direction === "forward" ? "→" : "←", ` ${symbol}`),
          element("td", {}, formula),
          element("td", { class: "number" }, asNumber(value)),
        ),
      ),
    );
    table.parentElement!.parentElement!.scrollTop = 1e6;
  }

  const list = element(
    "div",
    { class: "steps", tabindex: 0, role: "region", "aria-label": "The numbers so far" },
    element("table", {}, table),
  );
  compute();
  return [
    element("div", { class: "controls" }, ...fields.map(({ root }) => root)),
    phase,
    line,
    element("div", { class: "row" }, back, next, all, again),
    element("div", { class: "columns" }, drawing, list),
    element(
      "p",
      { class: "quiet" },
      "Dashed: a negative weight. Thicker: a larger one. Green: its gradient is known.",
    ),
  ];
});
