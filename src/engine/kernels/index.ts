/**
 * What JavaScript calls: each function for float32 and for float64, and what says where everything lies in memory.
 */
import { perturb } from "./perturbations";
import { evaluateTogether, takeTogether } from "./together";
import { evaluateExamples, finishLargeBatch, takeBatches, takeChunk } from "./training";
import { addGradient } from "./update";

export { dropoutBytes } from "./dropout";
export { PIECE, useExamples, useLargest, useOrder, useRoom } from "./examples";
export { layerBytes, useCost, useDropout, useLayer, useNetwork } from "./layers";
export { useOptimizer } from "./optimizers";
export { KNOWN_COST_BYTES, useKnownCosts } from "./known-costs";
export { usePerturbations } from "./perturbations";
export { NETWORK_BYTES, usePerturbedNetworks } from "./perturbed-networks";
export { shuffle, useSeedShift } from "./random";
export { useLists } from "./sparse";
export { useSurvivors } from "./survivors";
export { useGroups, usePasses } from "./together";
export { beginLargeBatch, useCourse, useFirstCost } from "./training";
export { useParameters, useRules, useRuns } from "./update";

/** Where memory begins that belongs to nobody. */
export const freeMemory: usize = __heap_base;

export function takeBatches32(first: i32, count: i32, t: f64, moment: u32, rates: usize, report: usize): i32 {
  return takeBatches<f32>(first, count, t, moment, rates, report);
}

export function takeBatches64(first: i32, count: i32, t: f64, moment: u32, rates: usize, report: usize): i32 {
  return takeBatches<f64>(first, count, t, moment, rates, report);
}

export function takeChunk32(n: i32, begin: i32, drawn: i32, first: i32, count: i32, g: usize, report: usize): void {
  takeChunk<f32>(n, begin, drawn, first, count, g, report);
}

export function takeChunk64(n: i32, begin: i32, drawn: i32, first: i32, count: i32, g: usize, report: usize): void {
  takeChunk<f64>(n, begin, drawn, first, count, g, report);
}

export function addGradient32(chunk: usize): void {
  addGradient<f32>(chunk);
}

export function addGradient64(chunk: usize): void {
  addGradient<f64>(chunk);
}

export function finishLargeBatch32(n: i32, η: f64, t: f64, report: usize): bool {
  return finishLargeBatch<f32>(n, η, t, report);
}

export function finishLargeBatch64(n: i32, η: f64, t: f64, report: usize): bool {
  return finishLargeBatch<f64>(n, η, t, report);
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

export function perturb32(
  first: i32,
  n: i32,
  count: i32,
  indices: usize,
  times: i32,
  values: usize,
  costs: usize,
): void {
  perturb<f32>(first, n, count, indices, times, values, costs);
}

export function perturb64(
  first: i32,
  n: i32,
  count: i32,
  indices: usize,
  times: i32,
  values: usize,
  costs: usize,
): void {
  perturb<f64>(first, n, count, indices, times, values, costs);
}
