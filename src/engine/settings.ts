import { seedShift } from "../seed-shift";
import { bytesOf, Layout, strideOf, tensorPlaces } from "./layout";
import type { Kernels } from "./program";
import { activationKinds, costKinds, optimizerKinds, TrainingRecipe } from "./recipe";

/** Tells the kernels how the cost is taken, which optimizer steps, and what is done to the gradient. */
export function useRules(kernels: Kernels, recipe: TrainingRecipe): void {
  const { cost, optimizer, l2, l1, proximal, clipValue, clipNorm, dropout, dropoutSeed } = recipe;
  const { first = 0, second = 0, epsilon = 0, decay = 0 } = optimizer;
  kernels.useCost(costKinds.indexOf(cost.kind), cost.fromSums);
  kernels.useOptimizer(optimizerKinds.indexOf(optimizer.kind), first, second, epsilon, decay);
  kernels.useDropout(dropout > 0 ? 1 / (1 - dropout) : 0);
  kernels.useSeedShift(seedShift());
  kernels.useRules(l2, l1, proximal, clipValue, clipNorm);
  kernels.useCourse(cost.isMean, dropout, dropoutSeed);
}

/**
 * Memory for what passes through the network compute.
 *
 * @param vectors where the parameters and their gradient begin
 * @returns tells the kernels of it, once there is memory
 */
export function planPasses(
  kernels: Kernels,
  { network, dropout }: Pick<TrainingRecipe, "network" | "dropout">,
  batchSize: number,
  layout: Layout,
  [θ, g]: readonly number[],
): () => void {
  const { sizes, biases, activations } = network;
  const places = tensorPlaces(network);
  const bytes = bytesOf(network);
  const widthOf = (units: number): number => strideOf(units, network) * bytes;
  const piece = kernels.PIECE.value;
  const count = sizes.length - 1;
  const table = layout.take(kernels.layerBytes(count));
  const zeros = layout.take(Math.max(...sizes.map(widthOf)));
  const inputs = layout.take(piece * sizes[0] * bytes);
  const targets = layout.take(piece * widthOf(sizes[count]));
  const union = layout.take(Math.ceil(sizes[0] / 128) * 16);
  const runs = layout.take(8 * sizes[0]);
  const layers = sizes.slice(1).map((units, l) => {
    const width = widthOf(units);
    const W = places[biases ? 2 * l : l].padded * bytes;
    const b = biases ? places[2 * l + 1].padded * bytes : 0;
    const dropped = dropout > 0 && l < count - 1 ? kernels.dropoutBytes(units, batchSize) : 0;
    const [a, z, δ] = [0, 0, 0].map(() => layout.take(piece * width));
    const where = [θ + W, biases ? θ + b : 0, g + W, biases ? g + b : 0, a, z, δ, layout.take(dropped)];
    return [l, sizes[l], units, activationKinds.indexOf(activations[l]), width, ...where] as const;
  });
  return () => {
    new Uint8Array(kernels.memory.buffer, zeros, inputs - zeros).fill(0);
    kernels.useNetwork(table, count, zeros);
    for (const [l, before, units, kind, ...where] of layers)
      kernels.useLayer(l, before, units, kind, ...where);
    kernels.useRoom(inputs, targets);
    kernels.useRuns(union, runs);
  };
}
