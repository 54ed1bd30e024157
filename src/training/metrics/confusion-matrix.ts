import type { MatrixLike } from "../../data/matrix";
import { Displayable, jupyterDisplay, MimeBundle } from "../../display";
import { Table } from "../../table";
import { Answers, answersOf, expectAnswers } from "./answers";

/**
 * Which class is taken for which: `counts[i][j]` examples of class i were answered with j. A notebook shows it as a table.
 *
 * @example
 * const confusion = new ConfusionMatrix([[1, 0], [1, 1]], ["cat", "dog"]);
 * String(confusion).split("\n")[2]; // "dog    1    1"
 * confusion.worst[0].answer; // 0
 */
export class ConfusionMatrix implements Displayable {
  /**
   * @param counts `counts[i][j]` examples of class i were answered with j
   * @param classNames a name for every class; by default their numbers
   * @throws RangeError if there are not as many names as classes
   */
  constructor(
    readonly counts: readonly (readonly number[])[],
    readonly classNames: readonly string[] = counts.map((_, i) => String(i)),
  ) {
    if (classNames.length !== counts.length) {
      throw new RangeError(`expected ${counts.length} names, one for each class, got ${classNames.length}`);
    }
  }

  /** The confusions that happened, the most frequent first. */
  get worst(): { actual: number; answer: number; count: number }[] {
    return this.counts
      .flatMap((row, actual) => row.map((count, answer) => ({ actual, answer, count })))
      .filter(({ actual, answer, count }) => actual !== answer && count > 0)
      .sort((a, b) => b.count - a.count);
  }

  /** Of each class, the share that is recognized; NaN for a class without examples. */
  get recalls(): number[] {
    return this.counts.map((row, i) => row[i] / row.reduce((sum, count) => sum + count, 0));
  }

  toString(): string {
    return this.table.toString();
  }

  /** What `console.log` prints in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  [jupyterDisplay](): MimeBundle {
    return this.table[jupyterDisplay]();
  }

  private get table(): Table {
    const rows = this.counts.map((row, i) => [this.classNames[i], ...row.map(String)]);
    return new Table({ head: ["is", ...this.classNames], rows });
  }
}

/**
 * Counts which class is taken for which.
 *
 * @param outputs what the network gave, one example a row
 * @param answers the right classes, as labels or as targets
 * @param options names of the classes; for a single output, the `threshold` above which the answer is 1, by default ½
 * @returns the counts, which a notebook shows as a table
 * @throws RangeError or TypeError if shapes differ, a label is out of range, a target names no class, or a number is
 *   NaN or infinite
 * @example
 * const confusion = confusionMatrix([[0.1, 0.9], [0.8, 0.3], [0.6, 0.2]], [1, 0, 1]);
 * confusion.counts; // [[1, 0], [1, 1]]
 * confusion.recalls; // [1, 0.5]
 */
export function confusionMatrix(
  outputs: MatrixLike,
  answers: Answers,
  options: { classNames?: readonly string[]; threshold?: number } = {},
): ConfusionMatrix {
  const { outputs: checked, right, classes } = expectAnswers(outputs, answers);
  const given = answersOf(checked, options.threshold);
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < right.length; i++) counts[right[i]][given[i]]++;
  return new ConfusionMatrix(counts, options.classNames);
}
