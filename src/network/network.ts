import { expectFinite } from "../calculus";
import { Dtype, Matrix, MatrixLike, Random, Vector, vectorOfZeros } from "../data";
import { Activation } from "./activations";
import { Activations, expectActivations, expectSizes } from "./architecture";
import { ForwardPass, forwardPass, PassOptions } from "./forward";
import { Initializer, initializerNamed, InitializerName } from "./initializers";
import { fromJSON, NetworkJSON, toJSON } from "./json";
import { ParameterPlace, parameterPlaces, ParameterView, viewOf } from "./parameters";
import { Summary } from "./summary";

/** What a network is made of besides the sizes of its layers. */
export interface NetworkOptions {
  /** f: one for all layers, or one for each layer after the inputs. */
  activations: Activations;
  /** Whether there are biases, true if not given. */
  biases?: boolean;
  /** How the parameters begin, "xavier-normal" if not given. */
  initializer?: InitializerName | Initializer;
  /** The seed of the initial parameters, 0 if not given. */
  seed?: number;
  /** The parameters themselves, instead of an initializer: W⁽¹⁾ row after row, b⁽¹⁾, W⁽²⁾, … They are copied. */
  parameters?: ArrayLike<number>;
  /** How the numbers are stored, "float64" if not given. */
  dtype?: Dtype;
}

/** The work that a network has done: how often, and for how many examples in all. */
export interface WorkCounts {
  costEvaluations: number;
  costExamples: number;
  gradientEvaluations: number;
  gradientExamples: number;
}

/**
 * A network of dense layers. Layer 1 is the inputs, layer L the outputs; W⁽ˡ⁾ and b⁽ˡ⁾ lead from layer l to layer
 * l + 1, W⁽ˡ⁾ with a row for each unit of layer l and a column for each unit of layer l + 1:
 *
 *     z⁽ˡ⁺¹⁾ = a⁽ˡ⁾W⁽ˡ⁾ + b⁽ˡ⁾,   a⁽ˡ⁺¹⁾ = f(z⁽ˡ⁺¹⁾)
 *
 * All weights and biases are one flat vector, `parameters`; W(l) and b(l) are views of it.
 *
 * @example
 * const network = new Network([784, 16, 16, 10], { activations: "sigmoid", seed: 1 });
 * network.parameterCount; // 13002
 * network.W(1).rows; // 784
 */
export class Network {
  /** The units of every layer, inputs first. */
  readonly sizes: readonly number[];
  /** Whether there are biases. */
  readonly biases: boolean;
  readonly dtype: Dtype;
  /** All weights and biases. They may be changed; to be sure of the old ones, `copy()` first. */
  readonly parameters: Vector;
  /** The work done so far by this network; a copy begins at 0. */
  readonly counts: WorkCounts = {
    costEvaluations: 0,
    costExamples: 0,
    gradientEvaluations: 0,
    gradientExamples: 0,
  };
  private readonly f: readonly Activation[];
  private readonly places: readonly ParameterPlace[];
  private readonly own: readonly ParameterView[];

  /**
   * @param sizes the units of every layer, inputs first: [784, 16, 16, 10]
   * @param options activations, and how the parameters begin
   * @throws TypeError or RangeError if sizes, names, dtype or parameters are not what they should be
   */
  constructor(sizes: readonly number[], options: NetworkOptions) {
    this.sizes = expectSizes(sizes);
    this.f = expectActivations(options?.activations, sizes.length - 1);
    this.biases = options.biases ?? true;
    this.dtype = options.dtype ?? "float64";
    this.places = parameterPlaces(sizes, this.biases);
    const last = this.places[this.places.length - 1];
    this.parameters = vectorOfZeros(last.offset + last.rows * last.columns, this.dtype);
    this.own = this.views(this.parameters);
    if (options.parameters) this.setParameters(options.parameters);
    else this.initialize(initializerNamed(options.initializer ?? "xavier-normal"), options.seed ?? 0);
  }

  /** The number of weights and biases. */
  get parameterCount(): number {
    return this.parameters.length;
  }

  /** The activation f of layer l, l ≥ 2. */
  activation(l: number): Activation {
    return this.f[l - 2] ?? this.unknownLayer(l, 2, this.sizes.length);
  }

  /** W⁽ˡ⁾, a view of the parameters, or of another vector in the same order, a gradient for instance. */
  W(l: number, vector?: Vector): ParameterView {
    return this.tensor(this.biases ? 2 * (l - 1) : l - 1, l, vector);
  }

  /** b⁽ˡ⁾, 1 × units, likewise; undefined if the network has no biases. */
  b(l: number, vector?: Vector): ParameterView | undefined {
    return this.biases ? this.tensor(2 * l - 1, l, vector) : undefined;
  }

  /**
   * All tensors by name, in their order: W1, b1, W2, …
   *
   * @param vector the parameters if not given, or another vector in the same order, a gradient for instance
   * @throws RangeError if the vector has another length
   */
  views(vector: Vector = this.parameters): ParameterView[] {
    this.expectCount(vector.length);
    return this.places.map((place) => viewOf(place, vector));
  }

  /** Every z⁽ˡ⁾ and a⁽ˡ⁾ for examples, one a row: see `forwardPass`. */
  forward(inputs: MatrixLike, options?: PassOptions): ForwardPass {
    return forwardPass(this, inputs, options);
  }

  /** The outputs for examples, one a row. */
  predict(inputs: MatrixLike): Matrix {
    return forwardPass(this, inputs).outputs;
  }

  /** A network of the same build with other parameters, which are copied. */
  withParameters(parameters: ArrayLike<number>): Network {
    const { sizes, f, biases, dtype } = this;
    return new Network(sizes, { activations: f, biases, dtype, parameters });
  }

  /** The same network again, with parameters of its own. */
  copy(): Network {
    return this.withParameters(this.parameters);
  }

  /** The network as plain data: `JSON.stringify(network)` calls it. */
  toJSON(): NetworkJSON {
    return toJSON(this);
  }

  /** A network from what `toJSON` gave, or from its text. */
  static fromJSON(json: unknown): Network {
    const { sizes, ...options } = fromJSON(json);
    return new Network(sizes, options);
  }

  /** A table of the layers, printed as text and shown in a notebook. */
  summary(): Summary {
    return new Summary(this);
  }

  private tensor(index: number, l: number, vector?: Vector): ParameterView {
    const view = Number.isInteger(l) ? this.own[index] : undefined;
    if (!view) return this.unknownLayer(l, 1, this.sizes.length - 1);
    if (!vector) return view;
    this.expectCount(vector.length);
    return viewOf(view, vector);
  }

  private initialize(initializer: Initializer, seed: number): void {
    const random = new Random(seed);
    for (const { kind, layer, values } of this.own) {
      const draw = kind === "weights" ? initializer.weight : initializer.bias;
      const [inputs, units] = [this.sizes[layer - 1], this.sizes[layer]];
      for (let i = 0; i < values.length; i++) values[i] = draw(random, inputs, units);
    }
  }

  private setParameters(parameters: ArrayLike<number>): void {
    this.expectCount(parameters.length);
    for (let i = 0; i < parameters.length; i++) {
      this.parameters[i] = expectFinite(parameters[i], `parameter ${i}`);
    }
  }

  private expectCount(count: number): void {
    if (count !== this.parameterCount) {
      throw new RangeError(
        `expected ${this.parameterCount} numbers, the weights and biases of ${this.sizes.join("-")}, got ${count}`,
      );
    }
  }

  private unknownLayer(l: number, first: number, last: number): never {
    throw new RangeError(`expected a layer from ${first} to ${last}, got ${l}: layer 1 is the inputs`);
  }
}
