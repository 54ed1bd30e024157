/**
 * The network's answers, and how many are right.
 */

/**
 * How many of n examples the outputs name the right class of: the brightest output's, the first if several are, or for
 * a single output whether it is above the threshold.
 *
 * @param rows the numbers of the examples, where their classes stand in `classes`
 */
export function countRight<T>(
  n: i32,
  ŷ: usize,
  units: i32,
  width: usize,
  rows: usize,
  classes: usize,
  threshold: f64,
): i32 {
  let right = 0;
  for (let i = 0; i < n; i++) {
    let brightest = 0;
    let most = load<T>(ŷ);
    if (units == 1) brightest = <i32>(<f64>most > threshold);
    for (let j = 1; j < units; j++) {
      const output = load<T>(ŷ + <usize>j * sizeof<T>());
      if (output > most) {
        most = output;
        brightest = j;
      }
    }
    const example = <usize>load<i32>(rows + (<usize>i << 2));
    right += <i32>(load<i32>(classes + (example << 2)) == brightest);
    ŷ += width;
  }
  return right;
}
