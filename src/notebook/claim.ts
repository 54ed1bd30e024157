import { Displayable, jupyterDisplay, MimeBundle } from "../display";
import { asCount, asNumber, asText } from "../wording";

/** What a computation gave. Several numbers, such as one for each seed, must all hold. */
export type Measured = number | boolean | string | readonly number[];

/** An interval [from, to], ends included, or a condition. */
export type Expected<M extends Measured> = readonly [from: number, to: number] | ((measured: M) => boolean);

/** What became of a claim of the lectures: it holds as said, in part, or not. */
export type Verdict = "confirmed" | "qualified" | "corrected";

/** The evidence for a claim. */
export interface Evidence<M extends Measured> {
  /** The value from an earlier cell's computation, never typed in. */
  measured: M;
  /** Where it must lie for the claim to hold. */
  expected: Expected<M>;
  verdict: Verdict;
}

/** A claim that was shown to hold. */
export interface Claim extends Displayable {
  readonly id: string;
  readonly statement: string;
  readonly verdict: Verdict;
  readonly measured: Measured;
  readonly expected: string;
}

/**
 * Says what was shown, with the measured value, and fails if it does not hold. The ledger of the course is made from
 * the claims that were run.
 *
 * @param id the claim's id in the syllabus: A1 to A16, B1 to B14, C1 to C25, D1 to D15, E1 to E13
 * @param statement what holds, precisely, in one sentence
 * @param evidence the measured value, where it must lie, and the verdict on what the lectures say
 * @returns a value that a notebook shows; as the last expression of a cell it appears below it
 * @throws Error named `ClaimError` if the measured value is not where the claim says;
 *   RangeError or TypeError if the id or the verdict is unknown or the interval is none
 * @example
 * const measured = 2 + 2;
 * claim("B5", "two and two make four", { measured, expected: [4, 4], verdict: "confirmed" }).expected; // "4"
 */
export function claim<M extends Measured>(id: string, statement: string, evidence: Evidence<M>): Claim {
  expectKnown(id, evidence.verdict);
  const { measured, verdict } = evidence;
  const expected = describeExpected(evidence.expected);
  if (!holds(measured, evidence.expected)) {
    const error = new Error(
      `claim ${id} does not hold: ${statement}\n  expected ${expected}\n  measured ${say(measured)}`,
    );
    error.name = "ClaimError";
    throw error;
  }
  const record = { id, statement, verdict, measured, expected };
  // A condition is code, and the reader has it before their eyes; the ends of an interval are read off more easily here.
  const range = typeof evidence.expected === "function" ? undefined : expected;
  return { ...record, [jupyterDisplay]: () => bundle(record, range) };
}

const LAST_OF_LECTURE: Record<string, number> = { A: 16, B: 14, C: 25, D: 15, E: 13 };

/** More values than these are told by the lowest and the highest. */
const MOST_LISTED = 8;

const SIGNS: Record<Verdict, { sign: string; color: string }> = {
  confirmed: { sign: "✓", color: "#009e73" },
  qualified: { sign: "≈", color: "#cc79a7" },
  corrected: { sign: "↻", color: "#d55e00" },
};

function expectKnown(id: string, verdict: Verdict): void {
  const [, lecture, number] = /^([A-E])([1-9]\d?)$/.exec(id) ?? [];
  if (!lecture || Number(number) > LAST_OF_LECTURE[lecture]) {
    throw new RangeError(`expected a claim of the syllabus such as "B7", got ${JSON.stringify(id)}`);
  }
  if (!Object.hasOwn(SIGNS, verdict)) {
    throw new RangeError(
      `expected a verdict: confirmed, qualified or corrected, got ${JSON.stringify(verdict)}`,
    );
  }
}

function holds<M extends Measured>(measured: M, expected: Expected<M>): boolean {
  if (typeof expected === "function") return expected(measured) === true;
  const [from, to] = expected;
  if (!(from <= to))
    throw new RangeError(`expected an interval [from, to] with from ≤ to, got [${from}, ${to}]`);
  const values: readonly unknown[] = Array.isArray(measured) ? measured : [measured];
  if (values.length === 0 || values.some((value) => typeof value !== "number")) {
    throw new TypeError(
      `expected measured as a number, or several, to compare with an interval, got ${say(measured)}`,
    );
  }
  return values.every((value) => (value as number) >= from && (value as number) <= to);
}

function describeExpected<M extends Measured>(expected: Expected<M>): string {
  if (typeof expected === "function") return sourceOf(expected);
  const [from, to] = expected;
  const [low, high] = [sayNumber(from), sayNumber(to)];
  if (from === to) return low;
  // A narrow interval needs more digits, or it would seem to have no width.
  return low === high ? `from ${inDigits(from)} to ${inDigits(to)}` : `from ${low} to ${high}`;
}

/** A condition's code as it stands in the cell: the kernel compiles a notebook's variable w to ɵw.w, f(w) to (0, ɵf.f)(w). */
function sourceOf(condition: (measured: never) => boolean): string {
  return String(condition)
    .replace(/\(0, ɵ([\p{L}\w$]+)\.\1\)/gu, "$1")
    .replace(/ɵ([\p{L}\w$]+)\.\1/gu, "$1");
}

function say(measured: Measured): string {
  if (typeof measured === "number") return sayNumber(measured);
  if (typeof measured !== "object") return String(measured);
  if (measured.length <= MOST_LISTED) return measured.map(sayNumber).join(", ");
  const [lowest, highest] = [
    measured.reduce((a, b) => Math.min(a, b)),
    measured.reduce((a, b) => Math.max(a, b)),
  ];
  return `${measured.length} values from ${sayNumber(lowest)} to ${sayNumber(highest)}`;
}

/** A count in full, since 13,002 is not 13,000; any other number rounded. */
function sayNumber(value: number): string {
  return Number.isInteger(value) && value >= 0 && value < 1e7 ? asCount(value) : asNumber(value);
}

function inDigits(value: number): string {
  return String(Number(value.toPrecision(12))).replace("-", "−");
}

function bundle(claim: Omit<Claim, typeof jupyterDisplay>, range?: string): MimeBundle {
  const { id, statement, verdict, measured } = claim;
  const { sign, color } = SIGNS[verdict];
  const html =
    `<div style="border-left: 4px solid ${color}; padding: 0.4em 0.9em; line-height: 1.5">` +
    `<strong>${sign} ${id} ${verdict}</strong>: ${asText(statement)}<br>` +
    `measured: <strong>${asText(say(measured))}</strong>` +
    `${range === undefined ? "" : ` (expected ${asText(range)})`}</div>`;
  const evidence = `measured: ${say(measured)}${range === undefined ? "" : `, expected ${range}`}`;
  return {
    "text/html": html,
    "text/plain": `${sign} ${id} ${verdict}: ${statement} (${evidence})`,
    // For the ledger. JSON has no NaN and no ∞, but the words say them.
    "application/vnd.neural-descent.claim+json": { ...claim, said: say(measured) },
  };
}
