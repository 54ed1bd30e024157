import type { Data, Frame, Layout } from "plotly.js-dist";
import { GRAY, PALETTE } from "./template";
import { asText } from "./wording";

/** Button and slider stand below the axes: so many pixels are left for them. */
export const CONTROLS = 52;

/** One picture of an animation. */
export interface Picture {
  /** What the slider calls it, such as "step 10". */
  name: string;
  /** What is drawn of the moving traces. */
  data: Partial<Data>[];
}

/**
 * What makes a figure move: a frame for each picture, a button that plays them from the first to the last, and a slider.
 * The figure itself shows the last picture, and there it stands still again.
 *
 * @param pictures one or more, in order
 * @param traces the indices of the traces that move
 * @param options how long each picture stands, in milliseconds
 * @returns the frames, and what to add to the layout
 * @throws RangeError if there is no picture
 * @example
 * animation([{ name: "start", data: [] }, { name: "end", data: [] }], [0]).frames.length; // 2
 */
export function animation(
  pictures: readonly Picture[],
  traces: readonly number[],
  { duration = 80 }: { duration?: number } = {},
): { frames: Partial<Frame>[]; layout: Partial<Layout> } {
  if (pictures.length === 0) throw new RangeError("expected one picture or more to animate, got none");
  // Names must differ for the slider to find them.
  const frames = pictures.map(({ data }, k) => ({ name: String(k), data, traces: [...traces] }));
  const at = (ms: number): object => ({
    mode: "immediate",
    fromcurrent: false,
    // Where only lines and points change Plotly could do without, but then it takes level lines away.
    frame: { duration: ms, redraw: true },
    transition: { duration: 0 },
  });
  const button = {
    showactive: false,
    type: "buttons",
    direction: "left",
    x: 0,
    xanchor: "left",
    y: 0,
    yanchor: "top",
  } as const;
  const color = { bgcolor: "rgba(0, 0, 0, 0)", bordercolor: GRAY, font: { color: GRAY, size: 13 } } as const;
  const layout: Partial<Layout> = {
    updatemenus: [
      {
        ...button,
        ...color,
        pad: { t: 62, r: 8 },
        buttons: [
          { label: "▶ play", method: "animate", args: [null, at(duration)] },
          {
            label: "❚❚",
            method: "animate",
            args: [[null], { mode: "immediate", frame: { duration: 0, redraw: false } }],
          },
        ],
      },
    ],
    sliders: [
      {
        active: pictures.length - 1,
        x: 0,
        xanchor: "left",
        len: 1,
        y: 0,
        yanchor: "top",
        pad: { t: 56, l: 128, r: 8 },
        currentvalue: { visible: true, xanchor: "left", font: { size: 13, color: GRAY } },
        font: { size: 1, color: "rgba(0, 0, 0, 0)" }, // the names of all steps would overlap
        ticklen: 0,
        minorticklen: 0,
        bgcolor: GRAY,
        activebgcolor: PALETTE[0],
        borderwidth: 0,
        tickwidth: 0,
        steps: pictures.map(({ name }, k) => ({
          label: asText(name),
          method: "animate",
          args: [[String(k)], at(0)],
        })),
      },
    ],
  };
  return { frames, layout };
}
