import type { Data, Layout } from "plotly.js-dist";
import type { Dataset, Matrix } from "../data";
import type { Network } from "../network";
import { answersOf } from "../training";
import { pointsByClass, Region, regionTraces } from "./class-regions";
import { Figure } from "./figure";
import { lowered } from "./parameter-names";
import { planeLayout } from "./plane";
import { around, expectInterval, Interval, saidWhenThinned } from "./samples";
import { asCount } from "../wording";
import { asNumber } from "./wording";

/** Whatever answers for examples, one a row: a network, or any function. */
export type Classifier = Network | ((inputs: Matrix) => Matrix);

/** A classifier of points in the plane, and the data that it is for. */
export interface RegionOptions {
  /** Two inputs, and a class for each example. */
  data: Dataset;
  /** The part of the plane that is drawn; by default a little more than the data. */
  domain?: { x: Interval; y: Interval };
  /** The finding that the figure shows. */
  title: string;
}

/**
 * The regions of a classifier of points in the plane: each place in the color of the class that it is taken for, the
 * paler the less sure; the white line is where the answer changes. On it the data, wrong ones with a ring.
 *
 * @param options the classifier: a network with one output (above ½ is class 1) or an output a class; the data, the title
 * @returns the figure
 * @throws RangeError if the data has not two inputs or no labels, or the outputs do not fit
 * @example
 * const network = new Network([2, 1], { activations: "sigmoid", parameters: [5, 5, -2.5] });
 * const figure = decisionRegions({ network, data: xor(), title: "One line is not enough" });
 * figure.text; // "One line is not enough. 3 of 4 examples are on their side (75 %): 1 of 2 of equal, 2 of 2 of different."
 */
export function decisionRegions(options: RegionOptions & { network: Classifier }): Figure {
  const { network, data, title } = options;
  const domain = domainOf(options);
  const answers = answersOf(classify(network, data.inputs));
  const region: Region = { domain, classes: expectClasses(data), classifier: (X) => classify(network, X) };
  const traces: Data[] = [
    ...regionTraces(region, region.classes > 2 ? 121 : 91),
    ...pointsByClass(data, answers),
  ];
  return new Figure(traces, regionLayout(title, data, domain), `${title}. ${regionStory(data, answers)}`);
}

/** The outputs of whatever classifies. */
export function classify(network: Classifier, inputs: Matrix): Matrix {
  return typeof network === "function" ? network(inputs) : network.predict(inputs);
}

/** The part of the plane that is given, or that has the data in it. */
export function domainOf({ data, domain }: RegionOptions): { x: Interval; y: Interval } {
  if (data.inputs.columns !== 2)
    throw new RangeError(
      `expected data with 2 inputs, to draw them in the plane, got ${data.inputs.columns}`,
    );
  const column = (j: number): Float64Array =>
    Float64Array.from({ length: data.size }, (_, i) => data.inputs.values[2 * i + j]);
  return {
    x: expectInterval(domain?.x ?? around(column(0)), "the domain's x"),
    y: expectInterval(domain?.y ?? around(column(1)), "the domain's y"),
  };
}

/** The number of classes. */
export function expectClasses({ labels, classNames, name }: Dataset): number {
  if (labels && classNames) return classNames.length;
  throw new RangeError(`expected data with labels, to color them by, got ${name}, which has none`);
}

/** Axes with the names of the inputs, and the same scale on both. */
export function regionLayout(
  title: string,
  data: Dataset,
  domain: { x: Interval; y: Interval },
  below = 0,
): Partial<Layout> {
  const [x, y] = data.inputNames.map(symbol);
  return planeLayout(title, domain, { x, y }, { legend: data.classNames, below });
}

/** x1 as x₁; any other name as it is. */
function symbol(name: string): string {
  return /^x\d$/.test(name) ? `x${lowered(Number(name[1]))}` : name;
}

/** How many examples of each class lie in its region. */
export function regionStory({ labels, classNames, size }: Dataset, answers: Int32Array): string {
  const of = classNames!.map((name, c) => {
    const right = labels!.reduce((sum, label, i) => sum + (label === c && answers[i] === c ? 1 : 0), 0);
    const all = labels!.reduce((sum, label) => sum + (label === c ? 1 : 0), 0);
    return { right, said: `${asCount(right)} of ${asCount(all)} of ${name}` };
  });
  const right = of.reduce((sum, { right }) => sum + right, 0);
  return `${asCount(right)} of ${asCount(size)} examples are on their side (${asNumber((100 * right) / size)} %): ${of.map(({ said }) => said).join(", ")}${saidWhenThinned(size)}.`;
}
