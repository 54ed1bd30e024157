/** Neural Descent: the library that the lessons import as `neural-descent`. */
export * from "./display";
export * from "./table";
export * from "./calculus";
export * from "./data";
export * from "./network";
export * from "./training";
export * from "./figures";
export * from "./widgets";
export * from "./notebook";
