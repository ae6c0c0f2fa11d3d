/** Whom and what an operation concerns, where it is somebody in particular. */
export interface Concern {
  /** Sign-in name. */
  readonly person?: string;
  /** Name of a security role. */
  readonly role?: string;
}

interface ServiceErrorFields extends Concern {
  readonly service: ServiceError["service"];
  readonly operation: string;
  readonly status: number;
  readonly code: string;
  /** The service's own words. */
  readonly serviceMessage: string;
  /** False when it failed before the service was asked. Default true. */
  readonly asked?: boolean;
  readonly requestId?: string;
  readonly remedy?: string;
  /** Default: no answer came, or the service failed. */
  readonly mayHaveTakenEffect?: boolean;
}

/** A refusal or a failure of one of the services, with everything needed to act on it. No secret is ever part of it. */
export class ServiceError extends Error {
  readonly service: "Entra" | "Microsoft Graph" | "Power Platform" | "Dataverse";
  /** What was being done, e.g. `assign role "Salesperson" to anna@contoso.com`. */
  readonly operation: string;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** The service's code (`0x80040237`, `Request_ResourceNotFound`, …), "" when it gave none. */
  readonly code: string;
  readonly requestId: string;
  readonly remedy: string;
  readonly person: string | undefined;
  readonly role: string | undefined;
  /** Whether the operation took effect, or may have, in spite of the failure. */
  readonly mayHaveTakenEffect: boolean;
  readonly #fields: ServiceErrorFields;

  constructor(fields: ServiceErrorFields) {
    const answer = fields.status === 0 ? "no answer" : `HTTP ${String(fields.status)}`;
    const code = fields.code === "" ? "" : ` ${fields.code}`;
    const said = fields.asked === false ? "" : `${answer}${code}: `;
    const request = fields.requestId ? ` (request ${fields.requestId})` : "";
    const remedy = fields.remedy ? ` ${fields.remedy}` : "";
    super(
      `${fields.service} could not ${fields.operation}: ${said}${fields.serviceMessage}${request}${remedy}`,
    );
    this.name = "ServiceError";
    this.service = fields.service;
    this.operation = fields.operation;
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId ?? "";
    this.remedy = fields.remedy ?? "";
    this.person = fields.person;
    this.role = fields.role;
    this.mayHaveTakenEffect = fields.mayHaveTakenEffect ?? (fields.status < 400 || fields.status >= 500);
    this.#fields = fields;
  }

  /** The same failure, met on behalf of somebody. */
  concerning(concern: Concern): ServiceError {
    return Object.keys(concern).length === 0 ? this : new ServiceError({ ...this.#fields, ...concern });
  }
}
