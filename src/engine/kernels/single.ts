/**
 * Batches of a single example whose inputs are in lists, by plain gradient descent: the gradient of W⁽¹⁾ is xδ, so its
 * length is ‖x‖·‖δ‖, and the step goes straight into the rows of the inputs that are not 0. It is never written down.
 */
import { layerAt } from "./layers";
import { sumOfSquares } from "./regularization";
import { offsets, starts, values } from "./sparse";
import { change } from "./step-parts";
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
  if (first == last) return;
  let j: usize = 0;
  for (; j + 4 * VECTOR <= layer.width; j += 4 * VECTOR) {
    const by0 = v128.mul<T>(v128.load(layer.δ + j), rate);
    const by1 = v128.mul<T>(v128.load(layer.δ + j, VECTOR), rate);
    const by2 = v128.mul<T>(v128.load(layer.δ + j, 2 * VECTOR), rate);
    const by3 = v128.mul<T>(v128.load(layer.δ + j, 3 * VECTOR), rate);
    let offset = first;
    let value = x;
    do {
      const w = layer.W + j + load<u32>(offset);
      const factor = everywhere<T>(value);
      change<T>(w, v128.mul<T>(factor, by0));
      change<T>(w + VECTOR, v128.mul<T>(factor, by1));
      change<T>(w + 2 * VECTOR, v128.mul<T>(factor, by2));
      change<T>(w + 3 * VECTOR, v128.mul<T>(factor, by3));
      offset += 4;
      value += sizeof<T>();
    } while (offset < last);
  }
  for (; j < layer.width; j += VECTOR) {
    const by = v128.mul<T>(v128.load(layer.δ + j), rate);
    let offset = first;
    let value = x;
    do {
      change<T>(layer.W + j + load<u32>(offset), v128.mul<T>(everywhere<T>(value), by));
      offset += 4;
      value += sizeof<T>();
    } while (offset < last);
  }
}
