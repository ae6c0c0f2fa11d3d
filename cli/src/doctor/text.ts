import { counted } from "@bc-sales/dynamic-providers/inspect";
import { printable, styleOf } from "../format/style";
import type { DoctorCheck } from "./check";

/** A line a check, with what was found and what to do under it. */
export function doctorText(checks: readonly DoctorCheck[], color: boolean): string {
  const style = styleOf(color);
  const paint = { ok: style.good, failed: style.bad, unknown: style.doubtful };
  const lines = checks.flatMap(({ title, state, detail, remedy }) => [
    `${paint[state](state.padEnd(7))}  ${title}${state === "ok" && detail !== "" ? ` ${style.faint(detail)}` : ""}`,
    ...(state === "ok" || detail === "" ? [] : [`         ${detail}`]),
    ...(remedy === "" ? [] : [`         ${style.bold("To do:")} ${remedy}`]),
  ]);
  const failed = checks.filter(({ state }) => state === "failed").length;
  const unknown = checks.filter(({ state }) => state === "unknown").length;
  const open = unknown === 0 ? "" : ` ${counted(unknown, "thing")} could not be found out.`;
  const verdict =
    failed === 0
      ? `${unknown === 0 ? "These credentials can do what a deployment needs." : "Nothing stands in the way."}${open}`
      : `${counted(failed, "check has", "checks have")} failed.${open}`;
  return printable(`${[...lines, "", (failed === 0 ? style.good : style.bad)(verdict)].join("\n")}\n`);
}
