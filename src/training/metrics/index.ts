export { answersOf, nameClasses, type Answers } from "./answers";
export * from "./accuracy";
export * from "./calibration";
export * from "./confusion-matrix";
export * from "./mean-squared-error";
