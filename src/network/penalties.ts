import type { Vector } from "../data";
import type { Network } from "./network";
import { withKind } from "./penalty-recipe";

/**
 * A price on large weights, added to the cost, against overfitting. Biases are free. Training asks it twice a step: what
 * it adds to the gradient, and what is to be done after the step. It does not ask for the value: the cost that training
 * reports, and by which it judges an epoch, is C without R. For C + R, add `value(network)` yourself.
 */
export interface Penalty {
  readonly name: string;
  /** λ ≥ 0, the strength. */
  readonly strength: number;
  /** R(W), what is added to the cost; for you to look at, training does not use it. */
  value(network: Network): number;
  /** Adds ∂R/∂W to a gradient in the order of the network's parameters. */
  addGradient(network: Network, gradient: Vector): void;
  /** Changes the network's weights after a step with the learning rate η, where the gradient is not enough. */
  afterStep(network: Network, learningRate: number): void;
}

/**
 * L2: R = ½λ Σw², ∂R/∂w = λw. Every step makes each weight smaller in proportion (weight decay).
 *
 * @param strength λ ≥ 0
 * @throws RangeError if λ is negative or not finite
 * @example
 * const network = new Network([2, 1], { activations: "identity", parameters: [3, -4, 7] });
 * l2Penalty(0.1).value(network).toFixed(3); // "1.250"
 */
export function l2Penalty(strength: number): Penalty {
  const λ = expectStrength(strength);
  return withKind("l2", {
    name: "L2",
    strength: λ,
    value: (network) => (λ / 2) * sumOver(network, (w) => w * w),
    addGradient: (network, gradient) => addSlopes(network, gradient, (w) => λ * w),
    afterStep: () => undefined,
  });
}

/**
 * L1 by its subgradient: R = λ Σ|w|, ∂R/∂w = λ·sign(w), taken as 0 at w = 0. Weights come close to 0 and swing
 * around it, since a step is as large near 0 as elsewhere.
 *
 * @param strength λ ≥ 0
 * @throws RangeError if λ is negative or not finite
 * @example
 * const gradient = Float64Array.of(0, 0, 0);
 * const network = new Network([2, 1], { activations: "identity", parameters: [3, -4, 7] });
 * l1Penalty(0.5).addGradient(network, gradient);
 * gradient; // Float64Array [0.5, -0.5, 0]
 */
export function l1Penalty(strength: number): Penalty {
  const λ = expectStrength(strength);
  return withKind("l1", {
    name: "L1, subgradient",
    strength: λ,
    value: (network) => λ * sumOver(network, Math.abs),
    addGradient: (network, gradient) => addSlopes(network, gradient, (w) => λ * Math.sign(w)),
    afterStep: () => undefined,
  });
}

/**
 * L1 by the proximal step: R = λ Σ|w|; the step itself is taken without it, and then every weight moves by ηλ towards
 * 0 and stops there, w ← sign(w)·max(|w| − ηλ, 0). It makes weights that are exactly 0.
 *
 * @param strength λ ≥ 0
 * @throws RangeError if λ is negative or not finite
 * @see Parikh and Boyd, "Proximal algorithms" (2014), section 6.5
 * @example
 * const network = new Network([2, 1], { activations: "identity", parameters: [3, -0.125, 7] });
 * l1ProximalPenalty(0.5).afterStep(network, 0.5);
 * network.parameters; // Float64Array [2.75, 0, 7]
 */
export function l1ProximalPenalty(strength: number): Penalty {
  const λ = expectStrength(strength);
  return withKind("proximal", {
    name: "L1, proximal",
    strength: λ,
    value: (network) => λ * sumOver(network, Math.abs),
    addGradient: () => undefined,
    afterStep(network, η) {
      for (const { values } of weightsOf(network)) {
        for (let i = 0; i < values.length; i++) {
          values[i] = Math.sign(values[i]) * Math.max(Math.abs(values[i]) - η * λ, 0) + 0; // + 0: not −0
        }
      }
    },
  });
}

function sumOver(network: Network, term: (w: number) => number): number {
  let sum = 0;
  for (const { values } of weightsOf(network)) {
    for (let i = 0; i < values.length; i++) sum += term(values[i]);
  }
  return sum;
}

function addSlopes(network: Network, gradient: Vector, slope: (w: number) => number): void {
  const slopes = network.views(gradient);
  network.views().forEach(({ kind, values }, t) => {
    if (kind === "biases") return;
    for (let i = 0; i < values.length; i++) slopes[t].values[i] += slope(values[i]);
  });
}

function weightsOf(network: Network): { values: Vector }[] {
  return network.views().filter(({ kind }) => kind === "weights");
}

function expectStrength(λ: number): number {
  if (typeof λ === "number" && λ >= 0 && λ < Infinity) return λ;
  throw new RangeError(`expected a strength λ of 0 or more, got ${String(λ)}: try 0.001`);
}
