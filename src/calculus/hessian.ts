import { Matrix, zeros } from "../data/matrix";
import { expectStep } from "./finite-differences";
import { copyPoint, CostFunction, expectFinite, Point } from "./point";

/** How second derivatives are taken. */
export interface HessianOptions {
  /** ∇C: with it the second derivatives are more precise, and cost 2n gradients instead of about 2n² values of C. */
  gradient?: (v: Float64Array) => Point;
  /** The step for every component; if not given, ε^(1/4)·max(1, |vᵢ|), or ∛ε·max(1, |vᵢ|) with a gradient. */
  h?: number;
}

/**
 * The Hessian of C: Rⁿ → R by differences: the n × n second derivatives Hᵢⱼ = ∂²C/∂vᵢ∂vⱼ. It says how C curves: in the
 * direction d of length 1 the curvature is dᵀHd. Without a gradient
 *
 *     Hᵢᵢ ≈ (C(v + h·eᵢ) − 2C(v) + C(v − h·eᵢ)) / h²
 *     Hᵢⱼ ≈ (C(v + h·eᵢ + h·eⱼ) − C(v + h·eᵢ − h·eⱼ) − C(v − h·eᵢ + h·eⱼ) + C(v − h·eᵢ − h·eⱼ)) / 4h²
 *
 * and with one, central differences of the gradient. It is for tens of parameters: 13,002 of them have 169 million
 * second derivatives; `extremeCurvatures` needs none of them.
 *
 * @param C the function
 * @param point v, n coordinates, which stay as they are
 * @param options the gradient, the step
 * @returns the symmetric n × n matrix
 * @throws RangeError or TypeError if the point, h or a value of C or ∇C is not a finite number
 * @see Nocedal and Wright, "Numerical Optimization", chapter 8.1
 * @example
 * const H = hessian(([x, y]) => x ** 2 * y, [1, 3]);
 * Array.from(H.values, (value) => value.toFixed(5)); // ["6.00000", "2.00000", "2.00000", "0.00000"]
 */
export function hessian(C: CostFunction, point: Point, options: HessianOptions = {}): Matrix {
  const v = copyPoint(point);
  const { gradient } = options;
  const order = gradient ? 3 : 4;
  const steps = v.map((x) => options.h ?? Math.pow(Number.EPSILON, 1 / order) * Math.max(1, Math.abs(x)));
  v.forEach((x, i) => expectStep(steps[i], x));
  return gradient ? fromGradients(gradient, v, steps) : fromValues(C, v, steps);
}

function fromValues(C: CostFunction, v: Float64Array, steps: Float64Array): Matrix {
  const n = v.length;
  const H = zeros(n, n);
  const value = (i: number, si: number, j: number, sj: number): number => {
    const w = v.slice();
    w[i] += si * steps[i];
    w[j] += sj * steps[j];
    return expectFinite(C(w), `the function's value beside the point, in the components ${i} and ${j},`);
  };
  const middle = value(0, 0, 0, 0);
  for (let i = 0; i < n; i++) {
    H.values[i * n + i] = (value(i, 1, i, 0) - 2 * middle + value(i, -1, i, 0)) / steps[i] ** 2;
    for (let j = 0; j < i; j++) {
      const mixed = value(i, 1, j, 1) - value(i, 1, j, -1) - value(i, -1, j, 1) + value(i, -1, j, -1);
      H.values[i * n + j] = H.values[j * n + i] = mixed / (4 * steps[i] * steps[j]);
    }
  }
  return H;
}

function fromGradients(gradient: (v: Float64Array) => Point, v: Float64Array, steps: Float64Array): Matrix {
  const n = v.length;
  const rows = Array.from(v, (x, i) => slopesAlong(gradient, v, i, x, steps[i]));
  const H = zeros(n, n);
  // Hᵢⱼ = Hⱼᵢ: of two approximations of the same number, the mean.
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) H.values[i * n + j] = (rows[i][j] + rows[j][i]) / 2;
  return H;
}

/** The derivatives of all components of the gradient along component i. */
function slopesAlong(
  gradient: (v: Float64Array) => Point,
  v: Float64Array,
  i: number,
  x: number,
  h: number,
): Float64Array {
  const at = (t: number): Float64Array => {
    const w = v.slice();
    w[i] = t;
    return copyPoint(gradient(w), "the gradient");
  };
  const [left, right] = [at(x - h), at(x + h)];
  return v.map((_, j) => (right[j] - left[j]) / (x + h - (x - h)));
}
