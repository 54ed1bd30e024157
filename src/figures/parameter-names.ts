import type { Network, ParameterPlace } from "../network";

/**
 * The name of every parameter of a network, in the order of its flat vector: W⁽¹⁾₂₃ leads from unit 2 of layer 1 to
 * unit 3 of layer 2, both counted from 1.
 *
 * @param network the network
 * @returns as many names as there are parameters
 * @example
 * parameterNames(new Network([2, 1], { activations: "sigmoid" })); // ["W⁽¹⁾₁₁", "W⁽¹⁾₂₁", "b⁽¹⁾₁"]
 */
export function parameterNames(network: Network): string[] {
  return network
    .views()
    .flatMap((view) => Array.from({ length: view.values.length }, (_, k) => name(view, k)));
}

function name({ symbol, kind, rows, columns }: ParameterPlace, k: number): string {
  const [from, to] = [Math.floor(k / columns) + 1, (k % columns) + 1];
  if (kind === "biases") return symbol + lowered(to);
  // Where a number has two digits, a comma keeps it apart from its neighbor.
  return symbol + lowered(from) + (rows > 9 || columns > 9 ? "," : "") + lowered(to);
}

/** A whole number lowered: 12 becomes ₁₂. */
export function lowered(n: number): string {
  return String(n).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)]);
}
