import { Matrix, matrixOf } from "../data/matrix";
import { Random } from "../data/random";
import { Eigenvalues, eigenvaluesOf } from "./eigenvalues";
import { copyPoint, Point } from "./point";
import { along, dot, norm } from "./vectors";

/** How the extreme curvatures are searched. */
export interface CurvatureOptions {
  /** The search ends when both curvatures are known to this share of the larger one. 10⁻⁶ if not given. */
  tolerance?: number;
  /** The largest number of rounds, 100 if not given; each evaluates ∇C twice. */
  rounds?: number;
  /** The seed of the direction that the search begins with, 1 if not given. */
  seed?: number;
}

/** A curvature and its direction: an eigenvalue λ of the Hessian, with a direction d of length 1, Hd = λd. */
export interface Curvature {
  value: number;
  direction: Float64Array;
}

/** The largest and the smallest curvature at a point. */
export interface ExtremeCurvatures {
  /** λmax: descent along this direction is stable while η < 2/λmax. */
  largest: Curvature;
  /** λmin: below 0, the point does not lie in a valley in every direction. */
  smallest: Curvature;
  /** Whether both are known within the tolerance. */
  converged: boolean;
  /** How often ∇C was evaluated. */
  gradientEvaluations: number;
}

/** So many rounds pass between two looks at how well the curvatures are known. */
const ROUNDS_BETWEEN_LOOKS = 5;

/**
 * The largest and the smallest curvature of C at a point, for any number of parameters. The Hessian H is never
 * computed, only its products with a direction, by central differences of the gradient:
 * Hd ≈ (∇C(v + t·d) − ∇C(v − t·d)) / 2t. Multiplied by H again and again, nearly every direction turns to that of the
 * curvature of largest size; this is power iteration. Lanczos' method keeps all directions on the way, at right angles
 * to each other, and takes the extreme curvatures within the space that they span: both ends at once, in few rounds.
 *
 * @param gradient ∇C, such as a backpropagation
 * @param point v, n coordinates, which stay as they are
 * @param options when to stop
 * @returns both curvatures, their directions, and the work done
 * @throws RangeError or TypeError if an option is out of range, or the point or a gradient is not finite
 * @see Lanczos, "An iteration method for the solution of the eigenvalue problem" (1950); LeCun, Simard and Pearlmutter,
 *   "Automatic learning rate maximization by on-line estimation of the Hessian's eigenvectors" (1993)
 * @example
 * const ravine = ([x, y]: Float64Array) => Float64Array.of(x, 100 * y);
 * const { largest, smallest } = extremeCurvatures(ravine, [1, 1]);
 * [largest.value.toFixed(3), smallest.value.toFixed(3)]; // ["100.000", "1.000"]
 */
export function extremeCurvatures(
  gradient: (v: Float64Array) => Point,
  point: Point,
  options: CurvatureOptions = {},
): ExtremeCurvatures {
  const v = copyPoint(point);
  const { tolerance = 1e-6, rounds = 100, seed = 1 } = options;
  if (!(tolerance > 0)) throw new RangeError(`expected tolerance to be positive, got ${tolerance}`);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new RangeError(`expected rounds to be a whole number, 1 or more, got ${rounds}`);
  const timesHessian = hessianProduct(gradient, v);

  const directions = [new Random(seed).direction(v.length)]; // q₁, q₂, …: length 1, at right angles
  const α: number[] = []; // within these directions H has the numbers α on the diagonal
  const β: number[] = []; // and β beside it, and zeros elsewhere
  for (let k = 0; ; k++) {
    const q = directions[k];
    const Hq = timesHessian(q);
    α.push(dot(q, Hq));
    const rest = atRightAngles(Hq, directions);
    const restLength = norm(rest);
    const allFound = k + 1 === v.length || restLength <= 1e-9 * norm(Hq);
    const last = allFound || k + 1 === rounds;
    if (last || (k + 1) % ROUNDS_BETWEEN_LOOKS === 0) {
      const within = eigenvaluesOf(tridiagonal(α, β));
      const converged = allFound || uncertainty(within, restLength) <= tolerance * largestSize(within.values);
      if (last || converged) {
        const [smallest, largest] = [0, k].map((end) => curvatureOf(within, end, directions));
        return { largest, smallest, converged, gradientEvaluations: 2 * (k + 1) };
      }
    }
    β.push(restLength);
    directions.push(rest.map((component) => component / restLength));
  }
}

/** d ↦ Hd at v, for directions of length 1. */
function hessianProduct(
  gradient: (v: Float64Array) => Point,
  v: Float64Array,
): (d: Float64Array) => Float64Array {
  const t = Math.cbrt(Number.EPSILON) * Math.max(1, norm(v));
  const slopes = (w: Float64Array): Float64Array => copyPoint(gradient(w), "the gradient");
  return (d) => {
    const [ahead, behind] = [slopes(along(v, t, d)), slopes(along(v, -t, d))];
    return along(ahead, -1, behind).map((difference) => difference / (2 * t));
  };
}

/** What is left of a vector without its parts along the directions; twice, since rounding leaves some of them. */
function atRightAngles(vector: Float64Array, directions: readonly Float64Array[]): Float64Array {
  let rest = vector;
  for (const q of [...directions, ...directions]) rest = along(rest, -dot(rest, q), q);
  return rest;
}

function tridiagonal(α: readonly number[], β: readonly number[]): Matrix {
  return matrixOf(
    α.map((diagonal, i) =>
      α.map((_, j) => (i === j ? diagonal : Math.abs(i - j) === 1 ? β[Math.min(i, j)] : 0)),
    ),
  );
}

/** How far both extreme eigenvalues may be from those of H: what H leads out of the space, along their directions. */
function uncertainty({ values, directions }: Eigenvalues, restLength: number): number {
  const k = values.length;
  const lastComponents = [directions.values[k - 1], directions.values[k * k - 1]];
  return restLength * Math.max(...lastComponents.map(Math.abs));
}

function largestSize(values: Float64Array): number {
  return Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
}

function curvatureOf(within: Eigenvalues, end: number, directions: readonly Float64Array[]): Curvature {
  const k = within.values.length;
  let direction: Float64Array = new Float64Array(directions[0].length);
  for (let i = 0; i < k; i++)
    direction = along(direction, within.directions.values[end * k + i], directions[i]);
  return { value: within.values[end], direction };
}
