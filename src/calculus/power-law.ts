import { expectFinite, Point } from "./point";

/** The law y ≈ factor·x^exponent. */
export interface PowerLaw {
  /** The slope of the straight line on two logarithmic axes. */
  exponent: number;
  /** The value of the law at x = 1. */
  factor: number;
}

/**
 * The power law that fits measured points best: the straight line ln y = ln factor + exponent·ln x of least squares.
 * On two logarithmic axes its exponent is the slope.
 *
 * @param x two or more positive numbers, not all the same
 * @param y as many positive numbers
 * @returns exponent and factor of y ≈ factor·x^exponent
 * @throws RangeError if there are fewer than two points, the lengths differ, or a number has no logarithm
 * @example
 * powerLaw([1, 2, 4], [3, 12, 48]).exponent.toFixed(9); // "2.000000000"
 */
export function powerLaw(x: Point, y: Point): PowerLaw {
  if (x.length !== y.length || x.length < 2) {
    throw new RangeError(`expected two or more points, as many x as y, got ${x.length} x and ${y.length} y`);
  }
  const logX = Array.from(x, (value, i) => Math.log(expectPositive(value, `x, index ${i},`)));
  const logY = Array.from(y, (value, i) => Math.log(expectPositive(value, `y, index ${i},`)));
  const meanX = mean(logX);
  const meanY = mean(logY);
  let covariance = 0;
  let variance = 0;
  for (let i = 0; i < logX.length; i++) {
    covariance += (logX[i] - meanX) * (logY[i] - meanY);
    variance += (logX[i] - meanX) ** 2;
  }
  if (variance === 0) throw new RangeError(`expected different values of x, got ${x[0]} every time`);
  const exponent = covariance / variance;
  return { exponent, factor: Math.exp(meanY - exponent * meanX) };
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function expectPositive(value: number, name: string): number {
  if (!(expectFinite(value, name) > 0)) {
    throw new RangeError(`expected ${name} to be positive, since its logarithm is taken, got ${value}`);
  }
  return value;
}
