/**
 * What a gradient does to the parameters: penalties, clipping, the optimizer's step.
 */
import { inputs } from "./examples";
import { depth, layerAt, writeGradient } from "./layers";
import { leavesIdleParameters, step } from "./optimizers";
import { addPenalties, clipByValue, pullToZero, scale, sumOfSquares } from "./regularization";
import { touchedRuns } from "./sparse";
import { VECTOR } from "./vectors";

/** All parameters, their gradient and what the optimizer remembers, each so many bytes. */
let parameters: usize = 0;
export let gradient: usize = 0;
let mean: usize = 0;
let squares: usize = 0;
export let bytes: usize = 0;

export let l2: f64 = 0;
export let l1: f64 = 0;
export let proximal: f64 = 0;
export let valueLimit: f64 = Infinity;
export let normLimit: f64 = Infinity;

/** Room for the inputs that are not 0 in a batch: as bits, and as runs of neighbors. */
let union: usize = 0;
export let runs: usize = 0;

export function useParameters(θ: usize, g: usize, m: usize, v: usize, count: usize): void {
  parameters = θ;
  gradient = g;
  mean = m;
  squares = v;
  bytes = count;
  writeGradient(θ, g);
}

export function useRules(λ2: f64, λ1: f64, λProximal: f64, itsValueLimit: f64, itsNormLimit: f64): void {
  l2 = λ2;
  l1 = λ1;
  proximal = λProximal;
  valueLimit = itsValueLimit;
  normLimit = itsNormLimit;
}

export function useRuns(itsUnion: usize, itsRuns: usize): void {
  union = itsUnion;
  runs = itsRuns;
}

/** Whether only the rows of W⁽¹⁾ whose inputs are not 0 in the batch have to be looked at, before L1's proximal step. */
@inline
export function isLocal(): bool {
  return inputs == 0 && l1 == 0 && l2 == 0 && leavesIdleParameters();
}

/** Has the way back write the gradient of a chunk at a place of its own; 0 for that of the batch. */
export function beginChunk(at: usize): void {
  const begin = at == 0 ? gradient : at;
  if (inputs == 0) memory.fill(begin, 0, rowsBytes());
  writeGradient(parameters, begin);
}

/** g ← g + the gradient of a chunk. */
export function addGradient<T>(chunk: usize): void {
  for (let at: usize = 0; at < bytes; at += VECTOR) {
    v128.store(gradient + at, v128.add<T>(v128.load(gradient + at), v128.load(chunk + at)));
  }
}

/** Lists the runs of rows of W⁽¹⁾ that a batch has a gradient for, with inputs in lists; how many there are. */
export function touchedRows(n: i32, rows: usize): i32 {
  return touchedRuns(n, rows, union, runs);
}

/** The bytes of W⁽¹⁾. */
@inline
export function rowsBytes(): usize {
  return <usize>layerAt(0).inputs * layerAt(0).width;
}

/**
 * The step along a gradient that is written down: penalties, clipping, the optimizer.
 *
 * @param list how many runs of rows of W⁽¹⁾ are listed, if only these matter; −1 for all rows
 * @returns ‖g‖ with the penalties in it, before it is clipped. If it is not finite nothing has changed
 */
export function update<T>(list: i32, η: f64, t: f64): f64 {
  const norm = lengthOf<T>(list);
  if (norm < Infinity) {
    clip<T>(list, norm);
    change<T>(list, η, t);
  }
  return norm;
}

/** ‖g‖, with the penalties in it. Of W⁽¹⁾ only the listed runs of rows, if there is a list. */
export function lengthOf<T>(list: i32): f64 {
  if (l2 != 0 || l1 != 0) return Math.sqrt(squaresFrom<T>(0));
  if (list < 0) return Math.sqrt(sumOfSquares<T>(gradient, bytes));
  let sum = squaresFrom<T>(1);
  for (let k = 0; k < list; k++) sum += sumOfSquares<T>(gradient + beginOf(k), bytesOf(k));
  return Math.sqrt(sum);
}

/** Adds the penalties to the gradient, from that of the layer `first` on, 0 or 1; its Σ g², with all biases. */
export function squaresFrom<T>(first: i32): f64 {
  const begin = first == 0 ? 0 : rowsBytes();
  if (l2 == 0 && l1 == 0) return sumOfSquares<T>(gradient + begin, bytes - begin);
  let sum: f64 = 0;
  for (let l = 0; l < depth; l++) {
    const layer = layerAt(l);
    const g = layer.W - parameters + gradient;
    if (l >= first) sum += addPenalties<T>(layer.W, g, <usize>layer.inputs * layer.width, l2, l1);
    if (layer.b != 0) sum += sumOfSquares<T>(layer.b - parameters + gradient, layer.width);
  }
  return sum;
}

/** Where the rows of the k-th run begin, and how many bytes they have. */
@inline
function beginOf(k: i32): usize {
  return <usize>load<i32>(runs + (<usize>k << 3)) * layerAt(0).width;
}

@inline
function bytesOf(k: i32): usize {
  return <usize>load<i32>(runs + (<usize>k << 3), 4) * layerAt(0).width;
}

/** Shortens the gradient if it is too long, or too large in a component; of W⁽¹⁾ only the listed runs, if there is a list. */
function clip<T>(list: i32, norm: f64): void {
  let length = norm;
  if (valueLimit < Infinity) {
    let sum = clipPart<T>(list < 0 ? 0 : rowsBytes(), list < 0 ? bytes : bytes - rowsBytes());
    for (let k = 0; k < list; k++) sum += clipPart<T>(beginOf(k), bytesOf(k));
    length = Math.sqrt(sum);
  }
  if (!(length > normLimit)) return;
  const factor = normLimit / length;
  scale<T>(list < 0 ? gradient : gradient + rowsBytes(), list < 0 ? bytes : bytes - rowsBytes(), factor);
  for (let k = 0; k < list; k++) scale<T>(gradient + beginOf(k), bytesOf(k), factor);
}

/** Σ g² of what is clipped, if somebody asks for the length. */
@inline
function clipPart<T>(at: usize, size: usize): f64 {
  clipByValue<T>(gradient + at, size, valueLimit);
  return normLimit < Infinity ? sumOfSquares<T>(gradient + at, size) : 0;
}

/** The optimizer's step, and what penalties do after it. */
function change<T>(list: i32, η: f64, t: f64): void {
  for (let k = 0; k < list; k++) stepOf<T>(beginOf(k), bytesOf(k), η, t);
  const begin = list < 0 ? 0 : rowsBytes();
  stepOf<T>(begin, bytes - begin, η, t);
  pullFrom<T>(0, η);
}

/** The optimizer's step for so many bytes of parameters; behind the W of one layer without biases there are none. */
@inline
export function stepOf<T>(at: usize, size: usize, η: f64, t: f64): void {
  if (size == 0) return;
  step<T>(parameters + at, gradient + at, mean + at, squares + at, size, η, t);
}

/** What L1's proximal step does to the weights, from those of the layer `first` on. */
export function pullFrom<T>(first: i32, η: f64): void {
  if (proximal == 0) return;
  for (let l = first; l < depth; l++) {
    const layer = layerAt(l);
    pullToZero<T>(layer.W, <usize>layer.inputs * layer.width, η * proximal);
  }
}

/** After a batch without a step: with inputs in lists a batch adds to the gradient by W⁽¹⁾, and must find it 0. */
export function forget(list: i32): void {
  if (list < 0 && inputs == 0) memory.fill(gradient, 0, rowsBytes());
  for (let k = 0; k < list; k++) memory.fill(gradient + beginOf(k), 0, bytesOf(k));
}
