import type { Network } from "./network";

/** Some of a network's parameters: names of tensors ("W1"), indices in the flat vector, or a list of both. */
export type ParameterChoice = string | number | ArrayLike<string | number>;

/**
 * The indices of chosen parameters in the flat vector, in the order in which they were chosen.
 *
 * @param network the network
 * @param choice names of tensors, indices, or a list of both; all parameters if not given
 * @throws RangeError if a name or an index is unknown, or nothing is chosen
 * @example
 * const network = new Network([2, 3, 1], { activations: "sigmoid" });
 * chooseParameters(network, ["b2", 0]); // Int32Array [12, 0]
 */
export function chooseParameters(network: Network, choice?: ParameterChoice): Int32Array {
  if (choice === undefined) return firstIndices(network.parameterCount);
  const list = typeof choice === "object" ? Array.from(choice) : [choice];
  const indices = list.flatMap((chosen) =>
    typeof chosen === "string" ? indicesOf(network, chosen) : [expectIndex(network, chosen)],
  );
  if (indices.length === 0) throw new RangeError("expected one or more parameters, got an empty list");
  return Int32Array.from(indices);
}

function firstIndices(count: number): Int32Array {
  const indices = new Int32Array(count);
  for (let i = 0; i < count; i++) indices[i] = i;
  return indices;
}

/** Where one parameter stands: in W⁽ˡ⁾ or b⁽ˡ⁾, in which row and column. */
export interface Place {
  layer: number;
  kind: "weights" | "biases";
  row: number;
  column: number;
}

/** Where a parameter of the flat vector stands. */
export function placeOf(network: Network, index: number): Place {
  let l = network.sizes.length - 1;
  while (network.W(l).offset > index) l--;
  const [W, b] = [network.W(l), network.b(l)];
  if (b && index >= b.offset) return { layer: l, kind: "biases", row: 0, column: index - b.offset };
  const within = index - W.offset;
  return { layer: l, kind: "weights", row: Math.floor(within / W.columns), column: within % W.columns };
}

function indicesOf(network: Network, name: string): number[] {
  const views = network.views();
  const view = views.find((tensor) => tensor.name === name);
  if (!view) {
    const names = views.map((tensor) => tensor.name).join(", ");
    throw new RangeError(`expected a tensor of the network, one of ${names}, got ${JSON.stringify(name)}`);
  }
  return Array.from(view.values, (_, i) => view.offset + i);
}

function expectIndex(network: Network, index: number): number {
  if (Number.isInteger(index) && index >= 0 && index < network.parameterCount) return index;
  throw new RangeError(
    `expected the index of a parameter, 0 to ${network.parameterCount - 1}, got ${String(index)}`,
  );
}
