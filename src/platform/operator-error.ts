/**
 * A failure that the person who runs this machine can mend: a taken port, a wrong address, a folder without leave.
 *
 * The message is one plain sentence that says what is wrong and what to do. Entry points print it without a stack
 * and end with exit code 1.
 */
export class OperatorError extends Error {
  override name = "OperatorError";
}
