/** A training in large batches, for Node and for a page: the same course, and the same numbers. */
import { Network } from "../../src/network";
import { train } from "../../src/training";

/** What training has come to. */
export interface Course {
  readonly parameters: number[];
  readonly costs: number[];
  readonly validation: number[];
}

/** How many chunks the batches of a course have: for tests that count who takes them. */
export const CHUNKS = 5 * 27;

const data = digits(10_000);
const validation = digits(3000);

/** Trains a network on all digits at once, five times. */
export async function course(): Promise<Course> {
  const network = new Network([784, 16, 16, 10], {
    activations: ["sigmoid", "sigmoid", "softmax"],
    seed: 1,
    dtype: "float32",
  });
  const options = { cost: "cross-entropy", learningRate: 0.5, dropout: 0.1, validation } as const;
  const run = await train(network, data, { ...options, batchSize: "full", epochs: 5 });
  return {
    parameters: [...run.network.parameters],
    costs: run.history.cost,
    validation: run.history.validationCost,
  };
}

/** Images of which a fifth is not 0, as of digits. */
function digits(rows: number) {
  const inputs = { rows, columns: 784, values: new Float32Array(rows * 784) };
  const targets = { rows, columns: 10, values: new Float32Array(rows * 10) };
  for (let k = 0; k < inputs.values.length; k++) {
    const bits = Math.imul(k + 1, 2_654_435_761) >>> 8;
    if (bits % 5 === 0) inputs.values[k] = ((bits >>> 4) % 255) / 256;
  }
  for (let i = 0; i < rows; i++) targets.values[i * 10 + ((i * 7) % 10)] = 1;
  return { inputs, targets };
}
