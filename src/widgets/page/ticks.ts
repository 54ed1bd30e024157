/** An interval on an axis. */
interface Scale {
  from: number;
  to: number;
  isLogarithmic?: boolean;
}

/**
 * Where an axis has its numbers: four to eight round ones, or powers of ten.
 *
 * @param axis its ends
 * @example
 * ticksOf({ from: 0, to: 1 }); // [0, 0.2, 0.4, 0.6, 0.8, 1]
 * ticksOf({ from: -3, to: 2 }); // [-3, -2, -1, 0, 1, 2]
 * ticksOf({ from: 0.001, to: 10, isLogarithmic: true }); // [0.001, 0.01, 0.1, 1, 10]
 */
export function ticksOf({ from, to, isLogarithmic }: Scale): number[] {
  if (isLogarithmic) {
    const [first, last] = [Math.ceil(Math.log10(from) - 1e-9), Math.floor(Math.log10(to) + 1e-9)];
    const every = Math.ceil((last - first + 1) / 6);
    return counted(first, last, every).map((exponent) => Number(`1e${exponent}`));
  }
  const rough = (to - from) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((size) => size >= rough * 0.999)!;
  const [first, last] = [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
  return counted(first, last, 1).map((count) => Number((count * step).toPrecision(12)));
}

function counted(first: number, last: number, every: number): number[] {
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => first + i * every);
}
