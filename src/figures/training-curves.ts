import type { Data, Layout } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import { asCount } from "../wording";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { share } from "./panels";
import { drawnIndices, saidWhenThinned } from "./samples";
import { baseLayout, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** What happened in training, in columns: what `train` gives as `history`, or as much of it as there is. */
export interface TrainingHistory {
  /** When each epoch ended: 1, 2, 3, … */
  epoch: Point;
  cost: Point;
  accuracy?: Point;
  validationCost?: Point;
  validationAccuracy?: Point;
  /** The cost of every batch, with time in epochs: 0.1, 0.2, … */
  batches?: { epoch: Point; cost: Point };
}

/** The axis of accuracies. Where they stay the same, Plotly would go from less than nothing to more than all. */
const ACCURACY = { title: { text: "accuracy" }, tickformat: ".0%", minallowed: -0.03, maxallowed: 1.03 };

/**
 * Training curves: the cost over the epochs, in training and on examples not seen, and below it the share of right
 * answers, where there is one. The costs of single batches lie behind as a thin line, in front their moving mean.
 *
 * @param options what happened, the title; names for the two data sets if they are not training and validation; whether
 *   the cost has a logarithmic axis
 * @returns the figure
 * @throws RangeError or TypeError if a column is empty, not finite, or of another length than the epochs
 * @example
 * const history = { epoch: [1, 2], cost: [0.5, 0.25], accuracy: [0.8, 0.9] };
 * const figure = trainingCurves({ history, title: "Half the cost" });
 * figure.text; // "Half the cost. Cost in training: from 0.5 to 0.25 in 2 epochs. Accuracy in training: from 80 % to 90 %."
 */
export function trainingCurves(options: {
  history: TrainingHistory;
  title: string;
  names?: { training: string; validation: string };
  logarithmic?: boolean;
}): Figure {
  const { history, title, logarithmic = false } = options;
  const names = options.names ?? { training: "training", validation: "validation" };
  const epoch = copyPoint(history.epoch, "the epochs");
  const column = (values: Point | undefined, name: string): Float64Array | undefined =>
    values === undefined || values.length === 0 ? undefined : expectColumn(values, epoch.length, name);
  const cost = [
    expectColumn(history.cost, epoch.length, "cost"),
    column(history.validationCost, "validationCost"),
  ];
  const accuracy = [
    column(history.accuracy, "accuracy"),
    column(history.validationAccuracy, "validationAccuracy"),
  ];
  const two = accuracy.some((values) => values !== undefined);

  const { batches } = history;
  const many = batches && batches.cost.length >= 2 * epoch.length ? batches : undefined;
  const data: Data[] = many ? batchTraces(many, names.training) : [];
  const said: string[] = [];
  const named = new Set(many ? [names.training] : []);
  const add = (values: Float64Array | undefined, s: 0 | 1, panel: 0 | 1): void => {
    if (!values) return;
    const set = s === 0 ? names.training : names.validation;
    said.push(
      story(
        values,
        panel,
        set,
        said.length === 0 ? ` in ${asCount(epoch.length)} epoch${epoch.length === 1 ? "" : "s"}` : "",
      ),
    );
    if (s === 0 && panel === 0 && many) return; // the moving mean tells more
    data.push(line(epoch, values, asText(set), s, panel, named.has(set)));
    named.add(set);
  };
  ([0, 1] as const).forEach((s) => add(cost[s], s, 0));
  ([0, 1] as const).forEach((s) => add(accuracy[s], s, 1));

  const layout: Partial<Layout> = {
    ...baseLayout(title, two ? 560 : 420),
    showlegend: named.size > 1,
    xaxis: { title: { text: "epoch" }, anchor: two ? "y2" : "y", rangemode: "tozero" },
    yaxis: {
      title: { text: "cost C" },
      domain: two ? share(1, 2, 0.09) : [0, 1],
      ...(logarithmic && logAxis(cost.filter((values) => values !== undefined))),
    },
    ...(two && { yaxis2: { ...ACCURACY, domain: share(0, 2, 0.09) } }),
  };
  return new Figure(
    data,
    layout,
    `${title}. ${said.join(" ")}${saidWhenThinned(Math.max(epoch.length, many?.cost.length ?? 0))}`,
  );
}

function line(
  epoch: Float64Array,
  values: Float64Array,
  name: string,
  s: 0 | 1,
  panel: 0 | 1,
  named: boolean,
): Data {
  const drawn = drawnIndices(epoch.length);
  const number = panel === 0 ? "cost %{y:.4~g}" : "accuracy %{y:.1%}";
  return {
    type: "scatter",
    mode: epoch.length > 40 ? "lines" : "lines+markers",
    name,
    legendgroup: name,
    showlegend: !named,
    yaxis: panel === 0 ? "y" : "y2",
    x: drawn.map((k) => epoch[k]),
    y: drawn.map((k) => values[k]),
    line: { color: PALETTE[s], width: 3, dash: s === 0 ? "solid" : "dash" },
    marker: { color: PALETTE[s], size: 7, symbol: s === 0 ? "circle" : "diamond" },
    hovertemplate: `epoch %{x}: ${number}<extra>${name}</extra>`,
  };
}

/** The cost of every batch as a thin line, and the moving mean over it. */
function batchTraces(batches: { epoch: Point; cost: Point }, set: string): Data[] {
  const epoch = copyPoint(batches.epoch, "the epochs of the batches");
  const cost = expectColumn(batches.cost, epoch.length, "the batches' cost");
  const window = Math.max(1, Math.round(cost.length / 60));
  const drawn = drawnIndices(cost.length);
  const x = drawn.map((k) => epoch[k]);
  const name = asText(set);
  const trace = { type: "scatter", mode: "lines", x, legendgroup: name } as const;
  return [
    {
      ...trace,
      y: drawn.map((k) => cost[k]),
      name: `${name}, single batches`,
      line: { color: PALETTE[0], width: 1 },
      opacity: 0.35,
      hoverinfo: "skip",
      showlegend: false,
    },
    {
      ...trace,
      y: movingMean(cost, window, drawn),
      name,
      line: { color: PALETTE[0], width: 3 },
      hovertemplate: `epoch %{x:.2f}: cost %{y:.4~g}, the mean of ${2 * window + 1} batches<extra>${name}</extra>`,
    },
  ];
}

/** At some places the mean of the value and its neighbors, at most w on each side. */
function movingMean(values: Float64Array, w: number, places: number[]): number[] {
  const sums = new Float64Array(values.length + 1);
  for (let k = 0; k < values.length; k++) sums[k + 1] = sums[k] + values[k];
  return places.map((k) => {
    const [from, to] = [Math.max(0, k - w), Math.min(values.length, k + w + 1)];
    return (sums[to] - sums[from]) / (to - from);
  });
}

function expectColumn(values: Point, length: number, name: string): Float64Array {
  const column = copyPoint(values, name);
  if (column.length === length) return column;
  throw new RangeError(
    `expected ${name} to have ${length} numbers, one for each epoch, got ${column.length}`,
  );
}

function story(values: Float64Array, panel: 0 | 1, set: string, over: string): string {
  const say = (value: number): string => (panel === 0 ? asNumber(value) : `${asNumber(100 * value)} %`);
  const [first, last] = [values[0], values[values.length - 1]];
  const ends = values.length === 1 ? say(last) : `from ${say(first)} to ${say(last)}`;
  return `${panel === 0 ? "Cost" : "Accuracy"} in ${set}: ${ends}${over}.`;
}
