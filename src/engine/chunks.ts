import type { NetworkRecipe } from "./recipe";
import { bytesOf, paddedCount, tensorPlaces } from "./layout";

/** Chunks have whole multiples of so many examples, which is what goes through the network at once: the kernels' `PIECE`. */
const PIECE = 128;

/** A batch has at most so many chunks. */
export const MOST_CHUNKS = 32;

/** With fewer chunks a batch is not divided: to wait for each other and to add gradients would take what is gained. */
const FEWEST_CHUNKS = 4;

/** What a chunk costs at least, in multiplications: about 150 µs. */
const CHUNK = 2 ** 20;

/** An activation takes as long as so many multiplications. */
const ACTIVATION = 20;

/** The gradients of all chunks have room in so many bytes. */
const ROOM = 2 ** 26;

/**
 * How many examples a chunk has, if batches are large enough to be divided. It follows from the network and the batch
 * alone: so numbers are the same for any number of threads, one included.
 *
 * @param inputs how many inputs an example has that are taken into account, on average
 * @returns undefined if batches are taken whole
 */
export function chunkSize(network: NetworkRecipe, batchSize: number, inputs: number): number | undefined {
  const { sizes } = network;
  const units = sizes.slice(1).reduce((sum, count) => sum + count);
  const weights = sizes.slice(1).reduce((sum, count, l) => sum + count * (l === 0 ? inputs : sizes[l]), 0);
  const most = Math.min(
    MOST_CHUNKS,
    Math.floor(ROOM / (bytesOf(network) * paddedCount(tensorPlaces(network)))),
  );
  if (most < FEWEST_CHUNKS) return undefined;
  const pieces = Math.ceil(batchSize / PIECE);
  const least = Math.ceil(CHUNK / (PIECE * (weights + ACTIVATION * units)));
  const each = Math.max(least, Math.ceil(pieces / most));
  return Math.ceil(pieces / each) < FEWEST_CHUNKS ? undefined : each * PIECE;
}
