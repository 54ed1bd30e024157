import { Examiner, type ExampleRows, PORTION } from "../engine";
import type { Vector } from "../data/matrix";
import type { Cost, Network } from "../network";
import { passRecipe } from "../network/pass-recipe";
import { type Examples, examplesBetween } from "./batches";
import type { Evaluation } from "./evaluate";
import { answersOf, nameClasses } from "./metrics";
import type { Pace } from "./pace";

/** With less to do, examples or products of a weight and a number, the readable code is done as soon, and is the definition. */
const FEWEST_EXAMPLES = 16;
const FEWEST_PRODUCTS = 100_000;

/** What a portion of examples gave: the costs, added, and the number of right answers. */
interface Portion {
  cost: number;
  right: number;
}

/**
 * A network's cost on examples, as the engine takes it.
 *
 * @param threshold above it a single output says yes
 * @returns undefined where the readable code is to speak: the engine does not pay, does not know a part, or met a number
 *   that is not finite
 */
export async function evaluateByEngine(
  network: Network,
  data: Examples,
  cost: Cost,
  threshold: number,
  pace: Pace,
): Promise<Evaluation | undefined> {
  const examples = data.inputs.rows;
  if (examples < FEWEST_EXAMPLES || examples * network.parameterCount < FEWEST_PRODUCTS) return undefined;
  const recipe = passRecipe(network, cost, [data]);
  if (!recipe || "record" in recipe || !network.parameters.every(Number.isFinite)) return undefined;
  const examiner = Examiner.for(recipe, network.parameters, Math.min(PORTION, examples), threshold);
  if (!examiner) return undefined;
  const classifies = nameClasses(data.targets);
  const all = await addPortions(examples, pace, (first, count) =>
    examiner.examine(rowsOf(examplesBetween(data, first, first + count), classifies)),
  );
  examiner.release();
  return all && counted(network, cost, examples, all, classifies);
}

/**
 * Takes examples in portions, and lets others have a turn now and then.
 *
 * @param take gives a portion's; undefined if nobody waits for it any more
 * @returns all of them added; undefined if the cost is not finite
 */
export async function addPortions(
  examples: number,
  pace: Pace,
  take: (first: number, count: number) => Portion | undefined,
): Promise<Portion | undefined> {
  const all = { cost: 0, right: 0 };
  for (let first = 0; first < examples; first += PORTION) {
    const portion = take(first, Math.min(PORTION, examples - first));
    if (!portion) break;
    all.cost += portion.cost;
    all.right += portion.right;
    if (pace.due) await pace.pause();
  }
  return Number.isFinite(all.cost) ? all : undefined;
}

/** The evaluation, which is counted among the network's work. */
export function counted(
  network: Network,
  { reduction }: Cost,
  examples: number,
  { cost, right }: Portion,
  classifies: boolean,
): Evaluation {
  network.counts.costEvaluations++;
  network.counts.costExamples += examples;
  const accuracy = classifies ? right / examples : undefined;
  return { cost: reduction === "mean" ? cost / examples : cost, accuracy, examples };
}

/** Examples as the engine takes them. */
export function rowsOf(
  { inputs, targets }: Examples,
  classifies = nameClasses(targets),
): ExampleRows & { inputs: Vector; targets: Vector } {
  const classes = classifies ? answersOf(targets) : undefined;
  return { count: inputs.rows, inputs: inputs.values, targets: targets.values, classes };
}
