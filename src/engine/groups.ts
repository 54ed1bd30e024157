import type { Division } from "./division";
import type { ExampleRows } from "./examples";
import { bytesOf, Layout, Numbers } from "./layout";
import type { Kernels } from "./program";
import { activationKinds, NetworkRecipe, TrainingRecipe } from "./recipe";

/** The bytes of a strip: what is one number in a network is a strip in a group of them, one lane for each. */
export const STRIP = 64;

/** What so many examples make in the networks of a group stays in the processor's first cache, in bytes. */
const PIECE_BYTES = 24_000;

/** At most so many batches are taken in one call. */
export const MOST_TOGETHER = 512;

/** Where in memory everything lies. */
export type GroupPlaces = ReturnType<typeof placesFor>;

/** How many networks are in a group. */
export function lanesOf(network: Pick<NetworkRecipe, "dtype">): number {
  return STRIP / bytesOf(network);
}

/** Memory for so many groups, of networks with so many parameters. */
export function placesFor(
  { network, optimizer }: TrainingRecipe,
  groups: number,
  parameters: number,
  { count, inputs, targets }: ExampleRows,
  layout: Layout,
) {
  const bytes = bytesOf(network);
  const strips = groups * parameters * STRIP;
  const doubles = groups * lanesOf(network) * 8;
  const remembered = optimizer.vectors.length;
  return {
    θ: layout.take(strips),
    kept: layout.take(strips),
    m: layout.take(remembered > 0 ? strips : 0),
    v: layout.take(remembered > 1 ? strips : 0),
    g: layout.take(parameters * STRIP),
    masks: layout.take(groups * STRIP),
    epochs: layout.take(groups * STRIP),
    bounds: layout.take(doubles),
    sums: layout.take(doubles),
    batchSums: layout.take(lanesOf(network) * 8),
    rates: layout.take(8 * MOST_TOGETHER),
    inputs: layout.take(inputs.length * bytes),
    targets: layout.take(targets.length * bytes),
    order: layout.take(4 * count),
  };
}

/**
 * Memory for what passes through the networks of a group compute.
 *
 * @returns tells the kernels of it, once there is memory
 */
export function planGroupPasses(
  kernels: Kernels,
  { network, dropout }: TrainingRecipe,
  { batchSize, shuffles, seed }: Division,
  layout: Layout,
): () => void {
  const { sizes, biases, activations } = network;
  const bytes = bytesOf(network);
  const depth = sizes.length - 1;
  const widths = sizes.slice(1).map((units) => units * STRIP);
  const width = widths.reduce((sum, bytesOfLayer) => sum + 3 * bytesOfLayer, 0);
  const piece = Math.min(batchSize, 4 * Math.ceil(PIECE_BYTES / (4 * width)));
  const table = layout.take(kernels.layerBytes(depth));
  const zeros = layout.take(widths[0]);
  const inputs = layout.take(piece * sizes[0] * bytes);
  const targets = layout.take(piece * sizes[depth] * bytes);
  let W = 0;
  const layers = widths.map((width, l) => {
    const b = W + sizes[l] * width;
    const choices = dropout > 0 && l < depth - 1 ? kernels.dropoutBytes(sizes[l + 1], batchSize) : 0;
    const [a, z, δ] = [0, 0, 0].map(() => layout.take(piece * width));
    const places = [W, biases ? b : 0, a, z, δ, layout.take(choices)];
    W = biases ? b + width : b;
    return [l, sizes[l], sizes[l + 1], activationKinds.indexOf(activations[l]), width, ...places] as const;
  });
  return () => {
    new Uint8Array(kernels.memory.buffer, zeros, widths[0]).fill(0);
    kernels.useNetwork(table, depth, zeros);
    for (const [l, before, units, kind, ...places] of layers)
      kernels.useLayer(l, before, units, kind, ...places);
    kernels.useRoom(inputs, targets);
    kernels.usePasses(piece, shuffles, seed);
  };
}

/** Puts the numbers of one network, or of each of its group, into its lane of strips. */
export function weave(numbers: Numbers, strips: Numbers, lane: number, lanes: number): void {
  for (let p = 0; p < numbers.length; p++) strips[p * lanes + lane] = numbers[p];
}

/** Takes the numbers of one network out of its lane. */
export function unweave(strips: Numbers, lane: number, lanes: number, numbers: Numbers): void {
  for (let p = 0; p < numbers.length; p++) numbers[p] = strips[p * lanes + lane];
}
