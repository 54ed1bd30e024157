import type { Data, Layout, LayoutAxis } from "plotly.js-dist";
import { copyPoint, Point } from "../calculus";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, saidWhenThinned } from "./samples";
import { baseLayout, DASHES, PALETTE, SYMBOLS } from "./template";
import { asNumber, asText } from "./wording";

/** What can be measured on the horizontal axis: work is the number of examples that went forth and back. */
export type Effort = "work" | "seconds" | "step" | "epoch";

/** What can be measured on the vertical axis. */
export type Outcome = "cost" | "validationCost" | "accuracy" | "validationAccuracy";

/** One training: its name and what `train` gives as `history`, or the columns that are drawn. */
export interface NamedRun {
  name: string;
  history: { readonly [column in Effort | Outcome]?: Point };
}

const EFFORTS: Record<Effort, { axis: string; unit: string }> = {
  work: { axis: "work: examples sent forth and back", unit: "examples" },
  seconds: { axis: "time in s", unit: "s" },
  step: { axis: "steps taken", unit: "steps" },
  epoch: { axis: "epoch", unit: "epochs" },
};

const OUTCOMES: Record<Outcome, string> = {
  cost: "cost C",
  validationCost: "cost C on examples not seen",
  accuracy: "accuracy",
  validationAccuracy: "accuracy on examples not seen",
};

/**
 * Several trainings, compared by what they cost: the work they do, their time, their steps or their epochs.
 *
 * @param options the runs, what to compare by, what is compared (the cost if not given), the title; whether the axes
 *   are logarithmic
 * @returns the figure
 * @throws RangeError or TypeError if there is no run, a column is missing, empty or not finite, or two differ in length
 * @example
 * const runs = [{ name: "batch", history: { work: [100, 200], cost: [2, 1] } }];
 * const figure = costAgainst({ runs, effort: "work", title: "Batches are slow" });
 * figure.text; // "Batches are slow. batch: cost C 1 after 200 examples."
 */
export function costAgainst(options: {
  runs: readonly NamedRun[];
  effort: Effort;
  outcome?: Outcome;
  title: string;
  logarithmic?: { x?: boolean; y?: boolean };
}): Figure {
  const { runs, effort, outcome = "cost", title, logarithmic = {} } = options;
  if (runs.length === 0) throw new RangeError("expected one run or more to draw, got none");
  const { axis, unit } = expectKnown(EFFORTS, effort, "effort");
  const label = expectKnown(OUTCOMES, outcome, "outcome");
  const share = outcome === "accuracy" || outcome === "validationAccuracy";
  const said: string[] = [];
  const logarithm = (column: Effort | Outcome): Partial<LayoutAxis> =>
    logAxis(runs.map((run) => columnOf(run, column)));
  const data = runs.map((run, i): Data => {
    const x = columnOf(run, effort);
    const y = columnOf(run, outcome);
    if (x.length !== y.length)
      throw new RangeError(
        `expected as many ${outcome} as ${effort} in ${run.name}, got ${y.length} and ${x.length}`,
      );
    const drawn = drawnIndices(x.length);
    const last = x.length - 1;
    const end = share ? `${asNumber(100 * y[last])} %` : asNumber(y[last]);
    said.push(`${run.name}: ${label} ${end} after ${asNumber(x[last])} ${unit}${saidWhenThinned(x.length)}.`);
    const color = PALETTE[i % PALETTE.length];
    return {
      type: "scatter",
      mode: x.length > 40 ? "lines" : "lines+markers",
      name: asText(run.name),
      x: drawn.map((k) => x[k]),
      y: drawn.map((k) => y[k]),
      line: { color, width: 2.5, dash: DASHES[i % DASHES.length] },
      marker: { color, size: 6, symbol: SYMBOLS[i % SYMBOLS.length] },
      hovertemplate: `%{x:,.4~g} ${unit}: ${label} %{y:${share ? ".1%" : ".4g"}}<extra>${asText(run.name)}</extra>`,
    };
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 440),
    showlegend: runs.length > 1,
    xaxis: { title: { text: axis }, rangemode: "tozero", ...(logarithmic.x && logarithm(effort)) },
    yaxis: {
      title: { text: label },
      tickformat: share ? ".0%" : undefined,
      ...(logarithmic.y && logarithm(outcome)),
    },
  };
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

function expectKnown<T>(known: Record<string, T>, name: string, what: string): T {
  if (Object.hasOwn(known, name)) return known[name];
  throw new RangeError(
    `expected ${what} to be ${Object.keys(known).join(", ")}, got ${JSON.stringify(name)}`,
  );
}

function columnOf({ name, history }: NamedRun, column: Effort | Outcome): Float64Array {
  const values = history[column];
  if (values && values.length > 0) return copyPoint(values, `${column} of ${name}`);
  throw new RangeError(
    `expected the history of ${name} to have ${column}, got none${column.startsWith("validation") ? ": train it with validation" : ""}`,
  );
}
