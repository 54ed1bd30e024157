/**
 * The library's chance, number for number: xoshiro128++ with its state from splitmix32 (`Random`, `randomAt`).
 */
import { VECTOR } from "./vectors";

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
  const high = <u64>(next() >>> 5);
  return <f64>((high << 26) | <u64>(next() >>> 6)) * 1.1102230246251565e-16; // 2⁻⁵³
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

/**
 * m for each unit of n examples, in rows of `width` bytes: 0 if it is off, which has the probability `rate`, else the
 * factor.
 */
export function drawUnits<T>(m: usize, n: i32, units: i32, width: usize, rate: f64, factor: f64): void {
  // the state in local variables, which stay in registers: one draw waits for the other
  let a = s0;
  let b = s1;
  let c = s2;
  let d = s3;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < units; j++) {
      let bits: u64 = 0;
      for (let half = 0; half < 2; half++) {
        const word = rotl<u32>(a + d, 7) + a;
        bits = half == 0 ? <u64>(word >>> 5) << 26 : bits | <u64>(word >>> 6);
        const shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = rotl<u32>(d, 11);
      }
      const isOff = <f64>bits * 1.1102230246251565e-16 < rate;
      store<T>(m + <usize>j * sizeof<T>(), select<T>(0, <T>factor, isOff));
    }
    m += width;
  }
  s0 = a;
  s1 = b;
  s2 = c;
  s3 = d;
}

/** a ← a ⊙ m and f′ ← f′ ⊙ m: units that are off pass nothing on, the others more by 1/(1 − p). */
export function dropUnits<T>(m: usize, a: usize, slope: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    const factors = v128.load(m + at);
    v128.store(a + at, v128.mul<T>(v128.load(a + at), factors));
    v128.store(slope + at, v128.mul<T>(v128.load(slope + at), factors));
  }
}
