import { describe, expect, test } from "vitest";
import {
  circles,
  type Dataset,
  functionData,
  pointsOnLine,
  rowsOf,
  spirals,
  twoMoons,
  withPermutedLabels,
  withWrongLabels,
  xor,
} from "../../src/data";

const patterns: [string, (options: { count?: number; noise?: number; seed?: number }) => Dataset][] = [
  ["two moons", twoMoons],
  ["circles", circles],
  ["spirals", spirals],
  ["exclusive or", xor],
  ["points around a line", pointsOnLine],
];

test.each(patterns)(
  "%s: as many points as asked for, the same for a seed, others for another",
  (name, make) => {
    const points = make({ count: 30, noise: 0.1, seed: 1 });
    expect([points.size, points.name, points.targets.columns]).toEqual([30, name, 1]);
    expect(points).toEqual(make({ count: 30, noise: 0.1, seed: 1 }));
    expect(points.inputs.values).not.toEqual(make({ count: 30, noise: 0.1, seed: 2 }).inputs.values);
  },
);

test.each(patterns)("%s: counts and noise out of range are refused", (_, make) => {
  for (const count of [0, 2.5, NaN]) expect(() => make({ count })).toThrow(/expected a number of points/);
  for (const noise of [-1, NaN, Infinity])
    expect(() => make({ noise })).toThrow(/standard deviation, 0 or more/);
  expect(() => make({ seed: -1 })).toThrow("expected a seed");
});

test("without noise the points lie on their pattern, half of them on each part", () => {
  const radius = ([x, y]: number[]): number => Math.hypot(x, y);
  const rings = circles({ count: 100, noise: 0, factor: 0.3, seed: 1 });
  rowsOf(rings.inputs).forEach((point, i) =>
    expect(radius(point)).toBeCloseTo(rings.labels![i] === 0 ? 1 : 0.3, 12),
  );
  expect(rings.labels!.filter((label) => label === 0)).toHaveLength(50);

  const moons = twoMoons({ count: 100, noise: 0, seed: 1 });
  rowsOf(moons.inputs).forEach(([x, y], i) => {
    const upper = moons.labels![i] === 0;
    expect(upper ? radius([x, y]) : radius([x - 1, y - 0.5])).toBeCloseTo(1, 12);
    expect(upper ? y >= 0 : y <= 0.5).toBe(true);
  });

  const arms = spirals({ count: 99, noise: 0, arms: 3, turns: 1.5, seed: 1 });
  rowsOf(arms.inputs).forEach(([x, y], i) => {
    const angle = 2 * Math.PI * (1.5 * radius([x, y]) + arms.labels![i] / 3);
    expect(Math.cos(Math.atan2(y, x) - angle)).toBeCloseTo(1, 9);
  });
  expect(arms.targets.columns).toBe(3);

  const line = pointsOnLine({ slope: -3, intercept: 0.5, noise: 0, interval: [2, 4] });
  line.inputs.values.forEach((x, i) => expect(line.targets.values[i]).toBeCloseTo(0.5 - 3 * x, 12));
  expect(Math.min(...line.inputs.values)).toBeGreaterThanOrEqual(2);
});

test("noise has the deviation that was asked for", () => {
  const line = pointsOnLine({ count: 10_000, slope: 2, intercept: 1, noise: 0.3, seed: 2 });
  const errors = Array.from(line.inputs.values, (x, i) => line.targets.values[i] - 2 * x - 1);
  const deviation = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
  expect(Math.abs(deviation - 0.3)).toBeLessThan(0.009); // 4 standard errors
});

test("exclusive or is its four cases, again and again", () => {
  expect(rowsOf(xor({ count: 6 }).inputs)).toEqual([
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
    [0, 0],
    [0, 1],
  ]);
  expect(Array.from(xor({ count: 6 }).labels!)).toEqual([0, 1, 1, 0, 0, 1]);
});

describe("values of a function", () => {
  test("of one, two and three numbers, on a grid", () => {
    const line = functionData((x) => x ** 2, { intervals: [[-1, 1]], grid: 5 });
    expect(Array.from(line.targets.values)).toEqual([1, 0.25, 0, 0.25, 1]);
    const plane = functionData((x, y) => 10 * x + y, {
      intervals: [
        [0, 1],
        [0, 2],
      ],
      grid: 3,
    });
    expect(Array.from(plane.targets.values)).toEqual([0, 1, 2, 5, 6, 7, 10, 11, 12]);
    const space = functionData((x, y, z) => x + y + z, {
      intervals: [
        [0, 1],
        [0, 1],
        [0, 1],
      ],
      grid: 2,
    });
    expect([space.size, space.inputs.columns]).toEqual([8, 3]);
  });

  test("or at random places inside the intervals", () => {
    const data = functionData((x, y) => x * y, {
      intervals: [
        [0, 1],
        [5, 6],
      ],
      count: 50,
      seed: 1,
    });
    rowsOf(data.inputs).forEach(([x, y], i) => {
      expect(x >= 0 && x < 1 && y >= 5 && y < 6).toBe(true);
      expect(data.targets.values[i]).toBe(x * y);
    });
  });

  test.each([
    ["no interval", { intervals: [], count: 3 }, "an interval for each input"],
    ["an empty interval", { intervals: [[1, 1]], count: 3 }, "got [1,1]"],
    ["an endless interval", { intervals: [[0, Infinity]], count: 3 }, "with the lower end first"],
    ["neither count nor grid", { intervals: [[0, 1]] }, "got neither"],
    ["both count and grid", { intervals: [[0, 1]], count: 3, grid: 3 }, "got both"],
    ["a grid of one point", { intervals: [[0, 1]], grid: 1 }, "2 or more points along each interval, got 1"],
  ])("%s: refused", (_, options, message) => {
    expect(() => functionData((x) => x, options as never)).toThrow(message);
  });

  test("a value that is not finite is refused, with its place", () => {
    expect(() => functionData((x) => 1 / x, { intervals: [[0, 1]], grid: 2 })).toThrow("f(0), got Infinity");
    expect(() => functionData("x" as never, { intervals: [[0, 1]], grid: 2 })).toThrow("expected a function");
  });
});

describe("noise labels", () => {
  const data = spirals({ arms: 4, count: 400, seed: 1 });
  const changed = (other: Dataset): number =>
    other.labels!.filter((label, i) => label !== data.labels![i]).length;

  test("exactly the share that was asked for is wrong, spread over the other classes", () => {
    expect(changed(withWrongLabels(data, 0, 1))).toBe(0);
    expect(changed(withWrongLabels(data, 0.25, 1))).toBe(100);
    const all = withWrongLabels(data, 1, 1);
    expect(changed(all)).toBe(400);
    const steps = all.labels!.map((label, i) => (label - data.labels![i] + 4) % 4);
    for (const step of [1, 2, 3]) expect(steps.filter((s) => s === step).length).toBeGreaterThan(100);
  });

  test("permuted labels occur as often as before, and mostly elsewhere", () => {
    const permuted = withPermutedLabels(data, 1);
    expect(permuted.labels!.slice().sort()).toEqual(data.labels!.slice().sort());
    expect(Math.abs(changed(permuted) - 300)).toBeLessThan(36); // 4 standard errors
  });

  test("targets follow the labels, inputs stay, the old data set too", () => {
    const before = data.labels!.slice();
    for (const other of [withWrongLabels(data, 0.5, 3), withPermutedLabels(data, 3)]) {
      other.labels!.forEach((label, i) => expect(other.targets.values[4 * i + label]).toBe(1));
      expect(Float64Array.from(other.targets.values).reduce((a, b) => a + b)).toBe(400);
      expect(other.inputs.values).toEqual(data.inputs.values);
      const again = changed(other) === 200 ? withWrongLabels(data, 0.5, 3) : withPermutedLabels(data, 3);
      expect(again).toEqual(other);
    }
    expect(data.labels).toEqual(before);
    const moons = withWrongLabels(twoMoons({ count: 10 }), 1, 1);
    expect(Array.from(moons.targets.values)).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
  });

  test("what cannot be is refused", () => {
    expect(() => withWrongLabels(data, 1.1, 1)).toThrow("a share from 0 to 1, got 1.1");
    expect(() => withWrongLabels(pointsOnLine(), 0.1, 1)).toThrow("points around a line, which has none");
    expect(() => withPermutedLabels(pointsOnLine(), 1)).toThrow("which has none");
    const one = spirals({ count: 10 })
      .select([0, 2])
      .withTargets([[1], [1]]);
    expect(() => withWrongLabels(one, 0.5, 1)).toThrow("which has none");
  });
});

test("options of one pattern alone are checked too", () => {
  for (const factor of [0, 1, NaN]) expect(() => circles({ factor })).toThrow("radius between 0 and 1");
  expect(() => spirals({ arms: 1 })).toThrow("2 or more arms, got 1");
  expect(() => spirals({ turns: 0 })).toThrow("turns above 0");
});
