export * from "./random";
export * from "./matrix";
