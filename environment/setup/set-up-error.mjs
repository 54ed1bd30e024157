/**
 * Something that the person at the keyboard can put right. It is shown as its message and no stack trace.
 */
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
