/**
 * Many networks at once, all of one build: each number of a network becomes a strip, four vectors of which every lane
 * belongs to another network. What a network does with numbers is done with strips; only the inputs and the targets, which
 * all networks share, stay single numbers.
 *
 * A layer's W and b are places within the strips of all parameters here, the same in θ and in its gradient g.
 */
import { activate, SOFTMAX } from "./activations";
import { rowOfBits } from "./dropout";
import { sumOfRows } from "./errors";
import { exponential } from "./exponential";
import { depth, dropFactor, fromSums, Layer, layerAt, zeros } from "./layers";
import { product } from "./products";
import { all, choose, flushed, tiny, VECTOR } from "./vectors";

/** The bytes of a strip: sixteen networks in float32, eight in float64. */
export const STRIP: usize = 64;

/** The pass forward for n examples: X are their inputs, `drawn` how many came before in the batch; −1 without dropout. */
export function forwardStrips<T>(n: i32, X: usize, θ: usize, drawn: i32): void {
  for (let l = 0; l < depth; l++) {
    const layer = layerAt(l);
    const width = layer.width;
    const W = θ + layer.W;
    const b = layer.b == 0 ? 0 : θ + layer.b;
    if (l == 0) {
      const row = <usize>layer.inputs * sizeof<T>();
      product<T>(layer.z, n, X, row, sizeof<T>(), W, layer.inputs, width, b == 0 ? zeros : b, 0);
    } else {
      const before = layerAt(l - 1);
      productOfStrips<T>(layer.z, n, layer.units, before.a, before.width, STRIP, W, width, STRIP, layer.inputs, b, 0);
    }
    const isLast = l == depth - 1;
    const limit = all<T>(isLast ? 0 : tiny<T>());
    const bytes = <usize>n * width;
    if (layer.kind == SOFTMAX) softmaxOfStrips<T>(layer.z, layer.a, n, layer.units, limit);
    else activate<T>(layer.kind, layer.z, layer.a, isLast && fromSums ? layer.δ : layer.z, bytes, limit);
    if (!isLast && dropFactor != 0 && drawn >= 0) dropStrips<T>(layer, n, drawn);
  }
}

/** The way back, once the last layer's δ is there: g, or what is added to it. */
export function backwardStrips<T>(n: i32, X: usize, θ: usize, g: usize, add: bool): void {
  for (let l = depth - 1; l >= 0; l--) {
    const layer = layerAt(l);
    const width = layer.width;
    const G = g + layer.W;
    if (layer.b != 0) sumOfRows<T>(n, layer.δ, width, g + layer.b, add);
    if (l == 0) {
      const row = <usize>layer.inputs * sizeof<T>();
      return product<T>(G, layer.inputs, X, sizeof<T>(), row, layer.δ, n, width, add ? G : zeros, add ? width : 0);
    }
    const before = layerAt(l - 1);
    const row = before.width;
    const W = θ + layer.W;
    productOfStrips<T>(G, layer.inputs, layer.units, before.a, STRIP, row, layer.δ, width, STRIP, n, add ? G : 0, width);
    productOfStrips<T>(before.δ, n, layer.inputs, layer.δ, width, STRIP, W, STRIP, width, layer.units, 0, 0);
    if (before.kind == SOFTMAX) softmaxErrorOfStrips<T>(before.a, before.δ, n, before.units);
    else timesSlope<T>(before.δ, before.z, <usize>n * row);
  }
}

/**
 * oᵣⱼ = sᵣⱼ + Σₖ pᵣₖ ⊙ qₖⱼ, lane by lane. Strips of o and s stand side by side; p is read `pRow` bytes further for the next
 * r and `pStep` for the next k, q `qStep` for the next k and `qColumn` for the next j.
 *
 * @param s where the sums begin, `sRow` bytes apart for each r; 0 for zeros
 */
function productOfStrips<T>(
  o: usize,
  rows: i32,
  columns: i32,
  p: usize,
  pRow: usize,
  pStep: usize,
  q: usize,
  qStep: usize,
  qColumn: usize,
  length: i32,
  s: usize,
  sRow: usize,
): void {
  for (let r = 0; r < rows; r++) {
    for (let j = 0; j < columns; j++) {
      const begin = s + <usize>j * STRIP;
      let a = s == 0 ? all<T>(0) : v128.load(begin);
      let b = s == 0 ? a : v128.load(begin, VECTOR);
      let c = s == 0 ? a : v128.load(begin, 2 * VECTOR);
      let d = s == 0 ? a : v128.load(begin, 3 * VECTOR);
      let x = p;
      let y = q + <usize>j * qColumn;
      for (let k = length; k > 0; k--) {
        a = v128.add<T>(a, v128.mul<T>(v128.load(x), v128.load(y)));
        b = v128.add<T>(b, v128.mul<T>(v128.load(x, VECTOR), v128.load(y, VECTOR)));
        c = v128.add<T>(c, v128.mul<T>(v128.load(x, 2 * VECTOR), v128.load(y, 2 * VECTOR)));
        d = v128.add<T>(d, v128.mul<T>(v128.load(x, 3 * VECTOR), v128.load(y, 3 * VECTOR)));
        x += pStep;
        y += qStep;
      }
      v128.store(o, a);
      v128.store(o, b, VECTOR);
      v128.store(o, c, 2 * VECTOR);
      v128.store(o, d, 3 * VECTOR);
      o += STRIP;
    }
    p += pRow;
    if (s != 0) s += sRow;
  }
}

/** δ ← δ ⊙ f′(z). */
export function timesSlope<T>(δ: usize, slope: usize, bytes: usize): void {
  const limit = all<T>(tiny<T>());
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    v128.store(δ + at, flushed<T>(v128.mul<T>(v128.load(δ + at), v128.load(slope + at)), limit));
  }
}

/** a ← a ⊙ m and f′ ← f′ ⊙ m: the same units are off in every network, as in each alone. */
function dropStrips<T>(layer: Layer, n: i32, drawn: i32): void {
  let at: usize = 0;
  for (let i = drawn; i < drawn + n; i++) {
    const bits = layer.choice + <usize>i * rowOfBits(layer.units);
    for (let j = 0; j < layer.units; j++) {
      const isOff = (load<u32>(bits + (<usize>(j >>> 5) << 2)) >>> (j & 31)) & 1;
      const factor = all<T>(isOff ? 0 : dropFactor);
      for (let end = at + STRIP; at < end; at += VECTOR) {
        v128.store(layer.a + at, v128.mul<T>(v128.load(layer.a + at), factor));
        v128.store(layer.z + at, v128.mul<T>(v128.load(layer.z + at), factor));
      }
    }
  }
}

/** The largest of `units` vectors, a strip apart; NaN if one is. */
@inline
export function largestOf<T>(z: usize, units: i32): v128 {
  let m = v128.load(z);
  for (let j = 1; j < units; j++) {
    const x = v128.load(z + <usize>j * STRIP);
    m = choose(v128.le<T>(x, m), m, x);
  }
  return m;
}

/** aⱼ = e^(zⱼ−m) / Σₖ e^(zₖ−m) for n examples. */
function softmaxOfStrips<T>(z: usize, a: usize, n: i32, units: i32, limit: v128): void {
  const width = <usize>units * STRIP;
  for (let at: usize = 0; at < <usize>n * width; at += width) {
    for (let v: usize = at; v < at + STRIP; v += VECTOR) {
      const m = largestOf<T>(z + v, units);
      let sum = all<T>(0);
      for (let j = v; j < v + width; j += STRIP) {
        const e = exponential<T>(v128.sub<T>(v128.load(z + j), m));
        v128.store(a + j, e);
        sum = v128.add<T>(sum, e);
      }
      for (let j = v; j < v + width; j += STRIP) {
        v128.store(a + j, flushed<T>(v128.div<T>(v128.load(a + j), sum), limit));
      }
    }
  }
}

/** What was ∂C/∂a of softmax becomes ∂C/∂z: δⱼ ← aⱼ(δⱼ − Σₖ aₖδₖ). */
export function softmaxErrorOfStrips<T>(a: usize, δ: usize, n: i32, units: i32): void {
  const width = <usize>units * STRIP;
  for (let at: usize = 0; at < <usize>n * width; at += width) {
    for (let v: usize = at; v < at + STRIP; v += VECTOR) {
      let sum = all<T>(0);
      for (let j = v; j < v + width; j += STRIP) {
        sum = v128.add<T>(sum, v128.mul<T>(v128.load(a + j), v128.load(δ + j)));
      }
      for (let j = v; j < v + width; j += STRIP) {
        v128.store(δ + j, v128.mul<T>(v128.load(a + j), v128.sub<T>(v128.load(δ + j), sum)));
      }
    }
  }
}
