/**
 * The convention by which a value says how a notebook shows it: a method named `Symbol.for("Jupyter.display")`
 * that returns a MIME bundle. Everything in the library that can be looked at follows it.
 */

/** Representations of one value by MIME type, from which a notebook shows the richest that it knows. */
export type MimeBundle = Record<string, unknown>;

/** The name of the method that gives a value's MIME bundle, shared by the TypeScript kernels for Jupyter. */
export const jupyterDisplay: unique symbol = Symbol.for("Jupyter.display") as never;

/** A value that a notebook can show. */
export interface Displayable {
  /** What a notebook shows: a MIME bundle, or the promise of one. */
  [jupyterDisplay](): MimeBundle | Promise<MimeBundle>;
}

/**
 * Whether a value says how it is shown.
 *
 * @param value anything
 * @returns true if the value has a method `[Symbol.for("Jupyter.display")]`
 * @example
 * isDisplayable({ [jupyterDisplay]: () => ({ "text/plain": "four" }) }); // true
 * isDisplayable(4); // false
 */
export function isDisplayable(value: unknown): value is Displayable {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as Displayable)[jupyterDisplay] === "function"
  );
}
