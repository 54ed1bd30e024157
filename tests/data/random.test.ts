import { afterEach, expect, test } from "vitest";
import { Random } from "../../src/data";

const KERNEL = Symbol.for("neural-descent.kernel");
afterEach(() => void Reflect.deleteProperty(globalThis, KERNEL));

/** The generator with a state of our choosing: the published test vectors start from 1, 2, 3, 4. */
function fromState(words: number[]): { next(): number } {
  const random = new Random(0) as unknown as { state: Uint32Array; next(): number };
  random.state.set(words);
  return random;
}

test("the generator is xoshiro128++: its first numbers from the state 1, 2, 3, 4", () => {
  const random = fromState([1, 2, 3, 4]);
  const first = Array.from({ length: 10 }, () => random.next());
  // from the reference implementation in C, as in the tests of Rust's rand_xoshiro
  expect(first).toEqual([
    641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420,
  ]);
});

test("the same seed gives the same numbers, another seed others", () => {
  const draw = (seed: number) => {
    const random = new Random(seed);
    return [random.uniform(), random.normal(), ...random.direction(3), random.uniform(2, 3)];
  };
  expect(draw(42)).toEqual(draw(42));
  expect(draw(42)).not.toEqual(draw(43));
});

test("neighboring seeds have nothing in common", () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => new Random(seed).uniform());
  const mean = firsts.reduce((sum, u) => sum + u, 0) / 1000;
  expect(new Set(firsts).size).toBe(1000);
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
});

test("a kernel's shift is added to every seed, modulo 2³²", () => {
  const [expected, first] = [2_000_007, 4].map((seed) => new Random(seed).uniform());
  Object.defineProperty(globalThis, KERNEL, { value: { seedShift: 2_000_000 }, configurable: true });
  expect(new Random(7).uniform()).toBe(expected);
  expect(new Random(2 ** 32 - 2_000_000 + 4).uniform()).toBe(first);
  expect(() => new Random(-1)).toThrow(/a seed that is a whole number/);
});

test.each([1, 2, 3])(
  "uniform numbers fill the interval evenly, normal ones have mean 0 and variance 1 (seed %i)",
  (seed) => {
    const random = new Random(seed);
    const count = 40_000;
    const uniform = Array.from({ length: count }, () => random.uniform(-1, 3));
    const normal = Array.from({ length: count }, () => random.normal());
    const moment = (values: number[], p: number) =>
      values.reduce((sum, value) => sum + value ** p, 0) / count;
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...uniform)).toBeLessThan(3);
    expect(Math.abs(moment(uniform, 1) - 1)).toBeLessThan(0.025); // 4 standard errors
    expect(Math.abs(moment(normal, 1))).toBeLessThan(0.02);
    expect(Math.abs(moment(normal, 2) - 1)).toBeLessThan(0.03);
    expect(Math.abs(moment(normal, 4) - 3)).toBeLessThan(0.2);
  },
);

test("directions have length 1 and no favorite", () => {
  const random = new Random(5);
  const sum = [0, 0, 0];
  for (let k = 0; k < 4000; k++) {
    const d = random.direction(3);
    expect(Math.hypot(...d)).toBeCloseTo(1, 12);
    d.forEach((x, i) => (sum[i] += x / 4000));
  }
  sum.forEach((mean) => expect(Math.abs(mean)).toBeLessThan(0.04));
});

test("seeds and dimensions that are none are refused", () => {
  for (const seed of [-1, 0.5, NaN, 2 ** 32])
    expect(() => new Random(seed)).toThrow(/a seed that is a whole number/);
  expect(() => new Random(1).direction(0)).toThrow(/1 or more dimensions, got 0/);
});
