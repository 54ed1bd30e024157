import type { Network } from "../network";
import type { TrainingData } from "./evaluate";
import type { TrainingOptions } from "./options";
import { planFor } from "./plan";
import { TogetherRecord } from "./together-record";
import type { TogetherRun } from "./together-run";
import { trainInGroups } from "./engine-groups";
import { trainOneByOne } from "./one-by-one";

/** How many networks are trained together: as `train` does it with each, but for what belongs to one network only. */
export interface TogetherOptions extends Pick<
  TrainingOptions,
  | ("cost" | "optimizer" | "learningRate" | "epochs" | "batchSize" | "shuffle" | "seed")
  | ("penalty" | "dropout" | "clipNorm" | "clipValue" | "signal" | "shouldStop")
> {
  /** After which numbers of epochs to note the cost of every network, in rising order: [0, 10, 100]. 0 is before training. */
  costsAfter?: readonly number[];
}

/** Options of `train` that belong to one network. */
const OF_ONE_NETWORK = [
  ...["validation", "patience", "minimumGain", "keep"],
  ...["onBatch", "onEpoch", "listeners", "continueFrom"],
];

/**
 * Trains many networks of one build, that differ in their parameters, on the same data: from many seeds, or from many
 * places of a terrain. Each becomes what `train` makes of it alone with the same options, to rounding; small networks
 * do so dozens of times as fast.
 *
 * A network that diverges does not disturb the others: it keeps the parameters that it had after its last whole epoch.
 * Others have a turn about every 50 ms, when `signal` and `shouldStop` are asked; whoever ends training gets every network
 * after its last whole epoch.
 *
 * @param networks the networks to begin with, which stay as they are
 * @param data inputs and targets, one example a row
 * @param options as for `train`, the same for all networks: also the order of the examples, and the units that are off
 * @returns the parameters and the cost of each network in typed arrays
 * @throws RangeError or TypeError that says which network, option or data is wrong
 * @example
 * // how often two hidden units find exclusive or, from 100 places to begin
 * const networks = Array.from({ length: 100 }, (_, seed) => new Network([2, 2, 1], { activations: "sigmoid", seed }));
 * const run = await trainTogether(networks, xor(), { batchSize: "full", learningRate: 4, epochs: 2000 });
 * const found = run.cost.filter((cost) => cost < 0.01).length;
 * found > 50 && found < 95; // true
 */
export async function trainTogether(
  networks: readonly Network[],
  data: TrainingData,
  options: TogetherOptions = {},
): Promise<TogetherRun> {
  expectOneBuild(networks);
  for (const name of OF_ONE_NETWORK) {
    if (!Object.hasOwn(options, name)) continue;
    throw new RangeError(
      `expected options for many networks, got ${name}: train one by one with \`train\` to use it`,
    );
  }
  const plan = planFor(networks[0], data, options);
  const record = new TogetherRecord(networks, expectEpochs(options.costsAfter ?? [], plan.epochs));
  const ending =
    (await trainInGroups(networks, plan, record)) ?? (await trainOneByOne(networks, plan, options, record));
  return record.result(ending);
}

function expectOneBuild(networks: readonly Network[]): void {
  if (!Array.isArray(networks) || networks.length === 0) {
    throw new TypeError(`expected one network or more in a list, got ${JSON.stringify(networks)}`);
  }
  const [first] = networks as readonly Network[];
  const buildOf = ({ sizes, dtype, biases }: Network): string =>
    `${sizes.join("-")} ${biases ? "with" : "without"} biases in ${dtype}`;
  const build = buildOf(first);
  const layers = first.sizes.slice(1).map((_, l) => l + 2);
  for (const [i, network] of (networks as readonly Network[]).entries()) {
    const other = layers.find((l) => network.activation(l) !== first.activation(l));
    if (buildOf(network) !== build) {
      throw new RangeError(
        `expected networks of one build, ${build}, got ${buildOf(network)} as number ${i}`,
      );
    }
    if (other !== undefined || Object.getPrototypeOf(network) !== Object.getPrototypeOf(first)) {
      throw new RangeError(`expected networks with the same activations, got other ones in number ${i}`);
    }
  }
}

function expectEpochs(costsAfter: readonly number[], epochs: number): readonly number[] {
  for (const [k, epoch] of costsAfter.entries()) {
    const isRight = Number.isInteger(epoch) && epoch > (costsAfter[k - 1] ?? -1) && epoch <= epochs;
    if (isRight) continue;
    throw new RangeError(
      `expected costsAfter as numbers of epochs from 0 to ${epochs} in rising order, got ${costsAfter.join(", ")}`,
    );
  }
  return costsAfter;
}
