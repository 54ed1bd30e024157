/** A network as the engine knows it. */
export interface NetworkRecipe {
  /** The units of every layer, inputs first. */
  readonly sizes: readonly number[];
  readonly activations: readonly ActivationKind[];
  readonly biases: boolean;
  readonly dtype: "float32" | "float64";
}

/** How the cost is taken. */
export interface CostRecipe {
  readonly kind: CostKind;
  /** Whether it is taken from the last weighted sums, past the activation. */
  readonly fromSums: boolean;
  /** Whether it is averaged over the examples. */
  readonly isMean: boolean;
}

/** What the pass forward and its cost go by. */
export interface PassRecipe {
  readonly network: NetworkRecipe;
  readonly cost: CostRecipe;
}

/** An optimizer with its hyperparameters, in the order in which the kernels name them. */
export interface OptimizerRecipe {
  readonly kind: OptimizerKind;
  /** What is kept of the past, such as μ or β₁, and β₂ or the dampening. */
  readonly first?: number;
  readonly second?: number;
  readonly epsilon?: number;
  /** λ of AdamW, or Adagrad's decay of the learning rate. */
  readonly decay?: number;
  /** The names of the vectors that its state has. */
  readonly vectors: readonly string[];
}

/** All that a step of training goes by. */
export interface TrainingRecipe extends PassRecipe {
  readonly optimizer: OptimizerRecipe;
  /** λ of L2, of L1 by its subgradient, and of L1 by its proximal step. */
  readonly l2: number;
  readonly l1: number;
  readonly proximal: number;
  readonly clipValue: number;
  readonly clipNorm: number;
  readonly dropout: number;
  readonly dropoutSeed: number;
}

/** The activations, each at its number. */
export const activationKinds = [
  "identity",
  "step",
  "sigmoid",
  "tanh",
  "relu",
  "leaky-relu",
  "elu",
  "softplus",
  "gelu",
  "softmax",
] as const;
export type ActivationKind = (typeof activationKinds)[number];

/** The costs, each at its number. */
export const costKinds = [
  "half-sum-of-squares",
  "mean-squared-error",
  "binary-cross-entropy",
  "binary-cross-entropy-from-logits",
  "cross-entropy",
  "cross-entropy-from-logits",
] as const;
export type CostKind = (typeof costKinds)[number];

/** The optimizers, each at its number. */
export const optimizerKinds = [
  "gradient-descent",
  "momentum",
  "nesterov",
  "adagrad",
  "rmsprop",
  "adadelta",
  "adam",
  "adamw",
] as const;
export type OptimizerKind = (typeof optimizerKinds)[number];
