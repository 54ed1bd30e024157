import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  decisionRegions,
  digitGrid,
  Figure,
  gradientBars,
  histogram,
  Matrix,
  sketch,
  trainingCurves,
} from "../../src";
import { classes, FIGURES } from "./specimens";

const curve = (options: object = {}) =>
  sketch(trainingCurves({ history: { epoch: [1, 2], cost: [2, 1] }, title: "t", ...options }));

test.each(Object.entries(FIGURES))("%s has a sketch of its height, with its title as text", (_, make) => {
  const figure = make();
  const html = sketch(figure);
  expect(html).toContain(`height: ${figure.layout.height}px`);
  expect(html).toContain(">Down &amp; &lt;b&gt;out&lt;/b&gt;<");
  expect(html).toContain('role="img" aria-label="Down &amp; &lt;b&gt;out&lt;/b&gt;. ');
  expect(html).not.toMatch(/NaN|undefined|Infinity|<i>/);
});

test("a sketch has the figure's axes, numbers and names", () => {
  const html = sketch(FIGURES.trainingCurves());
  for (const word of ["cost C", "accuracy", "epoch", "60%"]) expect(html).toContain(`>${word}<`);
  expect(html).toContain(">a&lt;i&gt;b<");
});

/** The points of the widest line, in shares of the panel: from the left, and from the top. */
function lineIn(html: string): number[][] {
  const [, d] = /d="(M[^"]+)" fill="none" stroke="#0072b2" stroke-width="3"/.exec(html)!;
  return [...d.matchAll(/(-?\d+) (-?\d+)/g)].map(([, x, y]) => [Number(x) / 1e4, Number(y) / 1e4]);
}

test("lines go where the numbers say", () => {
  const [[x1, y1], [x2, y2], [x3, y3]] = lineIn(curve({ history: { epoch: [1, 2, 4], cost: [3, 2, 1] } }));
  expect((x3 - x2) / (x2 - x1)).toBeCloseTo(2, 2);
  expect(y3 - y2).toBeCloseTo(y2 - y1, 3); // a falling cost goes down by equal parts
  expect(y1).toBeGreaterThan(0);
  expect(y1).toBeLessThan(0.1);
});

test("on a logarithmic axis equal factors are equal distances", () => {
  const history = { epoch: [1, 2, 3], cost: [100, 10, 0.1] };
  const [[, y1], [, y2], [, y3]] = lineIn(curve({ history, logarithmic: true }));
  expect((y3 - y2) / (y2 - y1)).toBeCloseTo(2, 2);
});

test("one epoch and equal costs are drawn, on logarithmic axes too", () => {
  for (const logarithmic of [false, true]) {
    const html = curve({ history: { epoch: [1], cost: [2] }, logarithmic });
    expect(html).toContain("h0");
    expect(html).not.toMatch(/NaN|Infinity/);
  }
});

test("an accuracy that stays the same has an axis within nothing and all", () => {
  const history = { epoch: [1, 2], cost: [2, 1], accuracy: [0.25, 0.25] };
  const percents = [...curve({ history }).matchAll(/>(−?[\d.]+)%</g)].map(([, value]) => value);
  expect(percents).toEqual(expect.arrayContaining(["0", "100"]));
  for (const value of percents) expect(Number(value)).toBeGreaterThanOrEqual(0);
  for (const value of percents) expect(Number(value)).toBeLessThanOrEqual(100);
});

/** x, y, width and height of every bar. */
const barsIn = (html: string) =>
  [...html.matchAll(/<rect x="(-?\d+)" y="(-?\d+)" width="(\d+)" height="(\d+)"/g)].map((bar) =>
    bar.slice(1).map(Number),
  );

test("bars are as long as their numbers, from zero to either side", () => {
  const bars = barsIn(sketch(histogram({ values: [1, 2, 2, 2, 3, 3], bars: 3, axis: "n", title: "t" })));
  expect(bars.map(([, , , height]) => height / bars[0][3])).toEqual(
    [1, 3, 2].map((n) => expect.closeTo(n, 2)),
  );
  expect(new Set(bars.map(([, y, , height]) => y + height)).size).toBe(1);
  const lying = barsIn(sketch(gradientBars({ gradient: [1, -2], names: ["a", "b"], title: "t" })));
  expect(lying[1][2] / lying[0][2]).toBeCloseTo(2, 2);
  expect(lying[1][0] + lying[1][2]).toBe(lying[0][0]); // the one ends where the other begins: at zero
});

/** The picture in a sketch: row by row the colors of its pixels, with their opacity. */
function pictureIn(html: string) {
  const bytes = Buffer.from(/data:image\/png;base64,([^"]+)/.exec(html)![1], "base64");
  const chunks: Record<string, Buffer> = {};
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    chunks[bytes.toString("latin1", at + 4, at + 8)] = bytes.subarray(
      at + 8,
      at + 8 + bytes.readUInt32BE(at),
    );
  const [width, height] = [chunks.IHDR.readUInt32BE(0), chunks.IHDR.readUInt32BE(4)];
  const data = inflateSync(chunks.IDAT); // checks its check sum
  const rows = Array.from({ length: height }, (_, y) => [
    ...data.subarray(y * (width + 1) + 1).subarray(0, width),
  ]);
  const color = (k: number): number[] => [...chunks.PLTE.subarray(3 * k, 3 * k + 3), chunks.tRNS[k]];
  return rows.map((row) => row.map(color));
}

test("images are pictures of their numbers: ink is dark, paper is white, between them is nothing", () => {
  const images = [
    [0, 1, 0, 0],
    [1, 0, 0, 0],
  ];
  const rows = pictureIn(sketch(digitGrid({ images, shape: [2, 2], title: "t" })));
  const [ink, paper] = [[0x16, 0x21, 0x2b, 255], [255, 255, 255, 255]]; // prettier-ignore
  const top = rows.find((row) => row.some(([r, , , opacity]) => opacity === 255 && r < 100))!;
  expect(top.slice(0, 2)).toEqual([paper, ink]);
  expect(top[3]).toEqual(ink);
  expect(top[2][3]).toBe(0);
});

test("regions have the colors of their classes, with the line between them where p is ½", () => {
  const sigmoidOf50x = ({ rows, values }: Matrix): Matrix => ({
    rows,
    columns: 1,
    values: Float64Array.from({ length: rows }, (_, i) => 1 / (1 + Math.exp(-50 * values[2 * i]))),
  });
  const figure = decisionRegions({ network: sigmoidOf50x, data: classes, title: "t" });
  figure.layout.xaxis!.range = [-1, 1];
  const html = sketch(figure);
  expect(pictureIn(html)[0].at(-1)).toEqual([0xd5, 0x5e, 0x00, 255]);
  const [, d] = /<path d="([^"]+)" fill="none" stroke="#ffffff" stroke-width="2.5"/.exec(html)!;
  for (const [, x] of d.matchAll(/(-?\d+) -?\d+/g)) expect(Number(x) / 1e4).toBeCloseTo(0.5, 2);
});

test("what has no sketch is told in words, with its numbers", () => {
  const html = sketch(FIGURES.surfaceWithPath());
  expect(html).toMatch(/>Down .*C falls from 6 .*<br>The picture itself is drawn at the end\./);
  expect(html).not.toContain("<svg");
});

test("nothing that a figure says becomes markup", () => {
  const figure = new Figure([{ type: "bar", x: ["a"], y: [1] }], {}, 'quotes " and <img src=x>');
  expect(sketch(figure)).toContain('aria-label="quotes &quot; and &lt;img src=x&gt;"');
});
