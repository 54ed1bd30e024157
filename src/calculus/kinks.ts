import { expectFinite } from "./point";

/** A place where a function has no derivative: its slope jumps there (ReLU at 0), or its value (a step at 0). */
export interface Kink {
  kind: "corner" | "jump";
  /** How far it is from x, at most; 0 if it lies at x itself, or nearer than a five-hundredth of the step. */
  within: number;
  /**
   * The slopes of f at x, from the left and from the right, taken so near that no kink is crossed. They are equal
   * unless `within` is 0. On the side of a jump there is no slope, and that of the other side stands here.
   */
  slopes: readonly [left: number, right: number];
  /** By how much rounding may have changed the slopes. */
  uncertainty: number;
}

/** How a kink is looked for. */
export interface KinkOptions {
  /** How large a change of the slope must be to count, by default a ten-thousandth of the slope. */
  atLeast?: number;
  /** The relative rounding error of f's values, 8·2⁻⁵² if not given. */
  rounding?: number;
}

/** How often the step is halved: from 6·10⁻⁶ to 6·10⁻⁹, where rounding begins to hide slopes. */
const HALVINGS = 10;

/**
 * Looks for a kink of f between x − h and x + h, from values of f alone. With the one-sided slopes
 * R(h) = (f(x + h) − f(x)) / h and L(h) = (f(x) − f(x − h)) / h, the gap G(h) = R(h) − L(h) of a smooth function is
 * h·f″(x): it halves when h is halved, and G(h) − 2G(h/2) is as good as 0. A corner within reach, where the slope
 * changes by J, makes it about J, and a jump makes it even larger. Halving h again and again tells how near it is.
 *
 * @param f the function
 * @param x where to look
 * @param h how far, on both sides
 * @param options what counts as a kink
 * @returns the kink, or undefined if the function is smooth as far as can be seen
 * @throws RangeError if a value of f is NaN or infinite
 * @example
 * const relu = (z: number) => Math.max(0, z);
 * findKink(relu, 0, 1e-5)?.slopes; // [0, 1]
 * findKink(relu, 0.1, 1e-5); // undefined
 */
export function findKink(
  f: (x: number) => number,
  x: number,
  h: number,
  options: KinkOptions = {},
): Kink | undefined {
  const { rounding = 8 * Number.EPSILON } = options;
  const at = (t: number): number => expectFinite(f(t), `f(${t})`);
  const middle = at(x);
  const look = (step: number): Look => lookAround(at, x, step, middle);
  const looks = [look(h), look(h / 2), look(h / 4)];
  const noise = (k: number): number => (rounding * looks[k].size * 4) / looks[k].step;
  const slope = Math.max(Math.abs(looks[0].left), Math.abs(looks[0].right));
  const atLeast = options.atLeast ?? 1e-4 * slope;
  const crossesKink = (k: number): boolean =>
    Math.abs(gap(looks[k]) - 2 * gap(looks[k + 1])) > Math.max(atLeast, noise(k + 1));

  // Two steps are tried, since a corner at a distance of exactly h/3 makes no difference at the first.
  if (!crossesKink(0) && !crossesKink(1)) return undefined;
  while (looks.length <= HALVINGS) looks.push(look(h / 2 ** looks.length));
  let last = 0;
  for (let k = 0; k < HALVINGS; k++) if (crossesKink(k)) last = k;

  const kind = looks[last].jumpsLeft || looks[last].jumpsRight ? "jump" : "corner";
  if (last < HALVINGS - 1) {
    // One halving more, and the kink is out of reach, or so nearly that it does not count; two more, and it is.
    const slopeHere = (looks[last + 2].left + looks[last + 2].right) / 2;
    const slopes = [slopeHere, slopeHere] as const;
    return { kind, within: looks[last].step, slopes, uncertainty: noise(last + 2) };
  }
  // At x itself: the widest step shows the slopes of both sides, since rounding matters least there.
  const { left, right, jumpsLeft, jumpsRight } = looks[0];
  const slopes = [jumpsLeft ? right : left, jumpsRight ? left : right] as const;
  return { kind, within: 0, slopes, uncertainty: noise(0) };
}

/** What f does within a step of x. */
interface Look {
  step: number;
  /** The slopes of both sides. */
  left: number;
  right: number;
  /** Whether f changes more within the step than its slopes on both sides explain. */
  jumpsLeft: boolean;
  jumpsRight: boolean;
  /** The largest |f| seen. */
  size: number;
}

function lookAround(f: (x: number) => number, x: number, step: number, middle: number): Look {
  const [left2, left1, right1, right2] = [-2, -1, 1, 2].map((k) => f(x + k * step));
  const size = Math.max(...[left2, left1, middle, right1, right2].map(Math.abs));
  const steepest = Math.max(Math.abs(right2 - right1), Math.abs(left1 - left2));
  const unexplained = 3 * steepest + 100 * Number.EPSILON * size;
  return {
    step,
    left: (middle - left1) / (x - (x - step)),
    right: (right1 - middle) / (x + step - x),
    jumpsLeft: Math.abs(middle - left1) > unexplained,
    jumpsRight: Math.abs(right1 - middle) > unexplained,
    size,
  };
}

function gap({ left, right }: Look): number {
  return right - left;
}
