import { asMatrix, Matrix, MatrixLike } from "../data";
import { Activation } from "./activations";
import { Dropout, dropUnits } from "./dropout";
import type { Network } from "./network";
import { weightedSums } from "./products";
import { Workspace, workspaceFor } from "./workspace";

/** What a pass through a network may be given besides the inputs. */
export interface PassOptions {
  /** Memory to use again; without it every pass takes new memory. */
  workspace?: Workspace;
  /** Hidden units to switch off at random: for training only. */
  dropout?: Dropout;
}

/** A pass through a network: every weighted sum and every activation, for all examples of a batch. */
export interface ForwardPass {
  /** a⁽ᴸ⁾ of the last layer L, one example a row. */
  readonly outputs: Matrix;
  /** a⁽ˡ⁾, n × units of layer l; a⁽¹⁾ is the inputs. */
  a(l: number): Matrix;
  /** z⁽ˡ⁾, n × units of layer l, for l ≥ 2. */
  z(l: number): Matrix;
  /** What dropout multiplied a⁽ˡ⁾ by, if there was dropout in layer l. */
  mask(l: number): Matrix | undefined;
}

/**
 * The forward pass, layer by layer from a⁽¹⁾ = X to the outputs a⁽ᴸ⁾ = ŷ:
 *
 *     z⁽ˡ⁺¹⁾ = a⁽ˡ⁾W⁽ˡ⁾ + b⁽ˡ⁾
 *     a⁽ˡ⁺¹⁾ = f(z⁽ˡ⁺¹⁾)
 *
 * @param network the network, with layers 1 (the inputs) to L
 * @param inputs X, n × inputs, one example a row: a matrix or rows of numbers
 * @param options memory to use again, dropout
 * @returns every z⁽ˡ⁾ and a⁽ˡ⁾
 * @throws RangeError or TypeError if the inputs do not fit the first layer, are empty, or are not finite
 * @example
 * const network = new Network([2, 1], { activations: "identity", parameters: [2, 3, 0.5] });
 * forwardPass(network, [[1, 10]]).outputs.values; // Float64Array [32.5]
 */
export function forwardPass(network: Network, inputs: MatrixLike, options: PassOptions = {}): ForwardPass {
  const X = inputsOf(network, inputs);
  const buffers = workspaceFor(network, options.workspace).forBatch(X.rows);
  const z = buffers.z as Matrix[];
  const a = buffers.a.slice() as Matrix[];
  const masks: (Matrix | undefined)[] = [];
  const L = network.sizes.length;

  a[1] = X;
  for (let l = 1; l < L; l++) {
    weightedSums(a[l], network.W(l), network.b(l), z[l + 1]);
    activate(network.activation(l + 1), z[l + 1], a[l + 1]);
    if (options.dropout && l + 1 < L) {
      expectElementwise(network.activation(l + 1), l + 1);
      masks[l + 1] = dropUnits(a[l + 1], options.dropout);
    }
  }

  const layer = (l: number, first: number): number => {
    if (Number.isInteger(l) && l >= first && l <= L) return l;
    throw new RangeError(`expected a layer from ${first} to ${L}, got ${l}: layer 1 is the inputs`);
  };
  return {
    outputs: a[L],
    a: (l) => a[layer(l, 1)],
    z: (l) => z[layer(l, 2)],
    mask: (l) => masks[layer(l, 1)],
  };
}

/** a = f(z), for every unit of every example. */
export function activate(activation: Activation, z: Matrix, a: Matrix): void {
  for (let i = 0; i < z.rows; i++) activateRow(activation, z, a, i);
}

/** a = f(z), for every unit of one example, row i. */
export function activateRow(activation: Activation, z: Matrix, a: Matrix, i: number): void {
  if (!activation.elementwise) return activation.activateRow(z, a, i);
  for (let k = i * z.columns; k < (i + 1) * z.columns; k++) a.values[k] = activation.value(z.values[k]);
}

/**
 * The inputs as a matrix of the network's dtype, checked.
 *
 * @throws RangeError or TypeError if they do not fit the network's first layer
 */
export function inputsOf(network: Network, inputs: MatrixLike): Matrix {
  const X = asMatrix(inputs, network.dtype, "the inputs");
  const [expected] = network.sizes;
  if (X.columns !== expected) {
    const image = X.columns * X.rows === expected ? ": flatten each image into one row" : "";
    throw new RangeError(
      `expected ${expected} inputs a row (the network's first layer), got ${X.rows} rows of ${X.columns}${image}`,
    );
  }
  return X;
}

function expectElementwise({ elementwise, name }: Activation, l: number): void {
  if (!elementwise) {
    throw new RangeError(
      `expected hidden units that are activated one by one, to drop some of them, got ${name} in layer ${l}`,
    );
  }
}
