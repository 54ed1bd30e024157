import { expect, test } from "vitest";
import {
  basinsOfAttraction,
  checkGradient,
  costAgainst,
  curveWithTangent,
  errorAgainstWidth,
  gradientBars,
  gradientField,
  gradientNormsByLayer,
  gradientRatios,
  Network,
  parameterNames,
  stepStudy,
  trainingCurves,
  vPlot,
} from "../../src";
import { bowl, plane, title } from "./specimens";

type Trace = Record<string, never> & {
  x: number[];
  y: number[];
  z: number[][];
  name?: string;
  customdata: string[];
};
const traces = (figure: { data: unknown[] }): Trace[] => figure.data as Trace[];

test("bars of a gradient stand in the order of its components, each with its name", () => {
  const [bars] = traces(gradientBars({ gradient: [1, -3, 2], names: ["u", "v", "w"], title }));
  expect(bars.x).toEqual([1, -3, 2]);
  expect(bars.customdata).toEqual(["∂C/∂u", "∂C/∂v", "∂C/∂w"]);
});

test("bars bear the letter of the cost that the lesson uses", () => {
  const figure = gradientBars({ gradient: [1, -3], names: ["u", "v"], cost: "J", title });
  expect(traces(figure)[0].customdata).toEqual(["∂J/∂u", "∂J/∂v"]);
  expect(figure.layout.xaxis?.title).toEqual({ text: "component of ∇J" });
  expect(figure.text).toContain("from −3 (∂J/∂v) to 1 (∂J/∂u)");
});

test("of a million components the largest are drawn, by size, and the text says so", () => {
  const gradient = Float64Array.from({ length: 1_000_000 }, (_, i) =>
    i === 7 ? -5 : i === 900_000 ? 4 : i % 2,
  );
  const figure = gradientBars({ gradient, most: 3, title });
  expect(traces(figure)[0].x).toEqual([-5, 4, 1]);
  expect(figure.text).toContain("1,000,000 components from −5 (∂C/∂v₈) to 4 (∂C/∂v₉₀₀₀₀₁)");
  expect(figure.text).toContain("499,999 of them exactly 0 (the 3 largest of 1,000,000 drawn)");
});

test("gradients that do not fit are refused", () => {
  expect(() => gradientBars({ gradient: [], title })).toThrow(/at least one coordinate/);
  expect(() => gradientBars({ gradient: [1, NaN], title })).toThrow(/index 1, .* got NaN/);
  expect(() => gradientBars({ gradient: [1, 2], names: ["u"], title })).toThrow(/expected 2 names.*got 1/);
  expect(() => gradientBars({ gradient: [1], beside: { name: "n", gradient: [1, 2] }, title })).toThrow(
    /expected 1 /,
  );
});

test("ratios show each component over its tensor: 1 where it is right, 0 where it is missing", () => {
  // C = Σ (k + 1)·vₖ has the slopes 1, 2, …; the claimed gradient doubles W1 and forgets the bias.
  const small = new Network([2, 1], { activations: "identity", parameters: [1, 1, 1] });
  const C = ([u, v, w]: Float64Array): number => u + 2 * v + 3 * w;
  const report = checkGradient(C, [2, 2, 0], small.parameters);
  const figure = gradientRatios({ network: small, checks: [{ name: "n", report }], title });
  const [right, wrong] = traces(figure);
  expect(right.customdata).toEqual(["W⁽¹⁾₂₁: 1 times the slope"]);
  expect(right.y[0]).toBeCloseTo(Math.asinh(3), 9);
  expect([right.showlegend, wrong.showlegend]).toEqual([true, true]);
  expect(wrong.customdata).toEqual(["W⁽¹⁾₁₁: 2 times the slope", "b⁽¹⁾₁: 0 times the slope"]);
  expect(wrong.x.map((x) => Math.round(x + 10))).toEqual([10, 11]);
  expect(wrong.y[1]).toBe(0);
  expect(figure.text).toContain("n: wrong in 2 of 3, W⁽¹⁾ 2, b⁽¹⁾ 0.");
});

test("a component with the slope 0 has no ratio and is not drawn", () => {
  const small = new Network([2, 1], { activations: "identity", parameters: [1, 1, 1] });
  const report = checkGradient(([u]) => u, [1, 5, 0], small.parameters);
  const figure = gradientRatios({ network: small, checks: [{ name: "n", report }], title });
  expect(traces(figure).flatMap(({ x }) => x)).toHaveLength(1);
  expect(figure.text).toContain("of 3 components 2 have the slope 0");
});

test("checks that are none, too many or of another network are refused", () => {
  const small = new Network([1, 1], { activations: "identity" });
  const check = { name: "n", report: checkGradient(([u]) => u, [1], [1]) };
  expect(() => gradientRatios({ network: small, checks: [], title })).toThrow(/1 to 24 checks.*got 0/);
  expect(() => gradientRatios({ network: small, checks: [check], title })).toThrow(
    /2 parameters, got 1 in n/,
  );
  expect(() => gradientRatios({ network: small, checks: [check], columns: 0, title })).toThrow(
    /1 panel.*got 0/,
  );
});

test("panels stand in as many columns as are wanted", () => {
  const small = new Network([1, 1], { activations: "identity" });
  const check = { name: "n", report: checkGradient(([u]) => u, [1, 0], [1, 1]) };
  const starts = (columns?: number) => {
    const { layout } = gradientRatios({ network: small, checks: [check, check, check], columns, title });
    return [layout.xaxis, layout.xaxis2, layout.xaxis3].map((axis) => axis?.domain?.[0]);
  };
  expect(new Set(starts()).size).toBe(2);
  expect(new Set(starts(3)).size).toBe(3);
});

test("a parameter's name tells from which unit to which it leads", () => {
  const small = new Network([2, 3, 1], { activations: "sigmoid" });
  expect(parameterNames(small)[5]).toBe("W⁽¹⁾₂₃");
  expect(parameterNames(small)).toHaveLength(13);
  const large = new Network([12, 3], { activations: "sigmoid" });
  expect(parameterNames(large)[34]).toBe("W⁽¹⁾₁₂,₂");
});

test("the V leaves out errors of exactly 0, which have no logarithm, and says so", () => {
  const figure = vPlot({
    studies: [{ method: "m", steps: [1e-3, 1e-2, 1e-1], errors: [1e-3, 0, 1e-2] }],
    title,
  });
  expect(traces(figure)[0].x).toEqual([1e-3, 1e-1]);
  expect(figure.text).toContain("At 1 of 3 steps the error is exactly 0 and not drawn.");
  expect(() => vPlot({ studies: [], title })).toThrow(/one study or more/);
  expect(() => vPlot({ studies: [{ method: "m", steps: [0], errors: [1] }], title })).toThrow(
    /steps above 0/,
  );
});

test("the V's tip is the best step of the study", () => {
  const study = stepStudy(Math.sin, 1, { derivative: Math.cos(1) });
  expect(traces(vPlot({ studies: [study], title }))[1].x).toEqual([study.best.h]);
});

test("arrows of the field point downhill, at right angles to the level lines", () => {
  const figure = gradientField({ f: bowl, domain: plane, arrows: 4, title });
  const { x, y } = traces(figure)[1];
  for (let k = 0; k < x.length; k += 3) {
    const [dx, dy] = [x[k + 1] - x[k], y[k + 1] - y[k]];
    const [gx, gy] = [2 * x[k], 4 * y[k]];
    expect(dx * gx + dy * gy).toBeLessThan(0);
    expect(Math.abs(dx * gy - dy * gx)).toBeLessThan(1e-6);
  }
  const up = traces(gradientField({ f: bowl, domain: plane, arrows: 4, pointing: "uphill", title }))[1];
  expect(up.x[1] - up.x[0]).toBeCloseTo(-(x[1] - x[0]), 9);
});

test("each start has the color of the minimum that it reaches, and gray what diverges", () => {
  const f = ([x, y]: Float64Array): number => (x * x - 1) ** 2 + y * y;
  const wide = { x: [-2, 2], y: [-2, 2] } as const;
  const { data, text } = basinsOfAttraction({ f, domain: wide, learningRate: 0.05, starts: 8, title });
  const { x, z } = traces({ data })[0];
  for (const row of z) expect(row).toEqual(x.map((start) => (start < 0 ? 0 : 1)));
  expect(text).toContain("50 % reach (−1, 0) with C = 0, 50 % reach (1, 0) with C = 0.");
  const lost = basinsOfAttraction({
    f,
    domain: wide,
    starts: 4,
    reach: ([x]) => (x < 0 ? undefined : [1, 0]),
    title,
  });
  expect(lost.text).toContain("50 % reach no minimum");
});

test("the tangent touches, the secant cuts at both of its points", () => {
  const figure = curveWithTangent({
    f: (w) => w * w,
    at: 1,
    step: 2,
    derivative: (w) => 2 * w,
    domain: [0, 4],
    title,
  });
  const [, secant, tangent] = traces(figure);
  expect(tangent.y).toEqual([-1, 7]);
  expect(secant.y).toEqual([-3, 13]);
  expect(() => curveWithTangent({ f: Math.log, at: -1, title })).toThrow(/to be a finite number/);
  expect(() => curveWithTangent({ f: Math.exp, at: 1, step: 0, title })).toThrow(/a step that is not 0/);
});

test("norms of exactly 0 have no place on a logarithmic axis, and the text tells", () => {
  const figure = gradientNormsByLayer({ series: [{ name: "s", norms: [0, 0.1, 1] }], title });
  expect(traces(figure)[0].x).toEqual([2, 3]);
  expect(figure.text).toContain("1 of 3 are exactly 0 and not drawn.");
  expect(() => gradientNormsByLayer({ series: [{ name: "s", norms: [-1] }], title })).toThrow(
    /norms of 0 or more/,
  );
});

test("of a network the norms of its own layers are taken", () => {
  const two = new Network([1, 2, 1], { activations: "sigmoid" });
  const gradient = Float64Array.of(3, 4, 100, 100, 5, 12, 100);
  const figure = gradientNormsByLayer({ series: [{ name: "n", network: two, gradient }], title });
  expect(traces(figure)[0]).toMatchObject({ x: [1, 2], y: [5, 13] });
});

test("the line goes through the medians of the seeds", () => {
  const series = [
    {
      name: "s",
      widths: [1, 10],
      errors: [
        [1, 1, 100],
        [0.1, 0.1, 0.001],
      ],
    },
  ];
  expect(errorAgainstWidth({ series, title }).text).toContain("from 1 at 1 units to 0.1 at 10, slope −1.00.");
  expect(() => errorAgainstWidth({ series: [{ name: "s", widths: [1, 2], errors: [1] }], title })).toThrow(
    /each of 2/,
  );
});

test("training curves smooth the batches and keep their ends", () => {
  const n = 100_000;
  const cost = Float64Array.from({ length: n }, (_, k) => 2 + (k % 2));
  const epoch = Float64Array.from({ length: n }, (_, k) => (k + 1) / n);
  const figure = trainingCurves({ history: { epoch: [1], cost: [2.5], batches: { epoch, cost } }, title });
  const [raw, smooth] = traces(figure);
  expect(new Set(raw.y)).toEqual(new Set([2, 3]));
  for (const value of smooth.y.slice(100, -100)) expect(value).toBeCloseTo(2.5, 2);
  expect(figure.text).toContain("(2,000 of 100,000 points drawn)");
});

test("the moving mean is that of the neighbors, at the ends of those that there are", () => {
  const cost = Array.from({ length: 300 }, (_, k) => 300 - k);
  const batches = { epoch: cost.map((_, k) => (k + 1) / 300), cost };
  const smooth = traces(trainingCurves({ history: { epoch: [1], cost: [2.5], batches }, title }))[1].y;
  expect(smooth.slice(5, -5)).toEqual(cost.slice(5, -5));
  expect([smooth[0], smooth[299]]).toEqual([297.5, 3.5]);
});

test("training curves of one epoch are points, and columns of another length are refused", () => {
  expect(trainingCurves({ history: { epoch: [1], cost: [3] }, title }).text).toContain(
    "Cost in training: 3 in 1 epoch.",
  );
  expect(() => trainingCurves({ history: { epoch: [1, 2], cost: [3] }, title })).toThrow(
    /cost to have 2 numbers/,
  );
  expect(() => trainingCurves({ history: { epoch: [], cost: [] }, title })).toThrow(/at least one/);
});

test("a run that lacks what is compared says what to do", () => {
  const runs = [{ name: "r", history: { epoch: [1], cost: [1] } }];
  expect(() => costAgainst({ runs, effort: "seconds", title })).toThrow(
    /history of r to have seconds, got none/,
  );
  expect(() => costAgainst({ runs, effort: "epoch", outcome: "validationCost", title })).toThrow(
    /with validation/,
  );
  expect(() => costAgainst({ runs, effort: "money" as "work", title })).toThrow(/effort to be work, seconds/);
});
