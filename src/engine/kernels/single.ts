/**
 * Batches of a single example whose inputs are in lists, by plain gradient descent: the gradient of W⁽¹⁾ is xδ, so its
 * length is ‖x‖·‖δ‖, and the step goes straight into the rows of the inputs that are not 0. It is never written down.
 */
import { layerAt } from "./layers";
import { sumOfSquares } from "./regularization";
import { offsets, starts, values } from "./sparse";
import { all, everywhere, VECTOR } from "./vectors";

/** ‖xδ‖² for the example that went back last. */
export function squaresOfFirst<T>(rows: usize): f64 {
  const list = starts + (<usize>load<i32>(rows) << 2);
  let x = values + load<u32>(list) * sizeof<T>();
  const last = values + load<u32>(list, 4) * sizeof<T>();
  const inVectors = (last - x) & ~(VECTOR - 1);
  let sum = sumOfSquares<T>(x, inVectors);
  for (x += inVectors; x < last; x += sizeof<T>()) sum += <f64>load<T>(x) * <f64>load<T>(x);
  const layer = layerAt(0);
  return sum * sumOfSquares<T>(layer.δ, layer.width);
}

/** W⁽¹⁾ ← W⁽¹⁾ − ηxδ in the rows of the inputs that are not 0. */
export function descendFirst<T>(rows: usize, η: f64): void {
  const layer = layerAt(0);
  const list = starts + (<usize>load<i32>(rows) << 2);
  const first = offsets + (<usize>load<u32>(list) << 2);
  const last = offsets + (<usize>load<u32>(list, 4) << 2);
  const x = values + load<u32>(list) * sizeof<T>();
  const rate = all<T>(η);
  let j: usize = 0;
  for (; j + 4 * VECTOR <= layer.width; j += 4 * VECTOR) {
    const W = layer.W + j;
    const by0 = v128.mul<T>(v128.load(layer.δ + j), rate);
    const by1 = v128.mul<T>(v128.load(layer.δ + j, VECTOR), rate);
    const by2 = v128.mul<T>(v128.load(layer.δ + j, 2 * VECTOR), rate);
    const by3 = v128.mul<T>(v128.load(layer.δ + j, 3 * VECTOR), rate);
    let value = x;
    for (let offset = first; offset < last; offset += 4) {
      const w = W + load<u32>(offset);
      const factor = everywhere<T>(value);
      v128.store(w, v128.sub<T>(v128.load(w), v128.mul<T>(factor, by0)));
      v128.store(w, v128.sub<T>(v128.load(w, VECTOR), v128.mul<T>(factor, by1)), VECTOR);
      v128.store(w, v128.sub<T>(v128.load(w, 2 * VECTOR), v128.mul<T>(factor, by2)), 2 * VECTOR);
      v128.store(w, v128.sub<T>(v128.load(w, 3 * VECTOR), v128.mul<T>(factor, by3)), 3 * VECTOR);
      value += sizeof<T>();
    }
  }
  for (; j < layer.width; j += VECTOR) {
    const W = layer.W + j;
    const by = v128.mul<T>(v128.load(layer.δ + j), rate);
    let value = x;
    for (let offset = first; offset < last; offset += 4) {
      const w = W + load<u32>(offset);
      v128.store(w, v128.sub<T>(v128.load(w), v128.mul<T>(everywhere<T>(value), by)));
      value += sizeof<T>();
    }
  }
}
