import type { ColorBar, Layout } from "plotly.js-dist";

/** Room for a color bar above the axes, in pixels: to be asked of `baseLayout`. */
export const BAR = 34;

/**
 * A color bar below the title, at a place of its own: where Plotly makes room for a color bar it moves the title out of
 * sight, and beside a picture whose shape is fixed it would stand far away.
 *
 * @param layout the layout, with its height and its upper margin
 * @param side where it stands
 * @param below pixels between the bar's room and the axes
 * @returns the color bar
 */
export function colorBar(
  { height, margin }: Partial<Layout>,
  side: "left" | "center",
  below = 0,
): Partial<ColorBar> {
  return {
    orientation: "h",
    x: side === "left" ? 0 : 0.5,
    xanchor: side,
    xpad: 0,
    yref: "container",
    y: 1 - (margin!.t! - BAR - below) / height!,
    yanchor: "top",
    ypad: 0,
    thickness: 10,
    outlinewidth: 0,
    lenmode: "pixels",
    len: 240,
    nticks: 5,
  } as Partial<ColorBar>;
}
