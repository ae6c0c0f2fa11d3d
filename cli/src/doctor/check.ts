/** One thing that the credentials must be able to do, as it is printed. */
export interface DoctorCheck {
  /** Stays the same for ever: pipelines look for it. */
  readonly id: string;
  /** What must be so, as a sentence. */
  readonly title: string;
  readonly state: "ok" | "failed" | "unknown";
  /** What was found; "" where there is nothing to add. */
  readonly detail: string;
  /** "" unless it failed. */
  readonly remedy: string;
}

export type Finding = Omit<DoctorCheck, "id" | "title">;

export function ok(detail = ""): Finding {
  return { state: "ok", detail, remedy: "" };
}

export function failed(detail: string, remedy: string): Finding {
  return { state: "failed", detail, remedy };
}

export function unknown(detail: string): Finding {
  return { state: "unknown", detail, remedy: "" };
}
