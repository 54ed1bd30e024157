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
function seedAt(seed: u32, moment: u32): void {
  s0 = stateAt(seed, moment, 0);
  s1 = stateAt(seed, moment, 1);
  s2 = stateAt(seed, moment, 2);
  s3 = stateAt(seed, moment, 3);
}

/** A word of its state, from 0 to 3. */
export function stateAt(seed: u32, moment: u32, word: u32): u32 {
  const mixed = (seed ^ (moment * 0x85ebca6b)) + shift;
  return splitmix(mixed + (word + 1) * 0x9e3779b9);
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
