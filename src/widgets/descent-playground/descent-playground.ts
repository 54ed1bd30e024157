import { expectFinite } from "../../calculus";
import { proofread } from "../../symbolic/proofread";
import { optimizers } from "../../training/optimizers";
import type { OptimizerName } from "../../training/optimizers";
import { Widget } from "../widget";
import { Surface, SurfaceName, surfaces } from "./surfaces";

/** How the playground begins; everything can be changed in it. */
export interface DescentPlaygroundOptions {
  title?: string;
  /** The name of a landscape, or a formula in x and y such as "x^2 + 3 y^2"; "turned ravine" if not given. */
  surface?: SurfaceName | (string & {});
  /** The part of the plane that one sees; for a formula of your own from −3 to 3 if not given. */
  x?: readonly [from: number, to: number];
  y?: readonly [from: number, to: number];
  /** Where the ball is put. */
  start?: readonly [x: number, y: number];
  /** "gradient-descent" if not given. */
  method?: OptimizerName;
  learningRate?: number;
}

/** What the playground's program is given. */
export interface PlaygroundData {
  surface: Surface;
  method: OptimizerName;
}

/**
 * The descent playground: a landscape that is chosen or typed in as a formula, a start by clicking, a method with its
 * rates. Step by step or running, one sees the path, the cost and the numbers.
 *
 * @param options how it begins
 * @returns the widget
 * @throws RangeError or TypeError if a method is unknown or a number is out of range; SyntaxError that shows the place if
 *   the formula has a mistake. Heights are computed in the browser only: a start without one is told there
 * @example
 * descentPlayground({ surface: "x^2 + 3 y^2", start: [2, 1] }).text; // "Descent playground: gradient-descent on x^2 + 3 y^2 from (2, 1)"
 */
export function descentPlayground(options: DescentPlaygroundOptions = {}): Widget {
  const { title = "Descent playground", method = "gradient-descent" } = options;
  if (!Object.hasOwn(optimizers, method)) {
    const names = Object.keys(optimizers).join(", ");
    throw new RangeError(`expected a method, one of ${names}, got ${JSON.stringify(method)}`);
  }
  const known = surfaceOf(options.surface ?? "turned ravine");
  const [x, y] = [expectInterval(options.x ?? known.x, "x"), expectInterval(options.y ?? known.y, "y")];
  const start = options.start ?? known.start;
  if (!Array.isArray(start) || start.length !== 2)
    throw new RangeError(`expected the start as [x, y], got ${JSON.stringify(start)}`);
  start.forEach((coordinate: number, i) => expectFinite(coordinate, `coordinate ${i + 1} of the start`));
  const learningRate = options.learningRate ?? known.learningRate;
  if (!(expectFinite(learningRate, "learningRate") > 0)) {
    throw new RangeError(`expected learningRate to be positive, got ${learningRate}`);
  }
  const data: PlaygroundData = { surface: { ...known, x, y, start, learningRate }, method };
  const text = `${title}: ${method} on ${known.expression} from (${start.join(", ")})`;
  return new Widget({ kind: "descent-playground", title, data, text, height: 800 });
}

function surfaceOf(surface: string): Surface {
  if (Object.hasOwn(surfaces, surface)) return surfaces[surface as SurfaceName];
  if (typeof surface !== "string" || surface.trim() === "") {
    throw new TypeError(
      `expected a landscape (${Object.keys(surfaces).join(", ")}) or a formula in x and y, got ${JSON.stringify(surface)}`,
    );
  }
  proofread(surface, ["x", "y"]);
  return {
    name: "your own",
    expression: surface,
    x: [-3, 3],
    y: [-3, 3],
    start: [-2.5, 2],
    learningRate: 0.05,
  };
}

function expectInterval(interval: readonly [number, number], name: string): readonly [number, number] {
  if (!Array.isArray(interval) || interval.length !== 2)
    throw new RangeError(`expected ${name} as [from, to], got ${JSON.stringify(interval)}`);
  const [from, to] = interval;
  if (!(expectFinite(from, `${name} from`) < expectFinite(to, `${name} to`))) {
    throw new RangeError(`expected ${name} from a smaller to a larger number, got [${from}, ${to}]`);
  }
  return interval;
}
