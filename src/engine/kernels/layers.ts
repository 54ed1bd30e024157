/**
 * The network: its layers, forth and back. Where each matrix lies in memory is said once, before training.
 */
import { activate, IDENTITY, softmax, SOFTMAX, softmaxError } from "./activations";
import { costAndError } from "./costs";
import { dropUnits, rowOfBits } from "./dropout";
import { carryBack, sumOfRows } from "./errors";
import { product } from "./products";
import { addSparseGradient, sparseSums } from "./sparse";
import { all, lastMask, tiny } from "./vectors";

/** What leads from one layer of units to the next: W and b, and what a pass computes behind them. */
@unmanaged
export class Layer {
  inputs: i32;
  units: i32;
  /** The activation. */
  kind: i32;
  /** The bytes of a row of units, a whole number of vectors. */
  width: usize;
  W: usize;
  /** 0 if there are no biases. */
  b: usize;
  /** f(z), f′(z), which is written over z, and δ = ∂C/∂z. */
  a: usize;
  z: usize;
  δ: usize;
  /** For dropout a bit for each unit of each example, set if it is off: of four batches, and of the one that is taken. */
  choices: usize;
  choice: usize;
}

/** The layers one after the other, and a row of zeros as wide as the widest, where sums begin. */
export let layers: usize = 0;
export let depth: i32 = 0;
export let zeros: usize = 0;

/** From a parameter to the same place in the gradient, in bytes: both vectors are laid out alike. */
let toGradient: usize = 0;

/** How the cost is taken: which, from the weighted sums or the outputs, and whether it is a mean. */
export let cost: i32 = 0;
export let fromSums: bool = false;

/** 1/(1 − p), or 0 without dropout. */
export let dropFactor: f64 = 0;

/** The bytes that the description of so many layers takes. */
export function layerBytes(count: i32): usize {
  return <usize>count * offsetof<Layer>();
}

export function useNetwork(itsLayers: usize, count: i32, itsZeros: usize): void {
  layers = itsLayers;
  depth = count;
  zeros = itsZeros;
}

export function useLayer(
  l: i32,
  inputs: i32,
  units: i32,
  kind: i32,
  width: usize,
  W: usize,
  b: usize,
  a: usize,
  z: usize,
  δ: usize,
  choices: usize,
): void {
  const layer = layerAt(l);
  layer.inputs = inputs;
  layer.units = units;
  layer.kind = kind;
  layer.width = width;
  layer.W = W;
  layer.b = b;
  layer.a = a;
  layer.z = z;
  layer.δ = δ;
  layer.choices = choices;
}

/** Says where parameters begin, and where the next way back writes their gradient. */
export function writeGradient(parameters: usize, gradient: usize): void {
  toGradient = gradient - parameters;
}

export function useCost(kind: i32, isFromSums: bool): void {
  cost = kind;
  fromSums = isFromSums;
}

export function useDropout(factor: f64): void {
  dropFactor = factor;
}

@inline
export function layerAt(l: i32): Layer {
  return changetype<Layer>(layers + layerBytes(l));
}

/**
 * The pass forward for n examples: z = aW + b and a = f(z), layer by layer.
 *
 * @param rows the numbers of the examples, for inputs in lists
 * @param X their inputs row by row; 0 if they are in lists
 * @param drawn how many examples of the batch came before, for dropout; −1 for none
 */
export function forward<T>(n: i32, rows: usize, X: usize, drawn: i32): void {
  for (let l = 0; l < depth; l++) {
    const layer = layerAt(l);
    weightedSums<T>(l, n, rows, X, layer.b == 0 ? zeros : layer.b, layer.z);
    activateLayer<T>(l, n, layer.a);
    if (l < depth - 1 && dropFactor != 0 && drawn >= 0) {
      const bits = layer.choice + <usize>drawn * rowOfBits(layer.units);
      dropUnits<T>(bits, layer.a, layer.z, n, layer.units, layer.width, dropFactor);
    }
  }
}

/**
 * z = aW + b of a layer, for n examples of which the layer before has a.
 *
 * @param begin where the sums begin: b, or zeros
 * @param z where they are written
 */
@inline
export function weightedSums<T>(l: i32, n: i32, rows: usize, X: usize, begin: usize, z: usize): void {
  const layer = layerAt(l);
  if (l == 0 && X == 0) {
    sparseSums<T>(n, rows, layer.W, layer.width, begin, z);
  } else {
    const p = l == 0 ? X : layerAt(l - 1).a;
    const row = l == 0 ? <usize>layer.inputs * sizeof<T>() : layerAt(l - 1).width;
    product<T>(z, n, p, row, sizeof<T>(), layer.W, layer.inputs, layer.width, begin, 0);
  }
}

/** a = f(z) and f′(z) of a layer, for n examples; a is written where it is asked for. */
@inline
export function activateLayer<T>(l: i32, n: i32, a: usize): void {
  const layer = layerAt(l);
  const width = layer.width;
  const isLast = l == depth - 1;
  const limit = all<T>(isLast ? 0 : tiny<T>()); // the cost may divide by outputs: they keep all their digits
  if (layer.kind == SOFTMAX) softmax<T>(layer.z, a, n, layer.units, width, limit);
  // where the cost is taken from z itself, z must stay, and δ is still free
  else activate<T>(layer.kind, layer.z, a, isLast && fromSums ? layer.δ : layer.z, <usize>n * width, limit);
}

/** Σ of the costs of n examples after `forward`; the last layer's δ is written. */
export function outputError<T>(n: i32, y: usize, share: f64): f64 {
  const layer = layerAt(depth - 1);
  const last = lastMask<T>(layer.units);
  const noSlope = fromSums || layer.kind == SOFTMAX || layer.kind == IDENTITY;
  const slope = noSlope ? 0 : layer.z;
  const ŷ = fromSums ? layer.z : layer.a;
  const sum = costAndError<T>(cost, n, ŷ, y, slope, layer.units, layer.width, last, share, layer.δ);
  if (layer.kind == SOFTMAX && !fromSums) softmaxError<T>(layer.a, layer.δ, n, layer.units, layer.width);
  return sum;
}

/**
 * The way back for n examples after `outputError`: the gradient of every layer.
 *
 * @param add whether it is added to the gradient so far; in lists it always is
 * @param skipsLists whether the gradient of W⁽¹⁾ is not asked for if inputs are in lists
 */
export function backward<T>(n: i32, rows: usize, X: usize, add: bool, skipsLists: bool): void {
  for (let l = depth - 1; l >= 0; l--) {
    const layer = layerAt(l);
    const width = layer.width;
    const G = layer.W + toGradient;
    const sums = add ? G : zeros;
    const sumsRow = add ? width : 0;
    if (layer.b != 0) sumOfRows<T>(n, layer.δ, width, layer.b + toGradient, add);
    if (l == 0) {
      if (X == 0 && skipsLists) return;
      if (X == 0) return addSparseGradient<T>(n, rows, layer.δ, width, G);
      const row = <usize>layer.inputs * sizeof<T>();
      return product<T>(G, layer.inputs, X, sizeof<T>(), row, layer.δ, n, width, sums, sumsRow);
    }
    const before = layerAt(l - 1);
    product<T>(G, layer.inputs, before.a, sizeof<T>(), before.width, layer.δ, n, width, sums, sumsRow);
    const last = lastMask<T>(before.units);
    const slope = before.kind == SOFTMAX ? 0 : before.z;
    carryBack<T>(n, layer.δ, layer.W, width, slope, before.δ, before.width, last);
    if (before.kind == SOFTMAX) softmaxError<T>(before.a, before.δ, n, before.units, before.width);
  }
}
