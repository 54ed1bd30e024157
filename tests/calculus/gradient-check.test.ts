import fc from "../examples";
import { describe, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/display";
import { checkGradient, CostFunction, counted, relativeError } from "../../src/calculus";
import { Random } from "../../src/data";

// A cost with its gradient by hand: C(v) = Σ wᵢ sin(vᵢ) + v₀·v₁
const cost: CostFunction = (v) => v.reduce((sum, x, i) => sum + (i + 1) * Math.sin(x), v[0] * v[1]);
const gradient = (v: Float64Array) =>
  v.map((x, i) => (i + 1) * Math.cos(x) + (i === 0 ? v[1] : i === 1 ? v[0] : 0));
const point = [0.3, -1.2, 2, 0.7];

const relu = (z: number) => Math.max(0, z);

describe("the relative error", () => {
  test("is |a − n| / max(|a|, |n|), 0 for two zeros, 2 for opposite signs", () => {
    expect(relativeError(3, 4)).toBe(0.25);
    expect(relativeError(0, 0)).toBe(0);
    expect(relativeError(0, 1e-12)).toBe(1);
    expect(relativeError(-5, 5)).toBe(2);
  });
});

describe("the verdict", () => {
  test("is right for the gradient itself", () => {
    const { verdict, error, counts, worst, kinks } = checkGradient(cost, gradient, point);
    expect({ verdict, counts }).toEqual({
      verdict: "right",
      counts: { right: 4, kink: 0, suspect: 0, wrong: 0 },
    });
    expect(error).toBeLessThan(1e-9);
    expect(worst).toEqual([]);
    expect(kinks).toEqual([]);
  });

  test.each([
    [1e-9, "right"],
    [1e-6, "suspect"],
    [1e-4, "suspect"],
    [0.009, "suspect"],
    [0.011, "wrong"],
    [-2, "wrong"],
  ])("for one component that is off by the share %f is %s", (share, verdict) => {
    const off = gradient(Float64Array.from(point));
    off[2] *= 1 + share;
    const report = checkGradient(cost, off, point);
    expect(report.verdict).toBe(verdict);
    if (verdict !== "right") {
      expect(report.worst.map(({ index }) => index)).toEqual([2]);
      expect(report.worst[0].error).toBeCloseTo(
        relativeError(off[2], gradient(Float64Array.from(point))[2]),
        6,
      );
    }
  });

  test("is right where gradient and differences are both zero", () => {
    const report = checkGradient(([x]) => x, [1, 0], [1, 5]);
    expect(report.components[1]).toMatchObject({ analytic: 0, numerical: 0, error: 0, verdict: "right" });
  });

  test("is right at a minimum, where differences give rounding only, and says that it saw nothing", () => {
    const report = checkGradient(
      ([x]) => 3 + (x - 1) ** 2,
      ([x]) => [2 * (x - 1)],
      [1 + 1e-13],
    );
    expect(report.verdict).toBe("right");
    expect(report.tooSmall).toBe(1);
    expect(String(report)).toContain("Too small for differences to see: 1.");
  });

  test("is right where the third derivative is large beside the slope", () => {
    // at 0 the slope is 1e-6, the third derivative 6
    const report = checkGradient(
      ([x]) => x ** 3 + 1e-6 * x,
      ([x]) => [3 * x ** 2 + 1e-6],
      [0],
    );
    expect(report.verdict).toBe("right");
  });

  test("does not pass what is wrong by ever so little over random cubic polynomials", () => {
    const coefficient = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(coefficient, coefficient, coefficient, coefficient, (a, b, c, x) => {
        const f = ([t]: Float64Array) => a * t ** 3 + b * t ** 2 + c * t;
        const slope = 3 * a * x ** 2 + 2 * b * x + c;
        expect(checkGradient(f, [slope], [x]).verdict).toBe("right");
        expect(checkGradient(f, [slope * (1 + 1e-5)], [x]).verdict).toBe("suspect");
        expect(checkGradient(f, [slope * 1.02], [x]).verdict).toBe("wrong");
        expect(checkGradient(f, [-slope], [x]).verdict).toBe("wrong");
      }),
    );
  });
});

describe("at a kink", () => {
  const corner = 0.5;
  const kinked: CostFunction = ([x, y]) => relu(x - corner) * 3 + x + y ** 2;
  const away = (x: number) => [x > corner ? 4 : 1, 2 * 0.1];

  test("within the step, the slope on the point's own side is accepted, and the kink is told", () => {
    for (const distance of [-5e-6, -2e-6, -5e-8, 5e-8, 2e-6, 5e-6]) {
      const x = corner + distance;
      const report = checkGradient(kinked, away(x), [x, 0.1]);
      expect(report.verdict).toBe("kink");
      expect(report.kinks.map(({ index }) => index)).toEqual([0]);
      expect(report.components[0].kink!.within).toBeGreaterThan(Math.abs(distance));
      expect(report.components[1].verdict).toBe("right");
    }
  });

  test("at the point itself, every slope between both sides is accepted", () => {
    for (const slope of [1, 2.5, 4])
      expect(checkGradient(kinked, [slope, 0.2], [corner, 0.1]).components[0]).toMatchObject({
        verdict: slope === 2.5 ? "right" : "kink", // central differences give the middle
      });
    for (const slope of [0.9, 4.1, -1, 0])
      expect(checkGradient(kinked, [slope, 0.2], [corner, 0.1]).verdict).toBe("wrong");
  });

  test("the slope of the other side is wrong", () => {
    expect(checkGradient(kinked, [4, 0.2], [corner - 2e-6, 0.1]).verdict).toBe("wrong");
    expect(checkGradient(kinked, [1, 0.2], [corner + 2e-6, 0.1]).verdict).toBe("wrong");
  });

  test("a wrong gradient elsewhere is not excused", () => {
    expect(checkGradient(kinked, [1, 0.3], [corner - 2e-6, 0.1]).verdict).toBe("wrong");
  });

  test("a step has slope 0 beside its jump", () => {
    const stairs: CostFunction = ([x]) => (x >= 0 ? 1 : 0);
    for (const x of [-3e-6, 0, 3e-6]) {
      const report = checkGradient(stairs, [0], [x]);
      expect(report.verdict).toBe("kink");
      expect(report.components[0].kink!.kind).toBe("jump");
      expect(checkGradient(stairs, [1], [x]).verdict).toBe("wrong");
    }
    expect(checkGradient(stairs, [0], [1]).verdict).toBe("right");
  });
});

describe("the check", () => {
  test("leaves the point as it is, also when the cost throws", () => {
    const v = Float64Array.from(point);
    checkGradient(cost, gradient, v);
    const throwing: CostFunction = (w) => {
      if (w[2] !== 2) throw new Error("not here");
      return w[0];
    };
    expect(() => checkGradient(throwing, gradient, v)).toThrow("not here");
    checkGradient(cost, (w) => w.fill(0), v);
    expect([...v]).toEqual(point);
  });

  test("counts the evaluations of the cost: two a component when all is right", () => {
    const C = counted(cost);
    expect(checkGradient(C, gradient, point).costEvaluations).toBe(8);
    expect(C.evaluations).toBe(8);
    const wrong = checkGradient(C, [1, 1, 1, 1], point);
    expect(C.evaluations).toBe(8 + wrong.costEvaluations);
  });

  test("takes some components only", () => {
    const report = checkGradient(cost, gradient, point, { components: [3, 1] });
    expect(report.components.map(({ index }) => index)).toEqual([3, 1]);
    expect(report.costEvaluations).toBe(4);
  });

  test("with float32 inside, knows that differences see less", () => {
    const coarse: CostFunction = (v) => Math.fround(cost(v));
    expect(checkGradient(coarse, gradient, point).verdict).not.toBe("right");
    expect(checkGradient(coarse, gradient, point, { rounding: 8 * 2 ** -23, h: 1e-2 }).verdict).toBe("right");
  });

  test.each([
    [() => checkGradient(cost, [1, 2], point), /a gradient of 4 components.* got 2/],
    [
      () => checkGradient(cost, [1, 2, NaN, 4], point),
      /the gradient, index 2, to be a finite number, got NaN/,
    ],
    [() => checkGradient(cost, gradient, []), /at least one coordinate/],
    [() => checkGradient(() => NaN, gradient, point), /component 0 at .* to be a finite number, got NaN/],
    [() => checkGradient(cost, gradient, point, { h: -1 }), /step h to be positive, got -1/],
    [() => checkGradient(cost, gradient, point, { components: [] }), /one component or more to check/],
    [() => checkGradient(cost, gradient, point, { components: [4] }), /from 0 to 3, got 4/],
    [
      () =>
        checkGradient(cost, gradient, point, { tensors: [{ name: "W", offset: 0, rows: 1, columns: 3 }] }),
      /tensors of 4 numbers together, got 3/,
    ],
    [
      () =>
        checkGradient(cost, gradient, point, { tensors: [{ name: "W", offset: 1, rows: 1, columns: 3 }] }),
      /tensor W to begin at index 0, got 1/,
    ],
  ])("refuses what it cannot check: %#", (check, message) => {
    expect(check).toThrow(message);
  });
});

describe("the report", () => {
  const tensors = [
    { name: "W1", offset: 0, rows: 2, columns: 2 },
    { name: "b1", offset: 4, rows: 1, columns: 2 },
  ];
  const v = [0.3, -1.2, 2, 0.7, 0.1, -0.4];
  const off = gradient(Float64Array.from(v));
  off[2] += 0.5;
  off[5] *= 1 + 1e-5;
  const report = checkGradient(cost, off, v, { tensors });

  test("has an error and a verdict for each tensor", () => {
    expect(report.tensors.map(({ name, checked, verdict }) => [name, checked, verdict])).toEqual([
      ["W1", 4, "wrong"],
      ["b1", 2, "suspect"],
    ]);
    const a = Math.hypot(...off.slice(0, 4));
    const n = Math.hypot(...gradient(Float64Array.from(v)).slice(0, 4));
    expect(report.tensors[0].error).toBeCloseTo(0.5 / Math.max(a, n), 6);
  });

  test("lists the worst first, by the place in their tensor", () => {
    expect(report.worst.map(({ index }) => report.nameOf(index))).toEqual(["W1[1, 0]", "b1[1]"]);
    expect(() => report.nameOf(6)).toThrow(/index of a component, got 6/);
  });

  test("prints as tables", () => {
    const lines = String(report).split("\n");
    expect(lines[0]).toBe("✗ wrong: 1 of 6 components");
    expect(lines).toContainEqual(expect.stringMatching(/^W1 +4 +0\.\d+ +✗ wrong$/));
    expect(lines).toContainEqual(expect.stringMatching(/^b1\[1\] +5\.\d+ +5\.\d+ +1·10⁻⁵ +\? suspect$/));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(100);
  });

  test("shows as HTML, in which names are text", () => {
    const [sinister] = [{ name: "<b>W</b>", offset: 0, rows: 1, columns: 6 }];
    const bundle = checkGradient(cost, off, v, { tensors: [sinister] })[jupyterDisplay]();
    expect(bundle["text/html"]).toContain("&lt;b&gt;W&lt;/b&gt;");
    expect(bundle["text/html"]).not.toContain("<b>");
    expect(bundle["text/plain"]).toContain("✗ wrong");
  });

  test("says when one factor or sign explains everything", () => {
    const exact = gradient(Float64Array.from(v));
    expect(
      checkGradient(
        cost,
        exact.map((g) => 3 * g),
        v,
      ).sentence,
    ).toContain("every component is 3 times what it");
    expect(
      checkGradient(
        cost,
        exact.map((g) => -g),
        v,
      ).sentence,
    ).toContain("every component has the wrong sign");
    expect(
      checkGradient(
        cost,
        exact.map(() => 0),
        v,
      ).sentence,
    ).toContain("every component is 0");
    const random = new Random(3);
    expect(
      checkGradient(
        cost,
        exact.map((g) => g * random.uniform(2, 3)),
        v,
      ).sentence,
    ).toBe("wrong: 6 of 6 components");
  });
});
