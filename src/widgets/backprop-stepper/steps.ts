import { backpropagate, ElementwiseActivation, Network } from "../../network";
import { asNumber } from "../../wording";

/** One number of the computation. */
export interface Step {
  /** Its name: "z₁⁽²⁾". */
  symbol: string;
  /** Its formula in symbols and in numbers. */
  formula: string;
  numbers: string;
  value: number;
  direction: "forward" | "back";
  /** What is computed, for the heading. */
  phase: string;
  /** What it belongs to in the drawing: a unit "2.1" (layer, number) or a weight "1.2.3" (layer, from, to). */
  place: string;
}

const sub = (i: number): string => "₀₁₂₃₄₅₆₇₈₉"[i];
const sup = (l: number): string => `⁽${"⁰¹²³⁴⁵⁶⁷⁸⁹"[l]}⁾`;
const inParentheses = (value: number): string => (value < 0 ? `(${asNumber(value)})` : asNumber(value));

/**
 * Every number of one example's way through a 2-3-1 network and back, in the order in which they are computed:
 * z, a, ŷ, J, then δ⁽³⁾, ∂J/∂W⁽²⁾, δ⁽²⁾, ∂J/∂W⁽¹⁾.
 */
export function stepsOf(network: Network, inputs: readonly [number, number], target: number): Step[] {
  const pass = network.forward([inputs]);
  const { cost, gradient } = backpropagate(network, [inputs], [[target]], "half-sum-of-squares");
  const steps: Step[] = [];
  const forward = (step: Omit<Step, "direction">): number => steps.push({ ...step, direction: "forward" });
  const back = (step: Omit<Step, "direction">): number => steps.push({ ...step, direction: "back" });
  const x = (l: number, i: number): string => (l === 1 ? `x${sub(i)}` : `a${sub(i)}${sup(l)}`);
  const w = (l: number, i: number, j: number): string => `w${sub(i)}${sub(j)}${sup(l)}`;
  const f = (l: number): ElementwiseActivation => network.activation(l) as ElementwiseActivation;
  const letter = (l: number): string => (f(l).name === "sigmoid" ? "σ" : f(l).name);
  const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

  for (const l of [2, 3]) {
    const [W, b] = [network.W(l - 1), network.b(l - 1)];
    const phase = l === 2 ? "Forward: the hidden layer" : "Forward: the output";
    for (const j of range(W.columns)) {
      const weight = (i: number): number => W.values[(i - 1) * W.columns + j - 1];
      const terms = range(W.rows);
      const z = `z${sub(j)}${sup(l)}`;
      const bias =
        b === undefined ? ["", ""] : [` + b${sub(j)}${sup(l - 1)}`, ` + ${inParentheses(b.values[j - 1])}`];
      forward({
        symbol: z,
        formula: terms.map((i) => `${x(l - 1, i)}·${w(l - 1, i, j)}`).join(" + ") + bias[0],
        numbers:
          terms
            .map((i) => `${inParentheses(pass.a(l - 1).values[i - 1])}·${inParentheses(weight(i))}`)
            .join(" + ") + bias[1],
        value: pass.z(l).values[j - 1],
        phase,
        place: `${l}.${j}`,
      });
      forward({
        symbol: l === 3 ? "ŷ" : `a${sub(j)}${sup(l)}`,
        formula: `${letter(l)}(${z})`,
        numbers: `${letter(l)}(${asNumber(pass.z(l).values[j - 1])})`,
        value: pass.a(l).values[j - 1],
        phase,
        place: `${l}.${j}`,
      });
    }
  }

  const ŷ = pass.outputs.values[0];
  const y = asNumber(target);
  forward({
    symbol: "J",
    formula: "½(y − ŷ)²",
    numbers: `½(${y} − ${inParentheses(ŷ)})²`,
    value: cost,
    phase: "Forward: the cost",
    place: "3.1",
  });

  const z3 = pass.z(3).values[0];
  const δ3 = -(target - ŷ) * f(3).derivative(z3);
  back({
    symbol: `δ${sup(3)}`,
    formula: `−(y − ŷ)·${letter(3)}′(z₁${sup(3)})`,
    numbers: `−(${y} − ${inParentheses(ŷ)})·${inParentheses(f(3).derivative(z3))}`,
    value: δ3,
    phase: "Back: the error of the output",
    place: "3.1",
  });
  const W2 = network.W(2).values;
  const δ2 = range(3).map((j) => δ3 * W2[j - 1] * f(2).derivative(pass.z(2).values[j - 1]));
  const weights = (l: number, i: number, j: number, δ: number, name: string): void => {
    const from = pass.a(l).values[i - 1];
    back({
      symbol: `∂J/∂${w(l, i, j)}`,
      formula: `${x(l, i)}·${name}`,
      numbers: `${inParentheses(from)}·${inParentheses(δ)}`,
      value: network.W(l, gradient).values[(i - 1) * network.W(l).columns + j - 1],
      phase: `Back: the gradient of W${sup(l)}`,
      place: `${l}.${i}.${j}`,
    });
  };
  const biases = (l: number, j: number, name: string): void => {
    const b = network.b(l, gradient);
    if (b === undefined) return;
    const phase = `Back: the gradient of b${sup(l)}`;
    const value = b.values[j - 1];
    const place = `${l + 1}.${j}`;
    back({ symbol: `∂J/∂b${sub(j)}${sup(l)}`, formula: name, numbers: asNumber(value), value, phase, place });
  };
  for (const i of range(3)) weights(2, i, 1, δ3, `δ${sup(3)}`);
  biases(2, 1, `δ${sup(3)}`);
  for (const j of range(3)) {
    const slope = f(2).derivative(pass.z(2).values[j - 1]);
    back({
      symbol: `δ${sub(j)}${sup(2)}`,
      formula: `δ${sup(3)}·${w(2, j, 1)}·${letter(2)}′(z${sub(j)}${sup(2)})`,
      numbers: [δ3, W2[j - 1], slope].map(inParentheses).join("·"),
      value: δ2[j - 1],
      phase: "Back: the errors of the hidden units",
      place: `2.${j}`,
    });
  }
  for (const i of range(2)) for (const j of range(3)) weights(1, i, j, δ2[j - 1], `δ${sub(j)}${sup(2)}`);
  for (const j of range(3)) biases(1, j, `δ${sub(j)}${sup(2)}`);
  return steps;
}
