import type { Network } from "../network";
import type { TrainingData } from "./evaluate";
import type { TrainingOptions } from "./options";
import type { TrainingRun } from "./run";
import { Training } from "./training";

/**
 * Trains a network: for every epoch, for every mini-batch of the shuffled examples, backpropagation gives ∇C and the
 * optimizer makes a step, θ ← θ − η·∇C in the simplest case.
 *
 * It gives others a turn about every 50 ms, so that pictures are drawn and the interrupt button is seen. The same network,
 * data, options and seed give the same parameters, also if training was stopped and continued in between.
 *
 * @param network the network to begin with; it stays as it is
 * @param data inputs and targets, one example a row: a `Dataset`, or `{ inputs, targets }` of rows
 * @param options the cost, the optimizer, the learning rate, batches, epochs, validation, callbacks, …
 * @returns the trained network, the history, and why training ended
 * @throws RangeError or TypeError that says which option or which data is wrong; whatever a listener throws
 * @see Nielsen, "Neural Networks and Deep Learning", chapter 1
 * @example
 * const network = new Network([1, 1], { activations: "identity", parameters: [0, 0] });
 * const line = { inputs: [[0], [1], [2]], targets: [[1], [3], [5]] };
 * const run = await train(network, line, { learningRate: 0.1, batchSize: "full", epochs: 200 });
 * Array.from(run.network.parameters, (θ) => θ.toFixed(3)); // ["2.000", "1.000"]
 */
export async function train(
  network: Network,
  data: TrainingData,
  options: TrainingOptions = {},
): Promise<TrainingRun> {
  return new Training(network, data, options).run();
}
