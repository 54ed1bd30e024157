import type { ComponentCheck } from "../../calculus";
import { asNumber } from "../../wording";
import { asStep, Measurement } from "./measure";

/** What one sees under the microscope, in words. */
export interface Explanation {
  tone: "right" | "wrong" | "plain";
  head: string;
  words: string;
}

/**
 * Whether gradient and difference quotient agree, and if not, whose fault it is: the gradient's or the step's.
 *
 * @param now what is seen with the chosen step
 * @param all what is seen with every step
 * @param check the library's verdict on the component
 * @example
 * const seen = { h: 1e-5, above: 0, below: 0, quotient: 0, error: 0 };
 * const seenBy = { index: 0, analytic: 0, numerical: 0, error: 0, resolution: 1e-12, verdict: "right" };
 * explain(seen, [seen], seenBy).head; // "✓ Both are 0."
 */
export function explain(now: Measurement, all: readonly Measurement[], check: ComponentCheck): Explanation {
  const { analytic, verdict } = check;
  const usable = all.filter(({ error }) => Number.isFinite(error));
  const best = usable.reduce((a, b) => (b.error < a.error ? b : a));
  if (analytic === 0 && now.quotient === 0)
    return {
      tone: "right",
      head: "✓ Both are 0.",
      words: "A nudge of this parameter changes nothing for these examples.",
    };
  if (verdict === "wrong" || verdict === "suspect") {
    const times = Math.abs(check.numerical / analytic);
    const hint = [2, 3, 4, 0.5].find((factor) => Math.abs(times / factor - 1) < 0.01);
    return {
      tone: "wrong",
      head: verdict === "wrong" ? "✗ The gradient is wrong." : "✗ The gradient is suspect.",
      words:
        `No step brings the error below ${asNumber(best.error)}: the cost has the slope ${asNumber(check.numerical)} ` +
        `here, the gradient says ${asNumber(analytic)}.` +
        (hint ? ` The slope is ${hint === 0.5 ? "half" : `${hint} times`} as large: is a factor wrong?` : ""),
    };
  }
  if (verdict === "kink")
    return {
      tone: "plain",
      head: "There is a kink.",
      words:
        "Within the step the slope changes, so differences average two slopes. The gradient is right on its side.",
    };
  if (now.error <= 1e-7)
    return {
      tone: "right",
      head: "✓ They agree",
      words: `to ${Math.floor(-Math.log10(Math.max(now.error, 1e-16)))} digits: the gradient is right.`,
    };
  const fault =
    now.h < best.h
      ? "this step is so small that the two costs share nearly all their digits, and rounding is left"
      : "this step is so large that the cost is not straight between the two points";
  const advice = `h = ${asStep(best.h)} gives ${asNumber(best.error)}`;
  return { tone: "plain", head: "The gradient is right;", words: `${fault}. ${advice}.` };
}
