export * from "./show";
export * from "./claim";
export * from "./progress";
