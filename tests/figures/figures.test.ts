import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "../examples";
import { describe, expect, test } from "vitest";
import { jupyterDisplay } from "../../src/display";
import {
  ballOnCurve,
  ballsOnCurve,
  contourWithPaths,
  curves,
  Figure,
  histogram,
  learningRateComparison,
  logLog,
  surfaceWithPath,
} from "../../src/figures";
import * as library from "../../src/figures";
import { bowl, FIGURES, title, way } from "./specimens";

const square = (w: number): number => w * w;

/** Where nothing is drawn, there null is written: between images, between the lines of arrows, for mistakes never made. */
const WITH_GAPS = [
  "digitGrid",
  "weightImages",
  "gradientField",
  "confusionHeatMap",
  "computationGraph",
  "basinsOfAttraction",
];

interface Shown {
  "application/vnd.plotly.v1+json": {
    data: Record<string, unknown>[];
    layout: Record<string, unknown>;
    config: object;
  };
  "text/plain": string;
}
const shown = (figure: Figure): Shown => figure[jupyterDisplay]() as unknown as Shown;

describe.each(Object.entries(FIGURES))("%s", (kind, make) => {
  test("is shown by Plotly, with a text that begins with its finding", () => {
    const bundle = shown(make());
    expect(bundle["text/plain"]).toMatch(/^Down & <b>out<\/b>\. .*\d/);
    const { data, layout, config } = bundle["application/vnd.plotly.v1+json"];
    expect(data.length).toBeGreaterThan(0);
    expect(layout).toHaveProperty("template.layout");
    expect(layout).not.toHaveProperty("width");
    expect(config).toMatchObject({ responsive: false });
  });

  test("is plain JSON of a moderate size: no typed arrays, no holes", () => {
    const plotly = shown(make())["application/vnd.plotly.v1+json"];
    expect(JSON.parse(JSON.stringify(plotly))).toEqual(plotly);
    expect(JSON.stringify(plotly).length).toBeLessThan(250_000);
    if (!WITH_GAPS.includes(kind)) expect(JSON.stringify(plotly.data)).not.toContain("null");
  });

  test("shows markup in titles and names as text", () => {
    const { layout, ...rest } = shown(make())["application/vnd.plotly.v1+json"];
    expect(layout).toHaveProperty("title.text", "Down &amp; &lt;b&gt;out&lt;/b&gt;");
    expect(/.{0,80}<i>/.exec(JSON.stringify([rest, layout]))?.[0]).toBeUndefined();
  });

  test("may be changed before it is shown", () => {
    const figure = make();
    figure.layout.height = 123;
    figure.data.push({ type: "scatter", x: [1], y: [1] });
    const { data, layout } = shown(figure)["application/vnd.plotly.v1+json"];
    expect(layout.height).toBe(123);
    expect(data).toHaveLength(figure.data.length);
  });

  test("is made anew by every call", () => {
    const [one, other] = [make(), make()];
    one.layout.title = { text: "changed" };
    expect(other.layout.title).not.toEqual(one.layout.title);
  });
});

test("every kind of figure that the library offers is tested here", () => {
  const kinds = Object.entries(library).filter(
    ([, value]) =>
      typeof value === "function" && /\bFigure\(|ballsOnCurve\)?\(/.test(String(value)) && value !== Figure,
  );
  for (const [kind] of kinds) expect(Object.keys(FIGURES)).toContain(kind);
  expect(kinds.length).toBeGreaterThan(25);
});

test("the gallery shows every kind", () => {
  const gallery = readFileSync(join(import.meta.dirname, "../../environment/gallery/specimens.ts"), "utf8");
  for (const kind of Object.keys(FIGURES).filter((name) => !name.includes(",")))
    expect(gallery, kind).toMatch(new RegExp(`^  "?${kind}\\b`, "m"));
});

test("a map names its paths in the legend, a single one too, unless it has no name", () => {
  const legend = (name: string) =>
    contourWithPaths({ f: bowl, paths: [{ name, points: way }], title }).layout.showlegend;
  expect(legend("descent")).toBe(true);
  expect(legend("")).toBe(false);
});

test("a figure that would make the notebook slow is refused", () => {
  const y = Array.from({ length: 300_000 }, (_, i) => Math.sin(i));
  expect(() => new Figure([{ type: "scatter", y }], {}, "much")[jupyterDisplay]()).toThrow(
    /at most 2 MB, got \d\.\d MB/,
  );
});

test("a long path is thinned, and the text says so", () => {
  const points = Array.from({ length: 100_000 }, (_, k) => [Math.cos(k), Math.sin(k)]);
  const figures = [
    contourWithPaths({ f: bowl, paths: [{ name: "round", points }], title }),
    surfaceWithPath({ f: bowl, points, title }),
    ballOnCurve({ f: square, path: points.map(([x]) => x), title }),
    curves({
      series: [{ name: "x", x: points.map((_, k) => k), y: points.map(([x]) => x) }],
      axes: { x: "k", y: "x" },
      title,
    }),
  ];
  for (const figure of figures) {
    expect(figure.text).toContain("(2,000 of 100,000 points drawn)");
    expect(JSON.stringify(shown(figure)).length).toBeLessThan(400_000);
  }
});

describe("the ball on the curve", () => {
  test("starts open, ends filled, and visits every point of its path", () => {
    const { data } = shown(FIGURES.ballOnCurve())["application/vnd.plotly.v1+json"];
    expect(data[1]).toMatchObject({ x: [2, 1, 0.5], y: [4, 1, 0.25] });
    expect(data[2]).toMatchObject({ x: [2, 0.5], y: [4, 0.25] });
  });

  test("tells when it leaves the picture", () => {
    const { text } = ballOnCurve({ f: square, path: [1, -2, 4], domain: [-3, 3], title });
    expect(text).toContain(
      "C(w) rises from 1 at w = 1 to 16 at w = 4 in 2 steps, leaving the picture at step 2.",
    );
  });

  test("refuses empty paths, numbers that are none, and domains upside down", () => {
    expect(() => ballOnCurve({ f: square, path: [], title })).toThrow(
      /the path to have at least one coordinate/,
    );
    expect(() => ballOnCurve({ f: square, path: [1, NaN], title })).toThrow(/the path, index 1, .* got NaN/);
    expect(() => ballOnCurve({ f: Math.log, path: [1], domain: [-1, 1], title })).toThrow(
      /the function's value at -1/,
    );
    expect(() => ballOnCurve({ f: square, path: [1], domain: [1, -1], title })).toThrow(
      /from < to, got \[1, -1\]/,
    );
    expect(() => ballsOnCurve({ f: square, runs: [], title })).toThrow(/1 to 9 runs to draw, got 0/);
    expect(() => ballOnCurve({ f: square, path: [1], title: " " })).toThrow(
      /a title that says what the figure shows/,
    );
  });
});

describe("the terrain", () => {
  test("has the heights of the function at the places of the grid", () => {
    const domain = { x: [-1, 1], y: [-2, 2] } as const;
    for (const figure of [
      contourWithPaths({ f: bowl, paths: [{ name: "p", points: way }], domain, title }),
      surfaceWithPath({ f: bowl, points: way, domain, title }),
    ]) {
      const { x, y, z } = figure.data[0] as { x: number[]; y: number[]; z: number[][] };
      expect([x[0], x.at(-1), y[0], y.at(-1)]).toEqual([-1, 1, -2, 2]);
      expect(z[3][5]).toBe(bowl(Float64Array.of(x[5], y[3])));
    }
  });

  test("has the same scale on both axes when seen from above, so that right angles look right", () => {
    expect(FIGURES.contourWithPaths().layout.yaxis).toMatchObject({ scaleanchor: "x" });
  });

  test("refuses points that are not in the plane, and empty paths", () => {
    const points = [[1, 2, 3]];
    expect(() => surfaceWithPath({ f: bowl, points, title })).toThrow(
      /points with 2 coordinates, got 3 in the path/,
    );
    expect(() => contourWithPaths({ f: bowl, paths: [{ name: "p", points: [] }], title })).toThrow(
      "expected points of p, got none",
    );
    expect(() => surfaceWithPath({ f: bowl, points: [], title })).toThrow(
      "expected points of the path, got none",
    );
    expect(() => contourWithPaths({ f: bowl, paths: [], title })).toThrow(/one path or more/);
    expect(() => surfaceWithPath({ f: () => NaN, points: way, title })).toThrow(
      /the height at \(.*\) to be a finite number/,
    );
  });
});

describe("the comparison of learning rates", () => {
  const axis = (costs: number[]) =>
    learningRateComparison({ runs: [{ learningRate: 1, costs }], title }).layout.yaxis;

  test("has a logarithmic axis where costs allow it", () => {
    expect(axis([4, 2, 1])).toMatchObject({ type: "log" });
    expect(axis([4, 2, 0])).toMatchObject({ type: "log" });
    expect(axis([4, -2])).toMatchObject({ type: "linear" });
    expect(axis([0, 1])).toMatchObject({ type: "linear" });
  });

  test("does not lose the others for a run that explodes or arrives", () => {
    const { range } = axis([1, 1e-200, 1e200]) as { range: number[] };
    expect(range[0]).toBeGreaterThan(-10);
    expect(range[1]).toBeLessThan(10);
  });

  test("tells where each run ended", () => {
    const runs = [
      { learningRate: 0.1, costs: [4, 1] },
      { learningRate: 2, costs: [4, 4, 4] },
    ];
    expect(learningRateComparison({ runs, title }).text).toBe(
      `${title}. η = 0.1: C falls from 4 to 1 in 1 step. η = 2: C is 4 before and after 2 steps.`,
    );
  });

  test("refuses what is no run", () => {
    expect(() => learningRateComparison({ runs: [], title })).toThrow(/one run or more/);
    expect(() => axis([])).toThrow(/the costs of η = 1 to have at least one/);
    expect(() => axis([1, Infinity])).toThrow(/index 1, to be a finite number, got Infinity/);
  });
});

test("points on logarithmic axes come with the slope that was measured", () => {
  const x = [1e-4, 1e-3, 1e-2];
  const figure = logLog({
    series: [{ name: "error", x, y: x.map((h) => 3 * h ** 2) }],
    axes: { x: "h", y: "error" },
    title,
  });
  expect(figure.text).toBe(`${title}. error: slope 2.00 on logarithmic axes.`);
  expect(figure.data[1]).toMatchObject({ name: "slope 2.00", mode: "lines" });
  expect(figure.layout).toMatchObject({ xaxis: { type: "log" }, yaxis: { type: "log" } });
});

test("a histogram counts every value once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 200 }),
      (values) => {
        const [{ y }] = histogram({ values, axis: "x", title }).data as { y: number[] }[];
        expect(y.reduce((sum, count) => sum + count, 0)).toBe(values.length);
      },
    ),
  );
});

test("a histogram of no values is refused", () => {
  expect(() => histogram({ values: [], axis: "x", title })).toThrow(/at least one value to be counted/);
});

test("a histogram puts values into their bars, and tells how many are outside", () => {
  const values = [0.1, 0.2, 0.6, 1, 7];
  const figure = histogram({ values, axis: "x", title, domain: [0, 1], bars: 2 });
  expect(figure.data[0]).toMatchObject({ x: [0.25, 0.75], y: [2, 2] });
  expect(figure.text).toContain("1 of them outside the picture");
  expect(values).toEqual([0.1, 0.2, 0.6, 1, 7]);
});

test("a curve drawn as steps is level up to the next place, any other goes straight there", () => {
  const places = { x: [0, 1, 2], y: [0, 0, 1] };
  const series = [
    { name: "stairs", ...places, as: "steps" as const },
    { name: "ramp", ...places },
  ];
  const { data } = curves({ series, axes: { x: "x", y: "y" }, title });
  expect(data).toMatchObject([{ mode: "lines", line: { shape: "hv" } }, { line: { shape: "linear" } }]);
});

test("curves mark the places that matter, and refuse series of two lengths", () => {
  const series = [{ name: "s", x: [0, 1], y: [0, 1] }];
  const figure = curves({ series, axes: { x: "x", y: "y" }, marks: [{ x: 0.5, text: "here" }], title });
  expect(figure.layout.annotations).toMatchObject([{ x: 0.5, text: "here" }]);
  const uneven = [{ name: "s", x: [0, 1], y: [0] }];
  expect(() => curves({ series: uneven, axes: { x: "x", y: "y" }, title })).toThrow(
    /as many x as y in s, got 2 x and 1 y/,
  );
});
