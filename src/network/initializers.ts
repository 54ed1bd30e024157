import { Random } from "../data";
import { expectName } from "./names";

/** How the parameters of a network begin: one number for each weight and each bias. */
export interface Initializer {
  readonly name: string;
  /** One weight of a layer that leads from `inputs` to `units`. */
  weight(random: Random, inputs: number, units: number): number;
  /** One bias of that layer. */
  bias(random: Random, inputs: number, units: number): number;
}

/** The initializers that the library knows by name. */
export type InitializerName = keyof typeof initializers;

/**
 * The initializers by name. With n the inputs of a layer and m its units; biases start at 0 but for "uniform" and
 * "normal".
 *
 * @example
 * initializers["he-normal"].bias(new Random(1), 784, 16); // 0
 * initializers["xavier-uniform"].weight(new Random(1), 3, 3) < 1; // true
 */
export const initializers = {
  /** All zero: the units of a layer stay the same as each other for ever. Kept to show that. */
  zeros: withBiases(
    "zeros",
    () => 0,
    () => 0,
  ),
  /** Weights and biases from U(−1, 1). */
  uniform: withBiases(
    "uniform",
    (random) => random.uniform(-1, 1),
    (random) => random.uniform(-1, 1),
  ),
  /** Weights and biases from N(0, 1), whatever the size of the layer: simple, and too much for wide layers. */
  normal: withBiases(
    "normal",
    (random) => random.normal(),
    (random) => random.normal(),
  ),
  /** U(−r, r) with r = √(6/(n + m)), variance 2/(n + m), for tanh and sigmoid (Glorot and Bengio, 2010). */
  "xavier-uniform": withBiases("xavier-uniform", (random, n, m) => uniform(random, 2 / (n + m))),
  /** N(0, 2/(n + m)), for tanh and sigmoid (Glorot and Bengio, 2010). */
  "xavier-normal": withBiases("xavier-normal", (random, n, m) => normal(random, 2 / (n + m))),
  /** U(−r, r) with r = √(6/n), variance 2/n, for ReLU (He et al., 2015). */
  "he-uniform": withBiases("he-uniform", (random, n) => uniform(random, 2 / n)),
  /** N(0, 2/n), for ReLU (He et al., 2015). */
  "he-normal": withBiases("he-normal", (random, n) => normal(random, 2 / n)),
  /** U(−r, r) with r = √(3/n), variance 1/n (LeCun et al., "Efficient BackProp", 1998). */
  "lecun-uniform": withBiases("lecun-uniform", (random, n) => uniform(random, 1 / n)),
  /** N(0, 1/n) (LeCun et al., "Efficient BackProp", 1998). */
  "lecun-normal": withBiases("lecun-normal", (random, n) => normal(random, 1 / n)),
};

/**
 * Weights from N(0, g²/n), n the inputs of the layer: LeCun's for a gain g = 1, He's for g = √2, and every other to see
 * what becomes of signals in deep networks. Biases from N(0, deviation²).
 *
 * @param gain g > 0
 * @param biasDeviation the standard deviation of the biases, 0 if not given
 * @throws RangeError if the gain is not positive or the deviation negative
 * @example
 * normalByInputs(2).weight(new Random(1), 100, 5) === 2 * normalByInputs(1).weight(new Random(1), 100, 5); // true
 */
export function normalByInputs(gain: number, biasDeviation = 0): Initializer {
  if (!(gain > 0 && gain < Infinity)) throw new RangeError(`expected a gain above 0, got ${gain}: try 1`);
  if (!(biasDeviation >= 0 && biasDeviation < Infinity)) {
    throw new RangeError(`expected a deviation of the biases of 0 or more, got ${biasDeviation}`);
  }
  return withBiases(
    `normal-by-inputs, gain ${gain}`,
    (random, n) => gain * normal(random, 1 / n),
    (random) => (biasDeviation === 0 ? 0 : random.normal(0, biasDeviation)),
  );
}

/**
 * The initializer with a name.
 *
 * @param initializer a name, or a record of one's own, which is taken as it is
 * @throws RangeError if the name is unknown
 * @example
 * initializerNamed("he-normal").name; // "he-normal"
 */
export function initializerNamed(initializer: InitializerName | Initializer): Initializer {
  if (typeof initializer === "object" && initializer !== null && typeof initializer.weight === "function") {
    return initializer;
  }
  return expectName<Initializer>(initializers, initializer, "an initializer");
}

/** A number from the uniform distribution with mean 0 and a variance: U(−r, r) has the variance r²/3. */
function uniform(random: Random, variance: number): number {
  const r = Math.sqrt(3 * variance);
  return random.uniform(-r, r);
}

function normal(random: Random, variance: number): number {
  return random.normal(0, Math.sqrt(variance));
}

function withBiases(
  name: string,
  weight: Initializer["weight"],
  bias: Initializer["bias"] = () => 0,
): Initializer {
  return { name, weight, bias };
}
