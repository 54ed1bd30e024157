import { Matrix, MatrixLike, Vector } from "../data";
import { Cost, CostName, costNamed } from "./costs";
import { differenceQuotients, NumericalGradient } from "./difference-quotients";
import { activateRow, ForwardPass, forwardPass, inputsOf } from "./forward";
import type { Network } from "./network";
import { NumericalGradientOptions } from "./numerical-gradient";
import { outputCost, targetsOf } from "./output";
import { chooseParameters, Place, placeOf } from "./parameter-choice";
import { nonzeroColumns, weightedSum, weightedSumsOfRow } from "./products";

/**
 * The gradient of the cost by finite differences, as `numericalGradient` gives it, to the last bit, in a fraction of
 * the time: after a change of one weight only what it reaches is computed again. A change of Wₖⱼ⁽ˡ⁾ reaches unit j of
 * layer l + 1, for the examples with aₖ⁽ˡ⁾ ≠ 0, and from there all units of the later layers.
 *
 * The sum of unit j is taken anew, in the same order of additions: to add h·aₖ to the old sum would be faster still, and
 * would round differently.
 *
 * @param network the network, whose parameters stay as they are; the evaluations are added to its counts
 * @param inputs X, n × inputs, one example a row
 * @param targets y, n × outputs
 * @param cost a cost, or its name
 * @param options which parameters, the method and the step
 * @returns one component for each chosen parameter
 * @throws RangeError or TypeError as `numericalGradient`
 * @example
 * const network = new Network([2, 3, 1], { activations: "sigmoid" });
 * const data = [[[0.3, 1]], [[0.75]], "half-sum-of-squares"];
 * const [plain, incremental] = [numericalGradient(network, ...data), incrementalGradient(network, ...data)];
 * plain.gradient.every((slope, i) => slope === incremental.gradient[i]); // true
 */
export function incrementalGradient(
  network: Network,
  inputs: MatrixLike,
  targets: MatrixLike,
  cost: Cost | CostName,
  options: NumericalGradientOptions = {},
): NumericalGradient {
  const C = costNamed(cost);
  const X = inputsOf(network, inputs);
  const y = targetsOf(network, targets, X.rows);
  const indices = chooseParameters(network, options.parameters);

  const probe = network.copy();
  const pass = forwardPass(probe, X);
  const before = copyOf(probe, pass);
  const nonzero = network.sizes.map((_, l) => nonzeroColumns(pass.a(l + 1)));
  nonzero.unshift([]); // layers count from 1
  const costBefore = outputCost(probe, pass, y, C);
  const costAround = (changed?: number): number => {
    if (changed === undefined) return costBefore;
    const place = placeOf(probe, changed);
    if (!computeAgain(probe, pass, nonzero[place.layer], place)) return costBefore;
    const costAfter = outputCost(probe, pass, y, C);
    restore(pass, before, place.layer + 1);
    return costAfter;
  };
  const isOff = inputsThatAreOff(X);
  const isIdle = (index: number): boolean => isOff[Math.floor(index / network.sizes[1])] === 1;
  const found = differenceQuotients(probe.parameters, indices, options, costAround, isIdle);
  network.counts.costEvaluations += found.costEvaluations;
  network.counts.costExamples += found.costEvaluations * X.rows;
  return found;
}

/** For each input 1 if it is 0 in all examples, as the pixels at the edge of digits are: no weight from it matters. */
function inputsThatAreOff(X: Matrix): Uint8Array {
  const isOff = new Uint8Array(X.columns).fill(1);
  for (let k = 0; k < X.values.length; k++) if (X.values[k] !== 0) isOff[k % X.columns] = 0;
  return isOff;
}

/**
 * Of every z and a, what depends on one parameter: W⁽ˡ⁾ in row k, column j, or b⁽ˡ⁾ in column j.
 *
 * @param nonzero for each example the units of layer l that are not 0
 * @returns whether anything depends on it
 */
function computeAgain(
  network: Network,
  pass: ForwardPass,
  nonzero: readonly Int32Array[],
  place: Place,
): boolean {
  const { layer: l, kind, row: k, column: j } = place;
  const L = network.sizes.length;
  const f = network.activation(l + 1);
  const [aBefore, z, a] = [pass.a(l), pass.z(l + 1), pass.a(l + 1)];
  let reached = false;
  for (let i = 0; i < a.rows; i++) {
    if (kind === "weights" && aBefore.values[i * aBefore.columns + k] === 0) continue;
    reached = true;
    weightedSum(aBefore, network.W(l), network.b(l), z, i, j, nonzero[i]);
    if (f.elementwise) {
      const at = i * a.columns + j;
      const old = a.values[at];
      a.values[at] = f.value(z.values[at]);
      if (a.values[at] === old) continue; // nothing goes further, as behind a ReLU that is off
    } else activateRow(f, z, a, i);

    for (let m = l + 1; m < L; m++) {
      weightedSumsOfRow(pass.a(m), network.W(m), network.b(m), pass.z(m + 1), i);
      activateRow(network.activation(m + 1), pass.z(m + 1), pass.a(m + 1), i);
    }
  }
  return reached;
}

/** z⁽ˡ⁾ and a⁽ˡ⁾ by the number of the layer, from 2. */
type Copies = { z: Vector; a: Vector }[];

function copyOf(network: Network, pass: ForwardPass): Copies {
  const copies: Copies = [];
  for (let l = 2; l <= network.sizes.length; l++) {
    copies[l] = { z: pass.z(l).values.slice(), a: pass.a(l).values.slice() };
  }
  return copies;
}

function restore(pass: ForwardPass, copies: Copies, from: number): void {
  for (let l = from; l < copies.length; l++) {
    pass.z(l).values.set(copies[l].z);
    pass.a(l).values.set(copies[l].a);
  }
}
