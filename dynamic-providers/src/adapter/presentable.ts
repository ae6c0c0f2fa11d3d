import { Cancelled } from "../clients/cancelled";
import { ServiceError } from "../clients/http/service-error";
import { ProblemsError } from "../problems";
import { PartialFailure } from "../reconciler";

/**
 * The error as the provider process shows it to people. Beside the message that the engine shows, the process
 * prints name and stack of an error to the deployment's diagnostics. A refusal by a service or a guard needs
 * neither: what was being done takes the place of the stack. Defects keep their stack.
 */
export function presentable(error: unknown, doing: string): unknown {
  if (!isExpected(error)) return error;
  const shown = new Error(error.message, { cause: error });
  shown.name = "";
  shown.stack = doing;
  return shown;
}

/** Whether the error is one that its message explains: a refusal, and no defect of this code. */
export function isExpected(error: unknown): error is Error {
  if (error instanceof AggregateError) return error.errors.every(isExpected);
  return [Cancelled, PartialFailure, ProblemsError, ServiceError].some((kind) => error instanceof kind);
}
