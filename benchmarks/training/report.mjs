/** The table of a comparison: median and best of each, and the ratio to the best that PyTorch reached. */

/**
 * @param {Map<string, number[]>} speeds examples per second, of each round
 * @returns {string}
 */
export function table(speeds) {
  const median = (/** @type {string} */ name) => middle(speeds.get(name) ?? []);
  const bestOf = (/** @type {string} */ kind) =>
    [...speeds.keys()]
      .filter((name) => name.startsWith(kind))
      .reduce((/** @type {string | undefined} */ best, name) => {
        return best === undefined || median(name) > median(best) ? name : best;
      }, undefined);
  const rivals = ["modules", "autograd", "by hand"].map((form) => bestOf(`PyTorch, ${form}`));
  const heads = ["examples per second", "median", "best", "× modules", "× autograd", "× by hand"];
  const rows = [...speeds].map(([name, rounds]) => [
    name,
    short(middle(rounds)),
    short(Math.max(...rounds)),
    ...rivals.map((rival) => (rival ? ratio(rounds, speeds.get(rival) ?? []) : "")),
  ]);
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column].length)));
  return [heads, ...rows]
    .map((row) =>
      row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i] + 2))).join(""),
    )
    .join("\n");
}

/** The median over the rounds of the ratio within a round. @param {number[]} ours @param {number[]} theirs */
function ratio(ours, theirs) {
  return middle(ours.map((speed, round) => speed / theirs[round])).toPrecision(3);
}

/** @param {number[]} numbers */
function middle(numbers) {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** 1,940,000 as 1.94 M. @param {number} speed */
function short(speed) {
  if (speed >= 1e6) return `${(speed / 1e6).toPrecision(3)} M`;
  return speed >= 1e3 ? `${(speed / 1e3).toPrecision(3)} k` : speed.toPrecision(3);
}
