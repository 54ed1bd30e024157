/**
 * What the steps of the optimizers are made of.
 */
import { all, flushed, orZero, smallestNormal } from "./vectors";

/** θ ← θ − by. */
@inline
export function change<T>(θ: usize, by: v128): void {
  v128.store(θ, flushed<T>(v128.sub<T>(v128.load(θ), by), all<T>(smallestNormal<T>())));
}

/** g, which is 0 from then on: the next batch begins with it. */
@inline
export function taken<T>(g: usize): v128 {
  const slope = v128.load(g);
  v128.store(g, all<T>(0));
  return slope;
}

/** g², where that is no subnormal number. */
@inline
export function squareOf<T>(g: v128): v128 {
  const limit = sizeof<T>() == 4 ? 2.7755575615628914e-17 : 3.0549363634996047e-151; // 2⁻⁵⁵, 2⁻⁵⁰⁰
  const visible = flushed<T>(g, all<T>(limit));
  return v128.mul<T>(visible, visible);
}

/** x ≥ 0, and 0 where it would be subnormal. */
@inline
export function normalOrZero<T>(x: v128): v128 {
  return orZero<T>(x, all<T>(smallestNormal<T>()));
}

/** x/(√s + ε), and 0 where x is: never 0/0. */
@inline
export function overRoot<T>(x: v128, s: v128, ε: v128): v128 {
  const root = v128.add<T>(v128.sqrt<T>(s), ε);
  return v128.andnot(v128.div<T>(x, root), v128.eq<T>(x, all<T>(0)));
}
