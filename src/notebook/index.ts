export * from "./show";
export * from "./claim";
export * from "./progress";
export * from "./live-figure";
