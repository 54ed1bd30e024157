import { CostFunction, dot, expectFinite, GradientFunction, Point } from "../calculus";
import { asMatrix, isMatrix, Matrix, MatrixLike } from "../data";
import { columnsOf, SingularError, solveByQR, solveNormalEquations } from "./least-squares";

/** How the weights are found. */
export interface RegressionOptions {
  /** The way: "normal equations" (if not given) or "QR", which bears columns that are nearly alike. */
  method?: "normal equations" | "QR";
  /** Whether b is there; true if not given. Without it the line goes through the origin. */
  intercept?: boolean;
  /** Names of the inputs, for errors. */
  names?: readonly string[];
}

/** The line, or plane, of least squares: ŷ = w₁x₁ + … + w_d x_d + b. */
export interface LinearRegression {
  /** w, one for each input. */
  weights: Float64Array;
  /** b, 0 without an intercept. */
  intercept: number;
  /** (1/n)Σ(ŷ − y)², the smallest that there is. */
  meanSquaredError: number;
  /** w₁, …, w_d and, with an intercept, b: the point at which `regressionCost` is smallest. */
  parameters: Float64Array;
  /** ŷ for one example's inputs. */
  predict(x: Point): number;
}

/**
 * Linear regression in closed form: the weights and the intercept with the smallest mean squared error, without
 * descent. There is exactly one solution as long as no input is a combination of the others.
 *
 * @param inputs X, n × d, one example a row
 * @param targets y, n numbers, or n × 1
 * @param options the way, with or without intercept
 * @returns weights, intercept and what is left of the error
 * @throws SingularError if an input is a combination of others (it says which), RangeError if there are fewer examples
 *   than parameters or a number is not finite
 * @see Gauss (1809); Golub and Van Loan, "Matrix Computations", chapter 5.3
 * @example
 * const { weights, intercept } = linearRegression([[1], [2], [3]], [3, 5, 7]);
 * [weights[0].toFixed(9), intercept.toFixed(9)]; // ["2.000000000", "1.000000000"]
 */
export function linearRegression(
  inputs: MatrixLike,
  targets: Point | MatrixLike,
  options: RegressionOptions = {},
): LinearRegression {
  const { method = "normal equations", intercept = true, names = [] } = options;
  if (method !== "normal equations" && method !== "QR")
    throw new RangeError(`expected the method "normal equations" or "QR", got ${JSON.stringify(method)}`);
  const X = asMatrix(inputs, undefined, "the inputs");
  const y = targetsOf(targets, X.rows);
  // The column of ones comes first: an input that is constant is then the one that is reported.
  const columns = [...(intercept ? [new Float64Array(X.rows).fill(1)] : []), ...columnsOf(X)];
  if (X.rows < columns.length) {
    throw new RangeError(
      `expected at least ${columns.length} examples for as many parameters, got ${X.rows}: many solutions fit all of them`,
    );
  }
  const solve = method === "QR" ? solveByQR : solveNormalEquations;
  const w = explained(() => solve(columns, y), intercept, names);
  const weights = w.slice(intercept ? 1 : 0);
  const b = intercept ? w[0] : 0;
  const parameters = Float64Array.of(...weights, ...(intercept ? [b] : []));
  const meanSquaredError = regressionCost(X, y, { intercept }).cost(parameters);
  const predict = (x: Point): number => dot(weights, x) + b;
  return { weights, intercept: b, meanSquaredError, parameters, predict };
}

/**
 * The mean squared error of a line as a function of its parameters, C(w, b) = (1/n)Σ(w·x + b − y)², and its gradient:
 * what descent needs to reach the weights of `linearRegression` step by step.
 *
 * @param inputs X, n × d, one example a row
 * @param targets y, n numbers, or n × 1
 * @param options with or without intercept
 * @returns C and ∇C of the parameters w₁, …, w_d, b
 * @throws RangeError or TypeError if the data do not fit or a number is not finite
 * @example
 * const { cost, gradient } = regressionCost([[1], [2], [3]], [3, 5, 7]);
 * cost(Float64Array.of(2, 0)); // 1
 * gradient(Float64Array.of(2, 0)); // Float64Array [-4, -2]
 */
export function regressionCost(
  inputs: MatrixLike,
  targets: Point | MatrixLike,
  options: { intercept?: boolean } = {},
): { cost: CostFunction; gradient: GradientFunction } {
  const { intercept = true } = options;
  const X = asMatrix(inputs, undefined, "the inputs");
  const y = targetsOf(targets, X.rows);
  const n = X.rows;
  const d = X.columns;
  const errors = (v: Float64Array): Float64Array => {
    if (v.length !== d + Number(intercept))
      throw new RangeError(`expected ${d + Number(intercept)} parameters, got ${v.length}`);
    return y.map((target, i) => {
      let prediction = intercept ? v[d] : 0;
      for (let j = 0; j < d; j++) prediction += v[j] * X.values[i * d + j];
      return prediction - target;
    });
  };
  return {
    cost: (v) => errors(v).reduce((sum, error) => sum + error * error, 0) / n,
    gradient: (v) => {
      const slopes = new Float64Array(v.length);
      errors(v).forEach((error, i) => {
        for (let j = 0; j < d; j++) slopes[j] += (2 * error * X.values[i * d + j]) / n;
        if (intercept) slopes[d] += (2 * error) / n;
      });
      return slopes;
    },
  };
}

function targetsOf(targets: Point | MatrixLike, n: number): Float64Array {
  const list = isColumn(targets) ? asMatrix(targets, undefined, "the targets") : undefined;
  if (list !== undefined && list.columns !== 1)
    throw new RangeError(`expected one target an example, got ${list.columns}`);
  const values = list?.values ?? (targets as Point);
  if (values.length !== n)
    throw new RangeError(`expected ${n} targets, one for each example, got ${values.length}`);
  return Float64Array.from(values, (target, i) => expectFinite(target, `the target of example ${i}`));
}

function isColumn(targets: Point | MatrixLike): targets is Matrix | ArrayLike<ArrayLike<number>> {
  return isMatrix(targets) || typeof (targets as ArrayLike<unknown>)[0] === "object";
}

/** A singular matrix, said in terms of the inputs. */
function explained(solve: () => Float64Array, intercept: boolean, names: readonly string[]): Float64Array {
  try {
    return solve();
  } catch (error) {
    if (!(error instanceof SingularError)) throw error;
    const input = error.column - Number(intercept);
    const name = names[input] ?? `input ${input}`;
    const others = intercept ? "the inputs before it and a constant" : "the inputs before it";
    throw new SingularError(
      input,
      `expected inputs of which none is a combination of the others, but ${name} is one of ${others}: leave it out`,
    );
  }
}
