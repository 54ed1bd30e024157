import type { MimeBundle } from "../display";

/** What the course's kernel offers to code in a cell. */
export interface Kernel {
  version: 1;
  /** Shows a bundle below the cell; with `update`, in place of what was shown under the same `displayId`. */
  display(bundle: MimeBundle, options?: { displayId?: string; update?: boolean }): void;
}

/**
 * The kernel that the code runs in.
 *
 * @returns the course's kernel; undefined in a script, a browser, or another kernel
 * @example
 * kernel(); // undefined
 */
export function kernel(): Kernel | undefined {
  return (globalThis as { [name: symbol]: Kernel | undefined })[Symbol.for("neural-descent.kernel")];
}
