import { describe, expect, test } from "vitest";
import { counted, DifferenceMethodName, powerLaw, stepStudy } from "../../src/calculus";

const orders: [DifferenceMethodName, number][] = [
  ["forward", 1],
  ["central", 2],
  ["five-point", 4],
];

describe.each(orders)("the error of %s differences against the step", (method, order) => {
  const study = stepStudy(Math.exp, 1, { derivative: Math.E, method });
  const part = (from: number, to: number) => {
    const chosen = study.steps.map((h, k) => ({ h, error: study.errors[k] }));
    const within = chosen.filter(({ h, error }) => h >= from && h <= to && error > 0);
    return powerLaw(
      within.map(({ h }) => h),
      within.map(({ error }) => error),
    ).exponent;
  };

  test("is a V: hᵖ on the right arm, about 1/h on the left", () => {
    expect(part(study.best.h * 30, 0.3)).toBeCloseTo(order, 0);
    expect(part(1e-14, study.best.h / 30)).toBeGreaterThan(-1.4);
    expect(part(1e-14, study.best.h / 30)).toBeLessThan(-0.6);
  });

  test("has its tip near the recommended step", () => {
    expect(study.best.error).toBe(Math.min(...study.errors));
    expect(Math.abs(Math.log10(study.best.h / study.recommended.h))).toBeLessThan(1.6);
    expect(study.recommended.error).toBeLessThan(1e-7);
  });
});

test("the study counts its evaluations", () => {
  const f = counted(Math.sin);
  expect(stepStudy(f, 2, { derivative: Math.cos(2), method: "forward", perDecade: 2 }).evaluations).toBe(
    f.evaluations,
  );
});

test("the steps run from the smallest to the largest, scaled with x", () => {
  const { steps } = stepStudy(Math.sin, -200, { derivative: Math.cos(200), perDecade: 1 });
  expect(steps).toHaveLength(16);
  expect(steps[0]).toBeCloseTo(2e-13, 25);
  expect(steps[15]).toBeCloseTo(200, 9);
  const chosen = stepStudy(Math.sin, 0, { derivative: 1, between: [1e-4, 1e-2], perDecade: 1 }).steps;
  [1e-4, 1e-3, 1e-2].forEach((h, k) => expect(chosen[k] / h).toBeCloseTo(1, 12));
});

test("what cannot be studied is refused", () => {
  expect(() => stepStudy(Math.sin, 0, { derivative: NaN })).toThrow(
    /derivative to compare with to be a finite number/,
  );
  expect(() => stepStudy(Math.sin, 0, { derivative: 1, between: [1, 1] })).toThrow(
    /0 < smallest < largest, got \[1, 1\]/,
  );
  expect(() => stepStudy(Math.sin, 0, { derivative: 1, perDecade: 0 })).toThrow(/whole number of steps/);
  expect(() => stepStudy(Math.sin, 1e9, { derivative: 1, between: [1e-12, 1] })).toThrow(/lost in rounding/);
});
