import { asMatrix, dtypeOf, isMatrix, type Matrix, type MatrixLike } from "./matrix";
import { expectLabels, oneHot } from "./one-hot";
import type { Scaling } from "./scaling";

/** What a data set is made of. */
export interface DatasetParts {
  /** What it is called, "data" if not given. */
  name?: string;
  /** X, one example a row. */
  inputs: MatrixLike;
  /** Y, one example a row; by default the labels, one-hot. */
  targets?: MatrixLike;
  /** The class of each example, as a whole number from 0. */
  labels?: ArrayLike<number>;
  /** A name for each input, x1, x2, … if not given. */
  inputNames?: readonly string[];
  /** A name for each target; if not given, the classes' names, or y1, y2, … */
  targetNames?: readonly string[];
  /** A name for each class; by default the numbers from 0 to the largest label. */
  classNames?: readonly string[];
  /** The shape of one example's inputs, for example `[28, 28]`. */
  inputShape?: readonly number[];
  /** How the inputs came from their original units. */
  inputScaling?: Scaling;
  /** How the targets came from their original units. */
  targetScaling?: Scaling;
}

/** The same, complete and checked. */
export interface CheckedParts extends DatasetParts {
  name: string;
  inputs: Matrix;
  targets: Matrix;
  labels?: Int32Array;
  inputNames: readonly string[];
  targetNames: readonly string[];
}

/** The parts with everything filled in that was not given, or an error that says what does not fit. */
export function checkedParts(parts: DatasetParts): CheckedParts {
  if (typeof parts !== "object" || parts === null || parts.inputs === undefined) {
    throw new TypeError(
      "expected a data set's parts such as { inputs: [[0, 1]], targets: [[1]] }, got no inputs",
    );
  }
  const { name = "data", classNames, inputShape, inputScaling, targetScaling } = parts;
  const inputs = asMatrix(parts.inputs, undefined, "the inputs");
  const labels = parts.labels && expectLabels(parts.labels, classNames?.length);
  if (labels) expectRows(labels.length, inputs.rows, "labels");
  const targets = targetsOf(parts, labels, dtypeOf(inputs.values));
  expectRows(targets.rows, inputs.rows, "rows of targets");
  if (inputShape && inputShape.reduce((product, size) => product * size, 1) !== inputs.columns) {
    throw new RangeError(
      `expected a shape for ${inputs.columns} inputs, got ${inputShape.join("×")}: leave it out or correct it`,
    );
  }
  const classes = labels && (classNames ?? numbered("", oneMoreThan(labels), 0));
  const oneColumnEach = classes?.length === targets.columns ? classes : undefined;
  return {
    name,
    inputs,
    targets,
    labels,
    classNames: classes,
    inputNames: names(parts.inputNames, numbered("x", inputs.columns), "inputs"),
    targetNames: names(parts.targetNames, oneColumnEach ?? numbered("y", targets.columns), "targets"),
    inputShape,
    inputScaling,
    targetScaling,
  };
}

function targetsOf(
  { targets, classNames }: DatasetParts,
  labels: Int32Array | undefined,
  dtype: "float64" | "float32",
): Matrix {
  if (targets !== undefined) return asMatrix(targets, isMatrix(targets) ? undefined : dtype, "the targets");
  if (labels) return oneHot(labels, classNames?.length, dtype);
  throw new TypeError("expected targets or labels for the inputs, got neither");
}

function oneMoreThan(labels: Int32Array): number {
  return labels.reduce((a, b) => Math.max(a, b)) + 1;
}

function numbered(letter: string, count: number, from = 1): readonly string[] {
  if (count === 1 && letter !== "") return [letter];
  return Array.from({ length: count }, (_, i) => `${letter}${i + from}`);
}

function names(
  given: readonly string[] | undefined,
  otherwise: readonly string[],
  what: string,
): readonly string[] {
  if (given === undefined) return otherwise;
  if (given.length !== otherwise.length) {
    throw new RangeError(
      `expected a name for each of ${otherwise.length} ${what}, got ${given.length} names: ${given.join(", ")}`,
    );
  }
  return given;
}

function expectRows(got: number, expected: number, what: string): void {
  if (got !== expected) {
    throw new RangeError(`expected as many ${what} as there are inputs, ${expected}, got ${got}`);
  }
}
