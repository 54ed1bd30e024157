const KERNEL = Symbol.for("neural-descent.kernel");

/**
 * Whether the notebook's cell that runs now was interrupted. Long work asks now and then, and ends with what it has.
 *
 * @returns true after the interrupt button; false where no notebook is
 * @example
 * interrupted(); // false
 */
export function interrupted(): boolean {
  const surroundings = globalThis as { [name: symbol]: { interrupted?: boolean } | undefined };
  return surroundings[KERNEL]?.interrupted === true;
}
