import {
  BASIC_USER,
  DATAVERSE_INTEGRATION,
  INTEGRATION_ADMINISTRATOR,
  INTEGRATION_USER,
  SALES_MANAGER,
  SALESPERSON,
  SYSTEM_ADMINISTRATOR,
  SYSTEM_CUSTOMIZER,
} from "@bc-sales/dynamic-providers/declared";
import { folded } from "./values";

const FIXED_IDS: ReadonlyMap<string, string> = new Map([
  ...[SYSTEM_ADMINISTRATOR, SYSTEM_CUSTOMIZER, SALES_MANAGER, SALESPERSON, BASIC_USER].map(
    ({ templateId, name }) => [templateId, folded(name)] as const,
  ),
  ...[INTEGRATION_ADMINISTRATOR, INTEGRATION_USER, DATAVERSE_INTEGRATION].map(
    ({ roleId, name }) => [roleId, folded(name)] as const,
  ),
]);

/** The same text for whatever names the same role: its name, or an id that is the same in every environment. */
export function roleKey(reference: string): string {
  const text = folded(reference);
  return FIXED_IDS.get(text) ?? text;
}

/**
 * Whether a reference means System Administrator.
 *
 * @param besides - what else means it, such as the id that the role has in one environment.
 */
export function meansSystemAdministrator(reference: string, besides: readonly string[] = []): boolean {
  return [SYSTEM_ADMINISTRATOR.name, ...besides].some((one) => roleKey(one) === roleKey(reference));
}
