/** The part of a figure's width or height that belongs to the i-th of n panels, with gaps between. */
export function share(i: number, n: number, gap: number): [number, number] {
  const size = (1 - gap * (n - 1)) / n;
  return [i * (size + gap), Math.min(1, i * (size + gap) + size)];
}
