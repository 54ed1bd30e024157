/**
 * Networks of which one unit is changed. The layer as it was, with unit j replaced, goes on as if it were an example: one
 * such for each unit, a batch for the layers behind. In the end each network has its own cost. What kernels make of an
 * example does not depend on the others of its batch, so all is what a whole pass makes of it, to the last bit. Nothing is
 * computed of what a change does not reach, nor again of a network that was there already.
 */
import { SOFTMAX } from "./activations";
import { costAndError } from "./costs";
import { forwardPiece, order, PIECE, targetsAt } from "./examples";
import { forgetCosts, knownCost } from "./known-costs";
import { activateLayer, cost, depth, fromSums, Layer, layerAt, outputError, weightedSums, zeros } from "./layers";
import { lastMask, VECTOR } from "./vectors";

/** Room for the numbers of a layer, of the outputs, and of their errors, for a piece of examples. */
let unchanged: usize = 0;
let outputs: usize = 0;
let errors: usize = 0;
/** The batch: for each row its example. */
let exampleOf: usize = 0;
let batchRows: i32 = 0;
/** The networks in it: where the cost goes, the number of rows, and if there are none where the same cost stands. */
let networks: usize = 0;
let batchNetworks: i32 = 0;
const NETWORK: usize = 12;
const MOST_NETWORKS: i32 = 512;
/** The bytes of all. */
export const NETWORK_BYTES: i32 = MOST_NETWORKS * NETWORK;

/** The layer whose units change, and whether their z and not their a goes on: see `goingOn`. */
let l: i32 = 0;
let takesSums: bool = false;
/** The examples: how many, their numbers, their inputs row by row or 0; and their cost while nothing is changed. */
let n: i32 = 0;
let rows: usize = 0;
let X: usize = 0;
let unchangedCost: f64 = 0;
/** Whether there is one example only: then costs are known again. */
let isSingle: bool = false;

export function usePerturbedNetworks(
  itsLayer: usize,
  itsOutputs: usize,
  itsErrors: usize,
  itsExamples: usize,
  itsNetworks: usize,
): void {
  unchanged = itsLayer;
  outputs = itsOutputs;
  errors = itsErrors;
  exampleOf = itsExamples;
  networks = itsNetworks;
  batchRows = 0;
  batchNetworks = 0;
}

/** Takes examples to a layer whose units are to be changed, while nothing is changed. */
export function perturbLayer<T>(layer: i32, these: usize, examples: i32): void {
  takeNetworks<T>();
  l = layer;
  n = examples;
  rows = these;
  isSingle = n == 1 && these == order;
  X = forwardPiece<T>(n, rows, -1);
  unchangedCost = outputError<T>(n, targetsAt, 1);
  forgetCosts();
  const last = layerAt(depth - 1);
  takesSums = layerAt(l).kind == SOFTMAX || !isAsked(l);
  memory.copy(unchanged, goingOn(layerAt(l)), <usize>n * layerAt(l).width);
  memory.copy(outputs, fromSums ? last.z : last.a, <usize>n * last.width);
}

/** The numbers of the layer that change one by one: a; or z where all of a depend on it, or the cost takes z. */
@inline
function goingOn(layer: Layer): usize {
  return takesSums ? layer.z : layer.a;
}

/** What each unit has with the parameters as they are now, written into δ. */
@inline
export function changeUnits<T>(layer: Layer): void {
  const begin = layer.b == 0 ? zeros : layer.b;
  weightedSums<T>(l, n, rows, X, begin, takesSums ? layer.δ : layer.z);
  if (!takesSums) activateLayer<T>(l, n, layer.δ);
}

/** Adds to the batch the network of which only the unit at `j` has changed: the examples that the change reaches. */
@inline
export function addNetwork<T>(layer: Layer, j: usize, itsCost: usize): void {
  if (batchRows + n > PIECE || batchNetworks == MOST_NETWORKS) takeNetworks<T>();
  const width = layer.width;
  let reached = 0;
  let same: usize = 0;
  for (let i = 0; i < n; i++) {
    const from = <usize>i * width;
    const number = layer.δ + from + j;
    if (isSame<T>(number, unchanged + from + j)) continue;
    if (isSingle) same = knownCost<T>(j, number, itsCost);
    if (same != 0) break;
    const row = goingOn(layer) + <usize>batchRows * width;
    for (let at: usize = 0; at < width; at += VECTOR) v128.store(row + at, v128.load(unchanged + from + at));
    store<T>(row + j, load<T>(number));
    store<i32>(exampleOf + (<usize>batchRows << 2), i);
    batchRows++;
    reached++;
  }
  if (reached == 0 && same == 0) return addCost(itsCost, unchangedCost);
  const network = networks + <usize>batchNetworks * NETWORK;
  store<u32>(network, <u32>itsCost);
  store<i32>(network, reached, 4);
  store<u32>(network, <u32>same, 8);
  batchNetworks++;
}

@inline
function addCost(to: usize, itsCost: f64): void {
  store<f64>(to, load<f64>(to) + itsCost);
}

/** Whether two numbers have the same bits. */
@inline
function isSame<T>(one: usize, other: usize): bool {
  return sizeof<T>() == 4 ? load<u32>(one) == load<u32>(other) : load<u64>(one) == load<u64>(other);
}

/** Takes the batch through the layers behind, and adds up each network's cost. */
export function takeNetworks<T>(): void {
  if (batchNetworks == 0) return;
  if (takesSums && isAsked(l)) activateLayer<T>(l, batchRows, layerAt(l).a);
  for (let m = l + 1; m < depth; m++) {
    const layer = layerAt(m);
    weightedSums<T>(m, batchRows, 0, 0, layer.b == 0 ? zeros : layer.b, layer.z);
    if (isAsked(m)) activateLayer<T>(m, batchRows, layer.a);
  }
  const last = layerAt(depth - 1);
  const mask = lastMask<T>(last.units);
  let ŷ = fromSums ? last.z : last.a;
  let examples = exampleOf;
  const end = networks + <usize>batchNetworks * NETWORK;
  for (let network = networks; network < end; network += NETWORK) {
    const itsCost = <usize>load<u32>(network);
    const reached = load<i32>(network, 4);
    if (reached == 0) {
      addCost(itsCost, load<f64>(load<u32>(network, 8)));
      continue;
    }
    const isWhole = reached == n;
    if (!isWhole) exchange(reached, ŷ, examples, last.width);
    const all = isWhole ? ŷ : outputs;
    addCost(itsCost, costAndError<T>(cost, n, all, targetsAt, 0, last.units, last.width, mask, 1, errors));
    if (!isWhole) exchange(reached, ŷ, examples, last.width);
    ŷ += <usize>reached * last.width;
    examples += <usize>reached << 2;
  }
  batchRows = 0;
  batchNetworks = 0;
}

/** Whether anything is asked for the activations of a layer: the cost may take the last weighted sums themselves. */
@inline
function isAsked(m: i32): bool {
  return m < depth - 1 || !fromSums;
}

/** Exchanges rows of the batch with the outputs of their examples, and back. */
function exchange(count: i32, row: usize, examples: usize, width: usize): void {
  for (let r = 0; r < count; r++) {
    const other = outputs + <usize>load<i32>(examples + (<usize>r << 2)) * width;
    for (let at: usize = 0; at < width; at += VECTOR) {
      const numbers = v128.load(row + at);
      v128.store(row + at, v128.load(other + at));
      v128.store(other + at, numbers);
    }
    row += width;
  }
}
