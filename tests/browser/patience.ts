/**
 * What a test waits for may take long: a browser, a kernel and the test share the processors with whatever else there is.
 * A limit only says when there is no hope any more.
 */

/** In milliseconds. */
export const PATIENCE = 60_000;

/**
 * Waits until something is so.
 *
 * @param what is told if it never is
 * @param isSo asked again and again
 */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  const begin = performance.now();
  while (!(await isSo())) {
    if (performance.now() - begin > PATIENCE)
      throw new Error(`expected within ${PATIENCE / 1000} s that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
