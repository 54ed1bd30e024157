export { Engine, MOST_BATCHES } from "./engine";
export { Examiner } from "./examiner";
export type { BatchReports, Division } from "./engine";
export type { ExampleRows } from "./examples";
export * from "./recipe";
