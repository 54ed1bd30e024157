import { expect, test } from "vitest";
import { sketch, trainingCurves } from "../../src";
import { FIGURES } from "./specimens";

test("a sketch has the figure's title, axes and lines, as text and never as markup", () => {
  const svg = sketch(FIGURES.trainingCurves())!;
  expect(svg).toContain(">Down &amp; &lt;b&gt;out&lt;/b&gt;<");
  for (const word of ["cost C", "accuracy", "epoch", "a&lt;i&gt;b", "60 %"])
    expect(svg).toContain(`>${word}<`);
  expect(svg).not.toMatch(/NaN|undefined|<i>|<b>/);
});

test("its lines go where the numbers say: a falling cost goes down", () => {
  const svg = sketch(trainingCurves({ history: { epoch: [1, 2], cost: [2, 1] }, title: "t" }))!;
  const [, x1, y1, x2, y2] = /d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  expect(x2).toBeGreaterThan(x1);
  expect(y2).toBeGreaterThan(y1);
});

test("one epoch and equal costs are drawn, on logarithmic axes too", () => {
  for (const logarithmic of [false, true]) {
    const svg = sketch(trainingCurves({ history: { epoch: [1], cost: [2] }, title: "t", logarithmic }))!;
    expect(svg).not.toMatch(/NaN|Infinity/);
  }
});

test("what is more than lines has no sketch", () => {
  expect(sketch(FIGURES.surfaceWithPath())).toBeUndefined();
  expect(sketch(FIGURES.weightImages())).toBeUndefined();
});
