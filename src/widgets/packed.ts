import { type Matrix, type Vector, vectorOfZeros } from "../data/matrix";
import type { Dtype } from "../data/matrix";
import { Network } from "../network";
import type { NetworkJSON } from "../network";

/** Numbers in base 64: a third of the length that they have in digits. */
export interface PackedVector {
  dtype: Dtype;
  base64: string;
}

export interface PackedMatrix {
  rows: number;
  columns: number;
  values: PackedVector;
}

/** A network with its parameters packed. */
export type PackedNetwork = Omit<NetworkJSON, "parameters"> & { parameters: PackedVector };

/**
 * Numbers for a widget's data, written short.
 *
 * @param numbers the numbers
 * @param dtype how they are stored; float32 halves the length and keeps seven digits
 * @example
 * unpack(pack([0.1, -3], "float64")); // Float64Array [0.1, -3]
 * pack([0.5], "float32").base64; // "AAAAPw=="
 */
export function pack(numbers: ArrayLike<number>, dtype: Dtype): PackedVector {
  const vector = vectorOfZeros(numbers.length, dtype);
  vector.set(numbers);
  const bytes = Array.from(new Uint8Array(vector.buffer), (byte) => String.fromCharCode(byte));
  return { dtype, base64: btoa(bytes.join("")) };
}

/**
 * Numbers that were packed.
 *
 * @example
 * unpack({ dtype: "float32", base64: "AAAAPw==" }); // Float32Array [0.5]
 */
export function unpack({ dtype, base64 }: PackedVector): Vector {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return dtype === "float32" ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
}

/**
 * A matrix, packed.
 *
 * @example
 * unpackMatrix(packMatrix({ rows: 1, columns: 2, values: Float64Array.of(1, 2) }, "float32")).values; // Float32Array [1, 2]
 */
export function packMatrix({ rows, columns, values }: Matrix, dtype: Dtype): PackedMatrix {
  return { rows, columns, values: pack(values, dtype) };
}

/**
 * A matrix that was packed.
 *
 * @example
 * unpackMatrix({ rows: 1, columns: 1, values: pack([3], "float64") }).values; // Float64Array [3]
 */
export function unpackMatrix({ rows, columns, values }: PackedMatrix): Matrix {
  return { rows, columns, values: unpack(values) };
}

/**
 * The network that a lesson gave to a widget.
 *
 * @param given a network, or what its `toJSON` gave, or the text of that
 * @throws TypeError or RangeError if it is none of these
 * @example
 * networkFrom(JSON.stringify(new Network([2, 3, 1], { activations: "tanh" }))).sizes; // [2, 3, 1]
 */
export function networkFrom(given: unknown): Network {
  return given instanceof Network ? given : Network.fromJSON(given);
}

/**
 * A network, packed.
 *
 * @throws RangeError if a parameter is not finite or an activation is not one of the library's
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [2, 3] });
 * unpackNetwork(packNetwork(network, "float64")).predict([[1]]).values; // Float64Array [5]
 */
export function packNetwork(network: Network, dtype: Dtype): PackedNetwork {
  const json = network.toJSON();
  return { ...json, dtype, parameters: pack(json.parameters, dtype) };
}

/**
 * A network that was packed.
 *
 * @example
 * const network = new Network([2, 3, 1], { activations: "tanh" });
 * unpackNetwork(packNetwork(network, "float64")).sizes; // [2, 3, 1]
 */
export function unpackNetwork(packed: PackedNetwork): Network {
  return Network.fromJSON({ ...packed, parameters: Array.from(unpack(packed.parameters)) });
}
