/**
 * The library's chance, number for number: xoshiro128++ with its state from splitmix32 (`Random`, `randomAt`).
 */
let s0: u32 = 0;
let s1: u32 = 0;
let s2: u32 = 0;
let s3: u32 = 0;

/** What is added to every seed (`seedShift`). */
let shift: u32 = 0;

export function useSeedShift(itsShift: u32): void {
  shift = itsShift;
}

/** Chance for one moment of training: an epoch or a step. */
export function seedAt(seed: u32, moment: u32): void {
  const mixed = (seed ^ (moment * 0x85ebca6b)) + shift;
  s0 = splitmix(mixed + 0x9e3779b9);
  s1 = splitmix(mixed + 2 * 0x9e3779b9);
  s2 = splitmix(mixed + 3 * 0x9e3779b9);
  s3 = splitmix(mixed + 4 * 0x9e3779b9);
}

function splitmix(value: u32): u32 {
  let z = value;
  z = (z ^ (z >>> 16)) * 0x21f0aaad;
  z = (z ^ (z >>> 15)) * 0x735a2d97;
  return z ^ (z >>> 15);
}

/** The next 32 bits. */
@inline
function next(): u32 {
  const result = rotl<u32>(s0 + s3, 7) + s0;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= shifted;
  s3 = rotl<u32>(s3, 11);
  return result;
}

/** A number from 0 to below 1, with 53 random bits. */
@inline
function uniform(): f64 {
  const high = <f64>(next() >>> 5);
  return (high * 67108864.0 + <f64>(next() >>> 6)) / 9007199254740992.0;
}

/** The order of n examples in an epoch (`shuffledOrder`). */
export function shuffle(order: usize, n: i32, seed: u32, epoch: u32): void {
  seedAt(seed, epoch);
  for (let i = 0; i < n; i++) store<i32>(order + (<usize>i << 2), i);
  for (let i = n - 1; i > 0; i--) {
    const here = order + (<usize>i << 2);
    const there = order + (<usize>(<f64>(i + 1) * uniform()) << 2);
    const number = load<i32>(here);
    store<i32>(here, load<i32>(there));
    store<i32>(there, number);
  }
}

/** For each of so many units a byte: 0 if it is off, which has the probability `rate`, else 1. */
export function drawUnits(choice: usize, count: i32, rate: f64): void {
  for (let k = 0; k < count; k++) store<u8>(choice + k, uniform() < rate ? 0 : 1);
}

/** a ← a ⊙ m and f′ ← f′ ⊙ m: units that are off pass nothing on, the others more by 1/(1 − p). */
export function dropUnits<T>(
  n: i32,
  choice: usize,
  units: i32,
  factor: f64,
  a: usize,
  slope: usize,
  width: usize,
): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < units; j++) {
      const at = <usize>j * sizeof<T>();
      const m = load<u8>(choice++) == 0 ? <T>0 : <T>factor;
      store<T>(a + at, load<T>(a + at) * m);
      store<T>(slope + at, load<T>(slope + at) * m);
    }
    a += width;
    slope += width;
  }
}
