/**
 * Costs with one parameter changed, many at once. A unit's weighted sum has to do with its own column of W only: with all
 * of row k of W⁽ˡ⁾ changed, each weight by its own step, one product gives for every unit j of the next layer what it
 * would have if its own weight alone were changed,
 *
 *     z′ⱼ = bⱼ + a₁W₁ⱼ + … + aₖW′ₖⱼ + …,   a′ⱼ = f(z′ⱼ)
 *
 * added in the order of a whole pass. A row of biases is changed in the same way. How each a′ⱼ goes on, in a network that
 * is otherwise as it was, is in `perturbed-networks.ts`.
 */
import { order } from "./examples";
import { depth, layerAt } from "./layers";
import { addNetwork, changeUnits, perturbLayer, takeNetworks } from "./perturbed-networks";

/** Room for a row of parameters. */
let savedRow: usize = 0;

/** The index of the first parameter that leads to the layer that was found last. */
let flat: i32 = 0;

export function usePerturbations(itsRow: usize): void {
  savedRow = itsRow;
}

/**
 * Adds to `costs` the cost of examples with one parameter changed, for one parameter after the other.
 *
 * @param first the place in the order of the first of `examples` examples, at most a piece
 * @param count how many parameters, and their indices; neighbors in a row of W or in b are best together
 * @param times how many values each of them takes, one after the other in `values`
 */
export function perturb<T>(
  first: i32,
  examples: i32,
  count: i32,
  indices: usize,
  times: i32,
  values: usize,
  costs: usize,
): void {
  const these = order + (<usize>first << 2);
  const end = indices + (<usize>count << 2);
  const step = <usize>times << 3;
  let l = -1;
  while (indices < end) {
    const next = layerBehind(load<i32>(indices));
    if (next != l) perturbLayer<T>(next, these, examples);
    l = next;
    const layer = layerAt(l);
    const r = (load<i32>(indices) - flat) / layer.units;
    const row = r < layer.inputs ? layer.W + <usize>r * layer.width : layer.b;
    const firstOfRow = flat + r * layer.units;
    const neighbors = endOfNeighbors(indices, end, firstOfRow + layer.units);
    memory.copy(savedRow, row, layer.width);
    for (let t: usize = 0; t < step; t += 8) {
      let value = values + t;
      for (let index = indices; index < neighbors; index += 4) {
        store<T>(row + <usize>(load<i32>(index) - firstOfRow) * sizeof<T>(), <T>load<f64>(value));
        value += step;
      }
      changeUnits<T>(layer);
      let itsCost = costs + t;
      for (let index = indices; index < neighbors; index += 4) {
        addNetwork<T>(layer, <usize>(load<i32>(index) - firstOfRow) * sizeof<T>(), itsCost);
        itsCost += step;
      }
    }
    memory.copy(row, savedRow, layer.width);
    const done = <usize>((neighbors - indices) >> 2) * step;
    values += done;
    costs += done;
    indices = neighbors;
  }
  takeNetworks<T>();
}

/** Up to where indices rise, and stay below an end. */
function endOfNeighbors(indices: usize, last: usize, end: i32): usize {
  let index = indices + 4;
  while (index < last && load<i32>(index) > load<i32>(index - 4) && load<i32>(index) < end) index += 4;
  return index;
}

/** The layer behind a parameter: its weights and then its biases come after those of the layers before it. */
function layerBehind(index: i32): i32 {
  flat = 0;
  for (let l = 0; l < depth; l++) {
    const layer = layerAt(l);
    const count = (layer.inputs + <i32>(layer.b != 0)) * layer.units;
    if (index < flat + count) return l;
    flat += count;
  }
  return depth;
}
