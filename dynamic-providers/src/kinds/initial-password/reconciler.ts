import { randomUUID } from "node:crypto";
import { containsUnknown } from "../../adapter/unknown";
import type { Problem } from "../../problems";
import type { Reconciler } from "../../reconciler";
import { newPassword } from "./password";

export interface InitialPasswordInputs {
  readonly length?: number;
}

export interface InitialPasswordState extends InitialPasswordInputs {
  readonly password: string;
}

const DEFAULT_LENGTH = 32;
/** Short enough to type, long enough for 16 × log2(68) > 90 bits. */
const SHORTEST = 16;
/** Entra takes passwords of up to 256 characters. */
const LONGEST = 256;

/** A password that is made once. Nothing ever changes it: it is in use, and only its owner may choose another. */
export const initialPassword: Reconciler<InitialPasswordInputs, InitialPasswordState> = {
  check(inputs) {
    const length = inputs.length ?? DEFAULT_LENGTH;
    return { inputs: { ...inputs, length }, problems: containsUnknown(length) ? [] : lengthProblems(length) };
  },
  diff: () => ({ changed: false }),
  create({ length = DEFAULT_LENGTH }) {
    return Promise.resolve({ id: randomUUID(), state: { length, password: newPassword(length) } });
  },
  read(_id, state) {
    const inputs = state.length === undefined ? {} : { length: state.length };
    return Promise.resolve({ state, inputs });
  },
  update: (_id, state) => Promise.resolve(state),
  delete: () => Promise.resolve(),
};

function lengthProblems(length: number): Problem[] {
  if (Number.isInteger(length) && length >= SHORTEST && length <= LONGEST) return [];
  return [
    {
      where: "length",
      message: `A password cannot have ${String(length)} characters here.`,
      remedy: `Use a whole number from ${String(SHORTEST)} to ${String(LONGEST)}.`,
    },
  ];
}
