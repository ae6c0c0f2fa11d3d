import type { Role } from "../state/model";

/** Fixed in every organization (Business Central's codeunit 5330 and others). */
const template = "627090ff-40a3-4053-8790-584edc5be201";

export function isSystemAdministratorTemplate({ roletemplateid }: Role): boolean {
  return roletemplateid === template;
}
