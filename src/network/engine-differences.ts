import type { Matrix } from "../data";
import { areFinite } from "../data/finite";
import { CostProbe } from "../engine";
import type { Cost } from "./costs";
import { costsBeside, differenceQuotientsAtOnce, type NumericalGradient } from "./difference-quotients";
import type { Network } from "./network";
import type { NumericalGradientOptions } from "./numerical-gradient";
import { passRecipe } from "./pass-recipe";

/** With fewer products of a weight and a number, the readable code takes no time either, and is the definition. */
const FEWEST_PRODUCTS = 1_000_000;

/** So many parameters are changed at once: what they need stays in the processor's cache. */
const AT_ONCE = 4096;

/** Examples and the cost that is taken on them. */
export interface Task {
  readonly X: Matrix;
  readonly y: Matrix;
  readonly C: Cost;
}

/**
 * Finite differences of a network's cost as the engine takes them. Which path is taken does not depend on the chosen
 * parameters, nor on whether all costs are whole passes: the results of both functions can be compared bit for bit.
 *
 * @param idle a 1 for each parameter that needs no look; if not given, every cost is computed by a whole pass
 * @returns undefined where the readable code is to speak
 * @throws RangeError if the engine was asked for, and cannot
 */
export function differencesByEngine(
  network: Network,
  task: Task,
  indices: Int32Array,
  options: NumericalGradientOptions,
  idle?: Uint8Array,
): NumericalGradient | undefined {
  const probe = probeFor(network, task, options, Math.min(AT_ONCE, indices.length));
  if (!probe) return undefined;
  try {
    const { parameters, counts } = network;
    const costs = {
      indices: probe.indices,
      values: probe.values,
      costs: probe.costs,
      compute: (count: number) => (idle ? probe.passChanges(count) : probe.passWhole(count)),
    };
    const found = differenceQuotientsAtOnce(parameters, indices, options, () => probe.cost(), costs, idle);
    if (found) {
      counts.costEvaluations += found.costEvaluations;
      counts.costExamples += found.costEvaluations * task.X.rows;
    } else if (options.path === "engine") {
      throw new RangeError(
        'expected finite costs near the network\'s parameters, got one that is not: write path: "readable", which says more',
      );
    }
    return found;
  } finally {
    probe.release();
  }
}

function takesEngine({ parameterCount }: Network, { X }: Task, path: string | undefined): boolean {
  if (path === undefined) return parameterCount * parameterCount * X.rows >= FEWEST_PRODUCTS;
  if (path === "engine" || path === "readable") return path === "engine";
  throw new RangeError(`expected the path "readable" or "engine", or none, got ${JSON.stringify(path)}`);
}

function probeFor(
  network: Network,
  task: Task,
  options: NumericalGradientOptions,
  most: number,
): CostProbe | undefined {
  if (!takesEngine(network, task, options.path)) return undefined;
  const { X, y, C } = task;
  const { parameters } = network;
  const recipe = passRecipe(network, C, [{ targets: y }]);
  if (!recipe || !areFinite(parameters)) return undefined; // the readable code says what is wrong
  const isKnown = "network" in recipe;
  const examples = { count: X.rows, inputs: X.values, targets: y.values };
  const times = costsBeside(options);
  const probe = isKnown ? CostProbe.for(recipe, parameters, examples, times, most) : undefined;
  if (!probe && options.path === "engine") {
    const problem = isKnown
      ? "expected WebAssembly with vectors of 128 bits, and room in memory, for the engine, and there is none"
      : `expected parts that are the library's, which the engine knows, got ${recipe.name}, which is your own`;
    throw new RangeError(`${problem}: write path: "readable"`);
  }
  return probe;
}
