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
  constructor(fields: {
    service: ServiceError["service"];
    operation: string;
    status: number;
    code: string;
    /** The service's own words. */
    serviceMessage: string;
    /** False when it failed before the service was asked. Default true. */
    asked?: boolean;
    requestId?: string;
    remedy?: string;
    cause?: unknown;
  }) {
    const answer = fields.status === 0 ? "no answer" : `HTTP ${String(fields.status)}`;
    const code = fields.code === "" ? "" : ` ${fields.code}`;
    const said = fields.asked === false ? "" : `${answer}${code}: `;
    const request = fields.requestId ? ` (request ${fields.requestId})` : "";
    const remedy = fields.remedy ? ` ${fields.remedy}` : "";
    super(
      `${fields.service} could not ${fields.operation}: ${said}${fields.serviceMessage}${request}${remedy}`,
      { cause: fields.cause },
    );
    this.name = "ServiceError";
    this.service = fields.service;
    this.operation = fields.operation;
    this.status = fields.status;
    this.code = fields.code;
    this.requestId = fields.requestId ?? "";
    this.remedy = fields.remedy ?? "";
  }
}
