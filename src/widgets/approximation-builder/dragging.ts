import type { Plot } from "../page/plot";
import type { Bump } from "./bumps";

/** How near one has to point, in pixels. */
const REACH = 26;

type Handle = "left" | "middle" | "right";

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
  [from, to]: readonly [number, number],
  choose: (bump: number) => void,
  change: (changes: Partial<Bump>) => void,
): void {
  let held: { handle: Handle; bump: Bump; dx: number } | undefined;
  const { svg } = plot;
  svg.style.touchAction = "none";
  svg.style.cursor = "grab";

  svg.addEventListener("pointerdown", (event) => {
    const near = nearest(event);
    if (near === undefined) return;
    svg.setPointerCapture(event.pointerId);
    const bump = bumps()[near.index];
    choose(near.index);
    held = { handle: near.handle, bump, dx: plot.valueAt(event)[0] - placeOf(bump, near.handle) };
  });
  svg.addEventListener("pointermove", (event) => {
    if (held === undefined) return;
    const [x, y] = plot.valueAt(event);
    change({ ...moved(held.bump, held.handle, x - held.dx), height: y });
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    svg.addEventListener(end, () => (held = undefined));

  function nearest(event: PointerEvent): { index: number; handle: Handle } | undefined {
    const box = svg.getBoundingClientRect();
    const scale = box.width / 360;
    const [px, py] = [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
    const all = bumps().flatMap((bump, index) =>
      (["middle", "left", "right"] as const).map((handle) => {
        const distance = Math.hypot(plot.across(placeOf(bump, handle)) - px, plot.up(bump.height) - py);
        return { index, handle, distance };
      }),
    );
    const best = all.reduce((a, b) => (b.distance < a.distance ? b : a));
    return best.distance <= REACH ? best : undefined;
  }

  function moved(bump: Bump, handle: Handle, x: number): Partial<Bump> {
    const inside = (value: number): number => Math.max(from, Math.min(to, value));
    if (handle === "left") return { left: Math.min(inside(x), bump.right) };
    if (handle === "right") return { right: Math.max(inside(x), bump.left) };
    const half = (bump.right - bump.left) / 2;
    const middle = Math.max(from + half, Math.min(to - half, x));
    return { left: middle - half, right: middle + half };
  }
}

function placeOf({ left, right }: Bump, handle: Handle): number {
  return { left, right, middle: (left + right) / 2 }[handle];
}
