/**
 * The matrix products of dense layers. Four rows are taken at once, each two vectors wide: so many sums have room in the
 * processor's registers, and each number that is loaded is used several times.
 *
 * A row of a matrix is a whole number of vectors; what fills it up is 0.
 */
import { fourRows, fourRowsTwoVectors, oneRow, oneRowFourVectors } from "./blocks";
import { VECTOR } from "./vectors";

/**
 * O = S + P·Q: oᵣⱼ = sᵣⱼ + Σₖ pᵣₖ·qₖⱼ, added in the order of k.
 *
 * P is read number by number, `pRow` bytes further for the next r and `pStep` for the next k, so that the same loops take
 * the transposed of a matrix too.
 *
 * @param rows the number of r
 * @param length the number of k
 * @param width the bytes of a row of O, S and Q, a whole number of vectors
 * @param s where the sums begin, with a row for each r `sRow` bytes apart, or the same for all if that is 0; 0 for zeros
 */
export function product<T>(
  o: usize,
  rows: i32,
  p: usize,
  pRow: usize,
  pStep: usize,
  q: usize,
  length: i32,
  width: usize,
  s: usize,
  sRow: usize,
): void {
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let j: usize = 0;
    for (; j + 2 * VECTOR <= width; j += 2 * VECTOR) {
      fourRowsTwoVectors<T>(o + j, p, pRow, pStep, q + j, length, width, s == 0 ? 0 : s + j, sRow);
    }
    if (j < width) fourRows<T>(o + j, p, pRow, pStep, q + j, length, width, s == 0 ? 0 : s + j, sRow);
    o += 4 * width;
    p += 4 * pRow;
    if (s != 0) s += 4 * sRow;
  }
  for (; r < rows; r++) {
    let j: usize = 0;
    for (; j + 4 * VECTOR <= width; j += 4 * VECTOR) {
      oneRowFourVectors<T>(o + j, p, pStep, q + j, length, width, s == 0 ? 0 : s + j);
    }
    for (; j < width; j += VECTOR) oneRow<T>(o + j, p, pStep, q + j, length, width, s == 0 ? 0 : s + j);
    o += width;
    p += pRow;
    if (s != 0) s += sRow;
  }
}
