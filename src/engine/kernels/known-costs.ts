/**
 * Which numbers single units were given already, and where the cost stands that came of it, for one example. Pixels have
 * few different values, so that many changes of weights give a unit the same number, to the last bit; and all that follows
 * is the same, too.
 */

/** The bytes of a place in the table: the number, the unit's column in bytes plus 1 (0: empty), and where the cost is. */
const PLACE: usize = 16;

/** The places of the table, each for what was looked up there last; and the bytes of all. */
const PLACES: u32 = 2048;
export const KNOWN_COST_BYTES: i32 = PLACES * PLACE;

let known: usize = 0;

export function useKnownCosts(itsTable: usize): void {
  known = itsTable;
}

export function forgetCosts(): void {
  memory.fill(known, 0, KNOWN_COST_BYTES);
}

/** Where the cost stands of the unit at `j` having a number; 0 if none was known, and from now on it is `itsCost`. */
export function knownCost<T>(j: usize, number: usize, itsCost: usize): usize {
  const bits = sizeof<T>() == 4 ? <u64>load<u32>(number) : load<u64>(number);
  const mixed = (<u32>(bits ^ (bits >>> 32)) + <u32>j) * 0x9e3779b1;
  const place = known + <usize>((mixed >>> 16) % PLACES) * PLACE;
  const isKnown = load<u64>(place) == bits && load<u32>(place, 8) == <u32>j + 1;
  if (isKnown) return <usize>load<u32>(place, 12);
  store<u64>(place, bits);
  store<u32>(place, <u32>j + 1, 8);
  store<u32>(place, <u32>itsCost, 12);
  return 0;
}
