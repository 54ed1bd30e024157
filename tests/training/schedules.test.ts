import { describe, expect, test } from "vitest";
import {
  constantRate,
  cosineRate,
  exponentialRate,
  inverseTimeRate,
  stepRate,
  warmUp,
} from "../../src/training";

/** A schedule's rates at the beginnings of the first epochs. */
const rates = (schedule: (epoch: number) => number, count: number) =>
  Array.from({ length: count }, (_, epoch) => schedule(epoch));

// By hand, and for whole epochs as PyTorch's StepLR, ExponentialLR and CosineAnnealingLR.
describe("a learning-rate schedule", () => {
  test("that is constant never changes", () => {
    expect(rates(constantRate(0.3), 3)).toEqual([0.3, 0.3, 0.3]);
  });

  test("in steps falls by its factor every T epochs, and not in between", () => {
    const schedule = stepRate(8, { every: 2, factor: 0.5 });
    expect(rates(schedule, 6)).toEqual([8, 8, 4, 4, 2, 2]);
    expect(schedule(1.999)).toBe(8);
  });

  test("in stages takes each rate for its epochs and keeps the last", () => {
    const schedule = stepRate([
      [2, 5],
      [1, 1.5],
      [1, 0.5],
    ]);
    expect(rates(schedule, 6)).toEqual([5, 5, 1.5, 0.5, 0.5, 0.5]);
  });

  test("that is exponential falls by its factor in an epoch, within the epoch too", () => {
    const schedule = exponentialRate(1, { factor: 0.25 });
    expect(rates(schedule, 3)).toEqual([1, 0.25, 0.0625]);
    expect(schedule(0.5)).toBe(0.5);
  });

  test("in 1/t halves after T epochs", () => {
    expect(rates(inverseTimeRate(6), 3)).toEqual([6, 3, 2]);
    expect(inverseTimeRate(6, { halvedAfter: 4 })(4)).toBe(3);
  });

  test("in half a cosine goes down to the lowest rate and stays there", () => {
    const schedule = cosineRate(1, { epochs: 4, lowest: 0.2 });
    const expected = [1, 0.2 + 0.4 * (1 + Math.SQRT1_2), 0.6, 0.2 + 0.4 * (1 - Math.SQRT1_2), 0.2, 0.2];
    rates(schedule, 6).forEach((rate, i) => expect(rate).toBeCloseTo(expected[i], 12));
  });

  test("warms up in a straight line to the other schedule and then follows it", () => {
    const schedule = warmUp(stepRate(8, { every: 6, factor: 0.5 }), { epochs: 4, from: 0 });
    expect(rates(schedule, 8)).toEqual([0, 2, 4, 6, 8, 8, 4, 4]);
    expect(warmUp(2, { epochs: 1 })(0)).toBeCloseTo(0.2, 12);
  });
});

test.each([
  ["constantRate", () => constantRate(0), /positive, got 0/],
  ["constantRate", () => constantRate(NaN), /finite number, got NaN/],
  ["stepRate", () => stepRate(1), /every.*to be a number, got undefined/],
  ["stepRate", () => stepRate(1, { every: 2, factor: -1 }), /factor to be positive/],
  ["stepRate", () => stepRate([]), /one or more stages/],
  [
    "stepRate",
    () =>
      stepRate([
        [10, 5],
        [0, 1],
      ] as const),
    /epochs of stage 1 to be positive, got 0/,
  ],
  ["stepRate", () => stepRate([[10, -5]] as const), /learning rate of stage 0/],
  ["exponentialRate", () => exponentialRate(1, { factor: 0 }), /factor/],
  ["inverseTimeRate", () => inverseTimeRate(1, { halvedAfter: -2 }), /halvedAfter/],
  ["cosineRate", () => cosineRate(1, {} as never), /epochs to be a number, got undefined/],
  ["cosineRate", () => cosineRate(1, { epochs: 5, lowest: 2 }), /lowest from 0 to the rate 1, got 2/],
  ["warmUp", () => warmUp(1, { epochs: 0 }), /epochs to be positive/],
  ["warmUp", () => warmUp(1, { epochs: 1, from: 2 }), /from 0 to 1, got 2/],
])("%s says what is wrong with its options", (_, make, message) => {
  expect(make).toThrow(message);
});
