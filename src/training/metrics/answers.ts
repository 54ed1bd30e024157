import { asMatrix, Matrix, MatrixLike } from "../../data/matrix";

/** The right answers: the class of every example as a number, or targets, one row an example. */
export type Answers = ArrayLike<number> | MatrixLike;

/**
 * The network's answer to each example: the number of its brightest output, the first if several are. A single output
 * answers 1 above the threshold and 0 otherwise.
 *
 * @param outputs what the network gave, one example a row
 * @param threshold for a single output only, by default ½; for one that is a logit, 0
 * @returns a class for every example
 * @throws RangeError or TypeError if there are no outputs or a number is NaN or infinite
 * @example
 * answersOf([[0.1, 0.7, 0.2], [0.9, 0.3, 0.4]]); // Int32Array [1, 0]
 * answersOf([[0.8], [0.3]]); // Int32Array [1, 0]
 */
export function answersOf(outputs: MatrixLike, threshold = 0.5): Int32Array {
  const { rows, columns, values } = asMatrix(outputs, undefined, "the outputs");
  const answers = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    if (columns === 1) answers[i] = values[i] > threshold ? 1 : 0;
    else answers[i] = brightest(values, i * columns, columns);
  }
  return answers;
}

/**
 * Whether targets name one class for every example: rows that are 0 but for a single 1, or one column of 0 and 1.
 *
 * @param targets one example a row
 * @example
 * nameClasses([[0, 1, 0], [1, 0, 0]]); // true
 * nameClasses([[0.75], [0.82]]); // false
 */
export function nameClasses(targets: MatrixLike): boolean {
  const { rows, columns, values } = asMatrix(targets, undefined, "the targets");
  for (let i = 0; i < rows; i++) {
    let ones = 0;
    for (let k = i * columns; k < (i + 1) * columns; k++) {
      if (values[k] === 1) ones++;
      else if (values[k] !== 0) return false;
    }
    if (columns > 1 && ones !== 1) return false;
  }
  return true;
}

/** Outputs and the right classes, checked to fit each other. */
export function expectAnswers(
  outputs: MatrixLike,
  answers: Answers,
): { outputs: Matrix; right: Int32Array; classes: number } {
  const checked = asMatrix(outputs, undefined, "the outputs");
  const classes = Math.max(2, checked.columns);
  const right = classesOf(answers, checked, classes);
  if (right.length !== checked.rows) {
    throw new RangeError(
      `expected an answer for each of ${checked.rows} rows of outputs, got ${right.length} answers`,
    );
  }
  return { outputs: checked, right, classes };
}

function classesOf(answers: Answers, outputs: Matrix, classes: number): Int32Array {
  if (isLabels(answers)) {
    return Int32Array.from(answers, (label, i) => {
      if (Number.isInteger(label) && label >= 0 && label < classes) return label;
      throw new RangeError(
        `expected labels from 0 to ${classes - 1}, as there are outputs, got ${label} at index ${i}`,
      );
    });
  }
  const targets = asMatrix(answers, undefined, "the targets");
  if (targets.columns !== outputs.columns) {
    throw new RangeError(
      `expected targets of ${outputs.columns} columns, as the outputs have, got ${targets.columns}`,
    );
  }
  if (!nameClasses(targets)) {
    throw new RangeError("expected targets that name a class, such as [0, 1, 0], got other numbers");
  }
  return answersOf(targets);
}

function isLabels(answers: Answers): answers is ArrayLike<number> {
  return "length" in answers && typeof answers[0] === "number";
}

function brightest(values: ArrayLike<number>, first: number, count: number): number {
  let brightest = 0;
  for (let j = 1; j < count; j++) if (values[first + j] > values[first + brightest]) brightest = j;
  return brightest;
}
