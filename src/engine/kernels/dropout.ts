/**
 * Dropout. Each step has chance of its own (`randomAt`), and so the units of four steps are drawn at once, one step a
 * lane: in each step one number waits for the one before it, but the four do not wait for each other.
 */
import { stateAt } from "./random";
import { all, choose, VECTOR } from "./vectors";

/** The steps whose units are drawn at once. */
export const DRAWN: i32 = 4;

/** The four words of state, each for four steps. In static memory a thread that begins would overwrite them. */
let stateA: v128 = i32x4.splat(0);
let stateB: v128 = i32x4.splat(0);
let stateC: v128 = i32x4.splat(0);
let stateD: v128 = i32x4.splat(0);

/** The bytes that the choice of a layer's units takes. */
export function dropoutBytes(units: i32, batchSize: i32): usize {
  return <usize>(DRAWN * batchSize) * rowOfBits(units);
}

/** Seeds the chance of four steps, the first of which is `moment`. */
export function seedSteps(seed: u32, moment: u32): void {
  stateA = wordOf(seed, moment, 0);
  stateB = wordOf(seed, moment, 1);
  stateC = wordOf(seed, moment, 2);
  stateD = wordOf(seed, moment, 3);
}

/** A word of the state of four steps. */
function wordOf(seed: u32, moment: u32, word: i32): v128 {
  let states = i32x4.splat(stateAt(seed, moment, word));
  states = i32x4.replace_lane(states, 1, stateAt(seed, moment + 1, word));
  states = i32x4.replace_lane(states, 2, stateAt(seed, moment + 2, word));
  return i32x4.replace_lane(states, 3, stateAt(seed, moment + 3, word));
}

@inline
function rotated(x: v128, by: i32): v128 {
  return v128.or(i32x4.shl(x, by), i32x4.shr_u(x, 32 - by));
}

/** The next 32 bits of state a … d, as `next` in random.ts gives them. */
@inline
function bitsOf(a: v128, d: v128): v128 {
  return i32x4.add(rotated(i32x4.add(a, d), 7), a);
}

/** The bytes of a row of a unit's bits. */
@inline
export function rowOfBits(units: i32): usize {
  return <usize>((units + 31) >>> 5) << 2;
}

/**
 * For each unit of n examples a bit, set if it is off, which has the probability `rate`: rows of whole words, those of the
 * next step `gap` bytes further.
 */
export function drawUnits(at: usize, gap: usize, n: i32, units: i32, rate: f64): void {
  // u < rate for u of 53 bits: whole numbers, of which the upper 27 bits nearly always decide
  const limit = <u64>ceil<f64>(rate * 9007199254740992);
  const upper = i32x4.splat(<i32>(limit >>> 26));
  const lower = i32x4.splat(<i32>(limit & 0x3ffffff));
  let a = stateA;
  let b = stateB;
  let c = stateC;
  let d = stateD;
  for (let i = 0; i < n; i++) {
    for (let first = 0; first < units; first += 32) {
      let word = i32x4.splat(0);
      let bit = i32x4.splat(1);
      for (let left = min(32, units - first); left > 0; left--) {
        const high = i32x4.shr_u(bitsOf(a, d), 5);
        let isOff = i32x4.lt_s(high, upper);
        const isOpen = i32x4.eq(high, upper);
        for (let half = 0; half < 2; half++) {
          if (half == 1 && v128.any_true(isOpen)) {
            isOff = choose(isOpen, i32x4.lt_s(i32x4.shr_u(bitsOf(a, d), 6), lower), isOff);
          }
          const shifted = i32x4.shl(b, 9);
          c = v128.xor(c, a);
          d = v128.xor(d, b);
          b = v128.xor(b, c);
          a = v128.xor(a, d);
          c = v128.xor(c, shifted);
          d = rotated(d, 11);
        }
        word = v128.or(word, v128.and(isOff, bit));
        bit = i32x4.shl(bit, 1);
      }
      store<i32>(at, i32x4.extract_lane(word, 0));
      store<i32>(at + gap, i32x4.extract_lane(word, 1));
      store<i32>(at + 2 * gap, i32x4.extract_lane(word, 2));
      store<i32>(at + 3 * gap, i32x4.extract_lane(word, 3));
      at += 4;
    }
  }
  stateA = a;
  stateB = b;
  stateC = c;
  stateD = d;
}

/** a ← a ⊙ m and f′ ← f′ ⊙ m, with m = 0 for units that are off, else the factor, for n examples. */
export function dropUnits<T>(bits: usize, a: usize, slope: usize, n: i32, units: i32, width: usize, factor: f64): void {
  const lanes = VECTOR / <i32>sizeof<T>();
  const row = rowOfBits(units);
  const places = sizeof<T>() == 4 ? i32x4(1, 2, 4, 8) : i64x2(1, 2);
  for (let i = 0; i < n; i++) {
    let j = 0;
    for (let at: usize = 0; at < width; at += VECTOR) {
      const these = load<u32>(bits + (<usize>(j >>> 5) << 2)) >>> (j & 31);
      const isOff = v128.and(sizeof<T>() == 4 ? i32x4.splat(these) : i64x2.splat(<i64>these), places);
      const isOn = sizeof<T>() == 4 ? i32x4.eq(isOff, i32x4.splat(0)) : i64x2.eq(isOff, i64x2.splat(0));
      const m = v128.and(isOn, all<T>(factor));
      v128.store(a + at, v128.mul<T>(v128.load(a + at), m));
      v128.store(slope + at, v128.mul<T>(v128.load(slope + at), m));
      j += lanes;
    }
    bits += row;
    a += width;
    slope += width;
  }
}
