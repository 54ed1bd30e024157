/** The universal approximation builder in the browser. */
import { asNumber } from "../../wording";
import { button, element, passFocus } from "../page/element";
import { choiceField, sliderField } from "../page/fields";
import { start } from "../page/start";
import type { BuilderData } from "./approximation-builder";
import { Bump, evenBumps, outer } from "./bumps";
import { dragging, moved, placeOf } from "./dragging";
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
    return choiceField("Bump in hand", options, String(chosen), (value) => choose(Number(value)));
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
    passFocus(remove.disabled ? add : remove);
    draw();
  }

  function draw(): void {
    view.draw(bumps, chosen, steepnessAt(steepness.value) / width);
  }

  /** The arrow keys move the bump as a whole, and up and down. */
  function key(event: KeyboardEvent): void {
    const bump = bumps[chosen];
    const by = event.shiftKey ? 0.2 : 1;
    const [across, up] = [(by * width) / 50, (by * (high - low + 2 * room)) / 50];
    const aside = (dx: number) => moved(bump, "middle", placeOf(bump, "middle") + dx, [outerFrom, outerTo]);
    const upright = (dy: number) => ({
      height: Math.max(low - room, Math.min(high + room, bump.height + dy)),
    });
    const other = (by: number): void => choose((chosen + by + bumps.length) % bumps.length);
    const actions: Record<string, () => void> = {
      ArrowLeft: () => change(aside(-across)),
      ArrowRight: () => change(aside(across)),
      ArrowUp: () => change(upright(up)),
      ArrowDown: () => change(upright(-up)),
      PageUp: () => other(-1),
      PageDown: () => other(1),
    };
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
  }

  const { svg } = view.plot;
  svg.setAttribute("role", "application");
  svg.setAttribute("tabindex", "0");
  svg.addEventListener("keydown", key);
  dragging(view.plot, () => bumps, [outerFrom, outerTo], choose, change);
  adopt();
  const legend = `Dashed: the target ${name}. Blue: the sum. The area between is the error. Orange: the bump in hand.`;
  return [
    element("div", { class: "row" }, add, remove, evenly, twice, reset),
    element(
      "div",
      { class: "columns" },
      element("div", {}, svg, element("p", { class: "quiet" }, legend)),
      element(
        "div",
        {},
        view.numbers,
        element("div", { class: "controls" }, place, steepness.root),
        left.root,
        right.root,
        height.root,
        element(
          "p",
          { class: "quiet" },
          "Drag the orange points, or use the sliders; or the arrow keys in the picture, where Page Up and Page Down " +
            "choose another bump.",
        ),
      ),
    ),
    view.made,
  ];
});

/** The slider of the steepness is logarithmic; it counts for the whole interval. */
function steepnessAt(exponent: number): number {
  return Number((10 ** exponent).toPrecision(2));
}
