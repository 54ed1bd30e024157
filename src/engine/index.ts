export { MOST_BATCHES } from "./division";
export type { BatchReports, Division } from "./division";
export { Engine } from "./engine";
export { PORTION } from "./large";
export { Examiner } from "./examiner";
export { Together } from "./together";
export { MOST_TOGETHER } from "./groups";
export type { ExampleRows } from "./examples";
export * from "./recipe";
