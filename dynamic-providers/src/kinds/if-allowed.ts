import { ServiceError } from "../clients/http/service-error";

const FORBIDDEN = 403;

/** What was read, or something else where whoever deploys may not read it. */
export async function ifAllowed<Value, Other>(
  reading: Promise<Value>,
  otherwise: Other,
): Promise<Value | Other> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof ServiceError && error.status === FORBIDDEN) return otherwise;
    throw error;
  }
}
