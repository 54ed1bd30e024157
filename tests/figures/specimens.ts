/** Each kind of figure with little data, and names that would be markup if they were not escaped. */
import {
  calibration,
  computationGraph,
  checkGradient,
  ConfusionMatrix,
  Dataset,
  Network,
  stepStudy,
  xor,
  ballOnCurve,
  ballsOnCurve,
  basinsOfAttraction,
  calibrationPlot,
  confusionHeatMap,
  contourWithPaths,
  costAgainst,
  curves,
  curveWithTangent,
  decisionRegions,
  digitGrid,
  dotPlot,
  errorAgainstWidth,
  Figure,
  functionApproximation,
  gradientBars,
  gradientRatios,
  gradientField,
  gradientNormsByLayer,
  heatMaps,
  histogram,
  histograms,
  layerHistograms,
  learningRateComparison,
  logLog,
  networkDiagram,
  optimizerRace,
  regionsOverTraining,
  surfaceWithPath,
  trainingCurves,
  variable,
  vPlot,
  weightImages,
} from "../../src";

export const title = "Down & <b>out</b>";
const square = (w: number): number => w * w;
export const bowl = ([x, y]: Float64Array): number => x * x + 2 * y * y;
export const way = [
  [2, 1],
  [1, 0.4],
  [0.5, 0.1],
];
export const plane = { x: [-1, 1], y: [-1, 1] } as const;
export const network = new Network([2, 3, 1], { activations: "sigmoid", seed: 1 });
const classesNamed = (name: string): Dataset =>
  new Dataset({
    inputs: xor().inputs,
    labels: [0, 1, 1, 0],
    classNames: [name, "c"],
    inputNames: [name, "y"],
  });
export const classes = classesNamed("a<i>b");
const twoClasses = new Network([2, 2], { activations: "softmax", seed: 1 });

/** Every kind of figure, with a name wherever one may be given. */
export const figuresNamed = (name: string): Record<string, () => Figure> => ({
  ballOnCurve: () => ballOnCurve({ f: square, path: [2, 1, 0.5], title }),
  ballsOnCurve: () =>
    ballsOnCurve({
      f: square,
      runs: [
        { name, path: [2, 1] },
        { name: "c", path: [2] },
      ],
      title,
    }),
  contourWithPaths: () => contourWithPaths({ f: bowl, paths: [{ name, points: way }], title }),
  surfaceWithPath: () =>
    surfaceWithPath({ f: bowl, points: way, symbols: { x: name, y: "y", cost: "C" }, title }),
  learningRateComparison: () =>
    learningRateComparison({ runs: [{ learningRate: 0.1, costs: [4, 2, 1] }], cost: name, title }),
  curves: () => curves({ series: [{ name, x: [1, 2], y: [3, 4] }], axes: { x: name, y: name }, title }),
  histogram: () => histogram({ values: [1, 2, 2, 3], axis: name, title }),
  logLog: () => logLog({ series: [{ name, x: [1, 10], y: [1, 100] }], axes: { x: name, y: name }, title }),
  histograms: () =>
    histograms({
      groups: [
        { name, values: [1, 2] },
        { name: "c", values: [2] },
      ],
      axis: name,
      title,
    }),
  dotPlot: () =>
    dotPlot({ groups: [{ name, values: [1, 2] }], axis: name, marks: [{ x: 1, text: name }], title }),
  gradientBars: () =>
    gradientBars({ gradient: [1, -2], names: [name, "c"], beside: { name, gradient: [1, -1] }, title }),
  gradientRatios: () =>
    gradientRatios({
      network,
      checks: [
        {
          name,
          report: checkGradient(
            (v) => v[0],
            Float64Array.of(2, ...new Array(12).fill(0)),
            network.parameters,
          ),
        },
      ],
      title,
    }),
  vPlot: () =>
    vPlot({ studies: [{ ...stepStudy(Math.exp, 0, { derivative: 1 }), method: name as "central" }], title }),
  trainingCurves: () =>
    trainingCurves({
      history: {
        epoch: [1, 2],
        cost: [3, 2],
        accuracy: [0.5, 0.6],
        validationCost: [3, 2.5],
        validationAccuracy: [0.4, 0.5],
        batches: { epoch: [0.5, 1, 1.5, 2], cost: [4, 3, 2, 2] },
      },
      names: { training: name, validation: "c" },
      title,
    }),
  costAgainst: () =>
    costAgainst({ runs: [{ name, history: { work: [1, 2], cost: [4, 3] } }], effort: "work", title }),
  networkDiagram: () =>
    networkDiagram({ network, inputs: [0, 1], inputNames: [name, "c"], outputNames: [name], title }),
  computationGraph: () => {
    const end = variable(2, name).times(variable(3, "c"));
    end.backward();
    return computationGraph({ end, title });
  },
  digitGrid: () =>
    digitGrid({
      images: [[0, 1, 1, 0]],
      shape: [2, 2],
      labels: [0],
      answers: [1],
      classNames: [name, "c"],
      title,
    }),
  weightImages: () => weightImages({ weights: [[1], [-2]], shape: [1, 2], names: [name], title }),
  confusionHeatMap: () =>
    confusionHeatMap({
      confusion: new ConfusionMatrix(
        [
          [3, 1],
          [0, 2],
        ],
        [name, "c"],
      ),
      title,
    }),
  calibrationPlot: () =>
    calibrationPlot({ runs: [{ name, calibration: calibration([[0.2, 0.8]], [1]) }], title }),
  gradientField: () =>
    gradientField({ f: bowl, domain: plane, symbols: { x: name, y: name, cost: name }, title }),
  basinsOfAttraction: () =>
    basinsOfAttraction({
      f: bowl,
      domain: plane,
      learningRate: 0.1,
      starts: 5,
      symbols: { x: name, y: name, cost: name },
      title,
    }),
  decisionRegions: () => decisionRegions({ network, data: classesNamed(name), title }),
  "decisionRegions, an output a class": () =>
    decisionRegions({ network: twoClasses, data: classesNamed(name), title }),
  regionsOverTraining: () =>
    regionsOverTraining({
      snapshots: [
        { name, network },
        { name: "c", network },
      ],
      data: classesNamed(name),
      title,
    }),
  functionApproximation: () =>
    functionApproximation({
      target: square,
      network: new Network([1, 2, 1], { activations: ["tanh", "identity"], seed: 1 }),
      domain: [0, 1],
      names: { target: name, network: name },
      axes: { x: name, y: name },
      title,
    }),
  heatMaps: () =>
    heatMaps({
      target: bowl,
      network,
      domain: plane,
      names: { target: name, network: name },
      axes: { x: name, y: name },
      title,
    }),
  layerHistograms: () => layerHistograms({ layers: [{ name, values: [1, 2, 2] }], axis: name, title }),
  gradientNormsByLayer: () =>
    gradientNormsByLayer({ series: [{ name, norms: [0.1, 1] }], norm: name, title }),
  errorAgainstWidth: () =>
    errorAgainstWidth({
      series: [
        {
          name,
          widths: [1, 2],
          errors: [
            [1, 2],
            [0.5, 0.4],
          ],
        },
      ],
      axes: { x: name, y: name },
      title,
    }),
  optimizerRace: () =>
    optimizerRace({
      f: bowl,
      paths: [{ name, points: way }],
      symbols: { x: name, y: name, cost: name },
      title,
    }),
  curveWithTangent: () =>
    curveWithTangent({ f: square, at: 1, step: 0.5, axes: { x: name, y: name }, title }),
});

export const FIGURES = figuresNamed("a<i>b");
