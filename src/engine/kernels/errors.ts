/**
 * The way back through one layer: D = δWᵀ ⊙ f′(z), and the sums of δ for the biases.
 */
import { all, flushed, tiny, VECTOR } from "./vectors";

/**
 * δ⁽ˡ⁾ = δ⁽ˡ⁺¹⁾(W⁽ˡ⁾)ᵀ ⊙ f′(z⁽ˡ⁾) for n examples; what dropout multiplied a⁽ˡ⁾ by is in f′ already.
 *
 * @param δ n rows of `width` bytes
 * @param W a row of `width` bytes for each unit of the layer before
 * @param slope f′(z⁽ˡ⁾), n rows of `before` bytes; 0 where there is none, as before softmax
 * @param D where it is written, like slope
 * @param last all ones where the last vector of a row of D belongs to units
 */
export function carryBack<T>(
  n: i32,
  δ: usize,
  W: usize,
  width: usize,
  slope: usize,
  D: usize,
  before: usize,
  last: v128,
): void {
  const limit = all<T>(tiny<T>());
  for (let i = 0; i < n; i++) {
    let w = W;
    for (let k: usize = 0; k < before; k += VECTOR) {
      let sums = sizeof<T>() == 4 ? fourDots(δ, w, width) : twoDots(δ, w, width);
      if (slope != 0) sums = v128.mul<T>(sums, v128.load(slope + k));
      if (k + VECTOR == before) sums = v128.and(sums, last);
      v128.store(D + k, flushed<T>(sums, limit));
      w += width * (VECTOR / sizeof<T>());
    }
    δ += width;
    if (slope != 0) slope += before;
    D += before;
  }
}

/** The scalar products of δ with four rows of W, one a lane. */
function fourDots(δ: usize, w: usize, width: usize): v128 {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const second = w + width;
  const third = second + width;
  const fourth = third + width;
  for (let j: usize = 0; j < width; j += VECTOR) {
    const error = v128.load(δ + j);
    a = f32x4.add(a, f32x4.mul(error, v128.load(w + j)));
    b = f32x4.add(b, f32x4.mul(error, v128.load(second + j)));
    c = f32x4.add(c, f32x4.mul(error, v128.load(third + j)));
    d = f32x4.add(d, f32x4.mul(error, v128.load(fourth + j)));
  }
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3));
}

/** The scalar products of δ with two rows of W, one a lane. */
function twoDots(δ: usize, w: usize, width: usize): v128 {
  let a = f64x2.splat(0);
  let b = a;
  const second = w + width;
  for (let j: usize = 0; j < width; j += VECTOR) {
    const error = v128.load(δ + j);
    a = f64x2.add(a, f64x2.mul(error, v128.load(w + j)));
    b = f64x2.add(b, f64x2.mul(error, v128.load(second + j)));
  }
  return f64x2.add(i64x2.shuffle(a, b, 0, 2), i64x2.shuffle(a, b, 1, 3));
}

/** g = Σ δ over n examples, or g += Σ δ: the gradient by the biases. */
export function sumOfRows<T>(n: i32, δ: usize, width: usize, g: usize, add: bool): void {
  for (let j: usize = 0; j < width; j += VECTOR) {
    let sum = add ? v128.load(g + j) : all<T>(0);
    let at = δ + j;
    for (let i = 0; i < n; i++) {
      sum = v128.add<T>(sum, v128.load(at));
      at += width;
    }
    v128.store(g + j, sum);
  }
}
