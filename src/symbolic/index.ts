/** Formulas as functions, by mathjs: imported as `neural-descent/symbolic`, so that nothing else waits for mathjs. */
export { Formula, formula } from "./formula";
export { complexStepDerivative, complexStepGradient } from "./complex-step";
export { surfaces } from "./surfaces";
export type { Minimum, SurfaceName, TestSurface } from "./surfaces";
export { linearRegression, regressionCost } from "./linear-regression";
export type { LinearRegression, RegressionOptions } from "./linear-regression";
export { SingularError } from "./least-squares";
