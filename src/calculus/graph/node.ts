import { Displayable, jupyterDisplay, MimeBundle } from "../../display";
import { expectFinite } from "../point";
import { displayOf, listing } from "./display";
import { nodesBefore } from "./order";

/** An arrow of the graph, from a number to what is computed from it. */
export interface GraphEdge {
  /** Where the arrow begins. */
  readonly from: GraphNode;
  /** The slope along the arrow: the partial derivative of the one number by the other, at the values that they have. */
  readonly slope: number;
}

/**
 * A number that remembers how it was computed. Computing with such numbers builds a graph; `backward()` then goes
 * through the graph from the end to the beginning and gives every number its derivative: how much the end changes for
 * a small change of this number. It is the chain rule, and what backpropagation does with whole layers at a time.
 *
 * Each operation below stands with its derivative. A plain number may be given wherever a node may.
 *
 * @see Linnainmaa, "Taylor expansion of the accumulated rounding error" (1976); the idea to show it with single numbers
 *   is that of Karpathy's micrograd
 * @example
 * const [w, x, b] = [variable(0.5, "w"), variable(2, "x"), variable(-1, "b")];
 * const a = w.times(x).plus(b).sigmoid().named("a");
 * a.backward();
 * [a.value, w.derivative, x.derivative, b.derivative]; // [0.5, 0.5, 0.125, 0.25]
 */
export class GraphNode implements Displayable {
  private found: number | undefined;

  /** Nodes are made by `variable` and by the operations. */
  constructor(
    /** The number itself. */
    readonly value: number,
    /** How it was computed: "+", "×", "exp", …; "variable" and "constant" were given. */
    readonly operation: string,
    /** What it was computed from, with the slopes. */
    readonly inputs: readonly GraphEdge[] = [],
    /** Its name, if it has one. */
    public name?: string,
  ) {
    expectFinite(value, `the value of ${operation}`);
    for (const { from, slope } of inputs)
      expectFinite(slope, `the derivative of ${operation} at ${from.value}`);
  }

  /** The derivative of the end by this number, after `backward()` of that end. */
  get derivative(): number {
    if (this.found === undefined) {
      throw new Error(
        "expected backward() before a derivative is asked for: call it on the result of the computation",
      );
    }
    return this.found;
  }

  /** Whether the derivative is known. */
  get hasDerivative(): boolean {
    return this.found !== undefined;
  }

  /** a + b: the slope by each is 1. */
  plus(other: GraphNode | number): GraphNode {
    return this.with(
      other,
      "+",
      (a, b) => a + b,
      () => [1, 1],
    );
  }

  /** a − b: the slopes are 1 and −1. */
  minus(other: GraphNode | number): GraphNode {
    return this.with(
      other,
      "−",
      (a, b) => a - b,
      () => [1, -1],
    );
  }

  /** a·b: the slope by each is the other. */
  times(other: GraphNode | number): GraphNode {
    return this.with(
      other,
      "×",
      (a, b) => a * b,
      (a, b) => [b, a],
    );
  }

  /** a/b: the slopes are 1/b and −a/b². */
  dividedBy(other: GraphNode | number): GraphNode {
    return this.with(
      other,
      "÷",
      (a, b) => a / b,
      (a, b) => [1 / b, -a / (b * b)],
    );
  }

  /**
   * aᵇ: the slopes are b·aᵇ⁻¹ and aᵇ·ln a; the second has the limit 0 as a falls to 0, for b > 0. With a plain number as
   * exponent only the first is needed, and a may be negative if the exponent is a whole number.
   */
  toThePower(exponent: GraphNode | number): GraphNode {
    if (exponent instanceof GraphNode) {
      const byExponent = (a: number, b: number): number => (a === 0 && b > 0 ? 0 : a ** b * Math.log(a));
      return this.with(exponent, "^", Math.pow, (a, b) => [b * a ** (b - 1), byExponent(a, b)]);
    }
    const slope = exponent === 0 ? 0 : exponent * this.value ** (exponent - 1);
    return this.into(`^ ${exponent}`.replace("-", "−"), this.value ** exponent, slope);
  }

  /** eᵃ: the slope is eᵃ. */
  exp(): GraphNode {
    return this.into("exp", Math.exp(this.value), Math.exp(this.value));
  }

  /** ln a for a > 0: the slope is 1/a. */
  log(): GraphNode {
    return this.into("log", Math.log(this.value), 1 / this.value);
  }

  /** tanh a: the slope is 1 − tanh² a. */
  tanh(): GraphNode {
    const t = Math.tanh(this.value);
    return this.into("tanh", t, 1 - t * t);
  }

  /** σ(a) = 1 / (1 + e⁻ᵃ): the slope is σ(a)·(1 − σ(a)). */
  sigmoid(): GraphNode {
    const small = Math.exp(-Math.abs(this.value)); // never overflows
    const σ = this.value >= 0 ? 1 / (1 + small) : small / (1 + small);
    return this.into("sigmoid", σ, small / (1 + small) ** 2);
  }

  /** max(0, a): the slope is 1 for a > 0 and 0 otherwise. At 0 there is none; 0 is taken, as is usual. */
  relu(): GraphNode {
    return this.into("relu", Math.max(0, this.value), this.value > 0 ? 1 : 0);
  }

  /** max(a, b): the slope by the larger is 1, by the smaller 0. If they are equal, each gets half. */
  max(other: GraphNode | number): GraphNode {
    const share = (a: number, b: number): number => (a > b ? 1 : a < b ? 0 : 0.5);
    return this.with(other, "max", Math.max, (a, b) => [share(a, b), share(b, a)]);
  }

  /** Gives the number a name, for figures and lists. */
  named(name: string): this {
    this.name = name;
    return this;
  }

  /** All numbers that this one is computed from, and itself at the end: each stands after what it is computed from. */
  nodes(): GraphNode[] {
    return nodesBefore(this);
  }

  /**
   * Gives all `nodes()` their derivatives: ∂(this)/∂(this) = 1, and then, from the end to the beginning, every number
   * passes its derivative times the slope on to what it was computed from, where contributions add up. It begins at
   * zero each time, so that calling it again gives the same. What the nodes knew from another end is forgotten.
   *
   * @returns this node
   */
  backward(): this {
    const nodes = this.nodes();
    for (const node of nodes) node.found = 0;
    this.found = 1;
    for (const node of nodes.reverse())
      for (const { from, slope } of node.inputs) from.found = from.derivative + slope * node.derivative;
    return this;
  }

  /** The computation as a list, a line for each number. */
  toString(): string {
    return listing(this);
  }

  /** The graph as a picture, and as a list. */
  [jupyterDisplay](): MimeBundle {
    return displayOf(this);
  }

  /** What `console.log` prints in Node and in a notebook. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }

  private into(operation: string, value: number, slope: number): GraphNode {
    return new GraphNode(value, operation, [{ from: this, slope }]);
  }

  private with(
    other: GraphNode | number,
    operation: string,
    value: (a: number, b: number) => number,
    slopes: (a: number, b: number) => [number, number],
  ): GraphNode {
    const right = other instanceof GraphNode ? other : new GraphNode(other, "constant");
    const [a, b] = slopes(this.value, right.value);
    return new GraphNode(value(this.value, right.value), operation, [
      { from: this, slope: a },
      { from: right, slope: b },
    ]);
  }
}

/**
 * A number to begin a computation with, whose derivative is wanted.
 *
 * @param value a finite number
 * @param name its name, such as "w"
 * @throws RangeError or TypeError if the value is not a finite number
 * @example
 * const x = variable(3, "x");
 * x.times(x).backward();
 * x.derivative; // 6
 */
export function variable(value: number, name?: string): GraphNode {
  return new GraphNode(value, "variable", [], name);
}
