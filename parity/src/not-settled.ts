/** Thrown by a check that cannot be made on this tenant; the message says what it lacks. */
export class NotSettled extends Error {
  override readonly name = "NotSettled";
}
