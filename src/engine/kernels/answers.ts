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
    const example = <usize>load<i32>(rows + (<usize>i << 2));
    const named = load<i32>(classes + (example << 2));
    if (units == 1) right += <i32>(<i32>(<f64>load<T>(ŷ) > threshold) == named);
    else right += <i32>isBrightest<T>(ŷ, units, named);
    ŷ += width;
  }
  return right;
}

/** Whether no output is larger than the j-th, and none before it as large. It compares all: nobody can foresee where to stop. */
@inline
function isBrightest<T>(ŷ: usize, units: i32, j: i32): bool {
  const brightness = load<T>(ŷ + <usize>j * sizeof<T>());
  let brighter = 0;
  for (let k = 0; k < units; k++) {
    const other = load<T>(ŷ + <usize>k * sizeof<T>());
    brighter |= <i32>(other > brightness) | (<i32>(other == brightness) & <i32>(k < j));
  }
  return brighter == 0;
}
