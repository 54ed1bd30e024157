import type { ComponentCheck, GradientVerdict } from "./gradient-check";
import { norm } from "./vectors";

/** A part of the vector of parameters that has a name and the shape of a matrix, row after row. */
export interface Tensor {
  readonly name: string;
  /** The index of its first number. */
  readonly offset: number;
  readonly rows: number;
  readonly columns: number;
}

/** The components of one tensor together. */
export interface TensorCheck {
  name: string;
  /** How many of its components were checked. */
  checked: number;
  /** ‖a − n‖ / max(‖a‖, ‖n‖) over them, 0 if all are 0. */
  error: number;
  /** The worst of their verdicts. */
  verdict: GradientVerdict;
}

const VERDICTS: readonly GradientVerdict[] = ["right", "kink", "suspect", "wrong"];

/** The verdict on each tensor of which a component was checked. */
export function checkTensors(
  components: readonly ComponentCheck[],
  places: readonly Tensor[],
): TensorCheck[] {
  return places
    .map((place) => ({ name: place.name, parts: components.filter(({ index }) => holds(place, index)) }))
    .filter(({ parts }) => parts.length > 0)
    .map(({ name, parts }) => ({
      name,
      checked: parts.length,
      error: errorOf(parts),
      verdict: worstVerdict(parts),
    }));
}

/** `W1[2, 0]` for row 2 and column 0 of W1, `v[4]` if there is one row only. */
export function nameWithin(places: readonly Tensor[], index: number): string {
  const place = places.find((candidate) => holds(candidate, index));
  if (!place) throw new RangeError(`expected the index of a component, got ${index}`);
  const { name, offset, rows, columns } = place;
  const k = index - offset;
  return rows === 1 ? `${name}[${k}]` : `${name}[${Math.floor(k / columns)}, ${k % columns}]`;
}

/** ‖a − n‖ / max(‖a‖, ‖n‖), 0 if both are 0. */
export function errorOf(components: readonly ComponentCheck[]): number {
  const larger = Math.max(
    norm(components.map(({ analytic }) => analytic)),
    norm(components.map(({ numerical }) => numerical)),
  );
  return larger === 0 ? 0 : norm(components.map(({ analytic, numerical }) => analytic - numerical)) / larger;
}

/** How bad a verdict is, from 0 for right to 3 for wrong. */
export function rank(verdict: GradientVerdict): number {
  return VERDICTS.indexOf(verdict);
}

/** The worst verdict of all. */
export function worstVerdict(components: readonly ComponentCheck[]): GradientVerdict {
  return VERDICTS[components.reduce((worst, { verdict }) => Math.max(worst, rank(verdict)), 0)];
}

function holds({ offset, rows, columns }: Tensor, index: number): boolean {
  return index >= offset && index < offset + rows * columns;
}

/** Refuses tensors that leave a gap, overlap, or have not n numbers together. */
export function expectPlaces(places: readonly Tensor[], n: number): void {
  let next = 0;
  for (const { name, offset, rows, columns } of places) {
    if (offset !== next)
      throw new RangeError(`expected the tensor ${name} to begin at index ${next}, got ${offset}`);
    next += rows * columns;
  }
  if (next !== n) throw new RangeError(`expected tensors of ${n} numbers together, got ${next}`);
}
