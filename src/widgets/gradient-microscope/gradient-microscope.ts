import { matrixOf } from "../../data/matrix";
import type { MatrixLike } from "../../data/matrix";
import { backpropagate, costs, Network } from "../../network";
import type { CostName, NetworkJSON } from "../../network";
import { asMatrix } from "../../data/matrix";
import { asNumber } from "../../wording";
import {
  networkFrom,
  pack,
  packMatrix,
  PackedMatrix,
  packNetwork,
  PackedNetwork,
  PackedVector,
} from "../packed";
import { Widget } from "../widget";

/** What lies under the microscope. Without anything it is a 2-3-1 network on the hours of sleep and of study. */
export interface GradientMicroscopeOptions {
  title?: string;
  /** Itself, or what its `toJSON` gave. */
  network?: Network | NetworkJSON | string;
  /** X, one example a row; at most 100,000 numbers. */
  inputs?: MatrixLike;
  /** y, one example a row. */
  targets?: MatrixLike;
  /** The name of the cost, "half-sum-of-squares" if not given. */
  cost?: CostName;
  /** A gradient of your own to look at, in the order of `network.parameters`, instead of backpropagation's. */
  gradient?: ArrayLike<number>;
}

/** What the microscope's program is given. */
export interface MicroscopeData {
  network: PackedNetwork;
  inputs: PackedMatrix;
  targets: PackedMatrix;
  cost: CostName;
  gradient: PackedVector;
  /** Whose gradient it is. */
  source: string;
}

/** More numbers than these would make the notebook slow. */
const MOST_NUMBERS = 100_000;

/**
 * The gradient microscope: choose any weight or bias, and see the cost on both sides of it, the difference quotient,
 * what backpropagation says, and the relative error against the step h.
 *
 * @param options a network with examples, and whose gradient is looked at
 * @returns the widget
 * @throws RangeError or TypeError if the data do not fit the network, or the gradient is not finite or has another length
 * @example
 * gradientMicroscope().text; // "Gradient microscope: each of the 13 parameters of a 2-3-1 network, backpropagation against differences"
 */
export function gradientMicroscope(options: GradientMicroscopeOptions = {}): Widget {
  const { title = "Gradient microscope", cost = "half-sum-of-squares" } = options;
  const given = [options.network, options.inputs, options.targets].filter(
    (part) => part !== undefined,
  ).length;
  if (given !== 0 && given !== 3) {
    throw new TypeError(
      "expected network, inputs and targets, or none of them, got some: give the others as well",
    );
  }
  if (!Object.hasOwn(costs, cost)) {
    throw new RangeError(
      `expected the name of a cost, one of ${Object.keys(costs).join(", ")}, got ${JSON.stringify(cost)}`,
    );
  }
  const usual = new Network([2, 3, 1], { activations: "sigmoid", seed: 2 });
  const network = options.network === undefined ? usual : networkFrom(options.network);
  const inputs = asMatrix(options.inputs ?? HOURS, "float64", "the inputs");
  const targets = asMatrix(options.targets ?? SCORES, "float64", "the targets");
  const count = inputs.values.length + network.parameterCount;
  if (count > MOST_NUMBERS) {
    throw new RangeError(
      `expected at most ${asNumber(MOST_NUMBERS)} numbers under the microscope, got ${asNumber(count)}: take fewer examples`,
    );
  }
  // Also the check that everything fits together.
  const backprop = backpropagate(network, inputs, targets, cost).gradient;
  const gradient = options.gradient ?? backprop;
  expectGradient(gradient, network.parameterCount);
  const data: MicroscopeData = {
    network: packNetwork(network, "float64"),
    inputs: packMatrix(inputs, "float64"),
    targets: packMatrix(targets, "float64"),
    cost,
    gradient: pack(gradient, "float64"),
    source: options.gradient ? "Your gradient" : "Backpropagation",
  };
  const build = `${asNumber(network.parameterCount)} parameters of a ${network.sizes.join("-")} network`;
  const text = `${title}: each of the ${build}, ${options.gradient ? "a gradient" : "backpropagation"} against differences`;
  return new Widget({ kind: "gradient-microscope", title, data, text, height: 700 });
}

/** Hours of sleep and of study, as shares of 10 and 5; scores as shares of 100. */
const HOURS = matrixOf([
  [0.3, 1],
  [0.5, 0.2],
  [1, 0.4],
]);
const SCORES = matrixOf([[0.75], [0.82], [0.93]]);

function expectGradient(gradient: ArrayLike<number>, count: number): void {
  if (gradient.length !== count) {
    throw new RangeError(
      `expected a gradient of ${count} numbers, one for each parameter, got ${gradient.length}`,
    );
  }
  const broken = Array.from(gradient).findIndex((component) => !Number.isFinite(component));
  if (broken >= 0) throw new RangeError(`expected a finite gradient, got ${gradient[broken]} at ${broken}`);
}
