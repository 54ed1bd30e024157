export * from "./point";
export * from "./counted";
export * from "./vectors";
export * from "./difference-methods";
export {
  centralDerivative,
  centralGradient,
  centralStep,
  finiteDifference,
  finiteDifferenceGradient,
} from "./finite-differences";
export type { DifferenceOptions } from "./finite-differences";
export * from "./step-study";
export * from "./kinks";
export * from "./gradient-check";
export { GradientReport } from "./gradient-report";
export type { Tensor, TensorCheck } from "./gradient-tensors";
export * from "./descent";
export * from "./taylor";
export * from "./hessian";
export * from "./eigenvalues";
export * from "./curvature";
export * from "./power-law";
export * from "./graph";
