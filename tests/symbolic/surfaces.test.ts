import { describe, expect, test } from "vitest";
import { descend, eigenvaluesOf, hessian, norm } from "../../src/calculus";
import { Random } from "../../src/data";
import { surfaces } from "../../src/symbolic";

const all = Object.entries(surfaces);

test("there are the well-known eight", () => {
  expect(Object.keys(surfaces)).toEqual([
    "bowl",
    "ravine",
    "saddle",
    "rosenbrock",
    "himmelblau",
    "beale",
    "rastrigin",
    "valleys",
  ]);
});

describe.each(all)("%s", (_, { formula, domain, minima }) => {
  const inside = (point: ArrayLike<number>) =>
    point[0] >= domain.x[0] && point[0] <= domain.x[1] && point[1] >= domain.y[0] && point[1] <= domain.y[1];

  test("has its minima where it is flat and bends upwards, the lowest first", () => {
    for (const { point, value } of minima) {
      expect(inside(point)).toBe(true);
      expect(formula.at(...point)).toBe(value);
      expect(norm(formula.gradient(Float64Array.from(point)))).toBeLessThan(1e-11);
      const { values } = eigenvaluesOf(hessian(formula.f, point, { gradient: formula.gradient }));
      expect(values[0]).toBeGreaterThan(0.01);
    }
    const heights = minima.map(({ value }) => value);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });

  test("has no minimum in its domain that is not listed", () => {
    // Descent with short steps from many places ends, where it becomes flat within the domain, in one of the list.
    const random = new Random(11);
    let arrived = 0;
    for (let k = 0; k < 60; k++) {
      const start = [random.uniform(...domain.x), random.uniform(...domain.y)];
      const steepest = eigenvaluesOf(hessian(formula.f, start, { gradient: formula.gradient })).values[1];
      const learningRate = Math.min(0.02, 0.5 / Math.max(1, steepest));
      const { points, stopped } = descend(formula.f, {
        start,
        gradient: formula.gradient,
        learningRate,
        steps: 4000,
        tolerance: 1e-9,
      });
      const end = points.at(-1)!;
      if (stopped !== "flat" || !inside(end)) continue;
      arrived++;
      const distance = Math.min(...minima.map(({ point: [x, y] }) => Math.hypot(end[0] - x, end[1] - y)));
      expect(distance).toBeLessThan(1e-6);
    }
    if (minima.length > 1) expect(arrived).toBeGreaterThan(20);
  });
});

describe("what the surfaces are known for", () => {
  test("values from the literature", () => {
    expect(surfaces.rosenbrock.formula.at(-1.2, 1)).toBeCloseTo(24.2, 12);
    expect(surfaces.beale.formula.at(0, 0)).toBe(14.203125);
    expect(surfaces.himmelblau.formula.at(0, 0)).toBe(170);
    expect(surfaces.himmelblau.formula.at(-0.270845, -0.923039)).toBeCloseTo(181.617, 3); // its summit
    expect(surfaces.rastrigin.formula.at(4.52299366, 4.52299366)).toBeCloseTo(80.70658, 4); // its summit
  });

  test("all of Himmelblau's minima are at height 0, the four valleys at four heights", () => {
    for (const { value } of surfaces.himmelblau.minima) expect(value).toBeLessThan(1e-25);
    const heights = surfaces.valleys.minima.map(({ value }) => value);
    expect(heights).toHaveLength(4);
    heights.slice(1).forEach((height, i) => expect(height - heights[i]).toBeGreaterThan(0.1));
  });

  test("Rastrigin has 121 minima, the lowest at the origin", () => {
    const { minima } = surfaces.rastrigin;
    expect(minima).toHaveLength(121);
    expect(minima[0].point.map(Math.abs)).toEqual([0, 0]);
    expect(new Set(minima.map(({ point }) => point.map((x) => x.toFixed(6)).join())).size).toBe(121);
  });

  test("curvature 1 in the bowl, 1 and 100 in the ravine, 2 and −2 on the saddle", () => {
    const curvatures = (name: keyof typeof surfaces) =>
      [...eigenvaluesOf(hessian(surfaces[name].formula.f, [0, 0])).values].map(
        (value) => Math.round(value * 1e4) / 1e4,
      );
    expect(curvatures("bowl")).toEqual([1, 1]);
    expect(curvatures("ravine")).toEqual([1, 100]);
    expect(curvatures("saddle")).toEqual([-2, 2]);
  });
});
