import { Matrix, Vector } from "../data";
import { nonzeroColumns } from "./products";

/**
 * The weighted sums of a layer that are not finished: b + Σ aₖWₖ over its first inputs only, for every example of a
 * batch. Where nothing but an input, or a weight, from there on is changed, the sums can be finished from here and come
 * out as if taken from the beginning, to the last bit: the same numbers are added in the same order.
 */
export class PartialSums {
  /** How many inputs are in the sums. */
  private count = 0;
  /** n × units; and as they begin. */
  private readonly sums: Vector;
  private readonly biases: Vector;
  private readonly isFloat32: boolean;
  /** For each example the k whose aᵢₖ is not 0, in their order, and where among them we are. */
  private readonly nonzero: readonly Int32Array[];
  private readonly taken: Int32Array;

  /**
   * @param a activations, n × inputs; which of them are 0 is looked up now for `finishUnit`
   * @param W weights, inputs × units
   * @param b biases, 1 × units, or undefined if there are none; the sums begin with what they are now
   * @param z the matrix of the whole sums, n × units
   */
  constructor(
    private readonly a: Matrix,
    private readonly W: Matrix,
    private readonly b: Matrix | undefined,
    private readonly z: Matrix,
  ) {
    this.sums = z.values.slice();
    this.isFloat32 = z.values instanceof Float32Array;
    this.nonzero = nonzeroColumns(a);
    this.taken = new Int32Array(a.rows);
    this.biases = this.sums.map((_, p) => (b ? b.values[p % W.columns] : 0));
    this.begin();
  }

  /** Takes all inputs out of the sums: what is left are the biases. */
  begin(): void {
    this.count = 0;
    this.taken.fill(0);
    this.sums.set(this.biases);
  }

  /** Whether no input from k on is in the sums. */
  isBefore(k: number): boolean {
    return this.count <= k;
  }

  /** Adds the inputs before k to the sums. */
  advanceTo(k: number): void {
    const [inputs, units] = [this.W.rows, this.W.columns];
    const [A, W, sums] = [this.a.values, this.W.values, this.sums];
    for (; this.count < k; this.count++) {
      for (let i = 0; i < this.a.rows; i++) {
        const aik = A[i * inputs + this.count];
        if (aik === 0) continue;
        this.taken[i]++;
        for (let j = 0; j < units; j++) sums[i * units + j] += aik * W[this.count * units + j];
      }
    }
  }

  /**
   * Finishes the sum of one unit, zᵢⱼ.
   *
   * @param fromStart whether something has changed that is in the partial sum
   */
  finishUnit(i: number, j: number, fromStart: boolean): void {
    const [inputs, units] = [this.W.rows, this.W.columns];
    const [A, W, nonzero, isFloat32] = [this.a.values, this.W.values, this.nonzero[i], this.isFloat32];
    let sum = fromStart ? (this.b ? this.b.values[j] : 0) : this.sums[i * units + j];
    for (let n = fromStart ? 0 : this.taken[i]; n < nonzero.length; n++) {
      const k = nonzero[n];
      sum += A[i * inputs + k] * W[k * units + j];
      if (isFloat32) sum = Math.fround(sum); // as it is rounded when it is stored
    }
    this.z.values[i * units + j] = sum;
  }

  /** Finishes the sums of all units of example i, four inputs at a time where none of them is 0, which is twice as fast. */
  finishRow(i: number): void {
    const [inputs, units] = [this.W.rows, this.W.columns];
    const [A, W, Z, sums] = [this.a.values, this.W.values, this.z.values, this.sums];
    const at = i * units;
    for (let j = 0; j < units; j++) Z[at + j] = sums[at + j];
    for (let k = this.count; k < inputs; k++) {
      const from = i * inputs + k;
      const [a0, w] = [A[from], k * units];
      if (a0 === 0) continue;
      if (!this.isFloat32 && k + 3 < inputs) {
        const a1 = A[from + 1];
        const a2 = A[from + 2];
        const a3 = A[from + 3];
        if (a1 !== 0 && a2 !== 0 && a3 !== 0) {
          const [w1, w2, w3] = [w + units, w + 2 * units, w + 3 * units];
          for (let j = 0; j < units; j++) {
            Z[at + j] = Z[at + j] + a0 * W[w + j] + a1 * W[w1 + j] + a2 * W[w2 + j] + a3 * W[w3 + j];
          }
          k += 3;
          continue;
        }
      }
      for (let j = 0; j < units; j++) Z[at + j] += a0 * W[w + j];
    }
  }
}
