import { asCount } from "../wording";

/** So many of something: "1 step", "2,000 steps". */
export function countOf(count: number, what: string): string {
  return `${asCount(count)} ${what}${count === 1 ? "" : "s"}`;
}

/** A slope with two digits behind the point. */
export function asSlope(slope: number): string {
  // Without "+ 0" what is rounded to nothing could keep its minus sign.
  return (Math.round(100 * slope) / 100 + 0).toFixed(2).replace("-", "−");
}
