export * from "./optimizers";
export * from "./schedules";
export { Batches, randomAt, shuffledOrder, type BatchOptions, type Examples } from "./batches";
export * from "./metrics";
