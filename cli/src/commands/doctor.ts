import { examine } from "../doctor/examine";
import { doctorText } from "../doctor/text";
import { EXIT, type ExitCode } from "../exit-codes";
import { json } from "../format/json";
import type { Output } from "../output";
import { readStack, type StackOptions } from "../stack/read-stack";

export const DOCTOR_FORMATS = ["text", "json"] as const;

export interface DoctorOptions extends StackOptions {
  readonly format: (typeof DOCTOR_FORMATS)[number];
}

/** `bc-sales doctor`: whether the credentials can do what the project needs. */
export async function doctor(options: DoctorOptions, output: Output): Promise<ExitCode> {
  const stack = readStack(options, process.env);
  output.note(`Asking the services of ${stack.config.organizationUrl} (some seconds).`);
  const checks = await examine(stack);
  const healthy = checks.every(({ state }) => state !== "failed");
  output.result(options.format === "json" ? json({ healthy, checks }) : doctorText(checks, output.color));
  return healthy ? EXIT.ok : EXIT.found;
}
