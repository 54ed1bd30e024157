import type { NetworkRecipe } from "./recipe";

/** Numbers of one kind in a row, as the library and the kernels keep them. */
export interface Numbers {
  readonly length: number;
  [index: number]: number;
  set(values: ArrayLike<number>, offset?: number): void;
  subarray(begin?: number, end?: number): Numbers;
  fill(value: number, begin?: number, end?: number): unknown;
}

/** A W or a b: in the library's flat vector, and in the kernels', where every row is a whole number of vectors. */
export interface TensorPlace {
  readonly rows: number;
  readonly columns: number;
  /** The index of its first number in the flat vector. */
  readonly flat: number;
  /** The same in the kernels' vector, and how many numbers a row takes there. */
  readonly padded: number;
  readonly stride: number;
}

/** Hands out memory, one piece after the other. */
export class Layout {
  constructor(private next: number) {}

  /** So many bytes, from a multiple of 64 on. */
  take(bytes: number): number {
    const at = Math.ceil(this.next / 64) * 64;
    this.next = at + bytes;
    return at;
  }

  /** All bytes up to the end of what was handed out. */
  get bytes(): number {
    return this.next;
  }
}

/** The bytes of a number. */
export function bytesOf({ dtype }: Pick<NetworkRecipe, "dtype">): number {
  return dtype === "float32" ? 4 : 8;
}

/** The numbers of a row of so many units, filled up to whole vectors. */
export function strideOf(units: number, recipe: Pick<NetworkRecipe, "dtype">): number {
  const lanes = 16 / bytesOf(recipe);
  return Math.ceil(units / lanes) * lanes;
}

/** The tensors of a network in their order: W⁽¹⁾, b⁽¹⁾, W⁽²⁾, … */
export function tensorPlaces(recipe: NetworkRecipe): TensorPlace[] {
  const places: TensorPlace[] = [];
  let [flat, padded] = [0, 0];
  const add = (rows: number, columns: number): void => {
    const stride = strideOf(columns, recipe);
    places.push({ rows, columns, flat, padded, stride });
    flat += rows * columns;
    padded += rows * stride;
  };
  for (let l = 1; l < recipe.sizes.length; l++) {
    add(recipe.sizes[l - 1], recipe.sizes[l]);
    if (recipe.biases) add(1, recipe.sizes[l]);
  }
  return places;
}

/** How many numbers the kernels' vector of all parameters has. */
export function paddedCount(places: readonly TensorPlace[]): number {
  const last = places[places.length - 1];
  return last.padded + last.rows * last.stride;
}

/** Copies a flat vector to the kernels'. What fills up rows becomes 0. */
export function pack(places: readonly TensorPlace[], flat: Numbers, padded: Numbers): void {
  for (const { rows, columns, flat: from, padded: to, stride } of places) {
    if (stride === columns) {
      padded.set(flat.subarray(from, from + rows * columns), to);
      continue;
    }
    padded.fill(0, to, to + rows * stride);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) padded[to + i * stride + j] = flat[from + i * columns + j];
    }
  }
}

/** Copies the kernels' vector to a flat one. */
export function unpack(places: readonly TensorPlace[], padded: Numbers, flat: Numbers): void {
  for (const { rows, columns, flat: to, padded: from, stride } of places) {
    if (stride === columns) {
      flat.set(padded.subarray(from, from + rows * columns), to);
      continue;
    }
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) flat[to + i * columns + j] = padded[from + i * stride + j];
    }
  }
}
