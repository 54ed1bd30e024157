/** The backprop stepper in the browser. */
import { backpropagate } from "../../network";
import { asNumber } from "../../wording";
import { button, element, passFocus } from "../page/element";
import { numberField } from "../page/fields";
import { start } from "../page/start";
import { unpackNetwork } from "../packed";
import type { StepperData } from "./backprop-stepper";
import { Diagram } from "./diagram";
import { Step, stepsOf } from "./steps";

/** η of the step that the network may take at the end. */
const ETA = 1;

start<StepperData>(({ network: packed, inputs, target }) => {
  const given = unpackNetwork(packed);
  let network = given;
  const example = { x1: inputs[0], x2: inputs[1], y: target };
  let steps: Step[] = [];
  let diagram: Diagram;
  /** How many numbers are known. */
  let known = 0;

  const drawing = element("div");
  const phase = element("h3");
  const line = element("p", { role: "status", class: "verdict plain" });
  const ask = element("p", { class: "quiet" });
  const table = element("tbody");
  const back = button("Back", () => go(known - 1));
  const next = button("Next", () => go(known + 1), { class: "main" });
  const all = button("To the end", () => go(steps.length));
  const again = button("From the start", () => go(0));
  const learn = button("Learn: one step of descent", descend, { class: "main", hidden: true });
  const forget = button("The first weights again", () => learnt(given, ""), { hidden: true });

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

  /** w − η·∂J/∂w for every weight, and the way begins anew. */
  function descend(): void {
    const { x1, x2, y } = example;
    const { cost, gradient } = backpropagate(network, [[x1, x2]], [[y]], "half-sum-of-squares");
    const next = network.withParameters(network.parameters.map((w, i) => w - ETA * gradient[i]));
    const after = stepsOf(next, [x1, x2], y).find(({ symbol }) => symbol === "J")!.value;
    learnt(
      next,
      `Every weight went down its slope: w ← w − η·∂J/∂w with η = ${ETA}. J was ${asNumber(cost)}, and is ` +
        `${asNumber(after)} now. `,
    );
  }

  /** Other weights; the way begins anew. */
  function learnt(other: typeof network, words: string): void {
    network = other;
    forget.hidden = network === given;
    known = 0;
    compute();
    line.prepend(words);
  }

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
        : ["Forward the numbers go to the cost, and back goes the blame for it."]),
    );
    const coming = steps[known];
    ask.textContent = coming
      ? `Next, predict before you look: ${coming.symbol} = ${coming.formula} = ${coming.numbers} = ?`
      : "All slopes are known: now the network can learn from this example.";
    learn.hidden = known < steps.length;
    back.disabled = again.disabled = known === 0;
    next.disabled = all.disabled = known === steps.length;
    passFocus(next.disabled ? learn : next);
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
    ask,
    element("div", { class: "row" }, back, next, all, again, learn, forget),
    element("div", { class: "columns" }, drawing, list),
    element(
      "p",
      { class: "quiet" },
      "Beside the lines stand the weights. Dashed: a negative one. Thicker: a larger one. Green: its gradient is known.",
    ),
  ];
});
