import { answersOf } from "../training";
import { animation, CONTROLS } from "./animation";
import { pointsByClass, regionTraces, ringsByClass } from "./class-regions";
import {
  Classifier,
  classify,
  domainOf,
  expectClasses,
  regionLayout,
  RegionOptions,
  regionStory,
} from "./decision-regions";
import { Figure } from "./figure";

/** The network at one moment of training. */
export interface Snapshot {
  /** When it was taken, such as "epoch 10". */
  name: string;
  /** A copy of the network, or any function. */
  network: Classifier;
}

/** So many pictures at most, and so fine, make a figure that a notebook can carry. */
const MOST_PICTURES = 40;
const RESOLUTION = 45;

/** So many rings at most, of all pictures together. */
const MOST_RINGED = 12_000;

/**
 * The regions of a classifier while it learns, as an animation with a play button and a slider. It shows the end of
 * training until it is played. Of more than 40 snapshots 40 are drawn.
 *
 * @param options one snapshot or more, taken in order: `onEpoch: ({ epoch, network }) => { snapshots.push({ name:
 *   `epoch ${epoch}`, network: network.copy() }) }`; the data, the title
 * @returns the figure
 * @throws RangeError if there is no snapshot, the data has not two inputs or no labels, or the outputs do not fit
 * @example
 * const network = new Network([2, 1], { activations: "sigmoid", parameters: [5, 5, -2.5] });
 * const snapshots = [{ name: "epoch 0", network }, { name: "epoch 1", network }];
 * regionsOverTraining({ snapshots, data: xor(), title: "Nothing learned" }).frames.length; // 2
 */
export function regionsOverTraining(options: RegionOptions & { snapshots: readonly Snapshot[] }): Figure {
  const { snapshots, data, title } = options;
  if (snapshots.length === 0) throw new RangeError("expected one snapshot or more to draw, got none");
  const domain = domainOf(options);
  const classes = expectClasses(data);
  const last = snapshots.length - 1;
  const count = Math.min(MOST_PICTURES, snapshots.length);
  const drawn = Array.from({ length: count }, (_, k) =>
    count === 1 ? last : Math.round((k * last) / (count - 1)),
  );
  const traces = drawn.map((k) => {
    const { network } = snapshots[k];
    return regionTraces({ domain, classes, classifier: (X) => classify(network, X) }, RESOLUTION);
  });
  const answers = drawn.map((k) => answersOf(classify(snapshots[k].network, data.inputs)));
  // Of many examples none has a ring: every picture would have to tell them all.
  const ringed = Math.min(data.size, MOST_RINGED) * count <= MOST_RINGED;
  const marked = answers.map((given) => (ringed ? given : Int32Array.from(data.labels!)));
  // Places and colors are those of the first picture: a frame tells only what changes.
  const pictures = traces.map((picture, k) => ({
    name: snapshots[drawn[k]].name,
    data: [
      ...picture.map((trace) => ({ z: (trace as { z: number[][] }).z })),
      ...(ringed ? ringsByClass(data, marked[k]) : []),
    ],
  }));
  const { frames, layout } = animation(
    pictures,
    pictures[0].data.map((_, i) => i),
    { duration: 120 },
  );
  const base = regionLayout(title, data, domain, CONTROLS);
  const thinned = count < snapshots.length ? ` (${count} of ${snapshots.length} snapshots drawn)` : "";
  return new Figure(
    [...traces[count - 1], ...pointsByClass(data, marked[count - 1])],
    { ...base, ...layout },
    `${title}. An animation from ${snapshots[0].name} to ${snapshots[last].name}${thinned}; at the end ${regionStory(data, answers[count - 1])}`,
    frames,
  );
}
