/**
 * The setting NEURAL_DESCENT_SEED_SHIFT: a kernel that is started with it runs its notebook with other seeds. Read by the
 * kernel, and by the commands that start kernels.
 */

/** The environment variable. */
export const seedShiftName = "NEURAL_DESCENT_SEED_SHIFT";

/** How far one shift moves a seed: farther than a lesson counts, so that no two shifts share a seed. */
export const seedsApart = 1_000_000;

/** The last shift that keeps small seeds below 2³². */
const last = Math.floor(2 ** 32 / seedsApart) - 1;

/**
 * @param {string | undefined} text the setting
 * @param {string} [name] what the user calls it
 * @returns {number} 0 where nothing is set
 * @throws {RangeError} if it is no shift
 */
export function readSeedShift(text, name = seedShiftName) {
  if (text === undefined || text === "") return 0;
  if (!/^\d{1,4}$/.test(text) || Number(text) > last)
    throw new RangeError(
      `${name}: expected a whole number from 0 to ${last}, which moves every seed by so many millions, got "${text}"`,
    );
  return Number(text);
}
