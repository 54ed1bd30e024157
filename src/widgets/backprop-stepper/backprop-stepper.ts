import { matrixOf } from "../../data/matrix";
import { backpropagate, Network } from "../../network";
import type { NetworkJSON } from "../../network";
import { asPoint } from "../../wording";
import { networkFrom, packNetwork, PackedNetwork } from "../packed";
import { Widget } from "../widget";

/** What is traced. */
export interface BackpropStepperOptions {
  title?: string;
  /** A 2-3-1 network whose units are activated one by one; with sigmoids and without biases if not given; itself, or what its `toJSON` gave. */
  network?: Network | NetworkJSON | string;
  /** The two inputs of the example, (0.3, 1) if not given: 3 hours of sleep of 10, 5 of study of 5. */
  inputs?: readonly [number, number];
  /** What the output should be, 0.75 if not given. */
  target?: number;
}

/** What the stepper's program is given. */
export interface StepperData {
  network: PackedNetwork;
  inputs: readonly [number, number];
  target: number;
}

/**
 * Backpropagation by hand: one example goes through a 2-3-1 network, forward and back, one number at a time, each
 * with its formula. The cost is J = ½(y − ŷ)².
 *
 * @param options the network and the example
 * @returns the widget
 * @throws RangeError or TypeError if it is no 2-3-1 network, or a number is not finite
 * @example
 * backpropStepper({ inputs: [0.5, 0.2], target: 0.82 }).text; // "Backpropagation step by step: (0.5, 0.2) through a 2-3-1 network, target 0.82"
 */
export function backpropStepper(options: BackpropStepperOptions = {}): Widget {
  const { title = "Backpropagation step by step", inputs = [0.3, 1], target = 0.75 } = options;
  const network =
    options.network === undefined
      ? new Network([2, 3, 1], { activations: "sigmoid", biases: false, seed: 4 })
      : networkFrom(options.network);
  if (network.sizes.join("-") !== "2-3-1") {
    throw new RangeError(
      `expected a 2-3-1 network, got ${network.sizes.join("-")}: the stepper traces every number of one`,
    );
  }
  for (const l of [2, 3]) {
    const { elementwise, name } = network.activation(l);
    if (!elementwise)
      throw new RangeError(`expected units that are activated one by one, got ${name} in layer ${l}`);
  }
  // Also the check that inputs and target are numbers of the right shape.
  backpropagate(network, matrixOf([inputs]), matrixOf([[target]]), "half-sum-of-squares");
  const data: StepperData = { network: packNetwork(network, "float64"), inputs, target };
  const text = `${title}: ${asPoint(inputs)} through a 2-3-1 network, target ${target}`;
  return new Widget({ kind: "backprop-stepper", title, data, text, height: 640 });
}
