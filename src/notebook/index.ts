export * from "./show";
export * from "./claim";
