export { Engine, MOST_BATCHES } from "./engine";
export { Examiner } from "./examiner";
export type { BatchReports, Division } from "./engine";
export { Together } from "./together";
export { MOST_TOGETHER } from "./groups";
export type { ExampleRows } from "./examples";
export * from "./recipe";
