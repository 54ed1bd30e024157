import { Network } from "../../network";

/** A pair of steps: up by the height at `left`, down again at `right`. */
export interface Bump {
  left: number;
  right: number;
  height: number;
}

/** How far a sum of bumps is from its target. */
export interface ApproximationError {
  /** The largest |f(x) − ŷ(x)|. */
  largest: number;
  /** √(mean of (f(x) − ŷ(x))²). */
  rootMeanSquare: number;
}

/**
 * The network that bumps are: two hidden sigmoids each, σ(s(x − left)) and σ(s(x − right)), with the weights height and
 * −height to the output, which adds.
 *
 * @param bumps one or more
 * @param steepness s, the weight of the hidden units: the larger, the steeper the steps
 * @returns a 1-2n-1 network
 * @example
 * const hat = networkOfBumps([{ left: 0.25, right: 0.75, height: 2 }], 1000);
 * hat.predict([[0], [0.5], [1]]).values.map(Math.round); // Float64Array [0, 2, 0]
 */
export function networkOfBumps(bumps: readonly Bump[], steepness: number): Network {
  const W1 = bumps.flatMap(() => [steepness, steepness]);
  const b1 = bumps.flatMap(({ left, right }) => [-steepness * left, -steepness * right]);
  const W2 = bumps.flatMap(({ height }) => [height, -height]);
  return new Network([1, 2 * bumps.length, 1], {
    activations: ["sigmoid", "identity"],
    parameters: [...W1, ...b1, ...W2, 0],
  });
}

/**
 * How far steps may lie outside of the interval: a tenth of it. A step on the border would be half up there.
 *
 * @example
 * outer([0, 10]); // [-1, 11]
 */
export function outer([from, to]: readonly [number, number]): readonly [number, number] {
  return [from - (to - from) / 10, to + (to - from) / 10];
}

/**
 * Bumps side by side, each as high as the target in the middle of its share; the first begins before the interval, the
 * last ends behind it.
 *
 * @param count how many
 * @param interval where
 * @param target f
 * @example
 * evenBumps(2, [0, 1], (x) => x).map(({ height }) => height); // [0.25, 0.75]
 */
export function evenBumps(
  count: number,
  interval: readonly [number, number],
  target: (x: number) => number,
): Bump[] {
  const [from, to] = interval;
  const [outerFrom, outerTo] = outer(interval);
  const width = (to - from) / count;
  return Array.from({ length: count }, (_, i) => {
    const begin = from + i * width;
    return {
      left: i === 0 ? outerFrom : begin,
      right: i === count - 1 ? outerTo : begin + width,
      height: target(begin + width / 2),
    };
  });
}

/**
 * The error of an approximation at given points.
 *
 * @example
 * errorOf([0, 1], [0, 3]).largest; // 2
 */
export function errorOf(target: ArrayLike<number>, sum: ArrayLike<number>): ApproximationError {
  let [largest, squares] = [0, 0];
  for (let i = 0; i < target.length; i++) {
    const error = Math.abs(target[i] - sum[i]);
    largest = Math.max(largest, error);
    squares += error ** 2;
  }
  return { largest, rootMeanSquare: Math.sqrt(squares / target.length) };
}
