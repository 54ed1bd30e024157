/** Every kind of figure with numbers that are none, with nothing, with a single point, with too much and with what does not fit. */
import { describe, expect, test } from "vitest";
import {
  ballOnCurve,
  ballsOnCurve,
  basinsOfAttraction,
  Calibration,
  calibrationPlot,
  checkGradient,
  computationGraph,
  ConfusionMatrix,
  confusionHeatMap,
  contourWithPaths,
  costAgainst,
  curves,
  curveWithTangent,
  Dataset,
  decisionRegions,
  digitGrid,
  dotPlot,
  errorAgainstWidth,
  Figure,
  functionApproximation,
  gradientBars,
  gradientField,
  gradientNormsByLayer,
  gradientRatios,
  GraphNode,
  heatMaps,
  histogram,
  histograms,
  layerHistograms,
  learningRateComparison,
  logLog,
  Network,
  networkDiagram,
  optimizerRace,
  regionsOverTraining,
  surfaceWithPath,
  trainingCurves,
  variable,
  vPlot,
  weightImages,
} from "../../src";
import { jupyterDisplay } from "../../src/display";
import { bowl, FIGURES, network, plane } from "./specimens";

const title = "Down";
const MILLION = 1_000_000;
const square = (w: number): number => w * w;
const nan = (): number => NaN;

/** A million numbers between 1 and 2. */
const many = Float64Array.from({ length: MILLION }, (_, k) => 1.5 + Math.sin(k) / 2);
const counted = Float64Array.from({ length: MILLION }, (_, k) => k + 1);
const far = Array.from({ length: MILLION }, (_, k) => [Math.cos(k), Math.sin(k)]);

const points = (...values: number[]): number[][] => values.map((value) => [value, 1]);
const studyOf = (steps: ArrayLike<number>, errors: ArrayLike<number>) => ({
  method: "central" as const,
  steps: Float64Array.from(steps),
  errors: Float64Array.from(errors),
  best: { h: steps[0], error: errors[0] },
});
const dataOf = (inputs: number[][]) =>
  new Dataset({ inputs, labels: inputs.map((_, i) => i % 2), classNames: ["a", "b"] });
const manyExamples = dataOf(far);
const wide = new Network([3, 1], { activations: "sigmoid", seed: 1 });
const unit = new Network([1, 1], { activations: "sigmoid", seed: 1 });
const binOf = (count: number, confidence: number) => ({ from: 0, to: 1, count, confidence, accuracy: 0.5 });
const calibrationOf = (count: number, confidence: number) =>
  ({ bins: [binOf(count, confidence)], error: 0.1 }) as unknown as Calibration;
const sum = (terms: number): GraphNode =>
  Array.from({ length: terms }, (_, k) => variable(k)).reduce<GraphNode>((a, b) => a.plus(b), variable(1));

interface Inputs {
  /** A number that is NaN or infinite. */
  notFinite: () => Figure;
  /** Nothing to draw. */
  empty: () => Figure;
  /** As little as there can be. */
  one: () => Figure;
  /** A million numbers, if the kind takes a list that may be long. */
  million?: () => Figure;
  /** What does not fit together. */
  wrong: () => Figure;
}

const CASES: Record<string, Inputs> = {
  ballOnCurve: {
    notFinite: () => ballOnCurve({ f: square, path: [1, Infinity], title }),
    empty: () => ballOnCurve({ f: square, path: [], title }),
    one: () => ballOnCurve({ f: square, path: [1], title }),
    million: () => ballOnCurve({ f: square, path: Array.from(many), title }),
    wrong: () => ballOnCurve({ f: square, path: [1], domain: [2, 1], title }),
  },
  ballsOnCurve: {
    notFinite: () => ballsOnCurve({ f: nan, runs: [{ name: "a", path: [1, 2] }], title }),
    empty: () => ballsOnCurve({ f: square, runs: [], title }),
    one: () => ballsOnCurve({ f: square, runs: [{ name: "a", path: [1] }], title }),
    million: () => ballsOnCurve({ f: square, runs: [{ name: "a", path: Array.from(many) }], title }),
    wrong: () =>
      ballsOnCurve({ f: square, runs: Array.from({ length: 99 }, () => ({ name: "a", path: [1] })), title }),
  },
  contourWithPaths: {
    notFinite: () => contourWithPaths({ f: bowl, paths: [{ name: "a", points: points(NaN) }], title }),
    empty: () => contourWithPaths({ f: bowl, paths: [], title }),
    one: () => contourWithPaths({ f: bowl, paths: [{ name: "a", points: points(1) }], title }),
    million: () => contourWithPaths({ f: bowl, paths: [{ name: "a", points: far }], title }),
    wrong: () => contourWithPaths({ f: bowl, paths: [{ name: "a", points: [[1, 2, 3]] }], title }),
  },
  surfaceWithPath: {
    notFinite: () => surfaceWithPath({ f: () => Infinity, points: points(1), title }),
    empty: () => surfaceWithPath({ f: bowl, points: [], title }),
    one: () => surfaceWithPath({ f: () => 1, points: points(1), title }),
    million: () => surfaceWithPath({ f: bowl, points: far, title }),
    wrong: () => surfaceWithPath({ f: bowl, points: [[1]], title }),
  },
  optimizerRace: {
    notFinite: () => optimizerRace({ f: bowl, paths: [{ name: "a", points: points(1, NaN) }], title }),
    empty: () => optimizerRace({ f: bowl, paths: [{ name: "a", points: [] }], title }),
    one: () => optimizerRace({ f: bowl, paths: [{ name: "a", points: points(1) }], title }),
    million: () => optimizerRace({ f: bowl, paths: [{ name: "a", points: far }], title }),
    wrong: () => optimizerRace({ f: bowl, paths: [{ name: "a", points: [[1]] }], title }),
  },
  learningRateComparison: {
    notFinite: () => learningRateComparison({ runs: [{ learningRate: NaN, costs: [1] }], title }),
    empty: () => learningRateComparison({ runs: [{ learningRate: 1, costs: [] }], title }),
    one: () => learningRateComparison({ runs: [{ learningRate: 1, costs: [0] }], title }),
    million: () => learningRateComparison({ runs: [{ learningRate: 1, costs: many }], title }),
    wrong: () => learningRateComparison({ runs: [], title }),
  },
  curves: {
    notFinite: () => curves({ series: [{ name: "a", x: [1], y: [NaN] }], axes: { x: "x", y: "y" }, title }),
    empty: () => curves({ series: [{ name: "a", x: [], y: [] }], axes: { x: "x", y: "y" }, title }),
    one: () => curves({ series: [{ name: "a", x: [1], y: [1] }], axes: { x: "x", y: "y" }, title }),
    million: () => curves({ series: [{ name: "a", x: counted, y: many }], axes: { x: "x", y: "y" }, title }),
    wrong: () => curves({ series: [{ name: "a", x: [1, 2], y: [1] }], axes: { x: "x", y: "y" }, title }),
  },
  curveWithTangent: {
    notFinite: () => curveWithTangent({ f: square, at: NaN, title }),
    empty: () => curveWithTangent({ f: square, at: [], title }),
    one: () => curveWithTangent({ f: () => 0, at: 0, title }),
    wrong: () => curveWithTangent({ f: square, at: 1, step: 0, title }),
  },
  histogram: {
    notFinite: () => histogram({ values: [1, NaN], axis: "x", title }),
    empty: () => histogram({ values: [], axis: "x", title }),
    one: () => histogram({ values: [1], axis: "x", title }),
    million: () => histogram({ values: many, axis: "x", title }),
    wrong: () => histogram({ values: [1], axis: "x", bars: 0, title }),
  },
  histograms: {
    notFinite: () => histograms({ groups: [{ name: "a", values: [-Infinity] }], axis: "x", title }),
    empty: () => histograms({ groups: [], axis: "x", title }),
    one: () => histograms({ groups: [{ name: "a", values: [1] }], axis: "x", title }),
    million: () => histograms({ groups: [{ name: "a", values: many }], axis: "x", title }),
    wrong: () => histograms({ groups: [{ name: "a", values: [1] }], axis: "x", domain: [1, 0], title }),
  },
  layerHistograms: {
    notFinite: () => layerHistograms({ layers: [{ name: "a", values: [NaN] }], axis: "x", title }),
    empty: () => layerHistograms({ layers: [], axis: "x", title }),
    one: () => layerHistograms({ layers: [{ name: "a", values: [1] }], axis: "x", title }),
    million: () => layerHistograms({ layers: [{ name: "a", values: many }], axis: "x", title }),
    wrong: () => layerHistograms({ layers: [{ name: "a", values: [1] }], axis: "x", bars: 1.5, title }),
  },
  dotPlot: {
    notFinite: () => dotPlot({ groups: [{ name: "a", values: [NaN] }], axis: "x", title }),
    empty: () => dotPlot({ groups: [{ name: "a", values: [] }], axis: "x", title }),
    one: () => dotPlot({ groups: [{ name: "a", values: [1] }], axis: "x", title }),
    million: () => dotPlot({ groups: [{ name: "a", values: many }], axis: "x", title }),
    wrong: () => dotPlot({ groups: [{ name: "a", values: [0] }], axis: "x", logarithmic: true, title }),
  },
  logLog: {
    notFinite: () =>
      logLog({ series: [{ name: "a", x: [1, 2], y: [1, NaN] }], axes: { x: "x", y: "y" }, title }),
    empty: () => logLog({ series: [], axes: { x: "x", y: "y" }, title }),
    one: () => logLog({ series: [{ name: "a", x: [1, 2], y: [1, 1] }], axes: { x: "x", y: "y" }, title }),
    million: () => logLog({ series: [{ name: "a", x: counted, y: many }], axes: { x: "x", y: "y" }, title }),
    wrong: () => logLog({ series: [{ name: "a", x: [1, 2], y: [0, 1] }], axes: { x: "x", y: "y" }, title }),
  },
  gradientBars: {
    notFinite: () => gradientBars({ gradient: [NaN], title }),
    empty: () => gradientBars({ gradient: [], title }),
    one: () => gradientBars({ gradient: [0], title }),
    million: () => gradientBars({ gradient: many, title }),
    wrong: () => gradientBars({ gradient: [1, 2], names: ["a"], title }),
  },
  gradientRatios: {
    notFinite: () =>
      gradientRatios({
        network: unit,
        checks: [{ name: "a", report: checkGradient(nan, [1, 1], unit.parameters) }],
        title,
      }),
    empty: () => gradientRatios({ network: unit, checks: [], title }),
    one: () =>
      gradientRatios({
        network: unit,
        checks: [{ name: "a", report: checkGradient(() => 0, [0, 0], unit.parameters) }],
        title,
      }),
    wrong: () =>
      gradientRatios({
        network: wide,
        checks: [{ name: "a", report: checkGradient(() => 0, [0, 0], unit.parameters) }],
        title,
      }),
  },
  vPlot: {
    notFinite: () => vPlot({ studies: [studyOf([1, 2], [1, NaN])], title }),
    empty: () => vPlot({ studies: [], title }),
    one: () => vPlot({ studies: [studyOf([1], [0.1])], title }),
    million: () => vPlot({ studies: [studyOf(counted, many)], title }),
    wrong: () => vPlot({ studies: [studyOf([1, 2], [1])], title }),
  },
  trainingCurves: {
    notFinite: () => trainingCurves({ history: { epoch: [1], cost: [Infinity] }, title }),
    empty: () => trainingCurves({ history: { epoch: [], cost: [] }, title }),
    one: () => trainingCurves({ history: { epoch: [1], cost: [0] }, title }),
    million: () =>
      trainingCurves({
        history: { epoch: counted, cost: many, batches: { epoch: counted, cost: many } },
        title,
      }),
    wrong: () => trainingCurves({ history: { epoch: [1, 2], cost: [1] }, title }),
  },
  costAgainst: {
    notFinite: () =>
      costAgainst({ runs: [{ name: "a", history: { work: [1], cost: [NaN] } }], effort: "work", title }),
    empty: () =>
      costAgainst({ runs: [{ name: "a", history: { work: [], cost: [] } }], effort: "work", title }),
    one: () =>
      costAgainst({ runs: [{ name: "a", history: { work: [1], cost: [0] } }], effort: "work", title }),
    million: () =>
      costAgainst({ runs: [{ name: "a", history: { work: counted, cost: many } }], effort: "work", title }),
    wrong: () =>
      costAgainst({ runs: [{ name: "a", history: { work: [1, 2], cost: [1] } }], effort: "work", title }),
  },
  networkDiagram: {
    notFinite: () => networkDiagram({ network, inputs: [NaN, 1], title }),
    empty: () => networkDiagram({ network, inputs: [], title }),
    one: () => networkDiagram({ network: unit, title }),
    million: () =>
      networkDiagram({ network: new Network([100_000, 10], { activations: "sigmoid", seed: 1 }), title }),
    wrong: () => networkDiagram({ network, inputs: [1, 2, 3], title }),
  },
  computationGraph: {
    notFinite: () => computationGraph({ end: variable(NaN), title }),
    empty: () => computationGraph({ end: undefined as unknown as GraphNode, title }),
    one: () => computationGraph({ end: variable(1, "x"), title }),
    wrong: () => computationGraph({ end: sum(100), title }),
  },
  digitGrid: {
    notFinite: () => digitGrid({ images: [[NaN]], shape: [1, 1], title }),
    empty: () => digitGrid({ images: [], shape: [1, 1], title }),
    one: () => digitGrid({ images: [[0]], shape: [1, 1], title }),
    million: () =>
      digitGrid({ images: Array.from({ length: 1300 }, () => new Array<number>(784).fill(0.5)), title }),
    wrong: () => digitGrid({ images: [[0, 1]], title }),
  },
  weightImages: {
    notFinite: () => weightImages({ weights: [[NaN]], shape: [1, 1], title }),
    empty: () => weightImages({ weights: [], shape: [1, 1], title }),
    one: () => weightImages({ weights: [[0]], shape: [1, 1], title }),
    million: () =>
      weightImages({
        weights: Array.from({ length: 784 }, () => new Array<number>(1300).fill(0.123)),
        title,
      }),
    wrong: () => weightImages({ weights: [[1], [2]], title }),
  },
  confusionHeatMap: {
    notFinite: () => confusionHeatMap({ confusion: new ConfusionMatrix([[NaN]], ["a"]), title }),
    empty: () => confusionHeatMap({ confusion: new ConfusionMatrix([], []), title }),
    one: () => confusionHeatMap({ confusion: new ConfusionMatrix([[0]], ["a"]), title }),
    million: () => confusionHeatMap({ confusion: new ConfusionMatrix([[MILLION]], ["a"]), title }),
    wrong: () => confusionHeatMap({ confusion: new ConfusionMatrix([[1, 2]], ["a"]), title }),
  },
  calibrationPlot: {
    notFinite: () => calibrationPlot({ runs: [{ name: "a", calibration: calibrationOf(1, NaN) }], title }),
    empty: () => calibrationPlot({ runs: [{ name: "a", calibration: calibrationOf(0, 0.5) }], title }),
    one: () => calibrationPlot({ runs: [{ name: "a", calibration: calibrationOf(1, 0.5) }], title }),
    million: () =>
      calibrationPlot({ runs: [{ name: "a", calibration: calibrationOf(MILLION, 0.5) }], title }),
    wrong: () => calibrationPlot({ runs: [], title }),
  },
  gradientField: {
    notFinite: () => gradientField({ f: nan, domain: plane, title }),
    empty: () => gradientField({ f: bowl, domain: plane, arrows: 0, title }),
    one: () => gradientField({ f: () => 0, domain: plane, title }),
    wrong: () => gradientField({ f: bowl, domain: { x: [1, 1], y: [0, 1] }, title }),
  },
  basinsOfAttraction: {
    notFinite: () => basinsOfAttraction({ f: nan, domain: plane, starts: 3, title }),
    empty: () => basinsOfAttraction({ f: bowl, domain: plane, starts: 0, title }),
    one: () => basinsOfAttraction({ f: () => 0, domain: plane, starts: 2, title }),
    wrong: () => basinsOfAttraction({ f: bowl, domain: { x: [0, Infinity], y: [0, 1] }, title }),
  },
  decisionRegions: {
    notFinite: () =>
      decisionRegions({
        network: () => ({ rows: 1, columns: 1, values: [NaN] }) as never,
        data: dataOf(points(1, 2)),
        title,
      }),
    empty: () => decisionRegions({ network, data: dataOf([]), title }),
    one: () =>
      decisionRegions({
        network,
        data: new Dataset({ inputs: [[1, 1]], labels: [0], classNames: ["a", "b"] }),
        title,
      }),
    million: () => decisionRegions({ network, data: manyExamples, title }),
    wrong: () =>
      decisionRegions({
        network: wide,
        data: dataOf([
          [1, 2, 3],
          [1, 2, 4],
        ]),
        title,
      }),
  },
  regionsOverTraining: {
    notFinite: () =>
      regionsOverTraining({
        snapshots: [{ name: "a", network: () => ({ rows: 1, columns: 1, values: [NaN] }) as never }],
        data: dataOf(points(1, 2)),
        title,
      }),
    empty: () => regionsOverTraining({ snapshots: [], data: dataOf(points(1, 2)), title }),
    one: () =>
      regionsOverTraining({ snapshots: [{ name: "a", network }], data: dataOf(points(1, 2)), title }),
    million: () =>
      regionsOverTraining({
        snapshots: Array.from({ length: 100 }, (_, k) => ({ name: `epoch ${k}`, network })),
        data: manyExamples,
        title,
      }),
    wrong: () =>
      regionsOverTraining({ snapshots: [{ name: "a", network: wide }], data: dataOf(points(1, 2)), title }),
  },
  functionApproximation: {
    notFinite: () => functionApproximation({ target: nan, network: square, domain: [0, 1], title }),
    empty: () => functionApproximation({ target: square, network: square, domain: [1, 1], title }),
    one: () =>
      functionApproximation({
        target: square,
        network: square,
        domain: [0, 1],
        data: new Dataset({ inputs: [[1]], targets: [[1]] }),
        title,
      }),
    million: () =>
      functionApproximation({
        target: square,
        network: square,
        domain: [0, 1],
        data: new Dataset({ inputs: far.map(([x]) => [x]), targets: far.map(([, y]) => [y]) }),
        title,
      }),
    wrong: () => functionApproximation({ target: square, network: wide, domain: [0, 1], title }),
  },
  heatMaps: {
    notFinite: () => heatMaps({ target: bowl, network: () => Infinity, domain: plane, title }),
    empty: () => heatMaps({ target: bowl, network, domain: { x: [0, 0], y: [0, 1] }, title }),
    one: () => heatMaps({ target: () => 0, network: () => 0, domain: plane, title }),
    wrong: () => heatMaps({ target: bowl, network: wide, domain: plane, title }),
  },
  gradientNormsByLayer: {
    notFinite: () => gradientNormsByLayer({ series: [{ name: "a", norms: [NaN] }], title }),
    empty: () => gradientNormsByLayer({ series: [], title }),
    one: () => gradientNormsByLayer({ series: [{ name: "a", norms: [0] }], title }),
    million: () => gradientNormsByLayer({ series: [{ name: "a", norms: many }], title }),
    wrong: () => gradientNormsByLayer({ series: [{ name: "a", norms: [-1] }], title }),
  },
  errorAgainstWidth: {
    notFinite: () => errorAgainstWidth({ series: [{ name: "a", widths: [1, 2], errors: [1, NaN] }], title }),
    empty: () => errorAgainstWidth({ series: [{ name: "a", widths: [], errors: [] }], title }),
    one: () => errorAgainstWidth({ series: [{ name: "a", widths: [1, 2], errors: [1, 1] }], title }),
    million: () =>
      errorAgainstWidth({ series: [{ name: "a", widths: [1, 2], errors: [many, many] }], title }),
    wrong: () => errorAgainstWidth({ series: [{ name: "a", widths: [1, 2], errors: [1] }], title }),
  },
};

test("every kind of figure is in the table", () => {
  const kinds = Object.keys(FIGURES).filter((kind) => !kind.includes(","));
  expect(Object.keys(CASES).sort()).toEqual(kinds.sort());
});

const jsonOf = (figure: Figure): string => JSON.stringify(figure[jupyterDisplay]());

describe.each(Object.entries(CASES))("%s", (_, { notFinite, empty, one, wrong }) => {
  test.each(Object.entries({ notFinite, empty, wrong }))(
    "refuses what is %s, and says what was expected",
    (_, make) => {
      let said = "";
      try {
        make();
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
        said = (error as Error).message;
      }
      expect(said).toMatch(/^expected .*(got|at least one)/s);
    },
  );

  test("draws as little as there can be", () => {
    const figure = one();
    expect(figure.text).not.toMatch(/NaN|undefined|Infinity/);
    expect(jsonOf(figure).length).toBeLessThan(300_000);
  });
});

const long = Object.entries(CASES).filter(([, { million }]) => million);

test.each(long)("%s draws a million numbers with few, and says so", (_, { million }) => {
  const figure = million!();
  expect(jsonOf(figure).length).toBeLessThan(2_000_000);
  expect(figure.text).toMatch(/drawn|1,000,000/i);
  expect(figure.text.length).toBeLessThan(1000);
});
