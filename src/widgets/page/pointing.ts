import { shape } from "./element";
import type { Plot, Point } from "./plot";

/** An arrow key moves by such a share of the plot. */
const STRIDE = 1 / 40;

/** Who is told where someone points. */
export interface Pointing {
  /** Of every place; of nothing when one has left. */
  pointed(place: Point | undefined): void;
  /** Of a place that is clicked, tapped, or confirmed with the enter key. */
  chosen?(place: Point): void;
}

/**
 * Lets one point at places of a plot: by mouse or finger, or with the arrow keys, which move a cross.
 *
 * @param plot where
 */
export function pointing(plot: Plot, { pointed, chosen }: Pointing): void {
  const { svg } = plot;
  /** Where the cross is, as shares of the plot from its upper left corner. */
  let cross = [0.5, 0.5];
  svg.setAttribute("role", "application");
  svg.setAttribute("tabindex", "0");

  const placeOf = ([across, down]: readonly number[]): Point => plot.valueIn(across, 1 - down);
  function move(to: readonly number[]): void {
    cross = to.map((share) => Math.max(0, Math.min(1, share)));
    const [x, y] = [plot.left + cross[0] * plot.innerWidth, plot.top + cross[1] * plot.innerHeight];
    const d = `M${x - 9},${y}h6m6,0h6M${x},${y - 9}v6m0,6v6`;
    plot.above.replaceChildren(
      shape("path", { d, stroke: "#ffffff", "stroke-width": 4 }),
      shape("path", { d, stroke: "#1b1f24", "stroke-width": 1.6 }),
    );
    pointed(placeOf(cross));
  }
  function leave(): void {
    plot.above.replaceChildren();
    pointed(undefined);
  }

  for (const type of ["pointermove", "pointerdown"] as const)
    svg.addEventListener(type, (event) => pointed(plot.isInside(event) ? plot.valueAt(event) : undefined));
  svg.addEventListener("pointerleave", leave);
  svg.addEventListener("blur", leave);
  svg.addEventListener("click", (event) => plot.isInside(event) && chosen?.(plot.valueAt(event)));
  svg.addEventListener("keydown", (event) => {
    const [x, y] = cross;
    const by = event.shiftKey ? STRIDE / 5 : STRIDE;
    const to = {
      ArrowLeft: [x - by, y],
      ArrowRight: [x + by, y],
      ArrowUp: [x, y - by],
      ArrowDown: [x, y + by],
    }[event.key];
    if (to) move(to);
    else if (event.key === "Enter" && chosen) chosen(placeOf(cross));
    else return;
    event.preventDefault();
  });
}
