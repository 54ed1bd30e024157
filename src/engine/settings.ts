import { seedShift } from "../seed-shift";
import { bytesOf, Layout, strideOf, tensorPlaces } from "./layout";
import type { Kernels } from "./program";
import { activationKinds, costKinds, optimizerKinds, TrainingRecipe } from "./recipe";

/** Something that kernels are told before they work: which of their functions says it, and with what. */
export type Setting = readonly [
  name: Extract<keyof Kernels, `use${string}`>,
  ...told: readonly (number | boolean)[],
];

/** Tells kernels what they go by. Each thread that works for an engine has kernels of its own, which are told for themselves. */
export function tell(kernels: Kernels, settings: readonly Setting[]): void {
  for (const [name, ...told] of settings) (kernels[name] as (...told: unknown[]) => void)(...told);
}

/** How the cost is taken, which optimizer steps, and what is done to the gradient. */
export function rulesOf(recipe: TrainingRecipe): Setting[] {
  const { cost, optimizer, l2, l1, proximal, clipValue, clipNorm, dropout, dropoutSeed } = recipe;
  const { first = 0, second = 0, epsilon = 0, decay = 0 } = optimizer;
  return [
    ["useCost", costKinds.indexOf(cost.kind), cost.fromSums],
    ["useOptimizer", optimizerKinds.indexOf(optimizer.kind), first, second, epsilon, decay],
    ["useDropout", dropout > 0 ? 1 / (1 - dropout) : 0],
    ["useSeedShift", seedShift()],
    ["useRules", l2, l1, proximal, clipValue, clipNorm],
    ["useCourse", cost.isMean, dropout, dropoutSeed],
  ];
}

/**
 * Memory for what passes through the network compute.
 *
 * @param θ where the parameters begin
 * @param threads how many threads pass examples through the network, each in room of its own
 * @returns what each thread is told of it, and a place that has to be filled with zeros once there is memory
 */
export function planPasses(
  kernels: Kernels,
  { network, dropout }: Pick<TrainingRecipe, "network" | "dropout">,
  batchSize: number,
  layout: Layout,
  θ: number,
  threads = 1,
): { settings: Setting[][]; zeros: { at: number; bytes: number } } {
  const { sizes, biases, activations } = network;
  const places = tensorPlaces(network);
  const bytes = bytesOf(network);
  const widthOf = (units: number): number => strideOf(units, network) * bytes;
  const piece = kernels.PIECE.value;
  const count = sizes.length - 1;
  const zeros = Math.max(...sizes.map(widthOf));
  const zerosAt = layout.take(zeros);
  const runs: Setting = ["useRuns", layout.take(Math.ceil(sizes[0] / 128) * 16), layout.take(8 * sizes[0])];
  const choices = sizes.slice(1).map((units, l) => {
    return layout.take(dropout > 0 && l < count - 1 ? kernels.dropoutBytes(units, batchSize) : 0);
  });
  const settings = Array.from({ length: threads }, (): Setting[] => [
    ["useNetwork", layout.take(kernels.layerBytes(count)), count, zerosAt],
    ...sizes.slice(1).map((units, l): Setting => {
      const width = widthOf(units);
      const W = θ + places[biases ? 2 * l : l].padded * bytes;
      const b = biases ? θ + places[2 * l + 1].padded * bytes : 0;
      const [a, z, δ] = [0, 0, 0].map(() => layout.take(piece * width));
      const kind = activationKinds.indexOf(activations[l]);
      return ["useLayer", l, sizes[l], units, kind, width, W, b, a, z, δ, choices[l]];
    }),
    ["useRoom", layout.take(piece * sizes[0] * bytes), layout.take(piece * widthOf(sizes[count]))],
    runs,
  ]);
  return { settings, zeros: { at: zerosAt, bytes: zeros } };
}
