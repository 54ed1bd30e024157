import { expectFinite } from "../../calculus";
import { Widget } from "../widget";

/** What is built, and where. */
export interface ApproximationBuilderOptions {
  title?: string;
  /** f, to be approximated; a wave if not given. */
  target?: (x: number) => number;
  /** What it is called: "sin 2πx". */
  name?: string;
  /** From 0 to 1 if not given. */
  interval?: readonly [from: number, to: number];
}

/** What the builder's program is given. */
export interface BuilderData {
  name: string;
  interval: readonly [number, number];
  /** f at points at equal distances, ends included. */
  values: number[];
}

/** So many points are drawn and compared. */
const POINTS = 401;

/**
 * The universal approximation builder: bumps, each made of two steps of a hidden layer, are moved by hand until their
 * sum follows the target. The error is shown all the time, and the network that the bumps are.
 *
 * @param options the target function and its interval
 * @returns the widget
 * @throws RangeError or TypeError if the interval is empty or a value of f is not finite
 * @example
 * approximationBuilder({ target: Math.sqrt, name: "√x" }).text; // "Build √x from bumps, from 0 to 1"
 */
export function approximationBuilder(options: ApproximationBuilderOptions = {}): Widget {
  const { target = wave, interval = [0, 1] } = options;
  const name = options.name ?? (options.target ? "f" : "½ + ⅖ sin 2πx + ⅒ sin 6πx");
  const [from, to] = interval;
  if (!(expectFinite(from, "the interval's beginning") < expectFinite(to, "the interval's end"))) {
    throw new RangeError(`expected an interval from a smaller to a larger number, got [${from}, ${to}]`);
  }
  if (typeof target !== "function")
    throw new TypeError(`expected the target as a function, got ${typeof target}`);
  const values = Array.from({ length: POINTS }, (_, i) => {
    const x = from + (i / (POINTS - 1)) * (to - from);
    return expectFinite(target(x), `the target at ${x}`);
  });
  const title = options.title ?? `Build ${name} from bumps`;
  const data: BuilderData = { name, interval, values };
  return new Widget({
    kind: "approximation-builder",
    title,
    data,
    text: `${title}, from ${from} to ${to}`,
    height: 720,
  });
}

function wave(x: number): number {
  return 0.5 + 0.4 * Math.sin(2 * Math.PI * x) + 0.1 * Math.sin(6 * Math.PI * x);
}
