import { adam, gradientDescent, momentum, nesterov, optimizers, rmsProp } from "../../training/optimizers";
import type { Optimizer, OptimizerName, OptimizerState } from "../../training/optimizers";
import type { Landscape } from "./landscape";

/** The rate that a method has besides η, with its usual value. */
export const secondRates: Partial<
  Record<OptimizerName, { name: string; usual: number; make: (rate: number) => Optimizer }>
> = {
  momentum: { name: "Momentum μ", usual: 0.9, make: (rate) => momentum({ momentum: rate }) as Optimizer },
  nesterov: { name: "Momentum μ", usual: 0.9, make: (rate) => nesterov({ momentum: rate }) as Optimizer },
  rmsprop: { name: "Memory α", usual: 0.99, make: (rate) => rmsProp({ alpha: rate }) as Optimizer },
  adam: { name: "Memory β₁", usual: 0.9, make: (rate) => adam({ beta1: rate }) as Optimizer },
};

/** The method by its name, with its second rate if it has one. */
export function methodOf(name: OptimizerName, rate: number): Optimizer {
  if (name === "gradient-descent") return gradientDescent() as Optimizer;
  return secondRates[name]?.make(rate) ?? optimizers[name];
}

/** A descent, one step at a time: where it has been, and how high. */
export class Walk {
  readonly points: Float64Array[];
  readonly costs: number[];
  /** ∇C where it is now. */
  gradient: Float64Array;
  /** Why it cannot go on, if so. */
  ended: string | undefined;
  private readonly state: OptimizerState;

  /** @throws RangeError if the landscape has no height or slope at the start */
  constructor(
    private readonly landscape: Landscape,
    private readonly method: Optimizer,
    start: readonly [number, number],
  ) {
    const v = Float64Array.from(start);
    this.points = [v];
    this.costs = [landscape.height(v)];
    this.gradient = landscape.gradient(v);
    this.state = method.initialState(v);
    if (![...this.costs, ...this.gradient].every(Number.isFinite))
      throw new RangeError(
        `expected a finite height and slope at the start, got ${this.costs[0]}: choose another start`,
      );
  }

  step(learningRate: number): void {
    if (this.ended !== undefined) return;
    const v = this.points[this.points.length - 1].slice();
    this.method.step(v, this.gradient, this.state, learningRate);
    const cost = this.landscape.height(v);
    const gradient = this.landscape.gradient(v);
    if (![cost, ...gradient].every(Number.isFinite) || Math.abs(cost) > 1e9 * (1 + Math.abs(this.costs[0]))) {
      this.ended = `It diverges: step ${this.points.length} leads out of all bounds. Try a smaller learning rate.`;
      return;
    }
    this.points.push(v);
    this.costs.push(cost);
    this.gradient = gradient;
    if (Math.hypot(...gradient) < 1e-12) this.ended = "The ground is flat: there is nowhere to go.";
  }
}
