/**
 * What keeps numbers in bounds that are not looked at in every step.
 */
import { layerAt } from "./layers";
import { all, flushed, sizeOf, smallestNormal, sumOfLanes, VECTOR } from "./vectors";

/** Σ |x|: none of the numbers is larger; not finite if one of them is not. */
export function sumOfSizes<T>(x: usize, bytes: usize): f64 {
  const end = x + bytes;
  let even = all<T>(0);
  let odd = even;
  for (; x + 2 * VECTOR <= end; x += 2 * VECTOR) {
    even = v128.add<T>(even, sizeOf<T>(v128.load(x)));
    odd = v128.add<T>(odd, sizeOf<T>(v128.load(x, VECTOR)));
  }
  if (x < end) even = v128.add<T>(even, sizeOf<T>(v128.load(x)));
  return sumOfLanes<T>(v128.add<T>(even, odd));
}

/** The largest |w| of W⁽¹⁾; NaN if one is. */
export function farthestWeight<T>(): f64 {
  const layer = layerAt(0);
  const size = <usize>layer.inputs * layer.width;
  let most = all<T>(0);
  for (let at: usize = 0; at < size; at += VECTOR) most = v128.max<T>(most, sizeOf<T>(v128.load(layer.W + at)));
  let largest = max<T>(v128.extract_lane<T>(most, 0), v128.extract_lane<T>(most, 1));
  if (sizeof<T>() == 4) {
    largest = max<T>(largest, max<T>(v128.extract_lane<T>(most, 2), v128.extract_lane<T>(most, 3)));
  }
  return <f64>largest;
}

/** Every weight of W⁽¹⁾ that is subnormal becomes 0. */
export function flushWeights<T>(): void {
  const layer = layerAt(0);
  const size = <usize>layer.inputs * layer.width;
  for (let at: usize = 0; at < size; at += VECTOR) {
    v128.store(layer.W + at, flushed<T>(v128.load(layer.W + at), all<T>(smallestNormal<T>())));
  }
}
