import { jupyterDisplay, MimeBundle } from "../display";
import { Figure, sketch } from "../figures";
import type { Network } from "../network";
import type { History, TrainingListener } from "../training";
import { kernel } from "./kernel";
import { UpdatedDisplay } from "./updated-display";

/** The work and time so far, and the share of right answers in the unfinished epoch. */
interface SoFar {
  work: number;
  seconds: number;
  accuracy: number | undefined;
}

/**
 * A figure of training that grows while it trains, in place: within an epoch too, at most five times a second, and so that
 * drawing takes no more than a hundredth of the time. While it grows it is a plain sketch of the figure, and in the end
 * the figure itself. Outside the course's kernel it shows nothing.
 *
 * @param draw makes the figure from what happened so far, and the network as it is now. There is one epoch at least: until
 *   the first is done, the part of it that is, with the mean cost of its batches
 * @returns a listener for the options of `train`
 * @example
 * const draw = (history: History) => trainingCurves({ history, title: "The cost falls" });
 * const network = new Network([1, 1], { activations: "identity" });
 * const line = { inputs: [[0], [1]], targets: [[1], [3]] };
 * await train(network, line, { learningRate: 0.1, listeners: [liveFigure(draw)] });
 */
export function liveFigure(
  draw: (history: History, network: Network) => { [jupyterDisplay](): MimeBundle },
): TrainingListener {
  const place = new UpdatedDisplay();
  const listener: TrainingListener = (event) => {
    if (event.type !== "end") {
      const { history, network } = event;
      place.show(() => sketched(draw(withBegun(history, event), network)));
      return;
    }
    const { history, network, checkpoint } = event.run;
    if (!kernel() || history.batches.cost.length === 0) return;
    const { work, seconds, sums } = checkpoint;
    const accuracy =
      history.accuracy.length === 0 && sums.examples > 0 ? sums.right / sums.examples : undefined;
    place.end(draw(withBegun(history, { work, seconds, accuracy }), network)[jupyterDisplay]());
  };
  return Object.assign(listener, { sampled: true });
}

/** A figure as it is shown for a moment. */
function sketched(value: { [jupyterDisplay](): MimeBundle }): MimeBundle {
  if (!(value instanceof Figure)) return value[jupyterDisplay]();
  return { "text/html": sketch(value), "text/plain": value.text };
}

/** The history; before an epoch is done with the part of the first that is. */
function withBegun(history: History, { work, seconds, accuracy }: SoFar): History {
  const { epoch, batches } = history;
  if (epoch.length > 0) return history;
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    ...history,
    epoch: [batches.epoch.at(-1)!],
    step: [batches.step.at(-1)!],
    cost: [mean(batches.cost)],
    accuracy: accuracy === undefined ? [] : [accuracy],
    gradientNorm: [mean(batches.gradientNorm)],
    learningRate: [batches.learningRate.at(-1)!],
    work: [work],
    seconds: [seconds],
  };
}
