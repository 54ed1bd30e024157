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

  /** Finishes the sums of all units of example i, in float64 four units at a time, whose sums stay in variables. */
  finishRow(i: number): void {
    const [inputs, units] = [this.W.rows, this.W.columns];
    const [A, W, Z, sums] = [this.a.values, this.W.values, this.z.values, this.sums];
    const [at, first, from] = [i * units, this.count * units, i * inputs + this.count];
    const end = (i + 1) * inputs;
    let j = 0;
    for (; !this.isFloat32 && j + 3 < units; j += 4) {
      let s0 = sums[at + j];
      let s1 = sums[at + j + 1];
      let s2 = sums[at + j + 2];
      let s3 = sums[at + j + 3];
      for (let k = from, w = first + j; k < end; k++, w += units) {
        const a = A[k];
        if (a === 0) continue;
        s0 += a * W[w];
        s1 += a * W[w + 1];
        s2 += a * W[w + 2];
        s3 += a * W[w + 3];
      }
      Z[at + j] = s0;
      Z[at + j + 1] = s1;
      Z[at + j + 2] = s2;
      Z[at + j + 3] = s3;
    }
    for (let n = j; n < units; n++) Z[at + n] = sums[at + n];
    for (let k = from, w = first; k < end; k++, w += units) {
      const a = A[k];
      if (a === 0) continue;
      for (let n = j; n < units; n++) Z[at + n] += a * W[w + n];
    }
  }
}
