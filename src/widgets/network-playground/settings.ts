import { circles, spirals, twoMoons, xor } from "../../data/class-patterns";
import type { Dataset } from "../../data/dataset";
import { l2Penalty, Network } from "../../network";
import { optimizers } from "../../training/optimizers";
import type { OptimizerName } from "../../training/optimizers";
import type { TrainingOptions } from "../../training/options";

/** Everything that the playground's training depends on. */
export interface PlaygroundSettings {
  data: PatternName;
  /** The standard deviation of what is added to each coordinate. */
  noise: number;
  /** The units of each hidden layer. */
  hidden: readonly number[];
  activation: "tanh" | "sigmoid" | "relu" | "identity";
  optimizer: OptimizerName;
  learningRate: number;
  /** λ of the L2 penalty. */
  l2: number;
  seed: number;
}

export const patterns = {
  "two moons": { make: twoMoons, name: "twoMoons" },
  circles: { make: circles, name: "circles" },
  spirals: { make: spirals, name: "spirals" },
  "exclusive or": { make: xor, name: "xor" },
};

/** Points of two classes. */
export type PatternName = keyof typeof patterns;

const COUNT = 200;
const COST = "binary-cross-entropy";
const BATCH_SIZE = 20;

/** The points that are learned. */
export function dataOf({ data, noise, seed }: PlaygroundSettings): Dataset {
  return patterns[data].make({ count: COUNT, noise, seed });
}

/** Points that it never learns from, to see what it makes of new ones. */
export function newDataOf({ data, noise, seed }: PlaygroundSettings): Dataset {
  return patterns[data].make({ count: COUNT, noise, seed: seedOfNew(seed) });
}

/** The network before it has learned. */
export function networkOf({ hidden, activation, seed }: PlaygroundSettings): Network {
  const activations = [...hidden.map(() => activation), "sigmoid" as const];
  return new Network([2, ...hidden, 1], { activations, seed });
}

/** How it is trained. */
export function trainingOf(settings: PlaygroundSettings): TrainingOptions {
  const { optimizer, learningRate, l2, seed } = settings;
  const penalty = l2 > 0 ? l2Penalty(l2) : undefined;
  const validation = newDataOf(settings);
  return { cost: COST, optimizer, learningRate, penalty, batchSize: BATCH_SIZE, validation, seed };
}

function seedOfNew(seed: number): number {
  return (seed + 1) % 2 ** 32;
}

/**
 * The same training as a cell of a notebook.
 *
 * @param settings of the playground
 * @param epochs how many have been trained
 */
export function cellOf(settings: PlaygroundSettings, epochs: number): string {
  const { data, noise, hidden, activation, optimizer, learningRate, l2, seed } = settings;
  const { name } = patterns[data];
  const activations = JSON.stringify([...hidden.map(() => activation), "sigmoid"]).replaceAll(",", ", ");
  return [
    `import { ${[name, "Network", "train", ...(l2 > 0 ? ["l2Penalty"] : [])].join(", ")} } from "neural-descent";`,
    "",
    `const data = ${name}({ count: ${COUNT}, noise: ${noise}, seed: ${seed} });`,
    `const validation = ${name}({ count: ${COUNT}, noise: ${noise}, seed: ${seedOfNew(seed)} });`,
    `const start = new Network([${[2, ...hidden, 1].join(", ")}], { activations: ${activations}, seed: ${seed} });`,
    `const { network, history } = await train(start, data, {`,
    `  cost: "${COST}",`,
    `  optimizer: "${optimizer}",`,
    `  learningRate: ${learningRate},`,
    ...(l2 > 0 ? [`  penalty: l2Penalty(${l2}),`] : []),
    `  batchSize: ${BATCH_SIZE},`,
    `  epochs: ${epochs},`,
    "  validation,",
    `  seed: ${seed},`,
    "});",
    "history.cost.at(-1)",
  ].join("\n");
}

/**
 * Checks settings.
 *
 * @throws RangeError that says which is out of range
 */
export function expectSettings({
  data,
  noise,
  hidden,
  activation,
  optimizer,
  learningRate,
  l2,
  seed,
}: PlaygroundSettings): void {
  expectOne(data, Object.keys(patterns), "data");
  expectOne(activation, ["tanh", "sigmoid", "relu", "identity"], "activation");
  expectOne(optimizer, Object.keys(optimizers), "optimizer");
  if (!isHidden(hidden)) {
    throw new RangeError(`expected at most 4 hidden layers of 1 to 12 units, got ${JSON.stringify(hidden)}`);
  }
  const numbers: [string, number, number, number][] = [
    ["noise", noise, 0, 1],
    ["learningRate", learningRate, 1e-6, 100],
    ["l2", l2, 0, 10],
    ["seed", seed, 0, 0xffffffff],
  ];
  for (const [name, value, from, to] of numbers) {
    if (!(value >= from && value <= to))
      throw new RangeError(`expected ${name} from ${from} to ${to}, got ${value}`);
  }
  if (!Number.isInteger(seed)) throw new RangeError(`expected a seed that is a whole number, got ${seed}`);
}

/** Whether these may be the units of the hidden layers. */
export function isHidden(hidden: readonly number[]): boolean {
  const fits = (units: number): boolean => Number.isInteger(units) && units >= 1 && units <= 12;
  return Array.isArray(hidden) && hidden.length <= 4 && hidden.every(fits);
}

function expectOne(value: string, names: readonly string[], what: string): void {
  if (!names.includes(value)) {
    throw new RangeError(`expected ${what} as one of ${names.join(", ")}, got ${JSON.stringify(value)}`);
  }
}
