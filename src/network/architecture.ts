import { Activation, activationNamed, ActivationName } from "./activations";

/** An activation for all layers, or one for each layer after the inputs: names or records. */
export type Activations = ActivationName | Activation | readonly (ActivationName | Activation)[];

/**
 * The units of every layer, checked.
 *
 * @throws TypeError or RangeError if there are fewer than two layers or a number is not whole and positive
 */
export function expectSizes(sizes: readonly number[]): readonly number[] {
  if (!Array.isArray(sizes) || sizes.length < 2) {
    throw new TypeError(
      `expected the units of two or more layers, inputs first, such as [784, 16, 16, 10], got ${JSON.stringify(sizes)}`,
    );
  }
  sizes.forEach((units, i) => {
    if (!Number.isInteger(units) || units < 1) {
      throw new RangeError(`expected 1 or more units in layer ${i + 1}, got ${units}`);
    }
  });
  return Object.freeze([...sizes]);
}

/**
 * The activation of each layer after the inputs.
 *
 * @throws TypeError if none are given; RangeError if a name is unknown or there are not as many as layers
 */
export function expectActivations(
  activations: Activations | undefined,
  layers: number,
): readonly Activation[] {
  if (activations === undefined) {
    throw new TypeError(
      `expected activations, got none: say { activations: "sigmoid" }, or one for each of the ${layers} layers after ` +
        `the inputs, such as { activations: ${JSON.stringify([...new Array<string>(layers - 1).fill("relu"), "sigmoid"])} }`,
    );
  }
  const list = Array.isArray(activations)
    ? (activations as (ActivationName | Activation)[])
    : new Array<ActivationName | Activation>(layers).fill(activations as ActivationName | Activation);
  if (list.length !== layers) {
    throw new RangeError(
      `expected ${layers} activations, one for each layer after the inputs, got ${list.length}`,
    );
  }
  return list.map(activationNamed);
}
