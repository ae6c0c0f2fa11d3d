/** The deployment was cancelled (Ctrl-C) while something was waited for. What was done by then is kept. */
export class Cancelled extends Error {
  /** @param waitingFor completes "cancelled while waiting for …" */
  constructor(waitingFor: string) {
    super(
      `The deployment was cancelled while waiting for ${waitingFor}. Deploy again; what was done is kept.`,
    );
    this.name = "Cancelled";
  }
}
