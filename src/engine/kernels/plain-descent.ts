/**
 * θ ← θ − ηg, with penalties or clipped: each weight of W⁽¹⁾ is looked at as seldom as can be. If the gradient's length need not
 * be known before the step, it has to be known at least that it will be finite, so that nothing is half done when it is not.
 */
import { farthestWeight, flushWeights, sumOfSizes } from "./bounds";
import { inputs, largest } from "./examples";
import { layerAt } from "./layers";
import { descend } from "./one-pass";
import { isPlain } from "./optimizers";
import { clipByValue } from "./regularization";
import { descendFirst, squaresOfFirst } from "./single";
import { bytes, gradient, isLocal, l1, l2, lengthOf, normLimit, proximal, pullFrom, rowsBytes } from "./update";
import { squaresFrom, stepOf, update, valueLimit } from "./update";

/** With fewer bytes in W⁽¹⁾ it does not pay to treat it for itself. */
const FEWEST_BYTES: usize = 1024;

/** Steps after which W⁽¹⁾ is looked through for subnormal numbers. */
const FLUSHED_EVERY: u32 = 256;

/** More than any component of the gradient by W⁽¹⁾ that the examples so far have added; and than any |w|, NaN if not known. */
let mostSlope: f64 = 0;
let mostWeight: f64 = NaN;

/** Whether W⁽¹⁾ has a pass of its own: in plain descent, if it is not small, with one rule at most: penalties, or a limit. */
export function takesOnePass(): bool {
  const limits = <i32>(valueLimit < Infinity) + <i32>(normLimit < Infinity);
  return isPlain() && limits + <i32>hasPenalties() < 2 && rowsBytes() >= FEWEST_BYTES;
}

function hasPenalties(): bool {
  return l2 != 0 || l1 != 0 || proximal != 0;
}

/** Whether the step of a batch of n goes straight into W⁽¹⁾, so that nobody has to write its gradient down. */
export function goesStraight(n: i32): bool {
  return n == 1 && inputs == 0 && !hasPenalties() && valueLimit == Infinity && takesOnePass();
}

/** Others may have changed the weights. */
export function forgetWeights(): void {
  mostWeight = NaN;
}

/** No example has gone back yet. */
export function forgetSlopes(): void {
  mostSlope = 0;
}

/** n examples have gone back: no component of Σ xδ is larger than max |x|·Σ |δ|. */
export function noteSlopes<T>(n: i32): void {
  const layer = layerAt(0);
  mostSlope += largest * sumOfSizes<T>(layer.δ, <usize>n * layer.width);
}

/** So large a component of W⁽¹⁾'s gradient may be for the sum of the squares to have room. */
@inline
function farthest<T>(): f64 {
  return sizeof<T>() == 4 ? 1e8 : 1e150;
}

/** Whether no component of the gradient by W⁽¹⁾, with the penalties in it, is too large. */
function isInReach<T>(η: f64): bool {
  let most = mostSlope + l1;
  if (l2 != 0) {
    const times = max<f64>(l2, 1); // where L2 alone moves weights, they themselves are squared
    if (!(times * mostWeight < farthest<T>())) mostWeight = farthestWeight<T>();
    if (!(times * mostWeight < farthest<T>())) return false;
    most += l2 * mostWeight;
    mostWeight += η * most;
  }
  return most < farthest<T>();
}

/**
 * The step.
 *
 * @param list as in `update`, but rows without a gradient are not left out where penalties move them
 * @returns as `update`
 */
export function descendPlainly<T>(list: i32, η: f64): f64 {
  if (normLimit < Infinity) return descendByLength<T>(list, η);
  return isInReach<T>(η) ? descendInReach<T>(list, η) : update<T>(isLocal() ? list : -1, η, 0);
}

function descendInReach<T>(list: i32, η: f64): f64 {
  const begin = rowsBytes();
  const others = squaresFrom<T>(1);
  if (!(others < Infinity)) return NaN;
  const first = descend<T>(list, η, true);
  if (valueLimit < Infinity) clipByValue<T>(gradient + begin, bytes - begin, valueLimit);
  stepOf<T>(begin, bytes - begin, η, 0);
  pullFrom<T>(1, η);
  return Math.sqrt(others + first);
}

/** A gradient that is too long is not shortened: the step is. */
function descendByLength<T>(list: i32, η: f64): f64 {
  const norm = lengthOf<T>(list);
  if (!(norm < Infinity)) return norm;
  const rate = shortened(η, norm);
  descend<T>(list, rate, false);
  stepOf<T>(rowsBytes(), bytes - rowsBytes(), rate, 0);
  return norm;
}

@inline
function shortened(η: f64, norm: f64): f64 {
  return norm > normLimit ? (η * normLimit) / norm : η;
}

/** The step of a single example, whose number stands there. The same is returned. */
export function descendStraight<T>(row: usize, η: f64): f64 {
  const norm = Math.sqrt(squaresFrom<T>(1) + squaresOfFirst<T>(row));
  if (!(norm < Infinity)) return norm;
  const rate = shortened(η, norm);
  descendFirst<T>(row, rate);
  stepOf<T>(rowsBytes(), bytes - rowsBytes(), rate, 0);
  return norm;
}

/** Steps do not look for subnormal weights, which takes as long as the step itself: it is enough to do so now and then. */
export function flushNowAndThen<T>(moment: u32): void {
  if (moment % FLUSHED_EVERY == 0 && takesOnePass()) flushWeights<T>();
}
