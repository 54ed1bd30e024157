import { Table } from "../table";
import { asCount, asNumber, asPoint } from "../wording";
import type { Descent } from "./descent";
import { stepCount } from "./descent-reasons";

/** So many steps from the start are told one by one; after them 10, 20, 50, 100, 200, … */
const FIRST_STEPS = 5;

/** Of a point with more coordinates only the first are told. */
const MOST_COORDINATES = 3;

/**
 * The steps of a descent as a table: where it was, the cost and the steepness there. A long descent is told by its
 * first steps, by some between, and by its last.
 */
export function descentTable(descent: Omit<Descent, symbol>): Table {
  const { points, costs, gradientNorms, learningRate, reason } = descent;
  const last = points.length - 1;
  const told = stepsToTell(last);
  const rows = told.map((k) => {
    const steepness = k < gradientNorms.length ? asNumber(gradientNorms[k]) : "–";
    return [asCount(k), pointInBrief(points[k]), asNumber(costs[k]), steepness];
  });
  const some = told.length <= last ? [`${told.length} of ${asCount(last + 1)} places are shown.`] : [];
  return new Table({
    caption: `Descent with η = ${asNumber(learningRate)}, ${stepCount(last)}`,
    head: ["step", points[0].length === 1 ? "w" : "v", "C", points[0].length === 1 ? "|C′|" : "‖∇C‖"],
    rows,
    notes: [`Why it ended: ${reason}.`, ...some],
  });
}

/** 0, 1, …, 5, then 10, 20, 50, 100, … and the last. */
function stepsToTell(last: number): number[] {
  const steps: number[] = [];
  for (let k = 0; k <= Math.min(last, FIRST_STEPS); k++) steps.push(k);
  for (let power = 10; power < last; power *= 10)
    steps.push(...[power, 2 * power, 5 * power].filter((k) => k < last));
  return last > FIRST_STEPS ? [...steps, last] : steps;
}

function pointInBrief(point: Float64Array): string {
  if (point.length <= MOST_COORDINATES) return asPoint(point);
  const first = Array.from(point.subarray(0, MOST_COORDINATES - 1), asNumber);
  return `(${first.join(", ")}, … ${asCount(point.length)} numbers)`;
}
