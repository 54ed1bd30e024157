/**
 * The optimizers: one step for every parameter θ with its gradient g, a vector at a time. What they remember, and θ,
 * become 0 before they are subnormal. The step takes the gradient away: behind it g is 0.
 */
import { change, normalOrZero, overRoot, squareOf, taken } from "./step-parts";
import { all, faint, flushed, smallestNormal, VECTOR } from "./vectors";

// The numbers are the places in `optimizerKinds` of ../recipe.ts.
const GRADIENT_DESCENT: i32 = 0;
const MOMENTUM: i32 = 1;
const NESTEROV: i32 = 2;
const ADAGRAD: i32 = 3;
const RMSPROP: i32 = 4;
const ADADELTA: i32 = 5;
const ADAM: i32 = 6;
const ADAMW: i32 = 7;

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

/** Whether it is θ ← θ − ηg. */
export function isPlain(): bool {
  return kind == GRADIENT_DESCENT;
}

/** Whether a parameter without gradient stays as it is, and so does what is remembered of it. */
export function leavesIdleParameters(): bool {
  return kind == GRADIENT_DESCENT || kind == ADAGRAD;
}

/**
 * One step of `bytes` of parameters, one vector or more.
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

/** θ ← θ − ηg. */
function descend<T>(θ: usize, g: usize, bytes: usize, η: f64): void {
  const rate = all<T>(η);
  let at: usize = 0;
  do {
    change<T>(θ + at, v128.mul<T>(taken<T>(g + at), rate));
    at += VECTOR;
  } while (at < bytes);
}

/** v ← μv + (1 − d)g, θ ← θ − ηv. */
function momentum<T>(θ: usize, g: usize, velocity: usize, bytes: usize, η: f64, fresh: f64): void {
  const rate = all<T>(η);
  const μ = all<T>(first);
  const share = all<T>(fresh);
  let at: usize = 0;
  do {
    const kept = v128.mul<T>(v128.load(velocity + at), μ);
    const v = flushed<T>(v128.add<T>(kept, v128.mul<T>(taken<T>(g + at), share)), all<T>(faint<T>()));
    v128.store(velocity + at, v);
    change<T>(θ + at, v128.mul<T>(v, rate));
    at += VECTOR;
  } while (at < bytes);
}

/** v ← μv + g, θ ← θ − η(g + μv). */
function nesterov<T>(θ: usize, g: usize, velocity: usize, bytes: usize, η: f64): void {
  const rate = all<T>(η);
  const μ = all<T>(first);
  let at: usize = 0;
  do {
    const slope = taken<T>(g + at);
    const kept = v128.mul<T>(v128.load(velocity + at), μ);
    const v = flushed<T>(v128.add<T>(kept, slope), all<T>(faint<T>()));
    v128.store(velocity + at, v);
    change<T>(θ + at, v128.mul<T>(v128.add<T>(slope, v128.mul<T>(v, μ)), rate));
    at += VECTOR;
  } while (at < bytes);
}

/** s ← s + g², θ ← θ − ηg/(√s + ε) where g ≠ 0. */
function adagrad<T>(θ: usize, g: usize, squares: usize, bytes: usize, η: f64): void {
  const rate = all<T>(η);
  const ε = all<T>(epsilon);
  let at: usize = 0;
  do {
    const slope = taken<T>(g + at);
    const s = v128.add<T>(v128.load(squares + at), squareOf<T>(slope));
    v128.store(squares + at, s);
    change<T>(θ + at, overRoot<T>(v128.mul<T>(slope, rate), s, ε));
    at += VECTOR;
  } while (at < bytes);
}

/** s ← αs + (1 − α)g², θ ← θ − ηg/(√s + ε) where g ≠ 0. */
function rmsProp<T>(θ: usize, g: usize, squares: usize, bytes: usize, η: f64): void {
  const rate = all<T>(η);
  const α = all<T>(first);
  const fresh = all<T>(1 - first);
  const ε = all<T>(epsilon);
  let at: usize = 0;
  do {
    const slope = taken<T>(g + at);
    const kept = v128.mul<T>(v128.load(squares + at), α);
    const s = normalOrZero<T>(v128.add<T>(kept, v128.mul<T>(squareOf<T>(slope), fresh)));
    v128.store(squares + at, s);
    change<T>(θ + at, overRoot<T>(v128.mul<T>(slope, rate), s, ε));
    at += VECTOR;
  } while (at < bytes);
}

/** s ← ρs + (1 − ρ)g², Δ = √(u + ε)/√(s + ε)·g, u ← ρu + (1 − ρ)Δ², θ ← θ − ηΔ. */
function adadelta<T>(θ: usize, g: usize, squares: usize, changes: usize, bytes: usize, η: f64): void {
  const rate = all<T>(η);
  const ε = all<T>(epsilon);
  const ρ = all<T>(first);
  const fresh = all<T>(1 - first);
  let at: usize = 0;
  do {
    const slope = taken<T>(g + at);
    const kept = v128.mul<T>(v128.load(squares + at), ρ);
    const s = normalOrZero<T>(v128.add<T>(kept, v128.mul<T>(squareOf<T>(slope), fresh)));
    v128.store(squares + at, s);
    const u = v128.load(changes + at);
    const roots = v128.div<T>(v128.sqrt<T>(v128.add<T>(u, ε)), v128.sqrt<T>(v128.add<T>(s, ε)));
    const Δ = v128.mul<T>(roots, slope);
    const keptChanges = v128.mul<T>(u, ρ);
    v128.store(changes + at, normalOrZero<T>(v128.add<T>(keptChanges, v128.mul<T>(squareOf<T>(Δ), fresh))));
    change<T>(θ + at, v128.mul<T>(Δ, rate));
    at += VECTOR;
  } while (at < bytes);
}

/** m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², θ ← (1 − ηλ)θ − ηm̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ likewise. */
function adam<T>(θ: usize, g: usize, mean: usize, squares: usize, bytes: usize, η: f64, t: f64): void {
  const rate = all<T>(η / (1 - Math.pow(first, t)));
  const correction = all<T>(1 / (1 - Math.pow(second, t)));
  const shrink = all<T>(kind == ADAMW ? 1 - η * decay : 1);
  const β1 = all<T>(first);
  const fresh1 = all<T>(1 - first);
  const β2 = all<T>(second);
  const fresh2 = all<T>(1 - second);
  const ε = all<T>(epsilon);
  let at: usize = 0;
  do {
    const slope = taken<T>(g + at);
    const keptMean = v128.mul<T>(v128.load(mean + at), β1);
    const m = flushed<T>(v128.add<T>(keptMean, v128.mul<T>(slope, fresh1)), all<T>(faint<T>()));
    v128.store(mean + at, m);
    const kept = v128.mul<T>(v128.load(squares + at), β2);
    const v = normalOrZero<T>(v128.add<T>(kept, v128.mul<T>(squareOf<T>(slope), fresh2)));
    v128.store(squares + at, v);
    const by = overRoot<T>(v128.mul<T>(m, rate), v128.mul<T>(v, correction), ε);
    const before = v128.mul<T>(v128.load(θ + at), shrink);
    v128.store(θ + at, flushed<T>(v128.sub<T>(before, by), all<T>(smallestNormal<T>())));
    at += VECTOR;
  } while (at < bytes);
}
