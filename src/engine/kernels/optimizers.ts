/**
 * The optimizers: one step for every parameter θ with its gradient g, a vector at a time. What they remember, and θ,
 * become 0 before they are subnormal.
 */
import { all, faint, flushed, smallestNormal, VECTOR } from "./vectors";

export const GRADIENT_DESCENT: i32 = 0;
export const MOMENTUM: i32 = 1;
export const NESTEROV: i32 = 2;
export const ADAGRAD: i32 = 3;
export const RMSPROP: i32 = 4;
export const ADADELTA: i32 = 5;
export const ADAM: i32 = 6;
export const ADAMW: i32 = 7;

/** Which one, its hyperparameters, and the vectors that it remembers beside θ. */
let kind: i32 = 0;
let first: f64 = 0;
let second: f64 = 0;
let epsilon: f64 = 0;
let decay: f64 = 0;

/** Momentum: μ, dampening. Nesterov: μ. Adagrad: –, –, ε, decay. RMSProp: α, –, ε. Adadelta: ρ, –, ε. Adam: β₁, β₂, ε, λ. */
export function useOptimizer(itsKind: i32, itsFirst: f64, itsSecond: f64, itsEpsilon: f64, itsDecay: f64): void {
  kind = itsKind;
  first = itsFirst;
  second = itsSecond;
  epsilon = itsEpsilon;
  decay = itsDecay;
}

/** Whether a parameter without gradient stays as it is, and so does what is remembered of it. */
export function leavesIdleParameters(): bool {
  return kind == GRADIENT_DESCENT || kind == ADAGRAD;
}

/**
 * One step of `bytes` of parameters.
 *
 * @param t the steps taken so far
 * @param m what is remembered: velocity, mean, or squares where there is no other
 * @param v squares beside the mean, or changes
 */
export function step<T>(θ: usize, g: usize, m: usize, v: usize, bytes: usize, η: f64, t: f64): void {
  if (kind == GRADIENT_DESCENT) descend<T>(θ, g, bytes, η);
  else if (kind == MOMENTUM) momentum<T>(θ, g, m, bytes, η, t == 0 ? 1 : 1 - second);
  else if (kind == NESTEROV) nesterov<T>(θ, g, m, bytes, η);
  else if (kind == ADAGRAD) adagrad<T>(θ, g, m, bytes, η / (1 + t * decay));
  else if (kind == RMSPROP) rmsProp<T>(θ, g, m, bytes, η);
  else if (kind == ADADELTA) adadelta<T>(θ, g, m, v, bytes, η);
  else adam<T>(θ, g, m, v, bytes, η, t + 1);
}

@inline
function changed<T>(θ: usize, by: v128): void {
  v128.store(θ, flushed<T>(v128.sub<T>(v128.load(θ), by), all<T>(smallestNormal<T>())));
}

/** g², where that is no subnormal number. */
@inline
function squareOf<T>(g: v128): v128 {
  const limit = sizeof<T>() == 4 ? 2.7755575615628914e-17 : 3.0549363634996047e-151; // 2⁻⁵⁵, 2⁻⁵⁰⁰
  const visible = flushed<T>(g, all<T>(limit));
  return v128.mul<T>(visible, visible);
}

/** θ ← θ − ηg. */
function descend<T>(θ: usize, g: usize, bytes: usize, η: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    changed<T>(θ + at, v128.mul<T>(v128.load(g + at), all<T>(η)));
  }
}

/** v ← μv + (1 − d)g, θ ← θ − ηv. */
function momentum<T>(θ: usize, g: usize, velocity: usize, bytes: usize, η: f64, fresh: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const kept = v128.mul<T>(v128.load(velocity + at), all<T>(first));
    const v = flushed<T>(v128.add<T>(kept, v128.mul<T>(v128.load(g + at), all<T>(fresh))), all<T>(faint<T>()));
    v128.store(velocity + at, v);
    changed<T>(θ + at, v128.mul<T>(v, all<T>(η)));
  }
}

/** v ← μv + g, θ ← θ − η(g + μv). */
function nesterov<T>(θ: usize, g: usize, velocity: usize, bytes: usize, η: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const slope = v128.load(g + at);
    const kept = v128.mul<T>(v128.load(velocity + at), all<T>(first));
    const v = flushed<T>(v128.add<T>(kept, slope), all<T>(faint<T>()));
    v128.store(velocity + at, v);
    changed<T>(θ + at, v128.mul<T>(v128.add<T>(slope, v128.mul<T>(v, all<T>(first))), all<T>(η)));
  }
}

/** s ← s + g², θ ← θ − ηg/(√s + ε) where g ≠ 0. */
function adagrad<T>(θ: usize, g: usize, squares: usize, bytes: usize, η: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const slope = v128.load(g + at);
    const s = v128.add<T>(v128.load(squares + at), squareOf<T>(slope));
    v128.store(squares + at, s);
    changed<T>(θ + at, overRoot<T>(slope, s, η));
  }
}

/** s ← αs + (1 − α)g², θ ← θ − ηg/(√s + ε) where g ≠ 0. */
function rmsProp<T>(θ: usize, g: usize, squares: usize, bytes: usize, η: f64): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const slope = v128.load(g + at);
    const kept = v128.mul<T>(v128.load(squares + at), all<T>(first));
    const s = flushed<T>(
      v128.add<T>(kept, v128.mul<T>(squareOf<T>(slope), all<T>(1 - first))),
      all<T>(smallestNormal<T>()),
    );
    v128.store(squares + at, s);
    changed<T>(θ + at, overRoot<T>(slope, s, η));
  }
}

/** ηg/(√s + ε), and 0 where g is: never 0/0. */
@inline
function overRoot<T>(g: v128, s: v128, η: f64): v128 {
  const root = v128.add<T>(v128.sqrt<T>(s), all<T>(epsilon));
  const change = v128.div<T>(v128.mul<T>(g, all<T>(η)), root);
  return v128.andnot(change, v128.eq<T>(g, all<T>(0)));
}

/** s ← ρs + (1 − ρ)g², Δ = √(u + ε)/√(s + ε)·g, u ← ρu + (1 − ρ)Δ², θ ← θ − ηΔ. */
function adadelta<T>(θ: usize, g: usize, squares: usize, changes: usize, bytes: usize, η: f64): void {
  const limit = all<T>(smallestNormal<T>());
  const ε = all<T>(epsilon);
  const fresh = all<T>(1 - first);
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const slope = v128.load(g + at);
    const kept = v128.mul<T>(v128.load(squares + at), all<T>(first));
    const s = flushed<T>(v128.add<T>(kept, v128.mul<T>(squareOf<T>(slope), fresh)), limit);
    v128.store(squares + at, s);
    const u = v128.load(changes + at);
    const roots = v128.div<T>(v128.sqrt<T>(v128.add<T>(u, ε)), v128.sqrt<T>(v128.add<T>(s, ε)));
    const Δ = v128.mul<T>(roots, slope);
    const keptChanges = v128.mul<T>(u, all<T>(first));
    v128.store(changes + at, flushed<T>(v128.add<T>(keptChanges, v128.mul<T>(squareOf<T>(Δ), fresh)), limit));
    changed<T>(θ + at, v128.mul<T>(Δ, all<T>(η)));
  }
}

/** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← (1 − ηλ)θ − ηm̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ likewise. */
function adam<T>(θ: usize, g: usize, mean: usize, squares: usize, bytes: usize, η: f64, t: f64): void {
  const rate = all<T>(η / (1 - Math.pow(first, t)));
  const correction = all<T>(1 / (1 - Math.pow(second, t)));
  const shrink = kind == ADAMW ? 1 - η * decay : 1;
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const slope = v128.load(g + at);
    const keptMean = v128.mul<T>(v128.load(mean + at), all<T>(first));
    const m = flushed<T>(v128.add<T>(keptMean, v128.mul<T>(slope, all<T>(1 - first))), all<T>(faint<T>()));
    v128.store(mean + at, m);
    const kept = v128.mul<T>(v128.load(squares + at), all<T>(second));
    const fresh = v128.mul<T>(squareOf<T>(slope), all<T>(1 - second));
    const v = flushed<T>(v128.add<T>(kept, fresh), all<T>(smallestNormal<T>()));
    v128.store(squares + at, v);
    const root = v128.add<T>(v128.sqrt<T>(v128.mul<T>(v, correction)), all<T>(epsilon));
    const change = v128.andnot(v128.div<T>(v128.mul<T>(m, rate), root), v128.eq<T>(m, all<T>(0)));
    const before = v128.mul<T>(v128.load(θ + at), all<T>(shrink));
    v128.store(θ + at, flushed<T>(v128.sub<T>(before, change), all<T>(smallestNormal<T>())));
  }
}
