import fc from "../examples";
import { describe, expect, test } from "vitest";
import { descend, Descent } from "../../src/calculus";
import { jupyterDisplay } from "../../src/display";

const bowl = (curvatures: number[]) => ({
  cost: (v: Float64Array) => v.reduce((sum, vi, i) => sum + (curvatures[i] * vi ** 2) / 2, 0),
  gradient: (v: Float64Array) => v.map((vi, i) => curvatures[i] * vi),
});

describe("descent on a bowl", () => {
  // Analytic: on ½Σλᵢvᵢ² every step multiplies vᵢ by 1 − ηλᵢ.
  test("multiplies every coordinate by 1 − ηλ in every step", () => {
    const curvature = fc.double({ min: 0.1, max: 5, noNaN: true });
    const rate = fc.double({ min: 0.01, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(fc.array(curvature, { minLength: 1, maxLength: 5 }), rate, (curvatures, learningRate) => {
        const { cost, gradient } = bowl(curvatures);
        const start = curvatures.map((_, i) => i - 1.5);
        const { points } = descend(cost, { start, gradient, learningRate, steps: 7 });
        const expected = start.map((vi, i) => vi * (1 - learningRate * curvatures[i]) ** 7);
        points[7].forEach((vi, i) => expect(vi).toBeCloseTo(expected[i], 9));
      }),
    );
  });

  test("arrives below η = 2/λ, swings for ever on it, and leaves above it", () => {
    const { cost, gradient } = bowl([1, 10]);
    const end = (part: number) =>
      descend(cost, { start: [1, 1], gradient, learningRate: (part * 2) / 10, steps: 200 }).points[200][1];
    expect(end(0.5)).toBeCloseTo(0, 12);
    expect(end(0.99)).toBeCloseTo(0.98 ** 200, 9);
    expect(end(1)).toBe(1);
    expect(end(1.01)).toBeCloseTo(1.02 ** 200, 6);
  });

  test("by finite differences goes the same way as by the formula", () => {
    const { cost, gradient } = bowl([1, 3]);
    const options = { start: [2, -1], learningRate: 0.2, steps: 10 };
    const byFormula = descend(cost, { ...options, gradient });
    const byDifferences = descend(cost, options);
    byFormula.costs.forEach((height, k) => expect(byDifferences.costs[k]).toBeCloseTo(height, 8));
  });

  test("runs in thousands of dimensions", () => {
    const curvatures = Array.from({ length: 13_002 }, (_, i) => 0.5 + i / 13_002);
    const { cost, gradient } = bowl(curvatures);
    const start = new Float64Array(13_002).fill(1);
    const { costs } = descend(cost, { start, gradient, learningRate: 1, steps: 20 });
    expect(costs[20]).toBeLessThan(1e-3 * costs[0]);
  });
});

describe("the trace of a descent", () => {
  test("has one more point than steps, and the cost of each", () => {
    const { points, costs, gradientNorms, stopped } = descend(([x]) => x ** 4, {
      start: [1],
      learningRate: 0.1,
      steps: 5,
    });
    expect(points).toHaveLength(6);
    expect(costs).toEqual(points.map(([x]) => x ** 4));
    expect(gradientNorms).toHaveLength(5);
    expect(gradientNorms[0]).toBeCloseTo(4, 6);
    expect(stopped).toBe("steps");
  });

  test("counts the work: 2n evaluations a gradient by differences, none by a formula", () => {
    const { cost, gradient } = bowl([1, 2, 3]);
    const options = { start: [1, 1, 1], learningRate: 0.1, steps: 4 };
    expect(descend(cost, options)).toMatchObject({ costEvaluations: 5 + 4 * 2 * 3, gradientEvaluations: 4 });
    expect(descend(cost, { ...options, gradient })).toMatchObject({
      costEvaluations: 5,
      gradientEvaluations: 4,
    });
  });

  test("keeps its points apart from what the functions do to theirs", () => {
    const vandal = (v: Float64Array) => v.fill(0);
    const { points } = descend((v) => (vandal(v), 1), {
      start: [3],
      gradient: (v) => (vandal(v), Float64Array.of(1)),
      learningRate: 1,
      steps: 2,
    });
    expect(points.map(([w]) => w)).toEqual([3, 2, 1]);
  });

  test("leaves the start as it is", () => {
    const start = Float64Array.of(1, 2);
    descend(([x, y]) => x + y, { start, learningRate: 0.1, steps: 3 });
    expect([...start]).toEqual([1, 2]);
  });
});

describe("descent stops", () => {
  const { cost, gradient } = bowl([1]);

  test("on flat ground", () => {
    const flat = descend(cost, { start: [1], gradient, learningRate: 0.5, tolerance: 0.1 });
    expect(flat.stopped).toBe("flat");
    expect(flat.points.at(-1)![0]).toBe(0.0625);
    expect(flat.reason).toBe(
      "after 4 steps the ground is flat: the gradient's length 0.0625 is within the tolerance 0.1",
    );
    const atOnce = descend(cost, { start: [0], gradient, learningRate: 0.5 });
    expect(atOnce.points).toHaveLength(1);
    expect(atOnce.reason).toBe("after 0 steps the ground is flat: the gradient is zero");
  });

  test("when it diverges, with the last good point and a word on the rate", () => {
    const diverged = descend(cost, { start: [1], gradient, learningRate: 3, steps: 10_000 });
    expect(diverged.stopped).toBe("diverged");
    expect(diverged.costs.every(Number.isFinite)).toBe(true);
    expect(diverged.costs).toHaveLength(diverged.points.length);
    expect(diverged.reason).toBe(
      "at step 21 the cost became 2199020000000, above the limit of 1500000000000: " +
        "the learning rate 3 may be too large. Try 0.3",
    );
  });

  test("when the cost is no number any more", () => {
    const cliff = descend(([x]) => (x < 0 ? NaN : x), {
      start: [1],
      gradient: () => Float64Array.of(1),
      learningRate: 0.4,
    });
    expect(cliff.stopped).toBe("diverged");
    expect(cliff.points).toHaveLength(3);
    expect(cliff.reason).toBe(
      "at step 3 the cost became NaN: the function may not be defined there, or the learning rate 0.4 may be too large. " +
        "Try 0.04",
    );
  });

  test("where it is told that the cost is too high", () => {
    const low = descend(cost, { start: [1], gradient, learningRate: 3, divergedAbove: 5 });
    expect(low.costs.at(-1)).toBeLessThanOrEqual(5);
    expect(low.stopped).toBe("diverged");
  });

  const expectSoundTrace = ({ points, costs, gradientNorms }: Descent) => {
    expect(points.length).toBeGreaterThan(100);
    expect(costs).toHaveLength(points.length);
    expect([...costs, ...gradientNorms, ...points.map(([x]) => x)].every(Number.isFinite)).toBe(true);
  };

  test.each([
    ["by differences", undefined],
    ["by a formula", ([x]: Float64Array) => Float64Array.of(-2 * x)],
  ])("when the cost has no lower bound, %s", (_, gradient) => {
    const falling = descend(([x]) => -(x ** 2), { start: [1], learningRate: 0.3, steps: 2000, gradient });
    expect(falling.stopped).toBe("diverged");
    expectSoundTrace(falling);
    expect(falling.reason).toMatch(
      /^at step \d+ the cost became -Infinity: .* no lower bound\. Look at its sign/,
    );
  });

  test.each([
    ["by differences", undefined, /the learning rate 2.4 may be too large. Try 0.24$/],
    ["by a formula", gradient, /^at step \d+ the cost became Infinity: the learning rate 2.4 /],
  ])("when it is told no limit, %s", (_, slopes, reason) => {
    const options = { start: [1], learningRate: 2.4, divergedAbove: Infinity, steps: 5000 };
    const rising = descend(cost, { ...options, gradient: slopes });
    expect(rising.stopped).toBe("diverged");
    expectSoundTrace(rising);
    expect(rising.reason).toMatch(reason);
  });

  test("when differences reach where the cost is none, or a point is no point any more", () => {
    const edge = descend(([x]) => (x < 0.5 ? NaN : x), { start: [1], learningRate: 0.5 });
    expect(edge).toMatchObject({ stopped: "diverged", costs: [1, expect.closeTo(0.5, 9)] });
    expect(edge.reason).toMatch(
      /^after 1 step, at the cost 0.5, the gradient's length is NaN: .* not be defined/,
    );
    const gone = descend(() => 1, { start: [1], gradient: () => Float64Array.of(-1e308), learningRate: 10 });
    expect(gone).toMatchObject({ stopped: "diverged", costs: [1], points: [Float64Array.of(1)] });
    expect(gone.reason).toContain("at step 1 a coordinate became Infinity: ");
  });
});

describe("descent refuses", () => {
  const options = { start: [1], learningRate: 0.1 };
  const cost = ([x]: Float64Array) => x * x;

  test.each([
    [{ learningRate: 0 }, /learningRate to be positive, got 0: try 0.1/],
    [{ learningRate: NaN }, /learningRate to be a finite number, got NaN/],
    [{ learningRate: "0.1" }, /learningRate to be a number, got the text "0.1"/],
    [{ steps: 1.5 }, /steps to be a whole number, 0 or more, got 1.5/],
    [{ steps: -1 }, /steps to be a whole number, 0 or more, got -1/],
    [{ tolerance: -1 }, /tolerance to be 0 or more, got -1/],
    [{ divergedAbove: NaN }, /divergedAbove to be a number, got NaN/],
    [{ start: [] }, /the start to have at least one coordinate/],
    [{ start: [Infinity] }, /the start, index 0, to be a finite number, got Infinity/],
    [{ gradient: () => Float64Array.of(1, 2) }, /a gradient of 1 component.* got 2/],
    [{ gradient: () => Float64Array.of(NaN) }, /component 0 of the gradient to be a finite number, got NaN/],
  ])("%o", (wrong, message) => {
    expect(() => descend(cost, { ...options, ...(wrong as object) })).toThrow(message);
  });

  test("a cost that is no number at the start", () => {
    expect(() => descend(() => NaN, options)).toThrow(/the cost at the start to be a finite number, got NaN/);
    expect(() => descend(([x]) => Math.sqrt(x), { start: [0], learningRate: 0.1 })).toThrow(
      /the function's value with component 0 at -.* to be a finite number, got NaN/,
    );
  });
});

describe("as the value of a cell, a descent", () => {
  const { cost, gradient } = bowl([1, 1]);
  const shown = (descent: Descent) => {
    const { "text/plain": text, "text/html": html } = descent[jupyterDisplay]() as Record<string, string>;
    const [caption, head, ...lines] = text.split("\n");
    const rows = lines.filter((line) => /^ *\d+ /.test(line) && !line.endsWith("."));
    return { html, caption, head, rows, notes: lines.slice(rows.length) };
  };

  // On this bowl ∇C = v, so each step with η = ½ halves the point: (3, 4) is 5 away, (1.5, 2) is 2.5 away.
  test("is a table of its steps: where, how high, how steep", () => {
    const { html, caption, head, rows, notes } = shown(
      descend(cost, { start: [3, 4], gradient, learningRate: 0.5, steps: 2 }),
    );
    expect(caption).toBe("Descent with η = 0.5, 2 steps");
    expect(head).toMatch(/^step +v +C +‖∇C‖$/);
    expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
      ["0", "(3, 4)", "12.5", "5"],
      ["1", "(1.5, 2)", "3.125", "2.5"],
      ["2", "(0.75, 1)", "0.7813", "–"],
    ]);
    expect(notes).toEqual(["Why it ended: all 2 steps were taken."]);
    expect(html).toContain("<td");
  });

  test("tells of many steps the first, some between and the last, and says so", () => {
    const { notes, rows } = shown(descend(cost, { start: [3, 4], gradient, learningRate: 0.1, steps: 230 }));
    expect(rows.map((row) => Number(row.trim().split(" ")[0]))).toEqual([
      0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 230,
    ]);
    expect(notes.at(-1)).toBe("12 of 231 places are shown.");
  });

  test("tells of many coordinates the first, and how many there are", () => {
    const wide = descend((v) => v[0] ** 2, {
      start: new Float64Array(13_002).fill(2),
      learningRate: 0.1,
      steps: 0,
    });
    expect(shown(wide).rows[0]).toMatch(/^ *0 +\(2, 2, … 13,002 numbers\) +4 +–$/);
  });

  test("has the signs of one variable in one dimension", () => {
    const { head, rows } = shown(descend(([w]) => w ** 2, { start: [3], learningRate: 0.5, steps: 1 }));
    expect(head).toMatch(/^step +w +C +\|C′\|$/);
    expect(rows[0]).toMatch(/^ *0 +3 +9 +6$/);
  });

  test("keeps the display out of what is listed and compared", () => {
    const descent = descend(cost, { start: [3, 4], gradient, learningRate: 0.5, steps: 2 });
    expect(Reflect.ownKeys({ ...descent })).not.toContain(jupyterDisplay);
  });
});
