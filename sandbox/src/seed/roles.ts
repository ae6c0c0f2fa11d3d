import type { BusinessUnit, Role } from "../state/model";
import { guidOf } from "./guid";
import { seedIds } from "./ids";
import { roleFacts } from "./role-facts";

/** Every role in the root business unit, and its copy in each of the others. */
export function seedRoles(units: readonly BusinessUnit[]): Role[] {
  return units.flatMap((unit) =>
    roleFacts.map((fact) => {
      const isRoot = unit.businessunitid === seedIds.rootBusinessUnitId;
      return {
        roleid: isRoot ? fact.roleid : guidOf(`role ${fact.roleid} ${unit.businessunitid}`),
        name: fact.name,
        businessunitid: unit.businessunitid,
        parentroleid: isRoot ? null : fact.roleid,
        parentrootroleid: fact.roleid,
        roletemplateid: fact.roletemplateid,
        ismanaged: fact.ismanaged,
        iscustomizable: fact.iscustomizable,
        versionnumber: 0,
      };
    }),
  );
}
