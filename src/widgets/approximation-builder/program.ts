/** The universal approximation builder in the browser. */
import { asNumber } from "../../wording";
import { button, element } from "../page/element";
import { choiceField, sliderField } from "../page/fields";
import { start } from "../page/start";
import type { BuilderData } from "./approximation-builder";
import { Bump, evenBumps, outer } from "./bumps";
import { dragging } from "./dragging";
import { View } from "./view";

const MOST_BUMPS = 20;

start<BuilderData>((given) => {
  const { name, interval } = given;
  const [from, to] = interval;
  const width = to - from;
  const view = new View(given);
  const { low, high, room } = view;
  const [outerFrom, outerTo] = outer(interval);
  const first = { left: from + 0.1 * width, right: from + 0.4 * width, height: high };
  let bumps: Bump[] = [first];
  let chosen = 0;

  let which = whichField();
  const place = element("span", { class: "slot" }, which.root);
  const steps = { step: width / 200, say: (value: number) => asNumber(Number(value.toPrecision(3))) };
  const left = sliderField("Left step", { ...steps, from: outerFrom, to: outerTo, value: from }, (value) => {
    change({ left: value, right: Math.max(value, bumps[chosen].right) });
  });
  const right = sliderField("Right step", { ...steps, from: outerFrom, to: outerTo, value: to }, (value) => {
    change({ right: value, left: Math.min(value, bumps[chosen].left) });
  });
  const heights = { from: low - room, to: high + room, value: high, say: steps.say };
  const height = sliderField("Height", { ...heights, step: (high - low + 2 * room) / 200 }, (value) =>
    change({ height: value }),
  );
  const steepness = sliderField(
    "Steepness",
    { from: 0.7, to: 3.5, step: 0.1, value: 2.3, say: (exponent) => asNumber(steepnessAt(exponent)) },
    draw,
  );
  const add = button(
    "Add a bump",
    () => {
      bumps.push({ left: from + 0.4 * width, right: from + 0.6 * width, height: (low + high) / 2 || room });
      choose(bumps.length - 1, true);
    },
    { class: "main" },
  );
  const remove = button("Remove it", () => {
    bumps.splice(chosen, 1);
    choose(Math.max(0, chosen - 1), true);
  });
  const evenly = button("Spread evenly", () => {
    bumps = evenBumps(bumps.length, interval, view.target);
    choose(chosen);
  });
  const twice = button("Twice as many, evenly", () => {
    bumps = evenBumps(Math.min(MOST_BUMPS, 2 * bumps.length), interval, view.target);
    choose(0, true);
  });
  const reset = button("Reset", () => {
    bumps = [{ ...first }];
    choose(0, true);
  });

  function whichField() {
    const options = bumps.map((_, i) => [String(i), `bump ${i + 1} of ${bumps.length}`] as const);
    return choiceField("Move", options, String(chosen), (value) => choose(Number(value)));
  }

  /** @param isOther whether there are more or fewer bumps than before */
  function choose(bump: number, isOther = false): void {
    chosen = bump;
    if (isOther) {
      which = whichField();
      place.replaceChildren(which.root);
    }
    which.value = String(chosen);
    adopt();
  }

  function change(changes: Partial<Bump>): void {
    Object.assign(bumps[chosen], changes);
    adopt();
  }

  /** The sliders say what the bump is. */
  function adopt(): void {
    const bump = bumps[chosen];
    left.value = bump.left;
    right.value = bump.right;
    height.value = bump.height;
    remove.disabled = bumps.length === 1;
    add.disabled = twice.disabled = bumps.length >= MOST_BUMPS;
    draw();
  }

  function draw(): void {
    view.draw(bumps, chosen, steepnessAt(steepness.value) / width);
  }

  dragging(view.plot, () => bumps, [outerFrom, outerTo], choose, change);
  adopt();
  return [
    element("div", { class: "row" }, add, remove, evenly, twice, reset),
    view.plot.svg,
    element(
      "p",
      { class: "quiet" },
      `Dashed: the target ${name}. Blue: the sum. Orange: the bump that you move; drag its points, or use the sliders.`,
    ),
    element("div", { class: "controls" }, place, left.root, right.root, height.root, steepness.root),
    view.numbers,
    view.made,
  ];
});

/** The slider of the steepness is logarithmic; it counts for the whole interval. */
function steepnessAt(exponent: number): number {
  return Number((10 ** exponent).toPrecision(2));
}
