import { Matrix, rowOf, zeros } from "../data/matrix";
import type { Network } from "../network";
import type { Ending } from "./ending";
import { TogetherRun } from "./together-run";

/** What is noted of many networks while they are trained. */
export class TogetherRecord {
  readonly parameters: Matrix;
  readonly cost: Float64Array;
  readonly course: Matrix | undefined;
  readonly epochs: Int32Array;
  readonly diverged: Uint8Array;

  /** @param marks after how many epochs the costs are noted, in rising order */
  constructor(
    private readonly start: readonly Network[],
    readonly marks: readonly number[],
  ) {
    const { length } = start;
    this.parameters = zeros(length, start[0].parameterCount, start[0].dtype);
    this.cost = new Float64Array(length).fill(NaN);
    this.course = marks.length > 0 ? zeros(length, marks.length) : undefined;
    this.course?.values.fill(NaN);
    this.epochs = new Int32Array(length);
    this.diverged = new Uint8Array(length);
    start.forEach((network, i) => rowOf(this.parameters, i).set(network.parameters));
  }

  /** The cost of network i after as many epochs as a mark says. */
  note(i: number, mark: number, cost: number): void {
    if (this.course) this.course.values[i * this.marks.length + mark] = cost;
  }

  result({ stopped, reason }: Ending): TogetherRun {
    const { start, parameters, cost, course, epochs, diverged } = this;
    const lost = diverged.reduce((sum, one) => sum + one, 0);
    const losses =
      lost === 0 ? "" : `; ${lost} of ${start.length} networks diverged: the learning rate may be too large`;
    return new TogetherRun({
      start,
      parameters,
      cost,
      course,
      epochs,
      diverged,
      stopped,
      reason: reason + losses,
    });
  }
}
