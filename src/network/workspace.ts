import { Matrix, zeros } from "../data";
import type { Network } from "./network";

/** The matrices that one pass through a network fills, one example a row. The index is the layer's number l. */
export interface PassBuffers {
  /** z⁽ˡ⁾ for l = 2, 3, …; layer 1, the inputs, has none. */
  readonly z: (Matrix | undefined)[];
  /** a⁽ˡ⁾ for l = 2, 3, …; a⁽¹⁾ is the caller's. */
  readonly a: (Matrix | undefined)[];
  /** δ⁽ˡ⁾ for l = 2, 3, … */
  readonly δ: (Matrix | undefined)[];
}

/**
 * Memory for the passes of one network, kept from batch to batch. A result that lies in it is overwritten by the next
 * pass that uses it.
 *
 * @example
 * const network = new Network([2, 3, 1], { activations: "sigmoid" });
 * const workspace = new Workspace(network);
 * workspace.forBatch(8) === workspace.forBatch(8); // true
 */
export class Workspace {
  /** The units of every layer of the network that it was made for. */
  readonly sizes: readonly number[];
  readonly dtype: Network["dtype"];
  private readonly buffers = new Map<number, PassBuffers>();

  constructor(network: Network) {
    this.sizes = network.sizes;
    this.dtype = network.dtype;
  }

  /** Whether a network has the sizes and the dtype that it was made for. */
  fits({ sizes, dtype }: Network): boolean {
    return (
      dtype === this.dtype && sizes.length === this.sizes.length && sizes.every((n, l) => n === this.sizes[l])
    );
  }

  /** The matrices for a batch of n examples, made the first time that n is asked for. */
  forBatch(n: number): PassBuffers {
    let buffers = this.buffers.get(n);
    if (!buffers) {
      const matrices = (): (Matrix | undefined)[] =>
        [0, ...this.sizes].map((units, l) => (l < 2 ? undefined : zeros(n, units, this.dtype)));
      buffers = { z: matrices(), a: matrices(), δ: matrices() };
      this.buffers.set(n, buffers);
    }
    return buffers;
  }
}

/**
 * The workspace given, if it fits the network, or a new one.
 *
 * @throws RangeError if it was made for a network of other sizes or another dtype
 */
export function workspaceFor(network: Network, workspace: Workspace | undefined): Workspace {
  if (!workspace) return new Workspace(network);
  if (!workspace.fits(network)) {
    throw new RangeError(
      `expected a workspace made for this network, ${network.sizes.join("-")} in ${network.dtype}, got one for ` +
        `${workspace.sizes.join("-")} in ${workspace.dtype}: write new Workspace(network)`,
    );
  }
  return workspace;
}
