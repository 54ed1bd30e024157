/**
 * The examples: where they lie, and how so many of them go forward through the network at once.
 */
import { countRight } from "./answers";
import { depth, forward, layerAt } from "./layers";
import { VECTOR } from "./vectors";

/** So many examples go through the network at once: what they need stays in the processor's cache. */
export const PIECE: i32 = 128;

/** The examples: their inputs row by row, or 0 if they are in lists; targets; classes, or 0 if there are none. */
export let inputs: usize = 0;
export let targets: usize = 0;
let classes: usize = 0;
let threshold: f64 = 0;
/** Room for the inputs and the targets of a piece. */
export let gathered: usize = 0;
export let gatheredTargets: usize = 0;

/** The order of all examples, and how they are divided. */
export let order: usize = 0;
export let examples: i32 = 0;
export let batchSize: i32 = 1;
let inOrder: bool = false;

/** max |x| over all inputs. */
export let largest: f64 = 0;

/** Where the targets of the piece are that went forward last. */
export let targetsAt: usize = 0;

export function useExamples(itsInputs: usize, itsTargets: usize, itsClasses: usize, itsThreshold: f64): void {
  inputs = itsInputs;
  targets = itsTargets;
  classes = itsClasses;
  threshold = itsThreshold;
}

export function useLargest(itsLargest: f64): void {
  largest = itsLargest;
}

export function useRoom(itsGathered: usize, itsTargets: usize): void {
  gathered = itsGathered;
  gatheredTargets = itsTargets;
}

export function useOrder(itsOrder: usize, count: i32, size: i32, asTheyAre: bool): void {
  order = itsOrder;
  examples = count;
  batchSize = size;
  inOrder = asTheyAre;
}

/** n rows of a matrix one after the other: where they lie already, or copied to one place; 0 if there is no matrix. */
export function rowsOf<T>(matrix: usize, row: usize, n: i32, rows: usize, room: usize): usize {
  if (matrix == 0) return 0;
  if (inOrder) return matrix + <usize>load<i32>(rows) * row;
  for (let i = 0; i < n; i++) {
    const from = matrix + <usize>load<i32>(rows + (<usize>i << 2)) * row;
    const to = room + <usize>i * row;
    if (row > 64) memory.copy(to, from, row);
    else if (row % VECTOR == 0) for (let at: usize = 0; at < row; at += VECTOR) v128.store(to + at, v128.load(from + at));
    else for (let at: usize = 0; at < row; at += sizeof<T>()) store<T>(to + at, load<T>(from + at));
  }
  return room;
}

/**
 * The pass forward of a piece.
 *
 * @param drawn how many examples of the batch came before, for dropout; −1 for none
 * @returns where its inputs are row by row; 0 if they are in lists
 */
export function forwardPiece<T>(n: i32, rows: usize, drawn: i32): usize {
  const outputs = layerAt(depth - 1);
  const X = rowsOf<T>(inputs, <usize>layerAt(0).inputs * sizeof<T>(), n, rows, gathered);
  targetsAt = rowsOf<T>(targets, outputs.width, n, rows, gatheredTargets);
  forward<T>(n, rows, X, drawn);
  return X;
}

/** How many answers of the piece that went forward last are right. */
export function rightOf<T>(n: i32, rows: usize): i32 {
  if (classes == 0) return 0;
  const outputs = layerAt(depth - 1);
  return countRight<T>(n, outputs.a, outputs.units, outputs.width, rows, classes, threshold);
}
