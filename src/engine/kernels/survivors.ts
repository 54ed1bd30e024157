/**
 * Which networks of a group go on: a lane is left behind when its cost or gradient is out of bounds. What it computes from
 * then on does not matter; what was kept of it stays.
 */
import { STRIP } from "./strips";
import { OUT_OF_BOUNDS } from "./training";
import { all, choose, VECTOR } from "./vectors";

/** Of each group a strip of masks, all ones where a network goes on; a strip with the whole epochs that each was trained. */
let masks: usize = 0;
let epochs: usize = 0;
/** What the first cost allows, in float64; and room for the costs of a batch. */
let bounds: usize = 0;
let sums: usize = 0;

export function useSurvivors(itsMasks: usize, itsEpochs: usize, itsBounds: usize, itsSums: usize): void {
  masks = itsMasks;
  epochs = itsEpochs;
  bounds = itsBounds;
  sums = itsSums;
}

/** The bytes of a number in float64 for each lane of a strip. */
@inline
function doubles<T>(): usize {
  return (STRIP / sizeof<T>()) * 8;
}

/** Sets the costs of a batch to 0: where they are. */
export function forget<T>(): usize {
  memory.fill(sums, 0, doubles<T>());
  return sums;
}

export function isAnyoneLeft(k: i32): bool {
  const at = masks + <usize>k * STRIP;
  const some = v128.or(v128.load(at), v128.load(at, VECTOR));
  return v128.any_true(v128.or(some, v128.or(v128.load(at, 2 * VECTOR), v128.load(at, 3 * VECTOR))));
}

/** Leaves behind whose cost, of which `share` times the sum was added up, or gradient is no number to go on with. */
export function judge<T>(k: i32, share: f64, g: usize, bytes: usize, isFirst: bool): void {
  const limits = bounds + <usize>k * doubles<T>();
  for (let at: usize = 0; at < doubles<T>(); at += VECTOR) {
    const cost = f64x2.abs(f64x2.mul(v128.load(sums + at), f64x2.splat(share)));
    const one = f64x2.splat(1);
    if (isFirst) v128.store(limits + at, f64x2.mul(f64x2.add(cost, one), f64x2.splat(OUT_OF_BOUNDS)));
    const isSound = v128.and(f64x2.le(cost, v128.load(limits + at)), f64x2.lt(cost, f64x2.splat(Infinity)));
    v128.store(sums + at, isSound);
  }
  for (let v: usize = 0; v < STRIP; v += VECTOR) {
    const at = masks + <usize>k * STRIP + v;
    const isSound = v128.and(narrow<T>(sums + v * (8 / sizeof<T>())), areFinite<T>(g + v, bytes));
    v128.store(at, v128.and(v128.load(at), isSound));
  }
}

/** Masks of float64 as masks of T. */
@inline
function narrow<T>(at: usize): v128 {
  const lower = v128.load(at);
  return sizeof<T>() == 4 ? i32x4.shuffle(lower, v128.load(at, VECTOR), 0, 2, 4, 6) : lower;
}

/** All ones in the lanes where all numbers are finite; in float64 also their squares, added. */
function areFinite<T>(numbers: usize, bytes: usize): v128 {
  let sum = all<T>(0);
  for (let at = numbers; at < numbers + bytes; at += STRIP) {
    const x = v128.load(at);
    sum = v128.add<T>(sum, v128.mul<T>(x, sizeof<T>() == 4 ? all<T>(0) : x));
  }
  return v128.lt<T>(sum, all<T>(Infinity));
}

/** After an epoch: keeps the parameters of those that go on and whose parameters are finite. */
export function keep<T>(k: i32, θ: usize, kept: usize, bytes: usize): void {
  for (let v: usize = 0; v < STRIP; v += VECTOR) {
    const at = <usize>k * STRIP + v;
    let sum = all<T>(0);
    for (let p = v; p < bytes; p += STRIP) sum = v128.add<T>(sum, v128.mul<T>(v128.load(θ + p), all<T>(0)));
    const goesOn = v128.and(v128.load(masks + at), v128.eq<T>(sum, all<T>(0)));
    v128.store(masks + at, goesOn);
    for (let p = v; p < bytes; p += STRIP) {
      v128.store(kept + p, choose(goesOn, v128.load(θ + p), v128.load(kept + p)));
    }
    const before = v128.load(epochs + at);
    // a mask is −1 as a whole number
    v128.store(epochs + at, sizeof<T>() == 4 ? i32x4.sub(before, goesOn) : i64x2.sub(before, goesOn));
  }
}

/** Shortens the gradient of every network that has too long a one: g ← g·limit/‖g‖. */
export function clipLanes<T>(g: usize, bytes: usize, limit: f64): void {
  const factors = forget<T>();
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    addSquares<T>(factors + (at % STRIP) * (8 / sizeof<T>()), v128.load(g + at));
  }
  for (let lane: usize = 0; lane < STRIP / sizeof<T>(); lane++) {
    const length = Math.sqrt(load<f64>(factors + (lane << 3)));
    store<T>(factors + lane * sizeof<T>(), <T>(length > limit ? limit / length : 1)); // over squares that were read
  }
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    v128.store(g + at, v128.mul<T>(v128.load(g + at), v128.load(factors + (at % STRIP))));
  }
}

/** Adds the square of every lane to a sum of its own, both in float64. */
@inline
function addSquares<T>(to: usize, x: v128): void {
  const lower = sizeof<T>() == 4 ? f64x2.promote_low_f32x4(x) : x;
  v128.store(to, f64x2.add(v128.load(to), f64x2.mul(lower, lower)));
  if (sizeof<T>() == 8) return;
  const upper = f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1));
  v128.store(to, f64x2.add(v128.load(to, VECTOR), f64x2.mul(upper, upper)), VECTOR);
}
