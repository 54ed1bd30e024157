/** Why a descent that came to flat ground ended there. */
export function flatReason(steps: number, gradientNorm: number, tolerance: number): string {
  const how =
    gradientNorm === 0
      ? "the gradient is zero"
      : `the gradient's length ${readable(gradientNorm)} is within the tolerance ${tolerance}`;
  return `after ${stepCount(steps)} the ground is flat: ${how}`;
}

/** What to try after a divergence, judged by the cost where it was noticed and the cost at the start. */
export function divergenceAdvice(seen: {
  cost: number;
  first: number;
  learningRate: number;
  divergedAbove: number;
}): string {
  const { cost, first, learningRate, divergedAbove } = seen;
  if (cost < first - 1e12 * (1 + Math.abs(first))) {
    return "the function seems to have no lower bound. Look at its sign, or take fewer steps";
  }
  const smaller = `the learning rate ${learningRate} may be too large. Try ${readable(learningRate / 10)}`;
  const hasRisen = cost > first || cost > divergedAbove;
  return hasRisen ? smaller : `the function may not be defined there, or ${smaller}`;
}

/** A number with so many digits as one reads. */
export function readable(x: number): string {
  return String(Number(x.toPrecision(6)));
}

/** So many steps, in words. */
export function stepCount(steps: number): string {
  return steps === 1 ? "1 step" : `${steps} steps`;
}
