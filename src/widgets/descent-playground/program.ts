/** The descent playground in the browser. */
import { asNumber, asPoint } from "../../wording";
import { button, element, heardLine, passFocus, say, statusLine } from "../page/element";
import { pointing } from "../page/pointing";
import { repeating } from "../page/repeating";
import { start } from "../page/start";
import { Controls } from "./controls";
import type { PlaygroundData } from "./descent-playground";
import { Keeper } from "./kept";
import { Landscape, landscapeOf } from "./landscape";
import { View } from "./view";
import { Walk } from "./walk";

/** "Run" takes so many steps. */
const RUN = 50;

const HINT =
  "Dark is low. Click to put the start somewhere else; or move a cross with the arrow keys and press Enter.";

start<PlaygroundData>((given) => {
  let landscape: Landscape | undefined;
  let walk: Walk | undefined;
  /** η of the steps so far: the slider may be moved on the way. */
  const rates = new Set<number>();
  const view = new View();
  const status = statusLine();
  const heard = heardLine();
  const there = element("p", { class: "quiet", role: "status" }, HINT);
  const controls = new Controls(given, explore, begin);
  const kept = new Keeper(draw);
  pointing(view.map, {
    pointed(place) {
      const height = place && landscape?.height(place);
      there.textContent = height === undefined ? HINT : `C${asPoint(place!)} = ${asNumber(height)}`;
    },
    chosen(place) {
      controls.start = place;
      begin();
    },
  });
  const step = button("Step", take, { class: "main" });
  const runner = repeating(`Run ${RUN} steps`, RUN, take, told);
  const reset = button("Reset", begin);
  const keep = button("Keep this path", () => {
    kept.keep(walk!, controls.nameOf(rates));
    begin();
    heard.textContent = "Kept. The next path is compared with it.";
  });

  /** A new landscape: read the formula, paint it, begin. */
  function explore(): void {
    runner.stop();
    kept.forget();
    try {
      landscape = landscapeOf(controls.surface.expression);
      view.show(controls.surface, landscape);
      begin();
    } catch (error) {
      landscape = undefined;
      fail(error);
    }
  }

  /** The ball goes back to the start. */
  function begin(): void {
    runner.stop();
    if (landscape === undefined) return;
    say(status, "plain");
    rates.clear();
    try {
      walk = new Walk(landscape, controls.optimizer, controls.start);
      draw();
    } catch (error) {
      fail(error);
    }
    allow();
  }

  /** @returns whether it can go on */
  function take(): boolean {
    if (walk === undefined) return false;
    rates.add(controls.learningRate);
    walk.step(controls.learningRate);
    draw();
    if (walk.ended !== undefined) say(status, walk.ended.startsWith("It") ? "wrong" : "plain", walk.ended);
    allow();
    return walk.ended === undefined;
  }

  function draw(): void {
    if (walk) view.draw(walk, kept.paths);
    allow();
  }

  /** What a run has come to, for who cannot see it; its end is told in the status line. */
  function told(): void {
    if (walk === undefined || walk.ended !== undefined) return;
    const steps = walk.costs.length - 1;
    heard.textContent = `After ${steps} steps the cost is ${asNumber(walk.costs[steps])}.`;
  }

  function allow(): void {
    step.disabled = runner.button.disabled = walk === undefined || walk.ended !== undefined;
    keep.disabled = kept.isFull || walk === undefined || walk.costs.length === 1;
    controls.isReadable = landscape !== undefined;
    passFocus(step.disabled ? reset : step);
  }

  function fail(error: unknown): void {
    walk = undefined;
    if (landscape === undefined) view.map.ground.replaceChildren();
    view.clear();
    const text = error instanceof Error ? error.message : String(error);
    say(status, "wrong", element("pre", { class: "message" }, text));
    allow();
  }

  explore();
  return [
    ...controls.rows,
    element("div", { class: "row" }, step, runner.button, reset, keep),
    status,
    heard,
    element(
      "div",
      { class: "columns" },
      element("div", {}, view.map.svg, there),
      element("div", {}, view.curve.svg, view.numbers, kept.root),
    ),
  ];
});
