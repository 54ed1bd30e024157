import { expectFinite } from "../calculus";

/**
 * A learning-rate schedule: η as a function of the time τ in epochs. During training τ grows by 1/(batches an epoch) with
 * every batch: the first batch of the third epoch has τ = 2.
 */
export type Schedule = (epoch: number) => number;

/**
 * The same rate forever: η(τ) = η₀.
 *
 * @param rate η₀ > 0
 * @throws RangeError or TypeError if the rate is not positive and finite
 * @example
 * constantRate(0.5)(7); // 0.5
 */
export function constantRate(rate: number): Schedule {
  expectPositive(rate, "the learning rate");
  return () => rate;
}

/**
 * A staircase: η(τ) = η₀·γ^⌊τ/T⌋, or with stages given, each rate for its number of epochs and the last one from then on.
 *
 * @param rate η₀ > 0, or the stages as pairs [epochs, rate]
 * @param options for a single rate: the stair's length `every` T in epochs, and the factor γ, by default 0.1
 * @throws RangeError or TypeError if a rate, a factor or a number of epochs is not positive and finite
 * @example
 * const tenths = stepRate(1, { every: 10 });
 * [tenths(0), tenths(9.9), tenths(10)]; // [1, 1, 0.1]
 * const stages = stepRate([[10, 5], [10, 1.5], [10, 0.5]]);
 * [stages(9.9), stages(10), stages(20), stages(99)]; // [5, 1.5, 0.5, 0.5]
 */
export function stepRate(
  rate: number | readonly (readonly [epochs: number, rate: number])[],
  options: { every?: number; factor?: number } = {},
): Schedule {
  if (typeof rate === "object") return staged(rate);
  const { every, factor = 0.1 } = options;
  expectPositive(rate, "the learning rate");
  expectPositive(every as number, "every, the stair's length in epochs,");
  expectPositive(factor, "the factor");
  return (epoch) => rate * factor ** Math.floor(epoch / every!);
}

/**
 * Exponential decay: η(τ) = η₀·γ^τ.
 *
 * @param rate η₀ > 0
 * @param options the factor γ for one epoch, by default 0.95
 * @throws RangeError or TypeError if the rate or the factor is not positive and finite
 * @example
 * exponentialRate(8, { factor: 0.5 })(3); // 1
 */
export function exponentialRate(rate: number, options: { factor?: number } = {}): Schedule {
  const { factor = 0.95 } = options;
  expectPositive(rate, "the learning rate");
  expectPositive(factor, "the factor");
  return (epoch) => rate * factor ** epoch;
}

/**
 * Decay like one over time: η(τ) = η₀ / (1 + τ/T). Its sum over all steps is infinite and that of its squares is not:
 * under these conditions stochastic gradient descent converges.
 *
 * @param rate η₀ > 0
 * @param options `halvedAfter` T > 0: the epochs after which half of the rate is left, by default 1
 * @throws RangeError or TypeError if the rate or T is not positive and finite
 * @see Robbins and Monro, "A stochastic approximation method" (1951)
 * @example
 * const rate = inverseTimeRate(1, { halvedAfter: 5 });
 * [rate(0), rate(5), rate(15)]; // [1, 0.5, 0.25]
 */
export function inverseTimeRate(rate: number, options: { halvedAfter?: number } = {}): Schedule {
  const { halvedAfter = 1 } = options;
  expectPositive(rate, "the learning rate");
  expectPositive(halvedAfter, "halvedAfter");
  return (epoch) => rate / (1 + epoch / halvedAfter);
}

/**
 * Half a cosine wave: η(τ) = η₁ + (η₀ − η₁)·(1 + cos πτ/T)/2 down to η₁ at τ = T, and η₁ from then on.
 *
 * @param rate η₀ > 0
 * @param options `epochs` T > 0; the `lowest` rate η₁ from 0 to η₀, by default 0
 * @throws RangeError or TypeError if an option is out of range
 * @see Loshchilov and Hutter, "SGDR: stochastic gradient descent with warm restarts" (2017)
 * @example
 * const rate = cosineRate(2, { epochs: 10 });
 * [rate(0), rate(10), rate(12)]; // [2, 0, 0]
 * rate(5).toFixed(9); // "1.000000000"
 */
export function cosineRate(rate: number, options: { epochs: number; lowest?: number }): Schedule {
  const { epochs, lowest = 0 } = options ?? {};
  expectPositive(rate, "the learning rate");
  expectPositive(epochs, "epochs");
  if (!(expectFinite(lowest, "lowest") >= 0 && lowest <= rate)) {
    throw new RangeError(`expected lowest from 0 to the rate ${rate}, got ${lowest}`);
  }
  return (epoch) => lowest + ((rate - lowest) * (1 + Math.cos(Math.PI * Math.min(1, epoch / epochs)))) / 2;
}

/**
 * A warm-up before another schedule: η(τ) = η′(τ)·(s + (1 − s)·τ/T) for τ < T, then η′(τ).
 *
 * @param schedule η′, or a constant rate
 * @param options `epochs` T > 0, how long it takes; `from` s from 0 to 1, the share to begin with, by default 0.1
 * @throws RangeError or TypeError if an option is out of range
 * @see Goyal et al., "Accurate, large minibatch SGD: training ImageNet in 1 hour" (2017)
 * @example
 * const rate = warmUp(2, { epochs: 4, from: 0.5 });
 * [rate(0), rate(2), rate(4), rate(9)]; // [1, 1.5, 2, 2]
 */
export function warmUp(schedule: Schedule | number, options: { epochs: number; from?: number }): Schedule {
  const { epochs, from = 0.1 } = options ?? {};
  const after = typeof schedule === "function" ? schedule : constantRate(schedule);
  expectPositive(epochs, "epochs");
  if (!(expectFinite(from, "from") >= 0 && from <= 1)) {
    throw new RangeError(`expected from, the share of the rate to begin with, from 0 to 1, got ${from}`);
  }
  return (epoch) => after(epoch) * Math.min(1, from + ((1 - from) * epoch) / epochs);
}

function staged(stages: readonly (readonly [epochs: number, rate: number])[]): Schedule {
  if (stages === null || !(stages.length > 0)) {
    throw new RangeError("expected one or more stages such as [[10, 5], [10, 0.5]], got none");
  }
  let end = 0;
  const ends = stages.map(([epochs, rate], i) => {
    expectPositive(rate, `the learning rate of stage ${i}`);
    return (end += expectPositive(epochs, `the number of epochs of stage ${i}`));
  });
  return (epoch) => {
    const stage = ends.findIndex((stageEnd) => epoch < stageEnd);
    return stages.at(stage)![1]; // after the last stage's end: −1, the last
  };
}

function expectPositive(value: number, name: string): number {
  if (!(expectFinite(value, name) > 0)) throw new RangeError(`expected ${name} to be positive, got ${value}`);
  return value;
}
