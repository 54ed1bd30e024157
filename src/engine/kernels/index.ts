/**
 * What JavaScript calls: each function for float32 and for float64, and what says where everything lies in memory.
 */
import { evaluateTogether, takeTogether } from "./together";
import { evaluateExamples, takeBatches } from "./training";

export { dropoutBytes } from "./dropout";
export { PIECE, useExamples, useOrder, useRoom } from "./examples";
export { layerBytes, useCost, useDropout, useLayer, useNetwork } from "./layers";
export { useOptimizer } from "./optimizers";
export { shuffle, useSeedShift } from "./random";
export { useLists } from "./sparse";
export { useSurvivors } from "./survivors";
export { useGroups, usePasses } from "./together";
export { useCourse } from "./training";
export { useParameters, useRules, useRuns } from "./update";

/** Where memory begins that belongs to nobody. */
export const freeMemory: usize = __heap_base;

export function takeBatches32(first: i32, count: i32, t: f64, moment: u32, rates: usize, report: usize): i32 {
  return takeBatches<f32>(first, count, t, moment, rates, report);
}

export function takeBatches64(first: i32, count: i32, t: f64, moment: u32, rates: usize, report: usize): i32 {
  return takeBatches<f64>(first, count, t, moment, rates, report);
}

export function evaluate32(first: i32, count: i32, report: usize): void {
  evaluateExamples<f32>(first, count, report);
}

export function evaluate64(first: i32, count: i32, report: usize): void {
  evaluateExamples<f64>(first, count, report);
}

export function takeTogether32(group: i32, groups: i32, epoch: i32, first: i32, count: i32, rates: usize): void {
  takeTogether<f32>(group, groups, epoch, first, count, rates);
}

export function takeTogether64(group: i32, groups: i32, epoch: i32, first: i32, count: i32, rates: usize): void {
  takeTogether<f64>(group, groups, epoch, first, count, rates);
}

export function evaluateTogether32(group: i32, groups: i32, first: i32, count: i32, sums: usize): void {
  evaluateTogether<f32>(group, groups, first, count, sums);
}

export function evaluateTogether64(group: i32, groups: i32, first: i32, count: i32, sums: usize): void {
  evaluateTogether<f64>(group, groups, first, count, sums);
}
