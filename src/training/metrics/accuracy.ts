import type { MatrixLike } from "../../data/matrix";
import { Answers, answersOf, expectAnswers } from "./answers";

/**
 * The share of right answers, where the answer is the brightest output.
 *
 * @param outputs what the network gave, one example a row
 * @param answers the right classes, as labels or as targets
 * @param threshold for a single output: above it the answer is 1, by default ½
 * @returns a number from 0 to 1
 * @throws RangeError or TypeError if shapes differ, a label is out of range, a target names no class, or a number is
 *   NaN or infinite
 * @example
 * const outputs = [[0.1, 0.9], [0.8, 0.3], [0.6, 0.2], [0.4, 0.5]];
 * accuracy(outputs, [1, 0, 1, 1]); // 0.75
 * accuracy(outputs, [[0, 1], [1, 0], [0, 1], [0, 1]]); // 0.75
 */
export function accuracy(outputs: MatrixLike, answers: Answers, threshold = 0.5): number {
  const { outputs: checked, right } = expectAnswers(outputs, answers);
  const given = answersOf(checked, threshold);
  let count = 0;
  for (let i = 0; i < right.length; i++) if (given[i] === right[i]) count++;
  return count / right.length;
}
