/**
 * The first layer where most inputs are 0, as pixels of a digit are. The inputs that are not 0 were listed once, when
 * training began: for each example their values and how many bytes into W, or into its gradient, their rows begin.
 */
import { all, everywhere, plus, VECTOR } from "./vectors";

/** The lists of all examples: those of example i from `starts[i]` to `starts[i + 1]`. */
export let starts: usize = 0;
export let offsets: usize = 0;
export let values: usize = 0;
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

/**
 * z = b + Σ xₖ·Wₖ over the inputs that are not 0, for n examples. Every second input has sums of its own: an addition need
 * not wait for the one before it.
 */
export function sparseSums<T>(n: i32, rows: usize, W: usize, width: usize, b: usize, z: usize): void {
  for (let i = 0; i < n; i++) {
    const list = starts + (<usize>load<i32>(rows + (<usize>i << 2)) << 2);
    const first = offsets + (<usize>load<u32>(list) << 2);
    const last = offsets + (<usize>load<u32>(list, 4) << 2);
    const x = values + load<u32>(list) * sizeof<T>();
    let j: usize = 0;
    for (; j + 4 * VECTOR <= width; j += 4 * VECTOR) {
      const from = W + j;
      let even0 = v128.load(b + j);
      let even1 = v128.load(b + j, VECTOR);
      let even2 = v128.load(b + j, 2 * VECTOR);
      let even3 = v128.load(b + j, 3 * VECTOR);
      let odd0 = all<T>(0);
      let odd1 = odd0;
      let odd2 = odd0;
      let odd3 = odd0;
      let value = x;
      let offset = first;
      while (offset < last) {
        let w = from + load<u32>(offset);
        let factor = everywhere<T>(value);
        even0 = plus<T>(even0, factor, v128.load(w));
        even1 = plus<T>(even1, factor, v128.load(w, VECTOR));
        even2 = plus<T>(even2, factor, v128.load(w, 2 * VECTOR));
        even3 = plus<T>(even3, factor, v128.load(w, 3 * VECTOR));
        offset += 4;
        if (offset == last) break;
        w = from + load<u32>(offset);
        factor = everywhere<T>(value + sizeof<T>());
        odd0 = plus<T>(odd0, factor, v128.load(w));
        odd1 = plus<T>(odd1, factor, v128.load(w, VECTOR));
        odd2 = plus<T>(odd2, factor, v128.load(w, 2 * VECTOR));
        odd3 = plus<T>(odd3, factor, v128.load(w, 3 * VECTOR));
        offset += 4;
        value += 2 * sizeof<T>();
      }
      v128.store(z + j, v128.add<T>(even0, odd0));
      v128.store(z + j, v128.add<T>(even1, odd1), VECTOR);
      v128.store(z + j, v128.add<T>(even2, odd2), 2 * VECTOR);
      v128.store(z + j, v128.add<T>(even3, odd3), 3 * VECTOR);
    }
    for (; j < width; j += VECTOR) {
      let sum = v128.load(b + j);
      let value = x;
      for (let offset = first; offset < last; offset += 4) {
        const w = W + j + load<u32>(offset);
        sum = plus<T>(sum, everywhere<T>(value), v128.load(w));
        value += sizeof<T>();
      }
      v128.store(z + j, sum);
    }
    z += width;
  }
}

/** G += Σ xₖδ in the rows k of the inputs that are not 0, for n examples. */
export function addSparseGradient<T>(n: i32, rows: usize, δ: usize, width: usize, G: usize): void {
  for (let i = 0; i < n; i++) {
    const list = starts + (<usize>load<i32>(rows + (<usize>i << 2)) << 2);
    const first = offsets + (<usize>load<u32>(list) << 2);
    const last = offsets + (<usize>load<u32>(list, 4) << 2);
    const x = values + load<u32>(list) * sizeof<T>();
    let j: usize = 0;
    for (; j + 4 * VECTOR <= width; j += 4 * VECTOR) {
      const to = G + j;
      const error0 = v128.load(δ + j);
      const error1 = v128.load(δ + j, VECTOR);
      const error2 = v128.load(δ + j, 2 * VECTOR);
      const error3 = v128.load(δ + j, 3 * VECTOR);
      let value = x;
      for (let offset = first; offset < last; offset += 4) {
        const g = to + load<u32>(offset);
        const factor = everywhere<T>(value);
        v128.store(g, plus<T>(v128.load(g), factor, error0));
        v128.store(g, plus<T>(v128.load(g, VECTOR), factor, error1), VECTOR);
        v128.store(g, plus<T>(v128.load(g, 2 * VECTOR), factor, error2), 2 * VECTOR);
        v128.store(g, plus<T>(v128.load(g, 3 * VECTOR), factor, error3), 3 * VECTOR);
        value += sizeof<T>();
      }
    }
    for (; j < width; j += VECTOR) {
      const error = v128.load(δ + j);
      let value = x;
      for (let offset = first; offset < last; offset += 4) {
        const g = G + j + load<u32>(offset);
        v128.store(g, plus<T>(v128.load(g), everywhere<T>(value), error));
        value += sizeof<T>();
      }
    }
    δ += width;
  }
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
  for (let word = 0; word < words; word += 2) {
    let left = load<u64>(union + (<usize>word << 2));
    while (left != 0) {
      const from = <i32>ctz<u64>(left);
      const carried = left + (<u64>1 << from); // ripples through the run
      const length = carried == 0 ? 64 - from : <i32>ctz<u64>(carried) - from;
      const first = (word << 5) + from;
      left &= carried;
      const last = runs + (<usize>count << 3);
      if (first <= end + 2 && count > 0) {
        // the same run goes on, with the rows between: another would cost more than they do
        store<i32>(last - 4, first + length - load<i32>(last - 8));
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
