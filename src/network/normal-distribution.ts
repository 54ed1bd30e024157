/**
 * The density of the standard normal distribution, φ(z) = e^(−z²/2) / √(2π).
 *
 * @example
 * normalDensity(0).toFixed(6); // "0.398942"
 */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/**
 * How likely a standard normal number is at most z: Φ(z) = ½(1 + erf(z/√2)), to about 14 digits, in the left tail too.
 *
 * Near the middle by the series Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …), whose terms all have one sign; further out
 * by the continued fraction Φ(−x) = φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))), x > 0.
 *
 * @param z any number
 * @returns a probability, 0 to 1
 * @see Abramowitz and Stegun, "Handbook of Mathematical Functions" (1964), 26.2.11 and 26.2.14
 * @example
 * normalProbability(0); // 0.5
 * normalProbability(1.96).toFixed(6); // "0.975002"
 */
export function normalProbability(z: number): number {
  if (z > LARGEST_FOR_SERIES) return 1 - tail(z);
  if (z < -LARGEST_FOR_SERIES) return tail(-z);
  let term = z;
  let sum = z;
  for (let n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
    term *= (z * z) / n;
    sum += term;
  }
  return 0.5 + normalDensity(z) * sum;
}

/** Beyond it the series loses digits in the left tail, and the fraction needs few levels. */
const LARGEST_FOR_SERIES = 2.5;

/** Enough for full accuracy at x = 2.5; further out fewer would do. */
const LEVELS = 60;

function tail(x: number): number {
  const density = normalDensity(x);
  if (density === 0) return 0; // also for x = ∞, where the fraction has no value
  let fraction = x;
  for (let k = LEVELS; k >= 1; k--) fraction = x + k / fraction;
  return density / fraction;
}
