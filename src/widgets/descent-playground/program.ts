/** The descent playground in the browser. */
import { optimizers } from "../../training/optimizers";
import type { OptimizerName } from "../../training/optimizers";
import { asNumber, asPoint } from "../../wording";
import { button, element, say, statusLine } from "../page/element";
import { choiceField, numberField, sliderField } from "../page/fields";
import { repeating } from "../page/repeating";
import { start } from "../page/start";
import type { PlaygroundData } from "./descent-playground";
import { Landscape, landscapeOf } from "./landscape";
import { Surface, SurfaceName, surfaces } from "./surfaces";
import { Walk, methodOf, secondRates } from "./walk";
import { View } from "./view";

/** "Run" takes so many steps. */
const RUN = 50;

const names = Object.fromEntries(
  Object.entries(optimizers).map(([name, { name: shown }]) => [name, shown]),
) as Record<OptimizerName, string>;

start<PlaygroundData>(({ surface: given, method: firstMethod }) => {
  let surface: Surface = given;
  let landscape: Landscape | undefined;
  let walk: Walk | undefined;
  const view = new View();
  const status = statusLine();

  const own = [["own", "your own formula"]] as const;
  const listed = Object.entries(surfaces).map(
    ([key, { name }]) => [key as SurfaceName | "own", name] as const,
  );
  const known =
    listed.find(([key]) => surfaces[key as SurfaceName].expression === given.expression)?.[0] ?? "own";
  const choice = choiceField<SurfaceName | "own">("Landscape", [...listed, ...own], known, (key) => {
    if (key === "own") return expression.focus();
    surface = surfaces[key];
    expression.value = surface.expression;
    rate.value = Math.log10(surface.learningRate);
    setStart(surface.start);
    explore();
  });
  const expression = element("input", {
    type: "text",
    value: given.expression,
    spellcheck: "false",
    autocomplete: "off",
  });
  expression.addEventListener("change", () => {
    if (surface.expression === expression.value) return;
    surface = { ...surface, name: "your own", expression: expression.value };
    choice.value = "own";
    explore();
  });

  const limits = { from: -1e6, to: 1e6, step: "any" as const };
  const startX = numberField("Start x", { ...limits, value: given.start[0] }, begin);
  const startY = numberField("Start y", { ...limits, value: given.start[1] }, begin);
  const setStart = ([x, y]: readonly [number, number]): void => {
    startX.value = Number(x.toFixed(3));
    startY.value = Number(y.toFixed(3));
  };
  view.map.svg.addEventListener("click", (event) => {
    setStart(view.map.valueAt(event));
    begin();
  });

  const entries = Object.entries(names) as [OptimizerName, string][];
  const method = choiceField<OptimizerName>("Method", entries, firstMethod, () => {
    const kind = secondRates[method.value];
    second.root.hidden = kind === undefined;
    if (kind) second.value = kind.usual;
    begin();
  });
  const logarithm = {
    from: -4,
    to: 0.5,
    step: "any" as unknown as number,
    value: Math.log10(given.learningRate),
  };
  const rate = sliderField(
    "Learning rate η",
    { ...logarithm, say: (e) => asNumber(Number((10 ** e).toPrecision(3))) },
    () => {},
  );
  const second = sliderField(
    "Momentum or memory",
    { from: 0, to: 0.99, step: 0.01, value: 0.9, say: asNumber },
    begin,
  );
  second.root.hidden = secondRates[firstMethod] === undefined;
  const learningRate = (): number => Number((10 ** rate.value).toPrecision(3));

  const step = button("Step", () => take(1), { class: "main" });
  const runner = repeating(`Run ${RUN} steps`, RUN, () => take(1));
  const reset = button("Reset", begin);

  /** A new landscape: read the formula, paint it, begin. */
  function explore(): void {
    runner.stop();
    try {
      landscape = landscapeOf(surface.expression);
      view.show(surface, landscape);
      begin();
    } catch (error) {
      landscape = walk = undefined;
      view.clear();
      fail(error);
    }
  }

  /** The ball goes back to the start. */
  function begin(): void {
    runner.stop();
    if (landscape === undefined) return;
    say(status, "plain");
    try {
      walk = new Walk(landscape, methodOf(method.value, second.value), [startX.value, startY.value]);
      view.draw(walk);
    } catch (error) {
      walk = undefined;
      view.clear();
      fail(error);
    }
    allow();
  }

  function take(steps: number): boolean {
    if (walk === undefined) return false;
    for (let i = 0; i < steps; i++) walk.step(learningRate());
    view.draw(walk);
    if (walk.ended !== undefined) say(status, walk.ended.startsWith("It") ? "wrong" : "plain", walk.ended);
    allow();
    return walk.ended === undefined;
  }

  function allow(): void {
    const can = walk !== undefined && walk.ended === undefined;
    step.disabled = runner.button.disabled = !can;
    expression.setAttribute("aria-invalid", String(landscape === undefined));
  }

  function fail(error: unknown): void {
    const text = error instanceof Error ? error.message : String(error);
    say(status, "wrong", element("pre", { class: "message" }, text));
    allow();
  }

  explore();
  const formula = element("label", { class: "field" }, element("span", {}, "C(x, y) ="), expression);
  return [
    element("div", { class: "controls" }, choice.root, formula, startX.root, startY.root),
    element("div", { class: "controls" }, method.root, rate.root, second.root),
    element("div", { class: "row" }, step, runner.button, reset),
    status,
    element("div", { class: "columns" }, view.map.svg, element("div", {}, view.curve.svg, view.numbers)),
    element(
      "p",
      { class: "quiet" },
      `Click in the map to choose a start, for instance ${asPoint(given.start)}.`,
    ),
  ];
});
