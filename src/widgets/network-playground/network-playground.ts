import { Widget } from "../widget";
import { expectSettings, PlaygroundSettings } from "./settings";

/** How the playground begins; everything can be changed in it. */
export interface NetworkPlaygroundOptions extends Partial<PlaygroundSettings> {
  title?: string;
}

const USUAL: PlaygroundSettings = {
  data: "two moons",
  noise: 0.15,
  hidden: [4, 4],
  activation: "tanh",
  optimizer: "adam",
  learningRate: 0.03,
  l2: 0,
  seed: 1,
};

/**
 * The network playground: points of two classes, layers and units, activation, optimizer, learning rate, penalty. The
 * network trains in the browser; one sees the regions that it decides for, what every hidden unit sees, and the cost.
 * Everything follows from the seed, and the same training can be taken along as a cell.
 *
 * @param options how it begins: two moons and a 2-4-4-1 network of tanh units if not given
 * @returns the widget
 * @throws RangeError if a name is unknown or a number is out of range
 * @example
 * networkPlayground({ data: "circles", hidden: [3] }).text; // "Network playground: a 2-3-1 network learns circles"
 */
export function networkPlayground({
  title = "Network playground",
  ...given
}: NetworkPlaygroundOptions = {}): Widget {
  const settings = { ...USUAL, ...given };
  expectSettings(settings);
  const text = `${title}: a ${[2, ...settings.hidden, 1].join("-")} network learns ${settings.data}`;
  return new Widget({ kind: "network-playground", title, data: settings, text, height: 900 });
}
