/**
 * The matrix products of dense layers. Two rows are taken at once, each four vectors wide, or four rows of two: so many
 * sums have room in the processor's registers, and each number that is loaded is used several times.
 *
 * A row of a matrix is a whole number of vectors; what fills it up is 0.
 */
import { fourRows, fourRowsTwoVectors, oneRow } from "./narrow-blocks";
import { VECTOR } from "./vectors";
import { oneRowFourVectors, twoRowsFourVectors } from "./wide-blocks";

/**
 * O = S + P·Q: oᵣⱼ = sᵣⱼ + Σₖ pᵣₖ·qₖⱼ, added in the order of k.
 *
 * P is read number by number, `pRow` bytes further for the next r and `pStep` for the next k, so that the same loops take
 * the transposed of a matrix too.
 *
 * @param rows the number of r
 * @param length the number of k
 * @param width the bytes of a row of O, S and Q, a whole number of vectors
 * @param s where the sums begin, with a row for each r `sRow` bytes apart, or the same for all if that is 0
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
  let j: usize = 0;
  for (; j + 4 * VECTOR <= width; j += 4 * VECTOR) {
    fourVectors<T>(o + j, rows, p, pRow, pStep, q + j, length, width, s + j, sRow);
  }
  if (j < width) fewVectors<T>(o + j, rows, p, pRow, pStep, q + j, length, width, s + j, sRow, width - j);
}

/** The part of O that is four vectors wide: two rows at once. */
@inline
function fourVectors<T>(
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
  for (let left = rows; left > 1; left -= 2) {
    twoRowsFourVectors<T>(o, p, pRow, pStep, q, length, width, s, sRow);
    o += 2 * width;
    p += 2 * pRow;
    s += 2 * sRow;
  }
  if (rows & 1) oneRowFourVectors<T>(o, p, pStep, q, length, width, s);
}

/** The part that is one to three vectors wide, of `rest` bytes: four rows at once. */
@inline
function fewVectors<T>(
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
  rest: usize,
): void {
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    let j: usize = 0;
    if (j + 2 * VECTOR <= rest) {
      fourRowsTwoVectors<T>(o, p, pRow, pStep, q, length, width, s, sRow);
      j += 2 * VECTOR;
    }
    if (j < rest) fourRows<T>(o + j, p, pRow, pStep, q + j, length, width, s + j, sRow);
    o += 4 * width;
    p += 4 * pRow;
    s += 4 * sRow;
  }
  for (; r < rows; r++) {
    for (let j: usize = 0; j < rest; j += VECTOR) oneRow<T>(o + j, p, pStep, q + j, length, width, s + j);
    o += width;
    p += pRow;
    s += sRow;
  }
}
