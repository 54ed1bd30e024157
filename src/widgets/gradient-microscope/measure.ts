import { checkGradient, ComponentCheck, relativeError } from "../../calculus";
import type { Matrix, Vector } from "../../data/matrix";
import { costOf, Network, Workspace } from "../../network";
import type { CostName } from "../../network";
import { asNumber } from "../../wording";

/** One parameter, seen with one step. */
export interface Measurement {
  h: number;
  /** C(w + h) and C(w − h), or C(w) in its place for forward differences. */
  above: number;
  below: number;
  quotient: number;
  /** |a − n| / max(|a|, |n|) of the gradient's a and the quotient n. */
  error: number;
}

/**
 * A step as one would write it.
 *
 * @example
 * asStep(1e-5); // "10⁻⁵"
 * asStep(10 ** -4.75); // "1.778·10⁻⁵"
 */
export function asStep(h: number): string {
  return asNumber(h).replace(/^1·/, "");
}

export type Method = "central" | "forward";

/** A network's cost as a function of single parameters. */
export class Microscope {
  private readonly workspace: Workspace;

  constructor(
    readonly network: Network,
    private readonly inputs: Matrix,
    private readonly targets: Matrix,
    private readonly cost: CostName,
    readonly gradient: Vector,
  ) {
    this.workspace = new Workspace(network);
  }

  /** The cost where a parameter has another value; the network stays as it is. */
  costAt(index: number, value: number): number {
    const { parameters } = this.network;
    const w = parameters[index];
    parameters[index] = value;
    const { workspace } = this;
    const cost = costOf(this.network, this.inputs, this.targets, this.cost, { workspace });
    parameters[index] = w;
    return cost;
  }

  measure(index: number, h: number, method: Method): Measurement {
    const w = this.network.parameters[index];
    const [right, left] = [w + h, method === "central" ? w - h : w];
    const [above, below] = [this.costAt(index, right), this.costAt(index, left)];
    const quotient = right === left ? NaN : (above - below) / (right - left);
    return { h, above, below, quotient, error: relativeError(this.gradient[index], quotient) };
  }

  /** The error for steps from 10⁻¹⁵ to 1. */
  errors(index: number, method: Method): Measurement[] {
    return Array.from({ length: 61 }, (_, i) => this.measure(index, 10 ** (-15 + i / 4), method));
  }

  /**
   * The cost close to a parameter, from w − 2h to w + 2h, as it differs from the cost at w.
   *
   * @returns pairs of t, where the parameter is w + t·h, and the difference; as the machine rounds them
   */
  closeUp(index: number, h: number): (readonly [t: number, difference: number])[] {
    const w = this.network.parameters[index];
    const here = this.costAt(index, w);
    return Array.from({ length: 161 }, (_, i) => {
      const t = -2 + i / 40;
      return [t, this.costAt(index, w + t * h) - here] as const;
    });
  }

  /** What the library's gradient check says of this component. */
  verdict(index: number): ComponentCheck {
    const { network, gradient } = this;
    const C = (parameters: Float64Array): number => this.costAt(index, parameters[index]);
    return checkGradient(C, gradient, network.parameters, { components: [index] }).components[0];
  }
}
