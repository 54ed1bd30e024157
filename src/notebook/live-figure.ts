import { jupyterDisplay, MimeBundle } from "../display";
import { Figure, sketch } from "../figures";
import type { History, TrainingListener } from "../training";
import { UpdatedDisplay } from "./updated-display";

/**
 * A figure of training that grows while it trains: drawn again after an epoch, in place, at most five times a second, and
 * at the end. While it grows, a figure of lines is a plain sketch. Outside the course's kernel it shows nothing.
 *
 * @param draw makes the figure from what happened so far; there is an epoch at least
 * @returns a listener for the options of `train`
 * @example
 * const draw = (history: History) => trainingCurves({ history, title: "The cost falls" });
 * const network = new Network([1, 1], { activations: "identity" });
 * const line = { inputs: [[0], [1]], targets: [[1], [3]] };
 * await train(network, line, { learningRate: 0.1, listeners: [liveFigure(draw)] });
 */
export function liveFigure(draw: (history: History) => { [jupyterDisplay](): MimeBundle }): TrainingListener {
  const place = new UpdatedDisplay();
  return (event) => {
    if (event.type === "batch") return;
    const history = event.type === "end" ? event.run.history : event.history;
    if (history.epoch.length === 0) return;
    if (event.type === "end") place.showNow(() => draw(history)[jupyterDisplay]());
    else place.show(() => sketched(draw(history)));
  };
}

/** A figure as it is shown for a moment. */
function sketched(value: { [jupyterDisplay](): MimeBundle }): MimeBundle {
  const svg = value instanceof Figure ? sketch(value) : undefined;
  return svg === undefined
    ? value[jupyterDisplay]()
    : { "text/html": svg, "text/plain": (value as Figure).text };
}
