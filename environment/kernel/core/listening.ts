/** Code that asks now and then whether it is interrupted is trusted to end by itself, with what it has. */

/** A cell that asked within this time before an interrupt is thought to listen, in milliseconds. */
export const LISTENS_MS = 500;

/** It then has this long to end by itself. */
export const GRACE_MS = 1500;
