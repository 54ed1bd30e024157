/** One of every kind of figure and of widget, with the kind of data that a lesson gives it. */
import * as nd from "../../src";
import type { Figure, Widget } from "../../src";
import { widgetSpecimens } from "./widgets";

const { Network } = nd;

/** A hilly terrain with two valleys. */
const valleys = ([x, y]: Float64Array): number => (x * x - 1) ** 2 + 0.3 * x + y * y;
const square = { x: [-1.8, 1.8], y: [-1.4, 1.4] } as const;

/** A network that has learned to tell two moons apart, and what happened on the way. */
const moons = nd.twoMoons({ count: 200, noise: 0.15, seed: 1 });
const [moonTraining, moonTest] = moons.shuffle(1).split(140);
const moonNetwork = new Network([2, 8, 1], { activations: ["tanh", "sigmoid"], seed: 3 });
const snapshots: { name: string; network: nd.Network }[] = [];
const moonRun = await nd.train(moonNetwork, moonTraining, {
  cost: "binary-cross-entropy",
  optimizer: "adam",
  learningRate: 0.02,
  batchSize: 10,
  epochs: 60,
  seed: 1,
  validation: moonTest,
  onEpoch: ({ epoch, network }) => {
    if (epoch % 4 === 0) snapshots.push({ name: `epoch ${epoch}`, network: network.copy() });
  },
});

/** The same network, learning from batches of three sizes. */
const batchRuns: nd.NamedRun[] = [];
for (const batchSize of ["full", 1, 10] as const) {
  const options = {
    cost: "binary-cross-entropy",
    learningRate: 0.1,
    batchSize,
    epochs: 60,
    seed: 1,
  } as const;
  const { history } = await nd.train(moonNetwork, moonTraining, options);
  batchRuns.push({
    name: batchSize === "full" ? "batch" : batchSize === 1 ? "stochastic" : "mini-batch of 10",
    history,
  });
}

/** A network that has looked at digits for a moment. */
const digits = await nd.loadDigits({ training: 1200, test: 400 });
const reader = new Network([784, 16, 16, 10], { activations: ["sigmoid", "sigmoid", "softmax"], seed: 1 });
const digitRun = await nd.train(reader, digits.training, {
  cost: "cross-entropy",
  optimizer: "adam",
  learningRate: 0.01,
  batchSize: 20,
  epochs: 4,
  seed: 1,
  validation: digits.test,
});
const outputs = digitRun.network.predict(digits.test.inputs);

const sleep = new Network([2, 3, 1], { activations: "sigmoid", seed: 4 });
const sleepGradient = nd.backpropagate(sleep, [[0.3, 1]], [[0.75]], nd.costs["mean-squared-error"]).gradient;

const sigmoid = (z: number): number => nd.activations.sigmoid.value(z);
const random = new nd.Random(1);
const noise = Array.from({ length: 300 }, () => Array.from({ length: 784 }, () => random.uniform(0, 1)));
const spiralData = nd.spirals({ count: 240, arms: 3, noise: 0.05, seed: 2 });
const spiralRun = await nd.train(
  new Network([2, 16, 16, 3], { activations: ["tanh", "tanh", "softmax"], seed: 2 }),
  spiralData,
  {
    cost: "cross-entropy",
    optimizer: "adam",
    learningRate: 0.02,
    batchSize: 20,
    epochs: 80,
    seed: 1,
  },
);

const wave = (x: number): number => Math.sin(2 * x) + 0.3 * x;
const waveData = nd.functionData(wave, { intervals: [[-3, 3]], count: 80, noise: 0.05, seed: 1 });
const waveRun = await nd.train(
  new Network([1, 10, 1], { activations: ["tanh", "identity"], seed: 5 }),
  waveData,
  {
    optimizer: "adam",
    learningRate: 0.01,
    batchSize: 10,
    epochs: 1500,
    seed: 1,
  },
);

/** Steps of equal width, each as high as the wave in its middle. */
const staircase =
  (n: number) =>
  (x: number): number =>
    wave(-3 + (6 / n) * (Math.min(n - 1, Math.floor(((x + 3) * n) / 6)) + 0.5));

const places = Array.from({ length: 601 }, (_, k) => -3 + k / 100);
const rootMeanSquare = (f: (x: number) => number): number =>
  Math.sqrt(places.reduce((sum, x) => sum + (f(x) - wave(x)) ** 2, 0) / places.length);

/** What training gets with so many units, for three seeds each. */
const WIDTHS = [4, 8, 16, 32];
const cleanWave = nd.functionData(wave, { intervals: [[-3, 3]], count: 100, seed: 1 });
const trainedErrors: number[][] = [];
for (const width of WIDTHS) {
  const errors: number[] = [];
  for (const seed of [1, 2, 3]) {
    const start = new Network([1, width, 1], { activations: ["tanh", "identity"], seed });
    const options = { optimizer: "adam", learningRate: 0.02, batchSize: 10, epochs: 300, seed } as const;
    const { network } = await nd.train(start, cleanWave, options);
    errors.push(rootMeanSquare((x) => network.predict([[x]]).values[0]));
  }
  trainedErrors.push(errors);
}

/** A hill over the plane, and the network that has learned it. */
const hill = ([x, y]: Iterable<number>): number => Math.exp(-2 * (x * x + y * y));
const grid = Array.from({ length: 289 }, (_, k) => [
  -1.5 + (k % 17) / 5.33,
  -1.5 + Math.floor(k / 17) / 5.33,
]);
const hillRun = await nd.train(
  new Network([2, 8, 1], { activations: ["tanh", "identity"], seed: 1 }),
  new nd.Dataset({ inputs: grid, targets: grid.map((point) => [hill(point)]) }),
  { optimizer: "adam", learningRate: 0.02, batchSize: 17, epochs: 150, seed: 1 },
);

/** How well networks of three sizes tell moons apart, for six seeds each. */
const moonSeeds: { name: string; values: number[] }[] = [];
for (const sizes of [
  [2, 1],
  [2, 4, 1],
  [2, 16, 1],
]) {
  const values: number[] = [];
  for (let seed = 1; seed <= 6; seed++) {
    const hidden = sizes.slice(2).map(() => "tanh" as const);
    const start = new Network(sizes, { activations: [...hidden, "sigmoid"], seed });
    const { network } = await nd.train(start, moonTraining, {
      cost: "binary-cross-entropy",
      optimizer: "adam",
      learningRate: 0.03,
      batchSize: 10,
      epochs: 60,
      seed,
    });
    values.push(nd.accuracy(network.predict(moonTest.inputs), moonTest.labels!));
  }
  moonSeeds.push({ name: sizes.join("-"), values });
}

/** What the cost on XOR becomes with a few hidden units or more, for ten seeds each. */
const xorSeeds: { name: string; values: number[] }[] = [];
for (const width of [2, 3, 8]) {
  const values: number[] = [];
  for (let seed = 1; seed <= 10; seed++) {
    const start = new Network([2, width, 1], { activations: ["tanh", "sigmoid"], seed });
    const options = { optimizer: "adam", learningRate: 0.05, batchSize: "full", epochs: 400, seed } as const;
    const { history } = await nd.train(start, nd.xor(), options);
    values.push(history.cost[history.cost.length - 1]);
  }
  xorSeeds.push({ name: `${width} hidden units`, values });
}

const deep = new Network([20, 50, 50, 50, 50, 50, 50], {
  activations: "tanh",
  initializer: "xavier-normal",
  seed: 1,
});
const deepPass = deep
  .withParameters(deep.parameters.map((w) => 0.75 * w))
  .forward(Array.from({ length: 40 }, () => Array.from({ length: 20 }, () => random.normal())));

const ravine = ([x, y]: Float64Array): number => 0.5 * x * x + 5 * y * y;

/** Descent with momentum: u ← βu − η∇C, v ← v + u. */
function withMomentum(start: number[], rate: number, beta: number, steps: number): number[][] {
  const points = [start];
  let u = [0, 0];
  for (let k = 0; k < steps; k++) {
    const v = points[k];
    const gradient = nd.centralGradient(ravine, v);
    u = u.map((value, i) => beta * value - rate * gradient[i]);
    points.push(v.map((value, i) => value + u[i]));
  }
  return points;
}

/** How far ∇C·Δv is from what C really changes by. */
const SHIFTS = [1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1];
const linearError = (size: number): number => {
  const v = Float64Array.of(0.7, 0.4);
  const change = [0.6 * size, 0.8 * size];
  const gradient = [4 * v[0] * (v[0] ** 2 - 1) + 0.3, 2 * v[1]];
  const moved = v.map((value, i) => value + change[i]);
  return Math.abs(valleys(moved) - valleys(v) - gradient[0] * change[0] - gradient[1] * change[1]);
};

const doubleWell = (w: number): number => w ** 4 - 2 * w ** 2 + 0.3 * w;
const roll = (start: number, learningRate: number): number[] =>
  nd.descend(([w]) => doubleWell(w), { start: [start], learningRate, steps: 20 }).points.map(([w]) => w);

/** The cost of one sigmoid neuron on one example, as a graph. */
function neuronGraph(): nd.GraphNode {
  const [w, x, b, y] = [
    nd.variable(0.5, "w"),
    nd.variable(2, "x"),
    nd.variable(-1.5, "b"),
    nd.variable(1, "y"),
  ];
  const a = w.times(x).named("w·x").plus(b).named("z").sigmoid().named("a");
  const cost = a.minus(y).named("error").toThePower(2).named("C");
  cost.backward();
  return cost;
}

/** Every figure by the name of the function that makes it. */
export const specimens: Record<string, () => Figure | Widget> = {
  "curves, in steps": () => {
    const x = Array.from({ length: 121 }, (_, i) => (i - 60) / 10);
    return nd.curves({
      series: [
        { name: "sigmoid", x, y: x.map(sigmoid) },
        { name: "threshold", x: [-6, 0, 6], y: [0, 1, 1], as: "steps" },
      ],
      axes: { x: "z", y: "a" },
      title: "A threshold jumps where a sigmoid rises",
    });
  },
  gradientBars: () =>
    nd.gradientBars({
      gradient: sleepGradient,
      network: sleep,
      title: "The output's weights get the largest share",
    }),
  "gradientBars, of 13,002": () =>
    nd.gradientBars({
      gradient: nd.backpropagate(
        digitRun.network,
        digits.test.take(20).inputs,
        digits.test.take(20).targets,
        nd.costs["cross-entropy"],
      ).gradient,
      network: digitRun.network,
      title: "The largest of 13,002 pull at the last layer",
    }),
  gradientRatios: () => {
    const inputs = Array.from({ length: 6 }, (_, i) => [Math.sin(i), Math.cos(2 * i)]);
    const targets = inputs.map(([a, b]) => [sigmoid(a - b)]);
    const network = new Network([2, 4, 4, 1], { activations: "sigmoid", seed: 5 });
    const { gradient } = nd.backpropagate(network, inputs, targets, "mean-squared-error");
    const cost = (v: Float64Array): number =>
      nd.costOf(network.withParameters(v), inputs, targets, "mean-squared-error");
    const changed = (name: string, change: (value: number, tensor: string) => number) => {
      const values = network.views(gradient).flatMap((t) => Array.from(t.values, (a) => change(a, t.name)));
      return { name, report: nd.checkGradient(cost, values, network.parameters) };
    };
    return nd.gradientRatios({
      network,
      checks: [
        changed("nothing wrong", (a) => a),
        changed("sign", (a) => -a),
        changed("biases forgotten", (a, tensor) => (tensor.startsWith("b") ? 0 : a)),
        changed("mean forgotten", (a) => 6 * a),
        changed("chance in the first layer", (a, tensor) =>
          tensor === "W1" ? a + 0.01 * random.normal() : a,
        ),
      ],
      title: "Each mistake leaves another pattern",
    });
  },
  vPlot: () =>
    nd.vPlot({
      studies: (["forward", "central"] as const).map((method) =>
        nd.stepStudy(Math.sin, 1, { derivative: Math.cos(1), method }),
      ),
      title: "Below the best step rounding takes over",
    }),
  trainingCurves: () =>
    nd.trainingCurves({
      history: digitRun.history,
      names: { training: "training", validation: "test" },
      title: "Four epochs are enough to read most digits",
    }),
  "trainingCurves, many epochs": () =>
    nd.trainingCurves({
      history: moonRun.history,
      logarithmic: true,
      title: "The moons are apart after 40 epochs",
    }),
  costAgainst: () =>
    nd.costAgainst({
      runs: batchRuns,
      effort: "work",
      logarithmic: { y: true },
      title: "For the same work small batches get further",
    }),
  networkDiagram: () =>
    nd.networkDiagram({
      network: sleep,
      inputs: [0.3, 1],
      inputNames: ["sleep", "study"],
      outputNames: ["score"],
      title: "Three hidden units weigh the same two hours",
    }),
  "networkDiagram, of 13,002": () =>
    nd.networkDiagram({
      network: digitRun.network,
      inputs: digits.test.example(3).inputs,
      outputNames: digits.test.classNames,
      title: "784 pixels go in, ten answers come out",
    }),
  digitGrid: () =>
    nd.digitGrid({
      images: digits.test.take(40),
      answers: nd.answersOf(outputs).subarray(0, 40),
      title: "Most are read right",
    }),
  "digitGrid, with captions": () =>
    nd.digitGrid({
      images: digits.test.take(8),
      captions: Array.from({ length: 8 }, (_, i) => {
        const ink = digits.test.example(i).inputs.reduce((sum, pixel) => sum + pixel, 0);
        return `ink ${Math.round(ink)}`;
      }),
      title: "A caption of one's own above each image",
    }),
  weightImages: () =>
    nd.weightImages({ weights: digitRun.network.W(1), title: "No edges to be seen in the first layer" }),
  confusionHeatMap: () =>
    nd.confusionHeatMap({
      confusion: nd.confusionMatrix(outputs, digits.test.labels!),
      title: "Where the network errs",
    }),
  calibrationPlot: () =>
    nd.calibrationPlot({
      runs: [
        { name: "after 4 epochs", calibration: nd.calibration(outputs, digits.test.labels!) },
        {
          name: "untrained",
          calibration: nd.calibration(reader.predict(digits.test.inputs), digits.test.labels!),
        },
      ],
      title: "Sure of itself, and mostly right to be",
    }),
  gradientField: () =>
    nd.gradientField({ f: valleys, domain: square, title: "Every arrow points to a valley nearby" }),
  basinsOfAttraction: () =>
    nd.basinsOfAttraction({
      f: ([x, y]) => (x * x - 1) ** 2 + (y * y - 1) ** 2 + 0.3 * x + 0.8 * x * y,
      domain: { x: [-2, 2], y: [-2, 2] },
      learningRate: 0.05,
      starts: 50,
      title: "Which minimum is reached depends on the start",
    }),
  decisionRegions: () =>
    nd.decisionRegions({
      network: moonRun.network,
      data: moonTraining,
      title: "Eight hidden units bend the border",
    }),
  "decisionRegions, of three classes": () =>
    nd.decisionRegions({ network: spiralRun.network, data: spiralData, title: "Three arms, three regions" }),
  regionsOverTraining: () =>
    nd.regionsOverTraining({ snapshots, data: moonTraining, title: "The border bends epoch by epoch" }),
  functionApproximation: () =>
    nd.functionApproximation({
      target: wave,
      network: waveRun.network,
      data: waveData,
      domain: [-3, 3],
      title: "Ten bent lines add up to the wave",
    }),
  heatMaps: () =>
    nd.heatMaps({
      target: hill,
      network: hillRun.network,
      domain: { x: [-1.5, 1.5], y: [-1.5, 1.5] },
      title: "Eight units make a hill in the plane",
    }),
  layerHistograms: () =>
    nd.layerHistograms({
      layers: [2, 3, 4, 5, 6, 7].map((l) => ({ name: `layer ${l}`, values: deepPass.a(l).values })),
      axis: "activation a",
      title: "Activations shrink from layer to layer",
    }),
  gradientNormsByLayer: () =>
    nd.gradientNormsByLayer({
      series: (["sigmoid", "relu"] as const).map((name) => {
        const sizes = [2, ...Array.from({ length: 9 }, () => 10), 1];
        const hidden = sizes.slice(2).map(() => name);
        const initializer = name === "relu" ? "he-normal" : "xavier-normal";
        const network = new Network(sizes, { activations: [...hidden, "sigmoid"], initializer, seed: 1 });
        const { gradient } = nd.backpropagate(network, moons.inputs, moons.targets, "binary-cross-entropy");
        return { name, network, gradient };
      }),
      title: "With sigmoids the first layers hear next to nothing",
    }),
  errorAgainstWidth: () =>
    nd.errorAgainstWidth({
      series: [
        { name: "steps", widths: WIDTHS, errors: WIDTHS.map((n) => rootMeanSquare(staircase(n))) },
        { name: "trained", widths: WIDTHS, errors: trainedErrors },
      ],
      title: "More steps help; more units alone do not",
    }),
  optimizerRace: () =>
    nd.optimizerRace({
      f: ravine,
      domain: { x: [-3, 1], y: [-1.6, 1.6] },
      paths: [
        {
          name: "gradient descent",
          points: nd.descend(ravine, { start: [-2.6, 1.2], learningRate: 0.09, steps: 60 }).points,
        },
        {
          name: "smaller rate",
          points: nd.descend(ravine, { start: [-2.6, 1.2], learningRate: 0.02, steps: 60 }).points,
        },
        { name: "momentum", points: withMomentum([-2.6, 1.2], 0.03, 0.8, 60) },
      ],
      title: "Momentum is through the ravine first",
    }),
  curveWithTangent: () =>
    nd.curveWithTangent({
      f: (w) => w ** 4 - 2 * w ** 2 + 0.3 * w,
      at: 0.5,
      step: 0.8,
      domain: [-1.7, 1.7],
      title: "The secant is not yet the tangent",
    }),
  ballOnCurve: () =>
    nd.ballOnCurve({
      f: doubleWell,
      path: roll(1.7, 0.03),
      domain: [-1.75, 1.85],
      title: "The ball rolls into the nearest valley",
    }),
  ballsOnCurve: () =>
    nd.ballsOnCurve({
      f: doubleWell,
      runs: [0.01, 0.05, 0.22].map((rate) => ({ name: `η = ${rate}`, path: roll(1.5, rate) })),
      domain: [-1.75, 1.85],
      title: "A large step jumps into the other valley",
    }),
  computationGraph: () => nd.computationGraph({ end: neuronGraph(), title: "A slope at every arrow" }),
  contourWithPaths: () =>
    nd.contourWithPaths({
      f: valleys,
      paths: [0.5, -0.5].map((x) => ({
        name: `from x = ${nd.asNumber(x)}`,
        points: nd.descend(valleys, { start: [x, 1.2], learningRate: 0.08, steps: 30 }).points,
      })),
      domain: square,
      title: "Two starts, two valleys",
    }),
  surfaceWithPath: () =>
    nd.surfaceWithPath({
      f: valleys,
      points: nd.descend(valleys, { start: [-0.1, 1.2], learningRate: 0.08, steps: 30 }).points,
      domain: square,
      title: "Down into a valley",
    }),
  learningRateComparison: () =>
    nd.learningRateComparison({
      runs: [0.02, 0.1, 0.19, 0.21].map((learningRate) =>
        nd.descend(ravine, { start: [-2.6, 1.2], learningRate, steps: 60 }),
      ),
      title: "Above 2/λ it diverges",
    }),
  curves: () =>
    nd.curves({
      series: (["sigmoid", "tanh", "relu"] as const).map((name) => {
        const x = Array.from({ length: 101 }, (_, i) => -4 + 0.08 * i);
        return { name, x, y: x.map((z) => nd.activations[name].value(z)) };
      }),
      axes: { x: "z", y: "a = f(z)" },
      domain: { y: [-1.2, 2] },
      title: "Three activations",
    }),
  histograms: () =>
    nd.histograms({
      groups: [
        { name: "digits", values: nd.confidences(outputs) },
        { name: "noise", values: nd.confidences(digitRun.network.predict(noise)) },
      ],
      axis: "confidence",
      domain: [0, 1],
      title: "Noise is answered with confidence too",
    }),
  dotPlot: () =>
    nd.dotPlot({
      groups: moonSeeds,
      axis: "accuracy on moons not seen",
      percent: true,
      title: "The more hidden units, the better and the surer",
    }),
  "dotPlot, logarithmic": () =>
    nd.dotPlot({
      groups: xorSeeds,
      axis: "cost after 400 epochs",
      logarithmic: true,
      marks: [{ x: 0.25, text: "always ½" }],
      title: "With few hidden units some seeds never learn XOR",
    }),
  histogram: () =>
    nd.histogram({
      values: digitRun.network.W(1).values,
      axis: "weight of the first layer",
      domain: [-0.6, 0.6],
      title: "Most of 12,544 weights are small",
    }),
  logLog: () =>
    nd.logLog({
      series: [{ name: "error", x: SHIFTS, y: SHIFTS.map(linearError) }],
      axes: { x: "‖Δv‖", y: "error of the linear prediction" },
      title: "Half the step, a quarter of the error",
    }),
  ...widgetSpecimens(digitRun.network, digits.test),
};
