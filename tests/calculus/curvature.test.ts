import fc from "../examples";
import { describe, expect, test } from "vitest";
import {
  CostFunction,
  counted,
  descend,
  directionalDerivative,
  dot,
  eigenvaluesOf,
  extremeCurvatures,
  hessian,
  norm,
  powerLaw,
  predictChange,
} from "../../src/calculus";
import { Random } from "../../src/data";

const coordinate = fc.double({ min: -2, max: 2, noNaN: true });

// C(x, y) = x² y + sin(x y), everything by hand
const C: CostFunction = ([x, y]) => x * x * y + Math.sin(x * y);
const gradient = ([x, y]: Float64Array) =>
  Float64Array.of(2 * x * y + y * Math.cos(x * y), x * x + x * Math.cos(x * y));
const secondDerivatives = (x: number, y: number) => {
  const [sin, cos] = [Math.sin(x * y), Math.cos(x * y)];
  const mixed = 2 * x + cos - x * y * sin;
  return [2 * y - y * y * sin, mixed, mixed, -x * x * sin];
};

describe("the slope in a direction", () => {
  test("is the gradient times the direction", () => {
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, (x, y, dx, dy) => {
        fc.pre(Math.hypot(dx, dy) > 1e-3);
        const expected = dot(gradient(Float64Array.of(x, y)), [dx, dy]);
        expect(Math.abs(directionalDerivative(C, [x, y], [dx, dy]) - expected)).toBeLessThan(1e-7);
      }),
    );
  });

  test("is as precise for a long direction as for a short one", () => {
    for (const length of [1e-6, 1, 1e6]) {
      const slope = directionalDerivative(C, [0.8, -1.1], [0.6 * length, 0.8 * length]) / length;
      expect(slope).toBeCloseTo(dot(gradient(Float64Array.of(0.8, -1.1)), [0.6, 0.8]), 8);
    }
  });

  test("costs two evaluations in any number of dimensions", () => {
    const f = counted((v: Float64Array) => v.reduce((sum, x) => sum + x * x, 0));
    const d = new Random(1).direction(1000);
    const v = new Float64Array(1000).fill(1);
    expect(directionalDerivative(f, v, d)).toBeCloseTo(2 * dot(v, d), 7);
    expect(f.evaluations).toBe(2);
  });

  test("needs a direction", () => {
    expect(() => directionalDerivative(C, [1, 2], [0, 0])).toThrow(/a direction, got a zero vector/);
    expect(() => directionalDerivative(C, [1, 2], [1])).toThrow(/same length/);
  });
});

describe("the change that the gradient promises", () => {
  test("misses by ½ΔvᵀHΔv: a tenth of the step, a hundredth of the error", () => {
    const v = [0.8, -1.1];
    const lengths = [1e-1, 1e-2, 1e-3, 1e-4];
    const errors = lengths.map((s) =>
      Math.abs(predictChange(C, v, [s, s / 2], gradient(Float64Array.from(v))).error),
    );
    expect(powerLaw(lengths, errors).exponent).toBeCloseTo(2, 1);
    const [xx, xy, , yy] = secondDerivatives(0.8, -1.1);
    expect(errors[2] / (1e-6 * Math.abs(xx / 2 + xy / 2 + yy / 8))).toBeCloseTo(1, 2);
  });

  test("is the same with differences as with the gradient", () => {
    const [given, taken] = [gradient(Float64Array.of(1, 2)), undefined].map((g) =>
      predictChange(C, [1, 2], [0.1, 0], g),
    );
    expect(taken.predicted).toBeCloseTo(given.predicted, 8);
    expect(taken.actual).toBe(given.actual);
  });

  test("is refused where nothing can be promised", () => {
    expect(() => predictChange(C, [1, 2], [0.1])).toThrow(/same length/);
    expect(() => predictChange(([x]) => Math.log(x), [1], [-2])).toThrow(
      /after the step to be a finite number, got NaN/,
    );
  });
});

describe("the Hessian", () => {
  test("agrees with the second derivatives by hand, from values and from gradients", () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const expected = secondDerivatives(x, y);
        hessian(C, [x, y]).values.forEach((value, k) =>
          expect(Math.abs(value - expected[k])).toBeLessThan(1e-5),
        );
        hessian(C, [x, y], { gradient }).values.forEach((value, k) =>
          expect(Math.abs(value - expected[k])).toBeLessThan(1e-8),
        );
      }),
    );
  });

  test("is symmetric to the last bit", () => {
    const H = hessian(([x, y, z]) => Math.exp(x * y) * Math.cos(z + x), [0.3, 1.7, -2]);
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ])
      expect(H.values[i * 3 + j]).toBe(H.values[j * 3 + i]);
  });

  test("leaves the point as it is", () => {
    const point = Float64Array.of(1, 2);
    hessian((v) => v.fill(0)[0], point);
    expect([...point]).toEqual([1, 2]);
    expect(() => hessian(() => NaN, point)).toThrow(/beside the point.* to be a finite number, got NaN/);
    expect(() => hessian(C, point, { h: 0 })).toThrow(/positive, got 0/);
  });
});

describe("eigenvalues", () => {
  const symmetric = (n: number, seed: number): number[][] => {
    const random = new Random(seed);
    const rows = Array.from({ length: n }, () => Array.from({ length: n }, () => random.normal()));
    return rows.map((row, i) => row.map((_, j) => (i < j ? rows[i][j] : rows[j][i])));
  };

  test("of matrices whose eigenvalues are known", () => {
    // the second difference matrix: 2 − 2cos(kπ/(n + 1))
    const n = 12;
    const A = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)),
    );
    eigenvaluesOf(A).values.forEach((value, k) =>
      expect(value).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13),
    );
    expect([...eigenvaluesOf([[5]]).values]).toEqual([5]);
    expect([
      ...eigenvaluesOf([
        [0, 0],
        [0, 0],
      ]).values,
    ]).toEqual([0, 0]);
    expect([
      ...eigenvaluesOf([
        [3, 0],
        [0, -7],
      ]).values,
    ]).toEqual([-7, 3]);
  });

  test("satisfy Ad = λd with directions at right angles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 1e6 }), (n, seed) => {
        const A = symmetric(n, seed);
        const { values, directions } = eigenvaluesOf(A);
        const d = (k: number) => directions.values.subarray(k * n, (k + 1) * n);
        for (let k = 0; k < n; k++) {
          A.forEach((row, i) => expect(Math.abs(dot(row, d(k)) - values[k] * d(k)[i])).toBeLessThan(1e-12));
          for (let j = 0; j <= k; j++) expect(dot(d(k), d(j))).toBeCloseTo(j === k ? 1 : 0, 12);
        }
      }),
    );
  });

  test("are refused for what is not symmetric", () => {
    expect(() =>
      eigenvaluesOf([
        [1, 2],
        [3, 4],
      ]),
    ).toThrow(/symmetric matrix, got 3 in row 1, column 0 and 2 opposite/);
    expect(() => eigenvaluesOf([[1, 2]])).toThrow(/square matrix, got 1 × 2/);
  });
});

describe("the extreme curvatures", () => {
  const bowl = (λ: readonly number[]) => (v: Float64Array) => v.map((x, i) => λ[i] * x);

  test("are the ends of the Hessian's eigenvalues", () => {
    const v = [0.8, -1.1];
    const { values } = eigenvaluesOf(hessian(C, v, { gradient }));
    const { largest, smallest, converged } = extremeCurvatures(gradient, v);
    expect(converged).toBe(true);
    expect(largest.value).toBeCloseTo(values[1], 6);
    expect(smallest.value).toBeCloseTo(values[0], 6);
  });

  test("are found whatever the signs", () => {
    const λ = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(λ, (λ) => {
        const { largest, smallest } = extremeCurvatures(
          bowl(λ),
          λ.map(() => 0.5),
        );
        expect(largest.value).toBeCloseTo(Math.max(...λ), 4);
        expect(smallest.value).toBeCloseTo(Math.min(...λ), 4);
      }),
    );
  });

  test("come with their directions", () => {
    const { largest, smallest } = extremeCurvatures(bowl([2, -3, 7, 0.5]), [1, 2, 3, 4]);
    expect(norm(largest.direction)).toBeCloseTo(1, 9);
    expect(Math.abs(largest.direction[2])).toBeCloseTo(1, 6);
    expect(Math.abs(smallest.direction[1])).toBeCloseTo(1, 6);
  });

  test("are found among 13,002 with few gradients", () => {
    const n = 13_002;
    const λ = Array.from({ length: n }, (_, i) => 0.1 + (0.9 * i) / (n - 1));
    const { largest, gradientEvaluations } = extremeCurvatures(bowl(λ), new Float64Array(n), {
      tolerance: 1e-2,
    });
    expect(largest.value).toBeCloseTo(1, 2);
    expect(gradientEvaluations).toBeLessThanOrEqual(60);
  });

  test("tell the border of descent: below 2/λmax it arrives, above it diverges", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.5, max: 20, noNaN: true }), { minLength: 2, maxLength: 4 }),
        (λ) => {
          const slopes = bowl(λ);
          const cost = (v: Float64Array) => dot(slopes(v), v) / 2;
          const start = λ.map(() => 1);
          const border = 2 / extremeCurvatures(slopes, start).largest.value;
          const run = (learningRate: number) =>
            descend(cost, { start, gradient: slopes, learningRate, steps: 2000 });
          expect(run(0.99 * border).costs.at(-1)!).toBeLessThan(1e-6);
          expect(run(1.01 * border).stopped).toBe("diverged");
        },
      ),
      { numRuns: 30 },
    );
  });

  test("say when the rounds did not suffice", () => {
    const λ = Array.from({ length: 200 }, (_, i) => 1 + i);
    expect(extremeCurvatures(bowl(λ), new Float64Array(200), { rounds: 3 }).converged).toBe(false);
    expect(() => extremeCurvatures(bowl([1]), [1], { rounds: 0 })).toThrow(/rounds to be a whole number/);
    expect(() => extremeCurvatures(bowl([1]), [1], { tolerance: 0 })).toThrow(/tolerance to be positive/);
    expect(() => extremeCurvatures(() => [NaN], [1])).toThrow(/the gradient, index 0, to be a finite number/);
  });
});
