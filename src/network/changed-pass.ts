import { Matrix, Vector } from "../data";
import { activateRow, ForwardPass } from "./forward";
import type { Network } from "./network";
import { Place, placeOf } from "./parameter-choice";
import { PartialSums } from "./partial-sums";

/**
 * A pass through a network of which one parameter at a time is changed: only what the change reaches is computed again.
 * A change of Wₖⱼ⁽ˡ⁾ reaches unit j of layer l + 1, for the examples with aₖ⁽ˡ⁾ ≠ 0, and from there all units of the
 * later layers. The sums are finished from where the change comes in: zⱼ⁽ˡ⁺¹⁾ from input k on, z⁽ˡ⁺²⁾ from unit j on.
 */
export class ChangedPass {
  /** z and a of every layer as they were, by the number of the layer, from 2. */
  private readonly before: { z: Vector; a: Vector }[] = [];
  /** Those of z⁽ˡ⁾, by l. */
  private readonly sums: PartialSums[] = [];
  private index = -1;
  private place: Place = { layer: 0, kind: "biases", row: 0, column: 0 };

  constructor(
    private readonly network: Network,
    private readonly pass: ForwardPass,
  ) {
    for (let l = 2; l <= network.sizes.length; l++) {
      this.before[l] = { z: pass.z(l).values.slice(), a: pass.a(l).values.slice() };
      this.sums[l] = new PartialSums(pass.a(l - 1), network.W(l - 1), network.b(l - 1), pass.z(l));
    }
  }

  /**
   * Computes what depends on a parameter again.
   *
   * @param index the parameter that has changed; all others are as they were
   * @returns whether anything depends on it: if so, `undo` comes before the next change
   */
  compute(index: number): boolean {
    if (index !== this.index) this.turnTo(index);
    const { layer: l, kind, row: k, column: j } = this.place;
    const f = this.network.activation(l + 1);
    const [aBefore, z, a] = [this.pass.a(l), this.pass.z(l + 1), this.pass.a(l + 1)];
    const sums = this.sums[l + 1];
    const fromStart = kind === "biases" || !sums.isBefore(k);
    let reached = false;
    for (let i = 0; i < a.rows; i++) {
      if (kind === "weights" && aBefore.values[i * aBefore.columns + k] === 0) continue;
      reached = true;
      sums.finishUnit(i, j, fromStart);
      if (f.elementwise) {
        const at = i * a.columns + j;
        const old = a.values[at];
        a.values[at] = f.value(z.values[at]);
        if (a.values[at] === old) continue; // nothing goes further, as behind a ReLU that is off
      } else activateRow(f, z, a, i);
      for (let m = l + 2; m < this.sums.length; m++) {
        this.sums[m].finishRow(i);
        activateRow(this.network.activation(m), this.pass.z(m), this.pass.a(m), i);
      }
    }
    return reached;
  }

  /** Puts back what the next change in this layer or the cost may meet; the layers between are computed anew anyway. */
  undo(): void {
    const { layer: l, column: j } = this.place;
    const L = this.network.sizes.length;
    if (this.network.activation(l + 1).elementwise) {
      const [z, a] = [this.pass.z(l + 1), this.pass.a(l + 1)];
      for (let at = j; at < a.values.length; at += a.columns) {
        z.values[at] = this.before[l + 1].z[at];
        a.values[at] = this.before[l + 1].a[at];
      }
    } else this.restore(l + 1);
    if (l + 1 < L) this.restore(L);
  }

  /** Brings the partial sums up to where a change of this parameter comes in. */
  private turnTo(index: number): void {
    const last = this.place.layer;
    const { layer: l, row: k, column: j } = (this.place = placeOf(this.network, index));
    this.index = index;
    if (l !== last) {
      for (let m = 2; m < this.sums.length; m++) {
        this.restore(m);
        this.sums[m].begin();
      }
    }
    // Parameters mostly come in the order of k. To go back would cost more than it saves.
    if (this.sums[l + 1].isBefore(k)) this.sums[l + 1].advanceTo(k);

    const next = this.sums[l + 2];
    if (!next || !this.network.activation(l + 1).elementwise) return;
    if (!next.isBefore(j)) next.begin();
    next.advanceTo(j);
  }

  private restore(l: number): void {
    copyInto(this.pass.z(l), this.before[l].z);
    copyInto(this.pass.a(l), this.before[l].a);
  }
}

/** `values.set(from)`, which takes longer for a few numbers. */
function copyInto({ values }: Matrix, from: Vector): void {
  for (let k = 0; k < from.length; k++) values[k] = from[k];
}
