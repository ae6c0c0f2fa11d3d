import type { EntraUser } from "../state/model";

export function holds(user: EntraUser, skuId: string): boolean {
  return user.licenses.some((license) => license.skuId === skuId);
}
