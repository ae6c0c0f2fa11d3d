import { ServiceError } from "../clients/http/service-error";

/** UserNotEnabled (Dataverse, "Web service error codes"). */
const USER_NOT_ENABLED = "0x80040225";

/**
 * Whether Dataverse refused because the user is disabled. Such a user can do nothing with a role that stays, which must
 * then keep nobody from leaving and no stack from going; any other refusal is worth another try.
 */
export function isForDisabledUser(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isForDisabledUser);
  return error instanceof ServiceError && error.code === USER_NOT_ENABLED;
}
