import { asMatrix, Matrix, MatrixLike } from "../../data/matrix";
import { Answers, answersOf, expectAnswers } from "./answers";

/** The answers given with about the same confidence. */
export interface CalibrationBin {
  /** The bin holds confidences above `from` (the first: from 0 on) … */
  from: number;
  /** … up to and including `to`. */
  to: number;
  count: number;
  /** Their mean confidence; NaN if there are none. */
  confidence: number;
  /** The share of them that is right; NaN if there are none. */
  accuracy: number;
}

/** How far confidence is from correctness. */
export interface Calibration {
  /** ECE = Σ_b (n_b/n)·|accuracy_b − confidence_b|, the expected calibration error, from 0 to 1. */
  error: number;
  bins: CalibrationBin[];
}

/**
 * How sure the network is of each answer: its brightest output. For softmax that is a probability; ten sigmoids need not
 * add up to 1, so it is a definition. A single output p answers 1 with confidence p, or 0 with confidence 1 − p.
 *
 * @param outputs what the network gave, one example a row, each from 0 to 1
 * @returns a confidence for every example
 * @throws RangeError or TypeError if an output is not from 0 to 1
 * @example
 * confidences([[0.1, 0.7, 0.2], [0.9, 0.3, 0.4]]); // Float64Array [0.7, 0.9]
 */
export function confidences(outputs: MatrixLike): Float64Array {
  return confidencesOf(asMatrix(outputs, undefined, "the outputs"));
}

/**
 * Calibration: of the answers given with confidence 0.8, are 80 % right? The confidences are sorted into bins of equal
 * width, and in each the mean confidence stands beside the accuracy.
 *
 * @param outputs what the network gave, one example a row, each from 0 to 1
 * @param answers the right classes, as labels or as targets
 * @param options the number of bins, by default 10
 * @returns the bins, and the expected calibration error
 * @throws RangeError or TypeError if shapes differ, a label is out of range, or an output is not from 0 to 1
 * @see Guo et al., "On calibration of modern neural networks" (2017)
 * @example
 * const outputs = [[0.75, 0.25], [0.75, 0.25], [0.75, 0.25], [0.25, 0.75]];
 * calibration(outputs, [0, 0, 0, 0]).error; // 0
 * calibration(outputs, [1, 1, 1, 0]).error; // 0.75
 */
export function calibration(
  outputs: MatrixLike,
  answers: Answers,
  options: { bins?: number } = {},
): Calibration {
  const { bins: count = 10 } = options;
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`expected 1 or more bins, got ${count}`);
  const { outputs: checked, right } = expectAnswers(outputs, answers);
  const confidence = confidencesOf(checked);
  const given = answersOf(checked);

  const sums = Array.from({ length: count }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let i = 0; i < right.length; i++) {
    const bin = sums[Math.max(0, Math.ceil(confidence[i] * count) - 1)];
    bin.count++;
    bin.confidence += confidence[i];
    if (given[i] === right[i]) bin.right++;
  }
  const bins = sums.map((bin, b): CalibrationBin => {
    return {
      from: b / count,
      to: (b + 1) / count,
      count: bin.count,
      confidence: bin.confidence / bin.count,
      accuracy: bin.right / bin.count,
    };
  });
  const error = sums.reduce((sum, bin) => sum + Math.abs(bin.right - bin.confidence) / right.length, 0);
  return { error, bins };
}

function confidencesOf({ rows, columns, values }: Matrix): Float64Array {
  const confidence = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let largest = columns === 1 ? 1 - values[i] : 0;
    for (let k = i * columns; k < (i + 1) * columns; k++) {
      if (!(values[k] >= 0 && values[k] <= 1)) {
        throw new RangeError(
          `expected outputs from 0 to 1, such as those of sigmoid or softmax, got ${values[k]} in row ${i}: ` +
            "turn logits into probabilities first",
        );
      }
      largest = Math.max(largest, values[k]);
    }
    confidence[i] = largest;
  }
  return confidence;
}
