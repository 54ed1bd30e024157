import { Matrix, Random, zeros, dtypeOf } from "../data";

/** Dropout in the hidden layers: which share of the units, and the chance that chooses them. */
export interface Dropout {
  /** p, the probability with which a hidden unit is switched off, 0 ≤ p < 1. */
  rate: number;
  /** Where the choice comes from; the same seed gives the same choice. */
  random: Random;
}

/**
 * Inverted dropout: for each example, each unit is switched off with probability p, and the others are enlarged by
 * 1/(1 − p), so that their mean stays what it was and nothing need be changed when the trained network is used:
 *
 *     a ← a ⊙ m,   m = 0 with probability p, else 1/(1 − p)
 *
 * @param a activations of a hidden layer, changed in place
 * @param dropout the rate p and where chance comes from
 * @returns m, with the shape of a
 * @throws RangeError if the rate is not from 0 to below 1
 * @see Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting" (2014)
 * @example
 * const a = matrixOf([[1, 1, 1, 1]]);
 * dropUnits(a, { rate: 0.5, random: new Random(1) });
 * a.values.every((value) => value === 0 || value === 2); // true
 */
export function dropUnits(a: Matrix, dropout: Dropout): Matrix {
  const { rate, random } = dropout;
  expectRate(rate);
  const m = zeros(a.rows, a.columns, dtypeOf(a.values));
  for (let k = 0; k < m.values.length; k++) {
    m.values[k] = random.uniform() < rate ? 0 : 1 / (1 - rate);
    a.values[k] *= m.values[k];
  }
  return m;
}

function expectRate(rate: number): void {
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(
      `expected a dropout rate from 0 to below 1, the share of units that are off, got ${rate}`,
    );
  }
}
