import type { Data } from "plotly.js-dist";
import { Dataset, Matrix, zeros } from "../data";
import { answersOf } from "../training";
import { drawnIndices, evenlySpaced, Interval } from "./samples";
import { CLASS_COLORS, HALO, SYMBOLS } from "./template";
import { asText } from "./wording";

/** A part of the plane, and what tells its classes. */
export interface Region {
  domain: { x: Interval; y: Interval };
  classes: number;
  classifier: (inputs: Matrix) => Matrix;
}

/** The colors of the regions, and the line between them. */
export function regionTraces({ domain, classes, classifier }: Region, resolution: number): Data[] {
  const x = evenlySpaced(domain.x, resolution);
  const y = evenlySpaced(domain.y, resolution);
  const grid = zeros(resolution * resolution, 2);
  y.forEach((py, i) => x.forEach((px, j) => grid.values.set([px, py], 2 * (i * resolution + j))));
  const outputs = classifier(grid);
  const winners = answersOf(outputs);
  const inRows = <T>(value: (k: number) => T): T[][] =>
    y.map((_, i) => x.map((_, j) => value(i * resolution + j)));

  const place = {
    x: shortened(x),
    y: shortened(y),
    showscale: false,
    showlegend: false,
    hoverinfo: "skip",
  } as const;
  const fill = { ...place, type: "heatmap", opacity: 0.75 } as const;
  if (outputs.columns === 1) {
    // One output p between two classes: colors run from the one to the other, and the line is where p = ½.
    const p = inRows((k) => rounded(outputs.values[k]));
    const colorscale: [number, string][] = [
      [0, CLASS_COLORS[0]],
      [0.5, PALE],
      [1, CLASS_COLORS[1]],
    ];
    const contours = { coloring: "none", start: 0.5, end: 0.5, size: 1 } as const;
    const line = { color: HALO, width: 2.5 };
    return [
      { ...fill, z: p, zmin: 0, zmax: 1, colorscale, zsmooth: "best" },
      { ...place, type: "contour", z: p, contours, line },
    ];
  }
  const shades = inRows((k) => winners[k] + 0.98 * sureness(outputs, k, winners[k]));
  return [{ ...fill, z: shades, zmin: 0, zmax: classes, colorscale: regionScale(classes) }];
}

/** The data, a symbol and a color for each class; those that are taken for another class have a dark ring. */
export function pointsByClass({ inputs, labels, classNames }: Dataset, answers: Int32Array): Data[] {
  const drawn = drawnIndices(inputs.rows);
  const rings = ringsByClass({ labels, classNames, size: inputs.rows }, answers);
  return classNames!.map((name, c): Data => {
    const members = drawn.filter((i) => labels![i] === c);
    const { marker, customdata } = rings[c];
    return {
      type: "scatter",
      mode: "markers",
      name: asText(name),
      x: members.map((i) => inputs.values[2 * i]),
      y: members.map((i) => inputs.values[2 * i + 1]),
      marker: {
        ...marker,
        symbol: SYMBOLS[c % SYMBOLS.length],
        color: CLASS_COLORS[c % CLASS_COLORS.length],
        opacity: 1,
      },
      customdata,
      hovertemplate: `(%{x:.3~g}, %{y:.3~g}) is ${asText(name)}%{customdata}<extra></extra>`,
    };
  });
}

/** What a trace tells of the answers. */
interface Rings {
  marker: { size: number[]; line: { color: string[]; width: number[] } };
  customdata: string[];
}

/** What changes with the answers: the rings of those that are wrong, and what they are taken for. */
export function ringsByClass(
  { labels, classNames, size }: Pick<Dataset, "labels" | "classNames" | "size">,
  answers: Int32Array,
): Rings[] {
  const drawn = drawnIndices(size);
  return classNames!.map((_, c) => {
    const members = drawn.filter((i) => labels![i] === c);
    const perhaps = <T>(right: T, wrong: T): T[] => members.map((i) => (answers[i] === c ? right : wrong));
    return {
      marker: { size: perhaps(7.5, 10), line: { color: perhaps(HALO, "#111111"), width: perhaps(1, 2.5) } },
      customdata: members.map((i) =>
        answers[i] === c ? "" : `, taken for ${asText(classNames![answers[i]])}`,
      ),
    };
  });
}

/** From 0, as good as undecided, to 1, quite sure. */
function sureness({ columns, values }: Matrix, k: number, winner: number): number {
  const undecided = 1 / columns;
  return rounded(Math.max(0, Math.min(1, (values[k * columns + winner] - undecided) / (1 - undecided))));
}

/** The color of not knowing. */
const PALE = "#f4f4f2";

/** For each class a stretch of one unit, from white to the color of the class. */
function regionScale(classes: number): [number, string][] {
  return Array.from({ length: classes }, (_, c): [number, string][] => [
    [c / classes, PALE],
    [(c + 0.9999) / classes, CLASS_COLORS[c % CLASS_COLORS.length]],
  ])
    .flat()
    .map(([at, color], k, all): [number, string] => [k === all.length - 1 ? 1 : at, color]);
}

function shortened(values: number[]): number[] {
  return values.map((value) => Number(value.toPrecision(6)));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
