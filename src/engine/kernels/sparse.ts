/**
 * The first layer where most inputs are 0, as pixels of a digit are. The inputs that are not 0 were listed once, when
 * training began: for each example their values and how many bytes into W, or into its gradient, their rows begin.
 */
import { all, VECTOR } from "./vectors";

/** The lists of all examples: those of example i from `starts[i]` to `starts[i + 1]`. */
let starts: usize = 0;
let offsets: usize = 0;
let values: usize = 0;
/** For each example a bit for every input, set where it is not 0: `words` words of 32 bits, whole vectors. */
let bits: usize = 0;
let words: i32 = 0;

/** Says where the lists are. */
export function useLists(itsStarts: usize, itsOffsets: usize, itsValues: usize, itsBits: usize, itsWords: i32): void {
  starts = itsStarts;
  offsets = itsOffsets;
  values = itsValues;
  bits = itsBits;
  words = itsWords;
}

/** z = b + Σ xₖ·Wₖ over the inputs that are not 0, for n examples. */
export function sparseSums<T>(n: i32, rows: usize, W: usize, width: usize, b: usize, zeros: usize, z: usize): void {
  const begin = b == 0 ? zeros : b;
  for (let i = 0; i < n; i++) {
    const example = <usize>load<i32>(rows + (<usize>i << 2)) << 2;
    const first = load<u32>(starts + example);
    const last = load<u32>(starts + example, 4);
    let j: usize = 0;
    for (; j + 4 * VECTOR <= width; j += 4 * VECTOR) {
      let sum0 = v128.load(begin + j);
      let sum1 = v128.load(begin + j, VECTOR);
      let sum2 = v128.load(begin + j, 2 * VECTOR);
      let sum3 = v128.load(begin + j, 3 * VECTOR);
      let odd0 = all<T>(0);
      let odd1 = odd0;
      let odd2 = odd0;
      let odd3 = odd0;
      let k = first;
      // two inputs at once, with sums of their own: an addition need not wait for the one before it
      for (; k + 1 < last; k += 2) {
        const w = W + j + load<u32>(offsets + (<usize>k << 2));
        const x = value<T>(k);
        sum0 = v128.add<T>(sum0, v128.mul<T>(x, v128.load(w)));
        sum1 = v128.add<T>(sum1, v128.mul<T>(x, v128.load(w, VECTOR)));
        sum2 = v128.add<T>(sum2, v128.mul<T>(x, v128.load(w, 2 * VECTOR)));
        sum3 = v128.add<T>(sum3, v128.mul<T>(x, v128.load(w, 3 * VECTOR)));
        const next = W + j + load<u32>(offsets + (<usize>k << 2), 4);
        const other = value<T>(k + 1);
        odd0 = v128.add<T>(odd0, v128.mul<T>(other, v128.load(next)));
        odd1 = v128.add<T>(odd1, v128.mul<T>(other, v128.load(next, VECTOR)));
        odd2 = v128.add<T>(odd2, v128.mul<T>(other, v128.load(next, 2 * VECTOR)));
        odd3 = v128.add<T>(odd3, v128.mul<T>(other, v128.load(next, 3 * VECTOR)));
      }
      if (k < last) {
        const w = W + j + load<u32>(offsets + (<usize>k << 2));
        const x = value<T>(k);
        sum0 = v128.add<T>(sum0, v128.mul<T>(x, v128.load(w)));
        sum1 = v128.add<T>(sum1, v128.mul<T>(x, v128.load(w, VECTOR)));
        sum2 = v128.add<T>(sum2, v128.mul<T>(x, v128.load(w, 2 * VECTOR)));
        sum3 = v128.add<T>(sum3, v128.mul<T>(x, v128.load(w, 3 * VECTOR)));
      }
      v128.store(z + j, v128.add<T>(sum0, odd0));
      v128.store(z + j, v128.add<T>(sum1, odd1), VECTOR);
      v128.store(z + j, v128.add<T>(sum2, odd2), 2 * VECTOR);
      v128.store(z + j, v128.add<T>(sum3, odd3), 3 * VECTOR);
    }
    for (; j < width; j += VECTOR) {
      let sum = v128.load(begin + j);
      for (let k = first; k < last; k++) {
        const w = W + j + load<u32>(offsets + (<usize>k << 2));
        sum = v128.add<T>(sum, v128.mul<T>(value<T>(k), v128.load(w)));
      }
      v128.store(z + j, sum);
    }
    z += width;
  }
}

/** G += Σ xₖδ in the rows k of the inputs that are not 0, for n examples. */
export function addSparseGradient<T>(n: i32, rows: usize, δ: usize, width: usize, G: usize): void {
  for (let i = 0; i < n; i++) {
    const example = <usize>load<i32>(rows + (<usize>i << 2)) << 2;
    const first = load<u32>(starts + example);
    const last = load<u32>(starts + example, 4);
    let j: usize = 0;
    for (; j + 4 * VECTOR <= width; j += 4 * VECTOR) {
      const error0 = v128.load(δ + j);
      const error1 = v128.load(δ + j, VECTOR);
      const error2 = v128.load(δ + j, 2 * VECTOR);
      const error3 = v128.load(δ + j, 3 * VECTOR);
      for (let k = first; k < last; k++) {
        const g = G + j + load<u32>(offsets + (<usize>k << 2));
        const x = value<T>(k);
        v128.store(g, v128.add<T>(v128.load(g), v128.mul<T>(x, error0)));
        v128.store(g, v128.add<T>(v128.load(g, VECTOR), v128.mul<T>(x, error1)), VECTOR);
        v128.store(g, v128.add<T>(v128.load(g, 2 * VECTOR), v128.mul<T>(x, error2)), 2 * VECTOR);
        v128.store(g, v128.add<T>(v128.load(g, 3 * VECTOR), v128.mul<T>(x, error3)), 3 * VECTOR);
      }
    }
    for (; j < width; j += VECTOR) {
      const error = v128.load(δ + j);
      for (let k = first; k < last; k++) {
        const g = G + j + load<u32>(offsets + (<usize>k << 2));
        v128.store(g, v128.add<T>(v128.load(g), v128.mul<T>(value<T>(k), error)));
      }
    }
    δ += width;
  }
}

@inline
function value<T>(k: u32): v128 {
  return sizeof<T>() == 4
    ? v128.load32_splat(values + (<usize>k << 2))
    : v128.load64_splat(values + (<usize>k << 3));
}

/**
 * Lists the runs of neighboring inputs that are not 0 in some of n examples: only these rows of W have a gradient.
 *
 * @param union room for as many bits as there are inputs
 * @param runs where the runs are written: the first input, and the number of inputs
 * @returns how many runs there are
 */
export function touchedRuns(n: i32, rows: usize, union: usize, runs: usize): i32 {
  const size = <usize>words << 2;
  memory.copy(union, bits + <usize>load<i32>(rows) * size, size);
  for (let i = 1; i < n; i++) {
    const example = bits + <usize>load<i32>(rows + (<usize>i << 2)) * size;
    for (let at: usize = 0; at < size; at += VECTOR) {
      v128.store(union + at, v128.or(v128.load(union + at), v128.load(example + at)));
    }
  }
  let count = 0;
  let end = -1;
  for (let word = 0; word < words; word++) {
    let left = load<u32>(union + (<usize>word << 2));
    while (left != 0) {
      const from = <i32>ctz<u32>(left);
      const upper = ~(left >>> from);
      const length = min<i32>(upper == 0 ? 32 : <i32>ctz<u32>(upper), 32 - from);
      const first = (word << 5) + from;
      left = from + length == 32 ? 0 : (left >>> (from + length)) << (from + length);
      const last = runs + (<usize>count << 3);
      if (first <= end + 2 && count > 0) {
        store<i32>(last - 4, first + length - load<i32>(last - 8)); // the same run goes on
      } else {
        store<i32>(last, first);
        store<i32>(last, length, 4);
        count++;
      }
      end = first + length;
    }
  }
  return count;
}
