export * from "./point";
export * from "./counted";
export * from "./vectors";
export * from "./finite-differences";
export * from "./descent";
export * from "./power-law";
