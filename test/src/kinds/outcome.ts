import { expect } from "chai";

/** The message of the error that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return expect.fail("it succeeded");
}
