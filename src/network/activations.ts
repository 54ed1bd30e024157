import { expectName } from "./names";
import { normalDensity, normalProbability } from "./normal-distribution";
import { RowActivation, softmax } from "./softmax";

/** An activation that each unit takes on its own: a = f(z). */
export interface ElementwiseActivation {
  /** Its name in options and in JSON. */
  readonly name: string;
  /** f as one would write it. */
  readonly formula: string;
  /** Each a depends on its own z only. */
  readonly elementwise: true;
  /** a = f(z). */
  value(z: number): number;
  /** f′(z), the derivative of a by z; where there is none, the one that PyTorch takes (from the left). */
  derivative(z: number): number;
  /** The points z where f has no derivative, because of a kink or a jump. */
  readonly notDifferentiableAt: readonly number[];
}

/** What a layer does to its weighted sums: unit by unit, or, as softmax does, to all units of an example at once. */
export type Activation = ElementwiseActivation | RowActivation;

/** The activations that the library knows by name. */
export type ActivationName = keyof typeof activations;

/**
 * The activations by name, each with its value and its derivative. None overflows: at z = ±1000 all are finite.
 *
 * @example
 * activations.sigmoid.value(0); // 0.5
 * activations.sigmoid.derivative(0); // 0.25
 * activations.relu.notDifferentiableAt; // [0]
 */
export const activations = {
  /** f(z) = z, f′(z) = 1: no activation at all, as in linear regression. */
  identity: elementwise("identity", "z", {
    value: (z) => z,
    derivative: () => 1,
  }),

  /** f(z) = 1 for z ≥ 0, else 0: the threshold. f′(z) = 0 and there is none at the jump: descent learns nothing from it. */
  step: elementwise("step", "1 for z ≥ 0, else 0", {
    value: (z) => (z >= 0 ? 1 : 0),
    derivative: () => 0,
    notDifferentiableAt: [0],
  }),

  /** σ(z) = 1 / (1 + e⁻ᶻ), σ′(z) = σ(z)(1 − σ(z)). Both by e^(−|z|), which is at most 1, so that nothing overflows or cancels. */
  sigmoid: elementwise("sigmoid", "1 / (1 + e⁻ᶻ)", {
    value: sigmoid,
    derivative: (z) => {
      const e = Math.exp(-Math.abs(z));
      return e / (1 + e) ** 2;
    },
  }),

  /** tanh(z), tanh′(z) = 1 − tanh²(z) = 4σ′(2z). */
  tanh: elementwise("tanh", "tanh z", {
    value: Math.tanh,
    derivative: (z) => {
      const e = Math.exp(-2 * Math.abs(z));
      return (4 * e) / (1 + e) ** 2;
    },
  }),

  /** ReLU(z) = max(0, z), with a kink at 0. */
  relu: elementwise("relu", "max(0, z)", {
    value: (z) => Math.max(0, z),
    derivative: (z) => (z > 0 ? 1 : 0),
    notDifferentiableAt: [0],
  }),

  /** f(z) = z for z > 0, else 0.01·z, with a kink at 0: a ReLU that never goes quite dead. */
  "leaky-relu": elementwise("leaky-relu", "z for z > 0, else 0.01·z", {
    value: (z) => (z > 0 ? z : 0.01 * z),
    derivative: (z) => (z > 0 ? 1 : 0.01),
    notDifferentiableAt: [0],
  }),

  /** ELU with α = 1: f(z) = z for z > 0, else eᶻ − 1. Its two branches meet with the same slope (Clevert et al., 2016). */
  elu: elementwise("elu", "z for z > 0, else eᶻ − 1", {
    value: (z) => (z > 0 ? z : Math.expm1(z)),
    derivative: (z) => (z > 0 ? 1 : Math.exp(z)),
  }),

  /** f(z) = ln(1 + eᶻ) = max(0, z) + ln(1 + e^(−|z|)), f′(z) = σ(z): a ReLU without the kink. */
  softplus: elementwise("softplus", "ln(1 + eᶻ)", {
    value: (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
    derivative: sigmoid,
  }),

  /**
   * GELU, the exact form: f(z) = z·Φ(z) = ½z(1 + erf(z/√2)), not the approximation by tanh; f′(z) = Φ(z) + z·φ(z)
   * (Hendrycks and Gimpel, 2016).
   */
  gelu: elementwise("gelu", "z·Φ(z)", {
    value: (z) => z * normalProbability(z),
    derivative: (z) => normalProbability(z) + z * normalDensity(z),
  }),

  softmax,
};

/**
 * The activation with a name.
 *
 * @param activation a name, or a record of one's own, which is taken as it is
 * @throws RangeError if the name is unknown
 * @example
 * activationNamed("tanh").formula; // "tanh z"
 */
export function activationNamed(activation: ActivationName | Activation): Activation {
  if (typeof activation === "object" && activation !== null && typeof activation.value === "function") {
    return activation;
  }
  return expectName(activations, activation, "an activation");
}

function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z));
  return z >= 0 ? 1 / (1 + e) : e / (1 + e);
}

function elementwise(
  name: string,
  formula: string,
  f: Pick<ElementwiseActivation, "value" | "derivative"> & { notDifferentiableAt?: readonly number[] },
): ElementwiseActivation {
  return { name, formula, elementwise: true, notDifferentiableAt: [], ...f };
}
