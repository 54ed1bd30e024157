/** What goes wrong in a way that the person at the keyboard can put right, and how it is told. */

/** Shown as its message, with no stack trace. */
export class SetUpError extends Error {
  /**
   * @param {string} problem what was expected and what came
   * @param {string} [remedy] what to do
   */
  constructor(problem, remedy) {
    super(remedy === undefined ? problem : `${problem}\n${remedy}`);
    this.name = "SetUpError";
  }
}

/** What the system's codes mean, for the errors that a folder or a disk can give at any step. */
const fileProblems = new Map([
  ["EACCES", "is not yours to write to"],
  ["EPERM", "may not be written to (or is in use by another program)"],
  ["EROFS", "is on a disk that can only be read"],
  ["ENOSPC", "is on a disk that is full"],
  ["EDQUOT", "is on a disk where you have used up your share"],
  ["ENAMETOOLONG", "has a path that is too long for this system"],
  ["ENOTDIR", "lies below something that is a file, where a folder was expected"],
]);

/**
 * An error as the text that the user sees.
 *
 * @param {unknown} error
 * @returns {string}
 */
export function explain(error) {
  if (error instanceof SetUpError) return error.message;
  const { code, path, dest } = /** @type {NodeJS.ErrnoException & { dest?: string }} */ (error ?? {});
  const problem = fileProblems.get(code ?? "");
  if (problem !== undefined && path !== undefined) {
    return (
      `Expected to be able to write to ${dest ?? path}, but it ${problem} (${code}).\n` +
      "Put that right, or put the project into a folder of your own with room on its disk, and start again."
    );
  }
  // Anything else is a mistake of ours: here the stack trace is what helps.
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
