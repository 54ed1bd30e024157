import type { Data, Layout, LayoutAxis } from "plotly.js-dist";
import { copyPoint, expectFinite, Point } from "../calculus";
import { Figure } from "./figure";
import { logAxis } from "./log-axis";
import { drawnIndices, saidWhenThinned } from "./samples";
import { countOf } from "./story";
import { baseLayout, DASHES, PALETTE } from "./template";
import { asNumber, asText } from "./wording";

/** One descent: its learning rate and the costs after 0, 1, 2, … steps. What `descend` returns is one. */
export interface RateRun {
  learningRate: number;
  costs: Point;
}

/**
 * The cost against the steps taken, one line for each learning rate. With costs that start above zero and do not fall below, the axis is logarithmic:
 * there a cost that shrinks by the same factor in every step is a straight line down, and one that grows so is a
 * straight line up.
 *
 * @param options the runs, the title, a name for the cost if it is not C
 * @returns the figure
 * @throws RangeError or TypeError if there is no run, a run is empty, or a number is not finite
 * @example
 * const runs = [{ learningRate: 0.1, costs: [4, 2, 1] }, { learningRate: 1, costs: [4, 8, 16] }];
 * const figure = learningRateComparison({ runs, title: "A rate of 1 is too large" });
 * figure.text; // "A rate of 1 is too large. η = 0.1: C falls from 4 to 1 in 2 steps. η = 1: C rises from 4 to 16 in 2 steps."
 */
export function learningRateComparison(options: {
  runs: readonly RateRun[];
  title: string;
  cost?: string;
}): Figure {
  const { runs, title, cost = "C" } = options;
  if (runs.length === 0) throw new RangeError("expected one run or more to draw, got none");
  const names = runs.map(({ learningRate }) => `η = ${asNumber(expectFinite(learningRate, "learningRate"))}`);
  const costs = runs.map((run, i) => copyPoint(run.costs, `the costs of ${names[i]}`));
  // A cost of exactly 0, reached by rounding, is below every logarithmic axis and not drawn.
  const positive = costs.every((run) => run[0] > 0 && run.every((value) => value >= 0));
  const data = costs.map((run, i): Data => {
    const drawn = drawnIndices(run.length);
    return {
      type: "scatter",
      mode: "lines",
      name: names[i],
      x: drawn,
      y: drawn.map((k) => run[k]),
      line: { color: PALETTE[i % PALETTE.length], width: 3, dash: DASHES[i % DASHES.length] },
      hovertemplate: `step %{x}: ${asText(cost)} = %{y:.4~g}<extra>${names[i]}</extra>`,
    };
  });
  const layout: Partial<Layout> = {
    ...baseLayout(title, 440),
    showlegend: true,
    xaxis: { title: { text: "steps taken" } },
    yaxis: { title: { text: asText(cost) }, ...(positive ? logarithmic(costs) : { type: "linear" }) },
  };
  const said = costs.map((run, i) => `${names[i]}: ${cost} ${costStory(run)}`);
  return new Figure(data, layout, `${title}. ${said.join(" ")}`);
}

/** How many powers of ten are drawn above and below the first cost: beyond them a run is won or lost. */
const DECADES = 8;

function logarithmic(costs: Float64Array[]): Partial<LayoutAxis> {
  const start = Math.log10(costs[0][0]);
  const exponents = costs.flatMap((run) => Array.from(run, Math.log10));
  const low = Math.max(
    start - DECADES,
    exponents.reduce((a, b) => Math.min(a, b)),
  );
  const high = Math.min(
    start + DECADES,
    exponents.reduce((a, b) => Math.max(a, b)),
  );
  return { ...logAxis([[10 ** low, 10 ** high]]), range: [low - 0.3, high + 0.3] };
}

function costStory(costs: Float64Array): string {
  const [first, last] = [costs[0], costs[costs.length - 1]];
  const steps = `${countOf(costs.length - 1, "step")}${saidWhenThinned(costs.length)}`;
  if (costs.length === 1) return `is ${asNumber(last)} at the start.`;
  if (last === first) return `is ${asNumber(last)} before and after ${steps}.`;
  return `${last < first ? "falls" : "rises"} from ${asNumber(first)} to ${asNumber(last)} in ${steps}.`;
}
