import { expect, test } from "vitest";
import {
  asNumber,
  calibration,
  calibrationPlot,
  ConfusionMatrix,
  confusionHeatMap,
  Dataset,
  decisionRegions,
  digitGrid,
  dotPlot,
  functionApproximation,
  heatMaps,
  histograms,
  layerHistograms,
  Matrix,
  Network,
  networkDiagram,
  optimizerRace,
  regionsOverTraining,
  weightImages,
} from "../../src";
import { bowl, classes, network, title } from "./specimens";

type Trace = Record<string, never> & {
  x: number[];
  y: number[];
  z: (number | null)[][];
  text: string[];
  customdata: unknown[];
};
const traces = (figure: { data: unknown[] }): Trace[] => figure.data as Trace[];

test("the diagram draws each unit, and tells each weight", () => {
  const [units, weights] = traces(networkDiagram({ network, inputs: [0, 1], title }));
  expect(units.x).toHaveLength(6);
  expect(weights.customdata).toHaveLength(9);
  expect(weights.customdata[5]).toBe(`W⁽¹⁾ from 2 to 3: ${asNumber(network.W(1).values[5])}`);
});

test("of 784 inputs the diagram draws some: without an image the first and the last, with one the brightest", () => {
  const reader = new Network([784, 16, 10], { activations: "sigmoid", seed: 1 });
  const figure = networkDiagram({ network: reader, title });
  expect(traces(figure)[0].x).toHaveLength(16 + 16 + 10);
  expect(figure.text).toContain("Drawn are 16 of the 784 units of layer 1.");
  const image = Float64Array.from({ length: 784 }, (_, i) => (i >= 400 && i < 416 ? 1 : 0));
  const [units] = traces(networkDiagram({ network: reader, inputs: image, title }));
  expect(units.customdata[0]).toBe("input 401: a = 1");
  expect(() => networkDiagram({ network: reader, inputs: [1, 2], title })).toThrow(/expected 784 inputs/);
});

test("images keep their pixels, side by side", () => {
  const figure = digitGrid({
    images: [
      [0, 1, 0.5, 0.25],
      [1, 0, 0, 1],
    ],
    shape: [2, 2],
    title,
  });
  const rows = traces(figure)[0].z.filter((row) => row.some((pixel) => pixel !== null));
  expect(rows.map((row) => row.filter((pixel) => pixel !== null))).toEqual([
    [0, 1, 1, 0],
    [0.5, 0.25, 0, 1],
  ]);
});

test("images bear captions of one's own, in the picture and in its text", () => {
  const images = [
    [0, 1, 1, 0],
    [1, 0, 0, 1],
  ];
  const figure = digitGrid({ images, shape: [2, 2], labels: [7, 3], captions: ["ink 9", "a < b"], title });
  expect(figure.layout.annotations?.map(({ text }) => text)).toEqual(["ink 9", "a &lt; b"]);
  expect(figure.text).toContain("2 images: ink 9, a < b.");
  expect(() => digitGrid({ images, shape: [2, 2], captions: ["one"], title })).toThrow(
    /expected 2 captions, .* got 1/,
  );
});

test("of a thousand images 120 are drawn; what is no image is refused", () => {
  const images = Array.from({ length: 1000 }, () => [0, 1, 1, 0]);
  expect(digitGrid({ images, shape: [2, 2], title }).text).toContain("1,000 images (120 of 1,000 drawn)");
  expect(() => digitGrid({ images, title })).toThrow(/28×28 = 784 pixels.*got rows of 4/);
  expect(() => digitGrid({ images, shape: [2, 2], labels: [1], title })).toThrow(/expected 1000 labels/);
  expect(() => digitGrid({ images: [[NaN]], shape: [1, 1], title })).toThrow(/finite numbers, got NaN/);
});

test("weights of zero are white in every image", () => {
  const { zmin, zmax } = traces(
    weightImages({
      weights: [
        [1, -4],
        [0, 2],
      ],
      shape: [1, 2],
      title,
    }),
  )[0] as unknown as { zmin: number; zmax: number };
  expect([zmin, zmax]).toEqual([-4, 4]);
});

test("a class without examples does not break the confusion matrix", () => {
  const figure = confusionHeatMap({
    confusion: new ConfusionMatrix([
      [2, 0],
      [0, 0],
    ]),
    title,
  });
  expect(figure.text).toContain("2 of 2 answers are right (100 %). No mistakes.");
});

test("bins without answers are left out of the calibration", () => {
  const runs = [
    {
      name: "r",
      calibration: calibration(
        [
          [0.1, 0.9],
          [0.3, 0.7],
        ],
        [1, 0],
      ),
    },
  ];
  expect(traces(calibrationPlot({ runs, title }))[1]).toMatchObject({
    x: [0.7, 0.9],
    y: [0, 1],
    customdata: [1, 1],
  });
});

test("regions are those of the network, and an error has a dark ring", () => {
  const left = new Network([2, 1], { activations: "sigmoid", parameters: [-40, 0, 20] }); // 1 where x < ½
  const { data, text } = decisionRegions({
    network: left,
    data: classes,
    domain: { x: [0, 1], y: [0, 1] },
    title,
  });
  const [region, , first] = traces({ data });
  region.x.forEach((x, j) => {
    if (Math.abs(x - 0.5) > 0.1) expect(Math.round(region.z[0][j]!)).toBe(x < 0.5 ? 1 : 0);
  });
  expect((first.marker as unknown as { line: { width: number[] } }).line.width).toEqual([2.5, 1]);
  expect(text).toContain("2 of 4 examples are on their side (50 %)");
});

test("regions need two inputs and labels", () => {
  const three = new Dataset({ inputs: [[1, 2, 3]], labels: [0] });
  expect(() => decisionRegions({ network, data: three, title })).toThrow(/2 inputs.*got 3/);
  const unlabeled = new Dataset({ inputs: [[1, 2]], targets: [[0.3]] });
  expect(() => decisionRegions({ network, data: unlabeled, title })).toThrow(/data with labels/);
});

test("animations stand still at the end, with a frame for each moment", () => {
  const snapshots = [0, 1, 2].map((seed) => ({
    name: `epoch ${seed}`,
    network: new Network([2, 1], { activations: "sigmoid", seed }),
  }));
  const figure = regionsOverTraining({ snapshots, data: classes, title });
  expect(figure.frames).toHaveLength(3);
  expect((figure.frames[2].data as Trace[])[0].z).toEqual(traces(figure)[0].z);
  expect(figure.layout.sliders?.[0]).toMatchObject({ active: 2 });
  const bundle = figure[Symbol.for("Jupyter.display") as never] as () => Record<
    string,
    { frames: unknown[] }
  >;
  expect(bundle.call(figure)["application/vnd.plotly.v1+json"].frames).toHaveLength(3);
});

test("a race of thousands of steps is thinned, and each waits at its end", () => {
  const long = Array.from({ length: 20_000 }, (_, k) => [Math.cos(k / 500), Math.sin(k / 500)]);
  const figure = optimizerRace({
    f: bowl,
    paths: [
      { name: "long", points: long },
      {
        name: "short",
        points: [
          [1, 1],
          [0, 0],
        ],
      },
    ],
    title,
  });
  expect(figure.frames).toHaveLength(60);
  const [start, last] = [0, 59].map((k) => figure.frames[k].data as Trace[]);
  expect(start[2]).toEqual({ x: [1], y: [0] });
  expect(last[5]).toEqual({ x: [0], y: [0] });
  expect(last[2].x[0]).toBeCloseTo(long[19_999][0], 4);
  const plotly = (figure as unknown as Record<symbol, () => object>)[Symbol.for("Jupyter.display")]();
  expect(JSON.stringify(plotly).length).toBeLessThan(1_500_000);
});

test("what the hidden units add and the bias make up the network's output", () => {
  const wave = new Network([1, 3, 1], { activations: ["tanh", "identity"], seed: 2 });
  const figure = functionApproximation({ target: Math.sin, network: wave, domain: [-1, 1], title });
  const [a, b, c, , given] = traces(figure);
  const bias = wave.b(2)!.values[0];
  [0, 200, 400].forEach((k) => expect(a.y[k] + b.y[k] + c.y[k] + bias).toBeCloseTo(given.y[k], 12));
  expect(() => functionApproximation({ target: Math.sin, network, domain: [0, 1], title })).toThrow(
    /one input and one output, got 2-3-1/,
  );
});

test("heat maps beside each other have the same colors", () => {
  const figure = heatMaps({ target: bowl, network: () => -7, domain: { x: [0, 1], y: [0, 1] }, title });
  for (const trace of traces(figure)) expect(trace).toMatchObject({ zmin: -7, zmax: 3 });
});

test("a ridge counts each value of its layer once, a million of them too", () => {
  const values = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i));
  const figure = layerHistograms({
    layers: [
      { name: "a", values },
      { name: "b", values: [0.5] },
    ],
    axis: "a",
    title,
  });
  const counts = traces(figure)[1].customdata as number[];
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1_000_000);
  expect(figure.text).toContain("b: 1 value, 0.5 ± 0.");
  expect(() => layerHistograms({ layers: [{ name: "a", values: [] }], axis: "a", title })).toThrow(
    /values of a/,
  );
});

test("histograms of groups are shares of each, whatever its size", () => {
  const groups = [
    { name: "few", values: [0.1, 0.1, 0.9, 7] },
    { name: "many", values: Float64Array.from({ length: 1_000_000 }, (_, i) => (i % 4 === 0 ? 0.9 : 0.1)) },
  ];
  const figure = histograms({ groups, axis: "u", domain: [0, 1], bars: 2, title });
  expect(traces(figure).map(({ y }) => y)).toEqual([
    [0, 0.5, 0.25, 0],
    [0, 0.75, 0.25, 0],
  ]);
  expect(figure.text).toContain("few: 4 values of u, 2.025 on average, 1 of them outside the picture.");
  expect(() => histograms({ groups: [], axis: "u", title })).toThrow(/1 to 4 groups to compare, got 0/);
});

test("every seed has its dot, and the line stands at the mean", () => {
  const [dots, mean] = traces(dotPlot({ groups: [{ name: "g", values: [3, 1, 2] }], axis: "u", title }));
  expect(dots.x).toEqual([1, 2, 3]);
  expect(mean.x).toEqual([2, 2]);
  expect(() => dotPlot({ groups: [{ name: "g", values: [NaN] }], axis: "u", title })).toThrow(
    /values of g.*got NaN/,
  );
});

test("on a logarithmic axis dots have their geometric mean, and a mark's word stands at its line", () => {
  const groups = [{ name: "g", values: [1, 100] }];
  const marks = [{ x: 1000, text: "here" }];
  const figure = dotPlot({ groups, axis: "u", logarithmic: true, marks, title });
  expect(traces(figure)[1].x[0]).toBeCloseTo(10, 12);
  expect(figure.layout.xaxis?.type).toBe("log");
  expect(figure.layout.shapes?.[0].x0).toBe(1000);
  expect(figure.layout.annotations?.[0].x).toBeCloseTo(3, 12);
  expect(() =>
    dotPlot({ ...{ groups: [{ name: "g", values: [0] }], axis: "u", title }, logarithmic: true }),
  ).toThrow(/above 0 for a logarithmic axis, got 0 in g/);
});

test("in an animation those have a ring that were wrong at that moment", () => {
  const always =
    (p: number) =>
    ({ rows }: Matrix): Matrix => ({ rows, columns: 1, values: new Float64Array(rows).fill(p) });
  const snapshots = [
    { name: "all of class 0", network: always(0.1) },
    { name: "all of class 1", network: always(0.9) },
  ];
  const { frames, data } = regionsOverTraining({ snapshots, data: classes, title });
  const widths = (traces: unknown[]): number[][] =>
    (traces as { marker?: { line: { width: number[] } } }[]).flatMap(({ marker }) =>
      marker ? [marker.line.width] : [],
    );
  const [right, wrong] = [
    [1, 1],
    [2.5, 2.5],
  ];
  expect(widths(frames[0].data!)).toEqual([right, wrong]);
  expect(widths(frames[1].data!)).toEqual([wrong, right]);
  expect(widths(data)).toEqual([wrong, right]);
});
