import { Matrix, Vector } from "../data";

/** Where one tensor of a network, a W⁽ˡ⁾ or a b⁽ˡ⁾, lies in the flat vector of all parameters. */
export interface ParameterPlace {
  /** "W1", "b1", "W2", … */
  readonly name: string;
  /** "W⁽¹⁾", "b⁽¹⁾", "W⁽²⁾", … */
  readonly symbol: string;
  /** l: it leads from layer l to layer l + 1, where layer 1 is the inputs. */
  readonly layer: number;
  readonly kind: "weights" | "biases";
  /** The index of its first number in the flat vector. */
  readonly offset: number;
  /** For weights, the units of layer l; for biases 1. */
  readonly rows: number;
  /** The units of layer l + 1. */
  readonly columns: number;
}

/** A tensor within a flat vector, as a matrix: what is written to its values is written to the vector. */
export interface ParameterView extends ParameterPlace, Matrix {}

/**
 * The order of a network's parameters in one flat vector: W⁽¹⁾ row after row, b⁽¹⁾, W⁽²⁾, b⁽²⁾, …
 *
 * @param sizes the units of every layer, inputs first
 * @param biases whether the layers have biases
 * @example
 * parameterPlaces([2, 3, 1], true).map(({ name, offset }) => `${name} at ${offset}`); // ["W1 at 0", "b1 at 6", "W2 at 9", "b2 at 12"]
 */
export function parameterPlaces(sizes: readonly number[], biases: boolean): ParameterPlace[] {
  const places: ParameterPlace[] = [];
  let offset = 0;
  const add = (letter: "W" | "b", layer: number, rows: number, columns: number): void => {
    const [name, symbol] = [`${letter}${layer}`, `${letter}⁽${superscript(layer)}⁾`];
    places.push({ name, symbol, layer, kind: letter === "W" ? "weights" : "biases", offset, rows, columns });
    offset += rows * columns;
  };
  for (let l = 1; l < sizes.length; l++) {
    add("W", l, sizes[l - 1], sizes[l]);
    if (biases) add("b", l, 1, sizes[l]);
  }
  return places;
}

/**
 * One tensor of a flat vector, as a view.
 *
 * @example
 * const [W1] = parameterPlaces([2, 1], true);
 * viewOf(W1, Float64Array.of(0.5, -0.5, 0.1)).values; // Float64Array [0.5, -0.5]
 */
export function viewOf(place: ParameterPlace, vector: Vector): ParameterView {
  const values = vector.subarray(place.offset, place.offset + place.rows * place.columns);
  return { ...place, values };
}

/** A whole number raised: 12 becomes ¹². */
function superscript(n: number): string {
  return String(n).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
}
