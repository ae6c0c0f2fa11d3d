import type { ServiceError } from "./http/service-error";

/** The answer to one of several requests sent together: the others do not depend on it. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ServiceError };
