import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import { Table } from "../table";
import { asCount, asNumber, asText } from "../wording";
import type { ComponentCheck, GradientVerdict } from "./gradient-check";
import {
  checkTensors,
  errorOf,
  expectPlaces,
  nameWithin,
  rank,
  Tensor,
  TensorCheck,
  worstVerdict,
} from "./gradient-tensors";

const SIGNS: Record<GradientVerdict, { sign: string; color: string }> = {
  right: { sign: "✓", color: "#009e73" },
  kink: { sign: "∧", color: "#0072b2" },
  suspect: { sign: "?", color: "#cc79a7" },
  wrong: { sign: "✗", color: "#d55e00" },
};

/** So many of the worst components are told. */
const WORST_TOLD = 5;

/**
 * What the check of a gradient found. It prints as a table, and a notebook shows it as one.
 *
 * @example
 * const report = checkGradient(([x]) => x ** 2, ([x]) => [3 * x], [2]);
 * report.sentence; // "wrong: 1 of 1 component; every component is 1.5 times what it should be: is a factor missing?"
 */
export class GradientReport implements Displayable {
  /** The worst verdict of all components. */
  readonly verdict: GradientVerdict;
  /** ‖a − n‖ / max(‖a‖, ‖n‖) over all checked components. */
  readonly error: number;
  /** How many components have which verdict. */
  readonly counts: Readonly<Record<GradientVerdict, number>>;
  /** One entry for each tensor of which a component was checked. */
  readonly tensors: readonly TensorCheck[];
  /** The worst components, at most five, none of which is simply right. */
  readonly worst: readonly ComponentCheck[];
  /** The components at which a kink of the cost lies within the step. */
  readonly kinks: readonly ComponentCheck[];
  /** How many components are so small that the rounding of the cost hides them: of these nothing is known. */
  readonly tooSmall: number;
  /** The finding in a sentence. */
  readonly sentence: string;

  /**
   * @param components the checked components
   * @param n the number of all components
   * @param places the tensors that they belong to
   * @param costEvaluations how often the cost was evaluated
   * @throws RangeError if the tensors do not fit the n components
   */
  constructor(
    readonly components: readonly ComponentCheck[],
    readonly n: number,
    private readonly places: readonly Tensor[] = [{ name: "v", offset: 0, rows: 1, columns: n }],
    readonly costEvaluations: number,
  ) {
    expectPlaces(places, n);
    const withVerdict = (verdict: GradientVerdict): number =>
      components.filter((component) => component.verdict === verdict).length;
    this.counts = {
      right: withVerdict("right"),
      kink: withVerdict("kink"),
      suspect: withVerdict("suspect"),
      wrong: withVerdict("wrong"),
    };
    this.verdict = worstVerdict(components);
    this.error = errorOf(components);
    this.tensors = checkTensors(components, places);
    this.worst = components
      .filter(({ verdict }) => verdict !== "right")
      .sort((a, b) => rank(b.verdict) - rank(a.verdict) || b.error - a.error)
      .slice(0, WORST_TOLD);
    this.kinks = components.filter(({ kink }) => kink !== undefined);
    this.tooSmall = components.filter(
      ({ analytic: a, numerical: n, resolution }) =>
        Math.max(Math.abs(a), Math.abs(n)) <= resolution && a !== n,
    ).length;
    this.sentence = sentence(this);
  }

  /** What a component is called: `W1[2, 0]` for row 2 and column 0 of W1, `v[4]` if there is one row only. */
  nameOf(index: number): string {
    return nameWithin(this.places, index);
  }

  /** The report as text. */
  toString(): string {
    return [`${SIGNS[this.verdict].sign} ${this.sentence}`, ...this.tables().map(String)].join("\n\n");
  }

  [jupyterDisplay](): MimeBundle {
    const { sign, color } = SIGNS[this.verdict];
    const head =
      `<div style="border-left: 4px solid ${color}; padding: 0.4em 0.9em; margin-bottom: 0.6em">` +
      `<strong>${sign} ${asText(this.sentence)}</strong></div>`;
    const tables = this.tables().map((table) => `<div style="margin: 0.8em 0">${table.toHTML()}</div>`);
    return { "text/html": head + tables.join(""), "text/plain": this.toString() };
  }

  /** What `console.log` prints in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  private tables(): Table[] {
    const said = (verdict: GradientVerdict): string => `${SIGNS[verdict].sign} ${verdict}`;
    const byTensor = new Table({
      head: ["", "checked", "relative error", "verdict"],
      rows: this.tensors.map((t) => [t.name, asCount(t.checked), asNumber(t.error), said(t.verdict)]),
      notes: notes(this),
    });
    if (this.worst.length === 0) return [byTensor];
    const worst = new Table({
      caption: "The worst components",
      head: ["", "gradient", "differences", "relative error", "verdict"],
      rows: this.worst.map((c) => [
        this.nameOf(c.index),
        asNumber(c.analytic),
        asNumber(c.numerical),
        asNumber(c.error),
        said(c.verdict) + (c.kink ? ` (${kinkInWords(c)})` : ""),
      ]),
    });
    return [byTensor, worst];
  }
}

function kinkInWords({ kink }: ComponentCheck): string {
  if (!kink) return "";
  const where = kink.within === 0 ? "at the point itself" : `less than ${asNumber(kink.within)} away`;
  return `a ${kink.kind} ${where}`;
}

function sentence({ verdict, counts, components, error }: GradientReport): string {
  const all = components.length;
  const plural = all === 1 ? "component" : "components";
  if (verdict === "right") return `right: ${asCount(all)} ${plural}, relative error ${asNumber(error)}`;
  const found = `${verdict}: ${asCount(counts[verdict])} of ${asCount(all)} ${plural}`;
  return verdict === "wrong" ? found + commonFactor(components) : found;
}

function notes({ tooSmall, kinks, costEvaluations }: GradientReport): string[] {
  return [
    tooSmall > 0 ? `Too small for differences to see: ${asCount(tooSmall)}.` : "",
    kinks.length > 0 ? `With a kink of the cost within the step: ${asCount(kinks.length)}.` : "",
    `Evaluations of the cost: ${asCount(costEvaluations)}.`,
  ].filter((note) => note !== "");
}

/** A gradient that is off by one and the same factor has lost a mean, a ½ or its sign. */
function commonFactor(components: readonly ComponentCheck[]): string {
  const ratios = components
    .filter(({ numerical, resolution }) => Math.abs(numerical) > 1e3 * resolution)
    .map(({ analytic, numerical }) => analytic / numerical);
  const [first] = ratios;
  if (ratios.length === 0 || ratios.some((ratio) => Math.abs(ratio - first) > 1e-3 * Math.abs(first)))
    return "";
  if (first === 0) return "; every component is 0";
  if (Math.abs(first + 1) < 1e-3) return "; every component has the wrong sign";
  return `; every component is ${asNumber(first)} times what it should be: is a factor missing?`;
}
