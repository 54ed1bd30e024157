import { shape } from "../page/element";
import type { Plot } from "../page/plot";
import type { Bump } from "./bumps";

/** How near one has to point, in the plot's units, which are a little smaller than pixels. */
const REACH = 24;

/** In the order in which they are preferred where they lie together. */
const HANDLES = ["middle", "left", "right"] as const;
type Handle = (typeof HANDLES)[number];
type Place = Pick<PointerEvent, "clientX" | "clientY">;

/**
 * Lets one drag bumps: by the middle they move as a whole, by an end one step moves; up and down changes the height.
 *
 * @param plot where they are drawn
 * @param bumps the bumps as they are
 * @param interval how far they may go
 * @param choose is told which bump is taken
 * @param change is told what becomes of it
 */
export function dragging(
  plot: Plot,
  bumps: () => readonly Bump[],
  interval: readonly [number, number],
  choose: (bump: number) => void,
  change: (changes: Partial<Bump>) => void,
): void {
  let held: { handle: Handle; bump: Bump; dx: number; dy: number } | undefined;
  const { svg } = plot;

  svg.addEventListener("pointerdown", (event) => {
    const near = nearest(event);
    if (near === undefined) return;
    svg.setPointerCapture(event.pointerId);
    const bump = { ...bumps()[near.index] };
    choose(near.index);
    const [x, y] = plot.valueAt(event);
    held = { handle: near.handle, bump, dx: x - placeOf(bump, near.handle), dy: y - bump.height };
  });
  svg.addEventListener("pointermove", (event) => {
    if (held === undefined) return;
    const [x, y] = plot.valueAt(event);
    change({ ...moved(held.bump, held.handle, x - held.dx, interval), height: y - held.dy });
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    svg.addEventListener(end, () => (held = undefined));
  function nearest(event: Place): { index: number; handle: Handle } | undefined {
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    const all = bumps().flatMap((bump, index) =>
      HANDLES.map((handle) => {
        const [cx, cy] = [plot.across(placeOf(bump, handle)), plot.up(bump.height)];
        return { index, handle, distance: Math.hypot(cx - x, cy - y) };
      }),
    );
    const best = all.reduce((a, b) => (b.distance < a.distance ? b : a));
    return best.distance <= REACH ? best : undefined;
  }
}

/**
 * Where a bump can be taken: a finger that begins there drags the bump; elsewhere it scrolls the page. They move with
 * their bumps instead of being made anew, since a finger whose target vanishes scrolls as well.
 */
export function placeHandles(plot: Plot, bumps: readonly Bump[]): void {
  const { above } = plot;
  const handles = bumps.flatMap((bump) => HANDLES.map((handle) => [placeOf(bump, handle), bump.height]));
  while (above.childElementCount > handles.length) above.lastElementChild!.remove();
  while (above.childElementCount < handles.length)
    above.append(shape("circle", { r: REACH, class: "handle" }));
  handles.forEach(([x, y], i) => {
    above.children[i].setAttribute("cx", String(plot.across(x)));
    above.children[i].setAttribute("cy", String(plot.up(y)));
  });
}

/**
 * A bump one of whose points is moved, within an interval; a step does not pass the other.
 *
 * @example
 * moved({ left: 1, right: 3, height: 1 }, "middle", 9, [0, 5]).left; // 3
 */
export function moved(
  bump: Bump,
  handle: Handle,
  x: number,
  [from, to]: readonly [number, number],
): Partial<Bump> {
  const inside = (value: number): number => Math.max(from, Math.min(to, value));
  if (handle === "left") return { left: Math.min(inside(x), bump.right) };
  if (handle === "right") return { right: Math.max(inside(x), bump.left) };
  const half = (bump.right - bump.left) / 2;
  const middle = Math.max(from + half, Math.min(to - half, x));
  return { left: middle - half, right: middle + half };
}

/** Where a bump's point is. */
export function placeOf({ left, right }: Bump, handle: Handle): number {
  return { left, right, middle: (left + right) / 2 }[handle];
}
